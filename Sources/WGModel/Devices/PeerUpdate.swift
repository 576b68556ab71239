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

  /// The allowed IPs to take from the peer; one that it does not have is passed over.
  ///
  /// They are taken before those above are given, and not at all when those replace the list. The
  /// kernel flag is `WGALLOWEDIP_F_REMOVE_ME`, of Linux 6.16; on older kernels the same is done in
  /// another way, see `KernelController`.
  public var removedAllowedIPs: [IPPrefix]

  /// Creates an update of one peer.
  public init(
    publicKey: PublicKey, action: Action = .addOrChange,
    presharedKey: Change<PresharedKey> = .keep, endpoint: Endpoint? = nil,
    persistentKeepalive: UInt16? = nil, replacesAllowedIPs: Bool = false,
    allowedIPs: [IPPrefix] = [], removedAllowedIPs: [IPPrefix] = []
  ) {
    self.publicKey = publicKey
    self.action = action
    self.presharedKey = presharedKey
    self.endpoint = endpoint
    self.persistentKeepalive = persistentKeepalive
    self.replacesAllowedIPs = replacesAllowedIPs
    self.allowedIPs = allowedIPs
    self.removedAllowedIPs = removedAllowedIPs
  }
}
