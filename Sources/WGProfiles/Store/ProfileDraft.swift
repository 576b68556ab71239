internal import WGConfig
internal import WGModel

/// A client that is being made.
final class ProfileDraft {
  var profile: Profile
  let privateKey: PrivateKey?
  let presharedKey: PresharedKey?
  /// Whether it has its addresses: somebody has chosen them.
  var isPlaced: Bool
  /// The peer that the server's file has already, when it is to become the client's.
  let section: Config.Peer?

  init(
    _ profile: Profile, _ privateKey: PrivateKey?, _ presharedKey: PresharedKey?, isPlaced: Bool,
    section: Config.Peer?
  ) {
    self.profile = profile
    self.privateKey = privateKey
    self.presharedKey = presharedKey
    self.isPlaced = isPlaced
    self.section = section
  }

  /// The section of the server's file, there or to come.
  var peer: Config.Peer {
    if let section { return section }
    var peer = Config.Peer(publicKey: profile.publicKey)
    peer.name = profile.name.description
    peer.allowedIPs = profile.serverAllowedIPs
    if let presharedKey { peer.presharedKey = .set(presharedKey) }
    return peer
  }
}
