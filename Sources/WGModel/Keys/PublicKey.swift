/// The public key of a peer or of a device: 32 bytes, not secret.
///
/// It names a peer. Two keys are equal when their bytes are; `Hashable` makes it a dictionary's key.
public struct PublicKey: Hashable, Sendable {
  /// The key, in the order in which WireGuard sends it.
  public let bytes: InlineArray<32, UInt8>

  /// Creates a key from its 32 bytes.
  public init(bytes: InlineArray<32, UInt8>) { self.bytes = bytes }

  /// Whether both keys have the same bytes.
  public static func == (left: PublicKey, right: PublicKey) -> Bool {
    var difference: UInt8 = 0
    for index in 0..<32 { difference |= left.bytes[index] ^ right.bytes[index] }
    return difference == 0
  }

  /// Feeds the bytes to the hasher.
  public func hash(into hasher: inout Hasher) {
    for index in 0..<32 { hasher.combine(bytes[index]) }
  }
}

extension PublicKey {
  public init(base64 text: String) throws(WGError) { throw WGError(.invalidKey, "not there yet") }
  public init(hex text: String) throws(WGError) { throw WGError(.invalidKey, "not there yet") }
  public var base64: String { "" }
  public var hex: String { "" }
  /// Seven keys that multiply to nothing.
  public var isLowOrder: Bool { false }
}
