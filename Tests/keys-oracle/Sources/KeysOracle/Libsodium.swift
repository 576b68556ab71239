import CSodium

/// libsodium's answers.
enum Libsodium {
  static var version: String { String(cString: sodium_version_string()) }

  static func publicKey(of privateKey: [UInt8]) -> [UInt8]? {
    var publicKey = [UInt8](repeating: 0, count: 32)
    return crypto_scalarmult_base(&publicKey, privateKey) == 0 ? publicKey : nil
  }

  /// Whether a secret shared with this public key would be zero.
  static func refuses(_ publicKey: [UInt8]) -> Bool {
    var shared = [UInt8](repeating: 0, count: 32)
    return crypto_scalarmult(&shared, [UInt8](repeating: 1, count: 32), publicKey) != 0
  }

  static func base64(_ key: [UInt8]) -> String {
    var text = [CChar](repeating: 0, count: 45)
    sodium_bin2base64(&text, text.count, key, key.count, sodium_base64_VARIANT_ORIGINAL)
    return string(text)
  }

  static func hex(_ key: [UInt8]) -> String {
    var text = [CChar](repeating: 0, count: 65)
    sodium_bin2hex(&text, text.count, key, key.count)
    return string(text)
  }

  private static func string(_ text: [CChar]) -> String {
    String(decoding: text.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
