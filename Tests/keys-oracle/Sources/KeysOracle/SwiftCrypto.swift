#if SWIFT_CRYPTO
  import Crypto
#endif

/// The answers of swift-crypto, which are BoringSSL's; it is there only when it was asked for.
enum SwiftCrypto {
  static var isThere: Bool {
    #if SWIFT_CRYPTO
      true
    #else
      false
    #endif
  }

  static func publicKey(of privateKey: [UInt8]) -> [UInt8]? {
    #if SWIFT_CRYPTO
      let key = try? Curve25519.KeyAgreement.PrivateKey(rawRepresentation: privateKey)
      return key.map { Array($0.publicKey.rawRepresentation) }
    #else
      return nil
    #endif
  }
}
