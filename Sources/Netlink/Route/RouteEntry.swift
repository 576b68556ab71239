internal import CLibMNL
internal import CLinux
internal import Sentences

/// A route as rtnetlink describes it.
public struct RouteEntry: Equatable, Sendable {
  /// Where the route leads.
  public let network: RouteAddress
  /// `RTN_…`: what is done with the packets.
  public let type: UInt8
  /// The number of the table.
  public let table: UInt32
  /// The metric: of several routes to a network the one with the lowest counts.
  public let metric: UInt32
  /// How far away the network is: `RT_SCOPE_…`.
  public let scope: UInt8
  /// `RTPROT_…`: who made the route.
  public let origin: UInt8
  /// The address that packets of this host are sent from.
  public let source: RouteAddress?
  /// The ways that the packets take: one, or several that share them; none when they are dropped.
  public let hops: [RouteHop]
  /// The number of the next hop's object, when the route refers to one.
  public let hopID: UInt32?

  package init(
    network: RouteAddress, type: UInt8, table: UInt32, metric: UInt32, scope: UInt8, origin: UInt8,
    source: RouteAddress?, hops: [RouteHop], hopID: UInt32?
  ) {
    self.network = network
    self.type = type
    self.table = table
    self.metric = metric
    self.scope = scope
    self.origin = origin
    self.source = source
    self.hops = hops
    self.hopID = hopID
  }
}

/// One way that the packets of a route take.
public struct RouteHop: Equatable, Sendable {
  /// The index of the link.
  public let link: UInt32
  /// The gateway on that link, which can be of the other family.
  public let gateway: RouteAddress?
  /// The part of the packets that go this way, among all weights: 1...256.
  public let weight: UInt16

  package init(link: UInt32, gateway: RouteAddress?, weight: UInt16) {
    self.link = link
    self.gateway = gateway
    self.weight = weight
  }
}

extension RouteEntry {
  /// Reads a message of type `RTM_NEWROUTE`: `struct rtmsg`, then attributes.
  ///
  /// Answers nil for what is no route of IP, and for what the kernel has only cached.
  package static func decode(_ payload: RawSpan) throws(NetlinkError) -> RouteEntry? {
    let header = 12
    try requireHeader(header, of: payload)
    let family: UInt8 = payload.number(at: 0)
    let length: UInt8 = payload.number(at: 1)
    let flags: UInt32 = payload.number(at: 8)
    guard var network = RouteAddress.everything(family), flags & wgkit_RTM_F_CLONED == 0 else {
      return nil
    }
    var isNetworkThere = false
    var table = UInt32(payload.number(at: 4, as: UInt8.self))
    var metric: UInt32 = 0
    var source: RouteAddress?
    var link: UInt32?
    var gateway: RouteAddress?
    var several: [RouteHop] = []
    var hopID: UInt32?
    var attributes = Attributes(in: header..<payload.byteCount)
    while let attribute = try attributes.next(in: payload) {
      switch UInt32(attribute.type) {
      case RTA_DST.rawValue:
        network = try attribute.address(family, length, in: payload)
        isNetworkThere = true
      case RTA_TABLE.rawValue: table = try attribute.number(in: payload)
      case RTA_PRIORITY.rawValue: metric = try attribute.number(in: payload)
      case RTA_PREFSRC.rawValue: source = try attribute.host(family, in: payload)
      case RTA_OIF.rawValue: link = try attribute.number(in: payload)
      case RTA_GATEWAY.rawValue: gateway = try attribute.host(family, in: payload)
      case RTA_VIA.rawValue: gateway = try attribute.via(in: payload)
      case RTA_MULTIPATH.rawValue: several = try attribute.hops(family, in: payload)
      case wgkit_RTA_NH_ID: hopID = try attribute.number(in: payload)
      default: continue
      }
    }
    // A network of no bits needs no attribute; any other one does.
    guard isNetworkThere || length == 0 else {
      throw .malformed("a route to a network of \(length) bits that is not there")
    }
    if several.isEmpty, let link {
      several = [RouteHop(link: link, gateway: gateway, weight: 1)]
    }
    return RouteEntry(
      network: network, type: payload.number(at: 7), table: table, metric: metric,
      scope: payload.number(at: 6), origin: payload.number(at: 5), source: source, hops: several,
      hopID: hopID)
  }
}

extension Attribute {
  /// The ways of a route with several: each is a `struct rtnexthop`, then attributes.
  fileprivate func hops(
    _ family: UInt8, in message: RawSpan
  ) throws(NetlinkError) -> [RouteHop] {
    let header = 8
    var hops: [RouteHop] = []
    var start = payload.lowerBound
    while start < payload.upperBound {
      let left = payload.upperBound - start
      guard left >= header else { throw .malformed("\(left) stray bytes after the last next hop") }
      let length = Int(message.number(at: start, as: UInt16.self))
      guard length >= header, length <= left else {
        throw .malformed("a next hop of \(length) bytes where \(left) are left")
      }
      var gateway: RouteAddress?
      var attributes = Attributes(in: start + header..<start + length)
      while let attribute = try attributes.next(in: message) {
        switch UInt32(attribute.type) {
        case RTA_GATEWAY.rawValue: gateway = try attribute.host(family, in: message)
        case RTA_VIA.rawValue: gateway = try attribute.via(in: message)
        default: continue
        }
      }
      hops.append(
        RouteHop(
          link: UInt32(bitPattern: message.number(at: start + 4, as: Int32.self)),
          gateway: gateway, weight: UInt16(message.number(at: start + 3, as: UInt8.self)) + 1))
      start += (length + 3) & ~3
    }
    return hops
  }
}
