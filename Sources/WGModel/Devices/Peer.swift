/// A peer of a device as it was at the moment of the snapshot.
public struct Peer: Sendable {
  let record: Peers.Record
  let index: Int
  let owner: Peers

  /// The key that names the peer.
  ///
  /// The kernel attribute is `WGPEER_A_PUBLIC_KEY`.
  public var publicKey: PublicKey { record.publicKey }

  /// Whether a preshared key is set.
  public var hasPresharedKey: Bool { record.hasPresharedKey }

  /// The preshared key, or nil when none is set: a copy in a buffer of its own.
  ///
  /// The kernel attribute is `WGPEER_A_PRESHARED_KEY`; 32 zero bytes mean none.
  public var presharedKey: PresharedKey? {
    guard record.hasPresharedKey, let keys = owner.presharedKeys else { return nil }
    return PresharedKey(copying: keys, at: index * 32)
  }

  /// Where packets to the peer go: as configured, or where its last authentic packet came from; nil
  /// until either is known.
  ///
  /// The kernel attribute is `WGPEER_A_ENDPOINT`.
  public var endpoint: Endpoint? { record.endpoint }

  /// Seconds between keepalive packets; 0 when off.
  ///
  /// The kernel attribute is `WGPEER_A_PERSISTENT_KEEPALIVE_INTERVAL`.
  public var persistentKeepalive: UInt16 { record.persistentKeepalive }

  /// When the last handshake was made, or nil for never.
  ///
  /// The kernel attribute is `WGPEER_A_LAST_HANDSHAKE_TIME`.
  public var lastHandshake: Timestamp? { record.lastHandshake }

  /// Bytes received from the peer since it was added.
  ///
  /// The kernel attribute is `WGPEER_A_RX_BYTES`.
  public var receivedBytes: UInt64 { record.receivedBytes }

  /// Bytes sent to the peer since it was added.
  ///
  /// The kernel attribute is `WGPEER_A_TX_BYTES`.
  public var sentBytes: UInt64 { record.sentBytes }

  /// The version of the protocol, 1 today.
  ///
  /// The kernel attribute is `WGPEER_A_PROTOCOL_VERSION`.
  public var protocolVersion: UInt32 { record.protocolVersion }

  /// The addresses that may come from the peer and are routed to it, host bits cleared.
  ///
  /// The kernel attribute is `WGPEER_A_ALLOWEDIPS`.
  public var allowedIPs: ArraySlice<IPPrefix> { owner.allowedIPs[record.allowedIPs] }
}
