/// The public key of a peer or of a device: 32 bytes, not secret.
///
/// It names a peer. Two keys are equal when their bytes are; `Hashable` makes it a dictionary's key.
public struct PublicKey: Sendable {
  /// The key, in the order in which WireGuard sends it.
  public let bytes: InlineArray<32, UInt8>

  /// Creates a key from its 32 bytes.
  public init(bytes: InlineArray<32, UInt8>) { self.bytes = bytes }

  /// Creates a key from its 32 bytes.
  ///
  /// - Throws: ``WGError/Code/invalidKey`` when there are more or fewer.
  public init(bytes: Span<UInt8>) throws(WGError) {
    try requireKeyLength(bytes.count, as: "public key")
    self.bytes = InlineArray { bytes[$0] }
  }

  /// Creates a key from 44 characters of canonical base64.
  ///
  /// - Throws: ``WGError/Code/invalidKey``, without the text: it may be a private key.
  public init(base64 text: String) throws(WGError) { try self.init(base64: text.utf8.span) }

  /// Creates a key from the bytes of 44 characters of canonical base64.
  ///
  /// - Throws: ``WGError/Code/invalidKey``, without the text.
  public init(base64 text: Span<UInt8>) throws(WGError) { try self.init(.base64, text) }

  /// Creates a key from 64 hexadecimal digits.
  ///
  /// - Throws: ``WGError/Code/invalidKey``, without the text.
  public init(hex text: String) throws(WGError) { try self.init(.hex, text.utf8.span) }

  private init(_ form: KeyText, _ text: Span<UInt8>) throws(WGError) {
    var bytes = InlineArray<32, UInt8>(repeating: 0)
    var span = bytes.mutableSpan
    try form.decode(text, as: "public key", into: &span)
    self.bytes = bytes
  }

  /// The key as 44 characters of base64.
  @inline(never)
  public var base64: String {
    var text: [UInt8] = []
    append(to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// The key as 64 lowercase hexadecimal digits.
  public var hex: String {
    var text = [UInt8](repeating: 0, count: KeyEncoding.hexLength)
    var span = text.mutableSpan
    KeyEncoding.encodeHex(bytes.span, into: &span)
    return String(decoding: text, as: UTF8.self)
  }

  /// One of the four numbers that the bytes are, the first byte in the highest place.
  @inlinable @inline(__always)
  package func word(_ index: Int) -> UInt64 { bytes.span.word(at: 8 * index) }

  /// Appends the 44 characters of base64 to a text.
  @inline(never)
  package func append(to text: inout [UInt8]) {
    let start = text.count
    text.append(contentsOf: repeatElement(0, count: KeyEncoding.base64Length))
    var span = text.mutableSpan
    KeyEncoding.encodeBase64(bytes.span, into: &span, at: start)
  }
}

extension PublicKey: Hashable, Comparable, CustomStringConvertible {
  /// Whether both keys have the same bytes.
  @inline(never)
  public static func == (left: PublicKey, right: PublicKey) -> Bool {
    left.word(0) == right.word(0) && left.word(1) == right.word(1)
      && left.word(2) == right.word(2) && left.word(3) == right.word(3)
  }

  /// Whether the left key comes first when the bytes are compared in order.
  @inline(never)
  public static func < (left: PublicKey, right: PublicKey) -> Bool {
    for index in 0..<4 where left.word(index) != right.word(index) {
      return left.word(index) < right.word(index)
    }
    return false
  }

  /// Feeds the bytes to the hasher.
  @inline(never)
  public func hash(into hasher: inout Hasher) {
    for index in 0..<4 { hasher.combine(word(index)) }
  }

  /// The key as 44 characters of base64.
  public var description: String { base64 }
}
