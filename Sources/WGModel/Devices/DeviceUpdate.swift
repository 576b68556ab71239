/// What to change on a device.
///
/// What is not named stays as it is.
public struct DeviceUpdate: Sendable {
  /// The private key.
  ///
  /// Clearing it stops the device from making handshakes.
  public var privateKey: Change<PrivateKey>

  /// The UDP port, or nil to leave it; 0 asks the kernel for a random one.
  public var listenPort: UInt16?

  /// The mark on outgoing encrypted packets, or nil to leave it; 0 turns it off.
  public var firewallMark: UInt32?

  /// Whether the peers below replace all peers of the device.
  public var replacesPeers: Bool

  /// The peers to add, change or remove, applied in this order.
  public var peers: [PeerUpdate]

  /// Creates an update; without arguments it changes nothing.
  public init(
    privateKey: Change<PrivateKey> = .keep, listenPort: UInt16? = nil,
    firewallMark: UInt32? = nil, replacesPeers: Bool = false, peers: [PeerUpdate] = []
  ) {
    self.privateKey = privateKey
    self.listenPort = listenPort
    self.firewallMark = firewallMark
    self.replacesPeers = replacesPeers
    self.peers = peers
  }
}
