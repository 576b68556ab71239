#if LIBSODIUM
  import CSodium

  extension Contender {
    /// libsodium as `name` says: it chooses its faster code in `sodium_init`, and works without.
    static func libsodium(_ name: String) -> Contender {
      Contender(
        name: name, version: String(cString: sodium_version_string()),
        makePairs: { count in
          var publicKey = [UInt8](repeating: 0, count: 32)
          var privateKey = [UInt8](repeating: 0, count: 32)
          var sum: UInt8 = 0
          for _ in 0..<count {
            guard crypto_box_keypair(&publicKey, &privateKey) == 0 else {
              stop("libsodium made no key")
            }
            sum ^= publicKey[0]
          }
          return sum
        },
        derivePublicKeys: { count in
          let keys = PrivateKeys.all
          var publicKey = [UInt8](repeating: 0, count: 32)
          var sum: UInt8 = 0
          for index in 0..<count {
            guard crypto_scalarmult_base(&publicKey, keys[index % PrivateKeys.count]) == 0 else {
              stop("libsodium refused a key")
            }
            sum ^= publicKey[0]
          }
          return sum
        },
        publicKey: { bytes in
          var publicKey = [UInt8](repeating: 0, count: 32)
          guard crypto_scalarmult_base(&publicKey, bytes) == 0 else {
            stop("libsodium refused a key")
          }
          return publicKey
        },
        base64: { count in
          let variant = sodium_base64_VARIANT_ORIGINAL
          var text = [CChar](repeating: 0, count: 45)
          var read = [UInt8](repeating: 0, count: 32)
          var sum: UInt8 = 0
          for index in 0..<count {
            let key = PrivateKeys.all[index % PrivateKeys.count]
            sodium_bin2base64(&text, 45, key, 32, variant)
            guard sodium_base642bin(&read, 32, text, 44, nil, nil, nil, variant) == 0 else {
              stop("libsodium reads no base64")
            }
            sum ^= read[31]
          }
          return sum
        })
    }

    static func initializeLibsodium() {
      if sodium_init() < 0 { stop("sodium_init failed") }
    }
  }
#endif
