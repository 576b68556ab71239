/// A network interface of any kind as it was at one moment.
public struct Interface: Hashable, Sendable {
  /// The name.
  ///
  /// The kernel attribute is `IFLA_IFNAME`.
  public let name: InterfaceName

  /// The index in its network namespace.
  ///
  /// The kernel's field is `ifi_index`.
  public let index: UInt32

  /// The kind, such as `wireguard`, `veth` or `bridge`; nil for hardware and the loopback.
  ///
  /// The kernel attribute is `IFLA_INFO_KIND`.
  public let kind: String?

  /// Whether it is administratively up: somebody asked for it.
  ///
  /// The kernel's flag is `IFF_UP`.
  public let isUp: Bool

  /// Whether the driver has what it needs to send, a cable for example.
  ///
  /// The kernel's flag is `IFF_RUNNING`.
  public let isRunning: Bool

  /// Whether it can pass packets, as far as the kernel knows.
  ///
  /// A WireGuard interface has nothing to detect and stays ``OperationalState/unknown``: ``isUp`` says
  /// whether it works. The kernel attribute is `IFLA_OPERSTATE`.
  public let operationalState: OperationalState

  /// The largest packet, in bytes.
  ///
  /// The kernel attribute is `IFLA_MTU`.
  public let mtu: UInt32

  /// The hardware address; nil for an interface that has none, as a WireGuard interface has.
  ///
  /// The kernel attribute is `IFLA_ADDRESS`.
  public let hardwareAddress: HardwareAddress?

  /// Other names, which the kernel takes in place of ``name``; up to 127 bytes each.
  ///
  /// A byte that is not printable ASCII is shown as `\x` and two hexadecimal digits. The kernel
  /// attribute is `IFLA_ALT_IFNAME`.
  public let alternativeNames: [String]

  /// The addresses, in the kernel's order.
  public let addresses: [InterfaceAddress]

  package init(
    name: InterfaceName, index: UInt32, kind: String?, isUp: Bool, isRunning: Bool,
    operationalState: OperationalState, mtu: UInt32, hardwareAddress: HardwareAddress?,
    alternativeNames: [String], addresses: [InterfaceAddress]
  ) {
    self.name = name
    self.index = index
    self.kind = kind
    self.isUp = isUp
    self.isRunning = isRunning
    self.operationalState = operationalState
    self.mtu = mtu
    self.hardwareAddress = hardwareAddress
    self.alternativeNames = alternativeNames
    self.addresses = addresses
  }

  /// The states of RFC 2863, numbered as the kernel numbers them: `IF_OPER_…`.
  public enum OperationalState: UInt8, Hashable, Sendable {
    /// The driver does not say.
    case unknown = 0
    /// Something it is made of is missing; the kernel does not use it today.
    case notPresent = 1
    /// It cannot pass packets.
    case down = 2
    /// It cannot pass packets since the interface below it cannot.
    case lowerLayerDown = 3
    /// It is being tested.
    case testing = 4
    /// It waits for something outside, an authentication for example.
    case dormant = 5
    /// It can pass packets.
    case up = 6
  }
}
