/// The private key of a device: 32 secret bytes, clamped as X25519 wants it.
public struct PrivateKey: Sendable, CustomStringConvertible {
  let secret: SecretBytes

  /// Whether both are the same key; the time does not depend on the keys.
  public func isEqual(to other: PrivateKey) -> Bool { secret.isEqual(to: other.secret) }

  /// The word "redacted".
  public var description: String { "PrivateKey(redacted)" }
}

extension PrivateKey {
  public static func generate() throws(WGError) -> PrivateKey { throw WGError(.system, "not there yet") }
  public init(bytes: Span<UInt8>) throws(WGError) { throw WGError(.invalidKey, "not there yet") }
  public init(base64 text: String) throws(WGError) { throw WGError(.invalidKey, "not there yet") }
  public init(base64 text: Span<UInt8>) throws(WGError) { throw WGError(.invalidKey, "not there yet") }
  public init(hex text: String) throws(WGError) { throw WGError(.invalidKey, "not there yet") }
  public var publicKey: PublicKey { PublicKey(bytes: InlineArray(repeating: 0)) }
  public func exposedBase64() -> SecretBytes { secret }
  public func exposedHex() -> SecretBytes { secret }
  public func withExposedBytes<R, E: Error>(_ body: (Span<UInt8>) throws(E) -> R) throws(E) -> R {
    try secret.withExposedBytes(body)
  }
}
