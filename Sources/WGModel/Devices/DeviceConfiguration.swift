internal import Sentences

/// A device as it is wanted, whole: what a device is compared with by ``Device/difference(to:)``.
///
/// Its list of peers is complete: a peer that is not on it is not wanted.
public struct DeviceConfiguration: Sendable {
  /// The private key: left as it is, set, or cleared.
  public var privateKey: Change<PrivateKey>

  /// The UDP port, or nil to leave it; 0 is content with any.
  public var listenPort: UInt16?

  /// The mark on outgoing encrypted packets, or nil to leave it; 0 for none.
  public var firewallMark: UInt32?

  /// All peers, each once.
  public var peers: [PeerConfiguration]

  /// Creates a configuration; without arguments, one that wants no peers and nothing else.
  public init(
    privateKey: Change<PrivateKey> = .keep, listenPort: UInt16? = nil,
    firewallMark: UInt32? = nil, peers: [PeerConfiguration] = []
  ) {
    self.privateKey = privateKey
    self.listenPort = listenPort
    self.firewallMark = firewallMark
    self.peers = peers
  }
}

/// A peer as it is wanted, whole.
public struct PeerConfiguration: Sendable {
  /// The key that names the peer.
  public var publicKey: PublicKey

  /// The preshared key, or nil for none.
  public var presharedKey: PresharedKey?

  /// Where packets to the peer go, or nil to leave it to the peer, which may roam.
  public var endpoint: Endpoint?

  /// Seconds between keepalive packets; 0 for none.
  public var persistentKeepalive: UInt16

  /// All allowed IPs; host bits are of no account.
  public var allowedIPs: [IPPrefix]

  /// Creates a peer that has a key and whatever else is named.
  public init(
    publicKey: PublicKey, presharedKey: PresharedKey? = nil, endpoint: Endpoint? = nil,
    persistentKeepalive: UInt16 = 0, allowedIPs: [IPPrefix] = []
  ) {
    self.publicKey = publicKey
    self.presharedKey = presharedKey
    self.endpoint = endpoint
    self.persistentKeepalive = persistentKeepalive
    self.allowedIPs = allowedIPs
  }
}

extension DeviceConfiguration {
  /// The configuration that a device has at the moment of a snapshot, endpoints included.
  public init(_ device: Device) {
    self.init(
      privateKey: device.privateKey.map { .set($0) } ?? .clear, listenPort: device.listenPort,
      firewallMark: device.firewallMark, peers: device.peers.map { PeerConfiguration($0) })
  }
}

extension PeerConfiguration {
  /// The configuration that a peer has at the moment of a snapshot.
  public init(_ peer: Peer) {
    self.init(
      publicKey: peer.publicKey, presharedKey: peer.presharedKey, endpoint: peer.endpoint,
      persistentKeepalive: peer.persistentKeepalive, allowedIPs: Array(peer.allowedIPs))
  }
}

extension DeviceConfiguration {
  /// The configuration that an update describes when its peers and their lists are taken as whole.
  ///
  /// - Throws: ``WGError/Code/invalidArgument`` when the update removes something: of a whole, what is
  ///   not named is not there.
  package init(wholly update: DeviceUpdate) throws(WGError) {
    self.init(
      privateKey: update.privateKey, listenPort: update.listenPort,
      firewallMark: update.firewallMark)
    for peer in update.peers {
      guard peer.action != .remove, peer.removedAllowedIPs.isEmpty else {
        throw WGError(
          .invalidArgument,
          "nothing can be removed from the peer \(peer.publicKey) here: leave out what it is not to"
            + " have")
      }
      guard peer.action != .changeOnly else {
        throw WGError(
          .invalidArgument,
          "the peer \(peer.publicKey) is to be changed only if it is there, which says nothing about"
            + " the device as a whole: leave that flag out, or leave out the peer")
      }
      var wanted = PeerConfiguration(
        publicKey: peer.publicKey, endpoint: peer.endpoint,
        persistentKeepalive: peer.persistentKeepalive ?? 0, allowedIPs: peer.allowedIPs)
      if case .set(let key) = peer.presharedKey { wanted.presharedKey = key }
      peers.append(wanted)
    }
  }
}
