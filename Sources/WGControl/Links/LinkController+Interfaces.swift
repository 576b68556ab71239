internal import Netlink
internal import Sentences
public import WGModel

extension LinkController {
  /// The interfaces of every kind with their addresses, in the order of their indexes.
  ///
  /// The kernel is asked for the interfaces first and for the addresses then: an interface that goes
  /// in between has none.
  public func interfaces() throws(WGError) -> [Interface] {
    try perform(Attempt("list the interfaces")) { (route) throws(NetlinkError) in
      let links = try route.links()
      let addresses = try route.addresses()
      var interfaces: [Interface] = []
      interfaces.reserveCapacity(links.count)
      for link in links { interfaces.append(try Interface(link, addresses)) }
      return interfaces
    }
  }

  /// One interface of any kind with its addresses.
  ///
  /// - Throws: ``WGError/Code/noSuchInterface`` when there is none of this name.
  @inline(never)
  public func interface(_ name: InterfaceName) throws(WGError) -> Interface {
    try perform(Attempt("read \(name)")) { (route) throws(NetlinkError) in
      let link = try route.link(named: name.terminated.span)
      return try Interface(link, try route.addresses(ofLink: link.index))
    }
  }
}

extension Interface {
  init(_ link: Link, _ all: [LinkAddress]) throws(NetlinkError) {
    guard let name = try? InterfaceName(kernel: link.name.span) else {
      throw .malformed("a link with a name of \(link.name.count) bytes")
    }
    var addresses: [InterfaceAddress] = []
    for address in all where address.link == link.index {
      var peer: IPPrefix?
      if let other = address.peer { peer = try IPPrefix(other) }
      addresses.append(
        InterfaceAddress(
          prefix: try IPPrefix(address.local), peer: peer,
          scope: NetworkScope(rawValue: address.scope)))
    }
    self.init(
      name: name, index: link.index, kind: link.kind.isEmpty ? nil : link.kind, isUp: link.isUp,
      isRunning: link.isRunning,
      operationalState: OperationalState(rawValue: link.operationalState) ?? .unknown,
      mtu: link.mtu,
      hardwareAddress: link.hardwareAddress.isEmpty
        ? nil : HardwareAddress(unchecked: link.hardwareAddress),
      alternativeNames: link.alternativeNames.map { printable($0.span) },
      addresses: addresses)
  }
}

extension IPAddress {
  init(_ address: RouteAddress) throws(NetlinkError) {
    guard let value = try? IPAddress(bytes: address.bytes.span) else {
      throw .malformed("an address of \(address.bytes.count) bytes")
    }
    self = value
  }
}

extension IPPrefix {
  init(_ address: RouteAddress) throws(NetlinkError) {
    let value = try IPAddress(address)
    guard let prefix = try? IPPrefix(value, length: address.prefixLength) else {
      throw .malformed("an address of \(address.bytes.count) bytes, /\(address.prefixLength)")
    }
    self = prefix
  }
}
