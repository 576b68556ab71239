internal import Sentences
internal import WGConfig
internal import WGModel

/// What may become a client: what was found about it, not yet held against the rest.
struct ImportCandidate {
  let source: String
  var name: [UInt8]
  var privateKey: PrivateKey?
  var publicKey: PublicKey?
  var presharedKey: PresharedKey?
  /// The addresses that its own file gives to it; nil without one.
  var addresses: [IPPrefix]?
  var allowedIPs: [IPPrefix]?
  var endpoint: EndpointText?
  /// The key of the server that it connects to.
  var serverKey: PublicKey?
  var isEnabled = true
  var created: Timestamp?
  var expires: Timestamp?

  init(source: [UInt8], name: [UInt8]) {
    self.source = quoted(source.span)
    self.name = name
  }

  /// Takes over a key, which must be that of what was found before.
  mutating func take(_ key: PrivateKey) throws(WGError) {
    if let known = privateKey, !known.isEqual(to: key) {
      throw WGError(.invalidConfiguration, "it has two different private keys")
    }
    privateKey = key
    try take(key.publicKey)
  }

  /// Takes over a key, which must be that of what was found before.
  mutating func take(_ key: PublicKey) throws(WGError) {
    guard publicKey == nil || publicKey == key else {
      throw WGError(
        .invalidConfiguration, "its public key is not the one of its private key: \(key)")
    }
    publicKey = key
  }

  /// Takes over a key, which must be that of what was found before.
  mutating func take(_ key: PresharedKey) throws(WGError) {
    if let known = presharedKey, !known.isEqual(to: key) {
      throw WGError(.invalidConfiguration, "it has two different preshared keys")
    }
    presharedKey = key
  }

  /// Takes over what a client's own file says.
  ///
  /// Hooks and other lines that the server does not need to know are of no account: they are neither
  /// run nor kept.
  mutating func take(_ config: Config) throws(WGError) {
    guard let peer = config.peers.first, config.peers.count == 1 else {
      throw WGError(
        .invalidConfiguration,
        "it has \(config.peers.count) [Peer] sections: a client's file has one, the server's")
    }
    guard case .set(let key) = config.interface.privateKey else {
      throw WGError(.invalidConfiguration, "its file has no PrivateKey")
    }
    try take(key)
    if case .set(let key) = peer.presharedKey { try take(key) }
    addresses = config.interface.addresses.map { $0.address.asPrefix }
    allowedIPs = peer.allowedIPs
    endpoint = peer.endpoint
    serverKey = peer.publicKey
  }
}

extension IPPrefix {
  /// Whether it is a single address.
  var isHost: Bool { Int(length) == address.family.bitCount }
}
