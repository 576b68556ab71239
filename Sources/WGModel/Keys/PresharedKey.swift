/// A symmetric key that two peers share besides their key pairs: 32 secret bytes.
///
/// The bytes live in one buffer that is wiped when the last copy of the value goes.
public struct PresharedKey: Sendable, CustomStringConvertible {
  let secret: SecretBytes

  private init(checking source: SecretBytes) throws(WGError) {
    guard !source.isZero else {
      throw WGError(
        .invalidKey, "this is no preshared key: 32 zero bytes mean none; clear the key instead")
    }
    secret = source
  }

  /// Copies 32 bytes out of the buffer of a device's preshared keys.
  ///
  /// The caller has checked that `offset + 32` lies within it: peers and keys are built together.
  package init(copying keys: SecretBytes, at offset: Int) {
    secret = keys.withExposedBytes { (bytes) in
      SecretBytes(copying: bytes.extracting(offset..<offset + 32))
    }
  }

  /// Makes a new key of 32 random bytes from getrandom(2).
  public static func generate() throws(WGError) -> PresharedKey {
    try PresharedKey(checking: try SecretBytes.random())
  }

  /// Creates a key from its 32 bytes.
  ///
  /// All zeros are refused: to WireGuard they mean no key.
  ///
  /// - Throws: ``WGError/Code/invalidKey``.
  public init(bytes: Span<UInt8>) throws(WGError) {
    try requireKeyLength(bytes.count, as: "preshared key")
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
    try self.init(checking: try KeyText.base64.secret(text, as: "preshared key"))
  }

  /// Creates a key from 64 hexadecimal digits.
  ///
  /// The caller's string is not wiped.
  ///
  /// - Throws: ``WGError/Code/invalidKey``, without the text.
  public init(hex text: String) throws(WGError) {
    try self.init(checking: try KeyText.hex.secret(text.utf8.span, as: "preshared key"))
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
  public func isEqual(to other: PresharedKey) -> Bool { secret.isEqual(to: other.secret) }

  /// The word "redacted".
  public var description: String { "PresharedKey(redacted)" }
}

extension Change where Value == PresharedKey {
  /// The change that a key in base64 asks for: 32 zero bytes clear, as for `wg`.
  ///
  /// - Throws: ``WGError/Code/invalidKey``, without the text.
  public init(base64 text: Span<UInt8>) throws(WGError) {
    let secret = try KeyText.base64.secret(text, as: "preshared key")
    if secret.isZero {
      self = .clear
    } else {
      self = .set(try PresharedKey(base64: text))
    }
  }
}
