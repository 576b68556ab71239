internal import Curve25519
internal import Sentences

/// The private key of a device: 32 secret bytes, clamped as X25519 wants it.
///
/// The bytes live in one buffer that is wiped when the last copy of the value goes. They are clamped
/// when the key is made, as the kernel does, so that a key read back equals the key set.
///
/// Before the first key of a process is made, X25519 is tried on a key whose public key is known;
/// should the answer be wrong, no key can be made: ``WGError/Code/selfTestFailed``.
public struct PrivateKey: Sendable, CustomStringConvertible {
  let secret: SecretBytes

  // Every way to a private key ends here, so none is made, and none derived from, before the test.
  // Clamping is RFC 7748 section 5, decodeScalar25519.
  private init(clamping source: SecretBytes) throws(WGError) {
    try KnownAnswerTest.rfc7748.require()
    secret = SecretBytes(count: 32) { (key) in
      source.withExposedBytes { (bytes) in
        for index in 0..<32 { key[index] = bytes[index] }
      }
      key[0] &= 248
      key[31] = (key[31] & 127) | 64
    }
  }

  private init(checking source: SecretBytes) throws(WGError) {
    guard !source.isZero else {
      throw WGError(
        .invalidKey, "this is no private key: 32 zero bytes mean none; clear the key instead")
    }
    try self.init(clamping: source)
  }

  /// Makes a new key of 32 random bytes from getrandom(2).
  public static func generate() throws(WGError) -> PrivateKey {
    try PrivateKey(clamping: try SecretBytes.random())
  }

  /// Creates a key from its 32 bytes.
  ///
  /// All zeros are refused: to WireGuard they mean no key.
  ///
  /// - Throws: ``WGError/Code/invalidKey``.
  public init(bytes: Span<UInt8>) throws(WGError) {
    try requireKeyLength(bytes.count, as: "private key")
    try self.init(checking: SecretBytes(copying: bytes))
  }

  /// Creates a key from 44 characters of canonical base64.
  ///
  /// The caller's string is not wiped; where that matters, pass the bytes.
  ///
  /// - Throws: ``WGError/Code/invalidKey``, without the text.
  public init(base64 text: String) throws(WGError) { try self.init(base64: text.utf8.span) }

  /// Creates a key from the bytes of 44 characters of canonical base64.
  ///
  /// - Throws: ``WGError/Code/invalidKey``, without the text.
  public init(base64 text: Span<UInt8>) throws(WGError) {
    try self.init(checking: try KeyText.base64.secret(text, as: "private key"))
  }

  /// Creates a key from 64 hexadecimal digits.
  ///
  /// The caller's string is not wiped.
  ///
  /// - Throws: ``WGError/Code/invalidKey``, without the text.
  public init(hex text: String) throws(WGError) {
    try self.init(checking: try KeyText.hex.secret(text.utf8.span, as: "private key"))
  }

  /// Creates a key from base64 whatever its bytes, zeros too, for doing what `wg pubkey` does.
  package init(anyBase64 text: Span<UInt8>) throws(WGError) {
    try self.init(clamping: try KeyText.base64.secret(text, as: "private key"))
  }

  /// The public key that belongs to this one: X25519 with the base point, RFC 7748 section 6.1.
  public var publicKey: PublicKey {
    withExposedBytes { (bytes) in PublicKey(bytes: Curve25519.publicKey(of: bytes)) }
  }

  /// Lends the 32 secret bytes to `body`, which must not let a copy of them survive.
  public func withExposedBytes<R, E: Error>(
    _ body: (Span<UInt8>) throws(E) -> R
  ) throws(E) -> R {
    try secret.withExposedBytes(body)
  }

  /// The secret as 44 characters of base64, in a buffer that is wiped.
  public func exposedBase64() -> SecretBytes { KeyText.base64.exposed(secret) }

  /// The secret as 64 lowercase hexadecimal digits, in a buffer that is wiped.
  public func exposedHex() -> SecretBytes { KeyText.hex.exposed(secret) }

  /// Whether both are the same key; the time does not depend on the keys.
  public func isEqual(to other: PrivateKey) -> Bool { secret.isEqual(to: other.secret) }

  /// The word "redacted".
  public var description: String { "PrivateKey(redacted)" }
}

func requireKeyLength(_ count: Int, as kind: String) throws(WGError) {
  guard count == 32 else {
    throw WGError(.invalidKey, "this is no \(kind): it has \(count) bytes, and a key has 32")
  }
}

extension Change where Value == PrivateKey {
  /// The change that a key in base64 asks for: 32 zero bytes clear, as for `wg`.
  ///
  /// - Throws: ``WGError/Code/invalidKey``, without the text.
  public init(base64 text: Span<UInt8>) throws(WGError) {
    let secret = try KeyText.base64.secret(text, as: "private key")
    if secret.isZero {
      self = .clear
    } else {
      self = .set(try PrivateKey(base64: text))
    }
  }
}
