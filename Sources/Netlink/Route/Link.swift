internal import CLibMNL
internal import CLinux
internal import Sentences

/// A network interface as rtnetlink describes it.
public struct Link: Equatable, Sendable {
  /// The index in its network namespace.
  public let index: UInt32
  /// The bytes of the name, with the NUL behind it.
  public let name: [UInt8]
  /// The kind, such as `wireguard` or `veth`; empty for hardware.
  public let kind: String
  /// The largest packet, in bytes.
  public let mtu: UInt32
  /// Whether it is administratively up.
  public let isUp: Bool
  /// Whether the driver has what it needs to send.
  public let isRunning: Bool
  /// The state of RFC 2863, `IF_OPER_…`.
  public let operationalState: UInt8
  /// The hardware address; empty for links that have none.
  public let hardwareAddress: [UInt8]
  /// The bytes of each alternative name, with the NUL behind it.
  public let alternativeNames: [[UInt8]]
}

extension Link {
  /// Reads a message of type `RTM_NEWLINK`: `struct ifinfomsg`, then attributes.
  package init(decoding payload: RawSpan) throws(NetlinkError) {
    let header = 16
    try requireHeader(header, of: payload)
    index = UInt32(bitPattern: payload.number(at: 4, as: Int32.self))
    let flags = payload.number(at: 8, as: UInt32.self)
    isUp = flags & wgkit_IFF_UP != 0
    isRunning = flags & wgkit_IFF_RUNNING != 0
    var name: [UInt8] = []
    var kind = ""
    var mtu: UInt32 = 0
    var state: UInt8 = 0
    var hardwareAddress: [UInt8] = []
    var alternativeNames: [[UInt8]] = []
    var attributes = Attributes(in: header..<payload.byteCount)
    while let attribute = try attributes.next(in: payload) {
      switch Int(attribute.type) {
      case IFLA_IFNAME: name = attribute.bytes(in: payload)
      case IFLA_MTU: mtu = try attribute.number(in: payload)
      case IFLA_OPERSTATE: state = try attribute.number(in: payload)
      case IFLA_ADDRESS:
        // The kernel's MAX_ADDR_LEN.
        guard attribute.count <= 32 else {
          throw .malformed("a hardware address of \(attribute.count) bytes")
        }
        hardwareAddress = attribute.bytes(in: payload)
      case IFLA_LINKINFO:
        var nested = Attributes(nestedIn: attribute)
        while let inner = try nested.next(in: payload) {
          guard Int(inner.type) == IFLA_INFO_KIND else { continue }
          kind = String(decoding: inner.bytes(in: payload).prefix { $0 != 0 }, as: UTF8.self)
        }
      case IFLA_PROP_LIST:
        var nested = Attributes(nestedIn: attribute)
        while let inner = try nested.next(in: payload) {
          guard Int(inner.type) == IFLA_ALT_IFNAME else { continue }
          alternativeNames.append(inner.bytes(in: payload))
        }
      default: continue
      }
    }
    self.name = name
    self.kind = kind
    self.mtu = mtu
    self.hardwareAddress = hardwareAddress
    self.alternativeNames = alternativeNames
    operationalState = state
  }
}
