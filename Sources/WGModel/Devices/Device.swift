/// A WireGuard interface as it was at one moment: what the kernel answered, and nothing else.
///
/// A snapshot does not change; what should change is said with ``DeviceUpdate``. All peers stand in
/// three flat arrays, so that a device of 10,000 peers costs a handful of allocations.
public struct Device: Sendable {
  /// The interface's name.
  ///
  /// The kernel attribute is `WGDEVICE_A_IFNAME`.
  public let name: InterfaceName

  /// The interface's index in its network namespace.
  ///
  /// The kernel attribute is `WGDEVICE_A_IFINDEX`.
  public let index: UInt32

  /// The private key, or nil when none is set.
  ///
  /// The kernel attribute is `WGDEVICE_A_PRIVATE_KEY`.
  public let privateKey: PrivateKey?

  /// The public key, or nil when no private key is set.
  ///
  /// The kernel attribute is `WGDEVICE_A_PUBLIC_KEY`.
  public let publicKey: PublicKey?

  /// The UDP port that the interface listens on; 0 until one is set or the interface is up.
  ///
  /// The kernel attribute is `WGDEVICE_A_LISTEN_PORT`.
  public let listenPort: UInt16

  /// The mark on outgoing encrypted packets; 0 when off.
  ///
  /// The kernel attribute is `WGDEVICE_A_FWMARK`.
  public let firewallMark: UInt32

  /// The peers, in the kernel's order.
  ///
  /// The kernel attribute is `WGDEVICE_A_PEERS`.
  public let peers: Peers

  package init(
    name: InterfaceName, index: UInt32, privateKey: PrivateKey?, publicKey: PublicKey?,
    listenPort: UInt16, firewallMark: UInt32, peers: Peers
  ) {
    self.name = name
    self.index = index
    self.privateKey = privateKey
    self.publicKey = publicKey
    self.listenPort = listenPort
    self.firewallMark = firewallMark
    self.peers = peers
  }
}
