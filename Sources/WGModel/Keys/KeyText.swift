internal import Sentences

/// The two ways to write a key.
enum KeyText {
  case base64
  case hex

  var length: Int { self == .base64 ? KeyEncoding.base64Length : KeyEncoding.hexLength }

  /// Writes 32 bytes as text.
  func encode(_ key: Span<UInt8>, into text: inout MutableSpan<UInt8>) {
    switch self {
    case .base64: KeyEncoding.encodeBase64(key, into: &text)
    case .hex: KeyEncoding.encodeHex(key, into: &text)
    }
  }

  /// Reads text as 32 bytes; the error never repeats the text, which may be a secret.
  func decode(
    _ text: Span<UInt8>, as kind: String, into key: inout MutableSpan<UInt8>
  ) throws(WGError) {
    let isRead =
      switch self {
      case .base64: KeyEncoding.decodeBase64(text, into: &key)
      case .hex: KeyEncoding.decodeHex(text, into: &key)
      }
    guard isRead else { throw rejection(of: text.count, as: kind) }
  }

  /// A secret key read into memory that is wiped.
  func secret(_ text: Span<UInt8>, as kind: String) throws(WGError) -> SecretBytes {
    var isRead = false
    let secret = SecretBytes(count: 32) { (key) in
      switch self {
      case .base64: isRead = KeyEncoding.decodeBase64(text, into: &key)
      case .hex: isRead = KeyEncoding.decodeHex(text, into: &key)
      }
    }
    guard disclosed(isRead) else { throw rejection(of: text.count, as: kind) }
    return secret
  }

  /// A secret key written into memory that is wiped.
  func exposed(_ secret: SecretBytes) -> SecretBytes {
    SecretBytes(count: length) { (text) in
      secret.withExposedBytes { (key) in encode(key, into: &text) }
    }
  }

  private func rejection(of count: Int, as kind: String) -> WGError {
    if count != length {
      return WGError(
        .invalidKey, "this is no \(kind): it has \(count) characters, and a key has \(length)")
    }
    let rule =
      self == .base64
      ? "43 letters, digits, + or /, then =, as `wgk genkey` and `wgk pubkey` write it"
      : "64 digits from 0 to f"
    return WGError(.invalidKey, "this is no \(kind): it must be \(rule)")
  }
}

extension SecretBytes {
  /// Whether every byte is zero: WireGuard's word for no key.
  ///
  /// The time depends on the length alone.
  var isZero: Bool {
    withExposedBytes { (bytes) in
      var any: UInt8 = 0
      for index in bytes.indices { any |= bytes[index] }
      return disclosed(any == 0)
    }
  }

  /// A copy of 32 bytes.
  convenience init(copying bytes: Span<UInt8>) {
    self.init(count: bytes.count) { (copy) in
      for index in bytes.indices { copy[index] = bytes[index] }
    }
  }
}
