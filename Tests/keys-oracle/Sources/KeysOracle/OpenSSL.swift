import COpenSSL

/// OpenSSL's answers.
enum OpenSSL {
  static var version: String { String(cString: OpenSSL_version(OPENSSL_FULL_VERSION_STRING)) }

  static func publicKey(of privateKey: [UInt8]) -> [UInt8]? {
    guard let pair = EVP_PKEY_new_raw_private_key(NID_X25519, nil, privateKey, 32) else {
      return nil
    }
    defer { EVP_PKEY_free(pair) }
    var publicKey = [UInt8](repeating: 0, count: 32)
    var length = 32
    return EVP_PKEY_get_raw_public_key(pair, &publicKey, &length) == 1 ? publicKey : nil
  }
}
