internal import Sentences
internal import WGConfig
internal import WGModel

/// The server's configuration file as it was read.
final class ServerFile {
  let contents: ConfigFile.Contents
  private(set) var config: Config
  /// The peers that are comments.
  private(set) var disabled: [Config.Peer]
  private var enabledOrder: KeyOrder
  private var disabledOrder: KeyOrder

  init(_ contents: ConfigFile.Contents) throws(WGError) {
    self.contents = contents
    let document = try Self.document(contents)
    do throws(WGError) {
      config = try Config(document)
    } catch {
      throw Self.fault(error)
    }
    disabled = document.disabledPeers
    enabledOrder = KeyOrder(config.peers.map { $0.publicKey })
    disabledOrder = KeyOrder(disabled.map { $0.publicKey })
  }

  /// A file that has grown by sections, of peers that it did not have.
  init(_ file: ServerFile, with sections: Document, text: SecretBytes) throws(WGError) {
    contents = ConfigFile.Contents(text: text, mode: file.contents.mode)
    (config, disabled) = (file.config, file.disabled)
    (enabledOrder, disabledOrder) = (file.enabledOrder, file.disabledOrder)
    for peer in try Config(sections).peers {
      config.peers.append(peer)
      enabledOrder.append(peer.publicKey)
    }
    for peer in sections.disabledPeers {
      disabled.append(peer)
      disabledOrder.append(peer.publicKey)
    }
  }

  /// The file for editing.
  var document: Document {
    get throws(WGError) { try Self.document(contents) }
  }

  @inline(never)
  private static func document(_ contents: ConfigFile.Contents) throws(WGError) -> Document {
    do throws(WGError) {
      return try Document(parsing: contents.text, as: .wgQuick)
    } catch {
      throw fault(error)
    }
  }

  private static func fault(_ error: WGError) -> WGError {
    WGError(error.code, "the server's file: \(error.message)", location: error.location)
  }

  /// The peer of a key, enabled or not; of one that stands there twice the later section counts.
  @inline(never)
  func peer(_ key: PublicKey) -> Config.Peer? {
    if let place = enabledOrder.places(of: key).last { return config.peers[place] }
    return disabledOrder.place(of: key).map { disabled[$0] }
  }

  @inline(never)
  func isDisabled(_ key: PublicKey) -> Bool { disabledOrder.place(of: key) != nil }

  @inline(never)
  func hasEnabled(_ key: PublicKey) -> Bool { enabledOrder.place(of: key) != nil }

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
