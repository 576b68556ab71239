internal import Sentences
internal import WGConfig
internal import WGModel

/// The server's configuration file as it was read.
struct ServerFile {
  let contents: ConfigFile.Contents
  let document: Document
  let config: Config
  /// The peers that are comments.
  let disabled: [Config.Peer]

  init(_ contents: ConfigFile.Contents) throws(WGError) {
    self.contents = contents
    do throws(WGError) {
      document = try contents.text.withExposedBytes { (text) throws(WGError) in
        try Document(parsing: text, as: .wgQuick)
      }
      config = try Config(document)
    } catch {
      throw WGError(
        error.code, "the server's file: \(error.message)", location: error.location)
    }
    disabled = document.disabledPeers
  }

  /// The peer of a key, enabled or not; of one that stands there twice the later section counts.
  func peer(_ key: PublicKey) -> Config.Peer? {
    var found: Config.Peer?
    for peer in config.peers where peer.publicKey == key { found = peer }
    if let found { return found }
    for peer in disabled where peer.publicKey == key { return peer }
    return nil
  }

  func isDisabled(_ key: PublicKey) -> Bool { disabled.contains { $0.publicKey == key } }

  func hasEnabled(_ key: PublicKey) -> Bool { config.peers.contains { $0.publicKey == key } }

  /// The public key that clients know the server by, or nil when the file has no private key.
  var publicKey: PublicKey? {
    if case .set(let key) = config.interface.privateKey { key.publicKey } else { nil }
  }

  /// What the device is to be told about a peer of the file.
  static func update(of peer: Config.Peer) -> PeerUpdate {
    var update = PeerUpdate(
      publicKey: peer.publicKey, presharedKey: .clear,
      persistentKeepalive: peer.persistentKeepalive ?? 0, replacesAllowedIPs: true,
      allowedIPs: peer.allowedIPs)
    if case .set(let key) = peer.presharedKey { update.presharedKey = .set(key) }
    return update
  }
}

extension Config.Peer {
  /// The preshared key, or nil when there is none.
  var sharedKey: PresharedKey? {
    if case .set(let key) = presharedKey { key } else { nil }
  }
}
