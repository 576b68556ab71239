/// A symmetric key that two peers share besides their key pairs: 32 secret bytes.
public struct PresharedKey: Sendable, CustomStringConvertible {
  let secret: SecretBytes

  /// Whether both are the same key; the time does not depend on the keys.
  public func isEqual(to other: PresharedKey) -> Bool { secret.isEqual(to: other.secret) }

  /// The word "redacted".
  public var description: String { "PresharedKey(redacted)" }
}

extension PresharedKey {
  // The caller has checked that `offset + 32` lies within the buffer: peers and keys are built
  // together.
  package init(copying keys: SecretBytes, at offset: Int) {
    secret = SecretBytes(count: 32) { copy in
      keys.withExposedBytes { source in
        for index in 0..<32 { copy[index] = source[offset + index] }
      }
    }
  }
}

extension PresharedKey {
  public static func generate() throws(WGError) -> PresharedKey { throw WGError(.system, "not there yet") }
  public init(bytes: Span<UInt8>) throws(WGError) { throw WGError(.invalidKey, "not there yet") }
  public init(base64 text: String) throws(WGError) { throw WGError(.invalidKey, "not there yet") }
  public init(base64 text: Span<UInt8>) throws(WGError) { throw WGError(.invalidKey, "not there yet") }
  public init(hex text: String) throws(WGError) { throw WGError(.invalidKey, "not there yet") }
  public func exposedBase64() -> SecretBytes { secret }
  public func exposedHex() -> SecretBytes { secret }
  public func withExposedBytes<R, E: Error>(_ body: (Span<UInt8>) throws(E) -> R) throws(E) -> R {
    try secret.withExposedBytes(body)
  }
}
