/// A change of one value: leave it, set it, or clear it.
public enum Change<Value: Sendable>: Sendable {
  /// Leave the value as it is.
  case keep
  /// Set the value.
  case set(Value)
  /// Remove the value.
  case clear
}

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

/// What to change on one peer: it is added when the device does not have it.
public struct PeerUpdate: Sendable {
  /// What is to happen with the peer itself.
  public enum Action: Sendable {
    /// Add the peer, or change it when it is there.
    case addOrChange
    /// Change the peer when it is there, and do nothing otherwise. The kernel flag is
    /// `WGPEER_F_UPDATE_ONLY`.
    case changeOnly
    /// Remove the peer; doing so twice is no error. The kernel flag is `WGPEER_F_REMOVE_ME`.
    case remove
  }

  /// The key that names the peer.
  public let publicKey: PublicKey

  /// What is to happen with the peer itself.
  public var action: Action

  /// The preshared key.
  public var presharedKey: Change<PresharedKey>

  /// Where packets to the peer go, or nil to leave it.
  public var endpoint: Endpoint?

  /// Seconds between keepalive packets, or nil to leave it; 0 turns it off.
  public var persistentKeepalive: UInt16?

  /// Whether the allowed IPs below replace those of the peer.
  ///
  /// The kernel flag is `WGPEER_F_REPLACE_ALLOWEDIPS`.
  public var replacesAllowedIPs: Bool

  /// The allowed IPs to give to the peer.
  ///
  /// One that another peer has moves over from there.
  public var allowedIPs: [IPPrefix]

  /// Creates an update of one peer.
  public init(
    publicKey: PublicKey, action: Action = .addOrChange,
    presharedKey: Change<PresharedKey> = .keep, endpoint: Endpoint? = nil,
    persistentKeepalive: UInt16? = nil, replacesAllowedIPs: Bool = false,
    allowedIPs: [IPPrefix] = []
  ) {
    self.publicKey = publicKey
    self.action = action
    self.presharedKey = presharedKey
    self.endpoint = endpoint
    self.persistentKeepalive = persistentKeepalive
    self.replacesAllowedIPs = replacesAllowedIPs
    self.allowedIPs = allowedIPs
  }
}
