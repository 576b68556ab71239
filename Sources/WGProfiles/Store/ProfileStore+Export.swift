public import WGConfig
public import WGModel

extension ProfileStore {
  /// The configuration file of a client for a program that imports it, without what the program rejects.
  ///
  /// Its private key stands in it when the store has that. A file that the program takes as it is stays
  /// as it is, comments and all.
  ///
  /// - Throws: ``WGModel/WGError/Code/notFound``; ``WGModel/WGError/Code/invalidConfiguration`` for what
  ///   cannot be written for the program.
  public func exposedClientConfig(
    _ name: ProfileName, for target: Target
  ) throws(WGError) -> Document {
    let document = try Document(parsing: exposedClientConfig(name), as: .wgQuick)
    return target == .wgQuick ? document : try Document(try Config(document), for: target)
  }
}

extension Profile {
  /// A client that an import would make; its addresses are known, and it is not there yet.
  package init(planned profile: NewProfile) {
    let key: PublicKey? =
      switch profile.keys {
      case .generated: nil
      case .publicKey(let key): key
      case .privateKey(let key): key.publicKey
      }
    var hasPrivateKey = false
    if case .privateKey = profile.keys { hasPrivateKey = true }
    self.init(
      name: profile.name, publicKey: key ?? PublicKey(bytes: InlineArray(repeating: 0)),
      addresses: (profile.addresses ?? []).map { $0.asPrefix }, networks: profile.networks,
      allowedIPs: profile.allowedIPs, created: profile.created ?? .now, expires: profile.expires,
      isEnabled: profile.isEnabled, hasPrivateKey: hasPrivateKey)
  }
}
