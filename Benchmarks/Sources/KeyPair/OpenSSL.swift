#if OPENSSL
  import COpenSSL

  extension Contender {
    static func openssl() -> Contender {
      // The context is made once and used for all keys: the quickest way that EVP offers.
      let context = EVP_PKEY_CTX_new_id(NID_X25519, nil)
      guard EVP_PKEY_keygen_init(context) == 1 else { stop("OpenSSL has no X25519") }
      return Contender(
        name: "OpenSSL", version: String(cString: OpenSSL_version(OPENSSL_FULL_VERSION_STRING)),
        makePairs: { count in
          var sum: UInt8 = 0
          var publicKey = [UInt8](repeating: 0, count: 32)
          for _ in 0..<count {
            var pair: OpaquePointer?
            guard EVP_PKEY_keygen(context, &pair) == 1 else { stop("OpenSSL made no key") }
            read(&publicKey, of: pair)
            EVP_PKEY_free(pair)
            sum ^= publicKey[0]
          }
          return sum
        },
        derivePublicKeys: { count in
          let keys = PrivateKeys.all
          var publicKey = [UInt8](repeating: 0, count: 32)
          var sum: UInt8 = 0
          for index in 0..<count {
            derive(&publicKey, from: keys[index % PrivateKeys.count])
            sum ^= publicKey[0]
          }
          return sum
        },
        publicKey: { bytes in
          var publicKey = [UInt8](repeating: 0, count: 32)
          derive(&publicKey, from: bytes)
          return publicKey
        },
        base64: { count in
          var text = [UInt8](repeating: 0, count: 45)
          var read = [UInt8](repeating: 0, count: 33)
          var sum: UInt8 = 0
          for index in 0..<count {
            EVP_EncodeBlock(&text, PrivateKeys.all[index % PrivateKeys.count], 32)
            // It counts the padding too.
            guard EVP_DecodeBlock(&read, text, 44) == 33 else { stop("OpenSSL reads no base64") }
            sum ^= read[31]
          }
          return sum
        })
    }

    private static func derive(_ publicKey: inout [UInt8], from privateKey: [UInt8]) {
      let pair = EVP_PKEY_new_raw_private_key(NID_X25519, nil, privateKey, 32)
      read(&publicKey, of: pair)
      EVP_PKEY_free(pair)
    }

    private static func read(_ publicKey: inout [UInt8], of pair: OpaquePointer?) {
      var length = 32
      guard EVP_PKEY_get_raw_public_key(pair, &publicKey, &length) == 1 else {
        stop("OpenSSL gave no public key")
      }
    }
  }
#endif
