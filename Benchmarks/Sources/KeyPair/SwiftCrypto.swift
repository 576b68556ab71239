#if SWIFT_CRYPTO
  import Crypto

  extension Contender {
    static func swiftCrypto() -> Contender {
      Contender(
        name: "swift-crypto", version: nil,
        makePairs: { count in
          var sum: UInt8 = 0
          for _ in 0..<count {
            let key = Curve25519.KeyAgreement.PrivateKey()
            sum ^= key.publicKey.rawRepresentation[0]
          }
          return sum
        },
        derivePublicKeys: { count in
          let keys = PrivateKeys.all
          var sum: UInt8 = 0
          for index in 0..<count {
            sum ^= key(keys[index % PrivateKeys.count]).publicKey.rawRepresentation[0]
          }
          return sum
        },
        publicKey: { bytes in Array(key(bytes).publicKey.rawRepresentation) })
    }

    private static func key(_ bytes: [UInt8]) -> Curve25519.KeyAgreement.PrivateKey {
      guard let key = try? Curve25519.KeyAgreement.PrivateKey(rawRepresentation: bytes) else {
        stop("swift-crypto refused a key")
      }
      return key
    }
  }
#endif
