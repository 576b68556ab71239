internal import Sentences

extension IPPrefix {
  /// Creates a prefix from text: `10.0.0.0/8`, `2001:db8::/32`, or an address alone, which is a
  /// prefix of all its bits.
  ///
  /// The address is as ``IPAddress/init(_:)`` wants it. The length is plain decimal: no sign, no
  /// leading zero (`wg` takes `/032`; here it is an error), no dotted mask. Host bits are kept.
  ///
  /// - Parameter text: the prefix.
  /// - Throws: `WGError` with the code `invalidAddress`.
  public init(_ text: String) throws(WGError) {
    try self.init(utf8: text.utf8.span)
  }

  /// Creates a prefix from the bytes of a text, as ``init(_:)`` does.
  public init(utf8 text: Span<UInt8>) throws(WGError) {
    try self.init(utf8: text, leadingZeros: false)
  }

  /// Creates a prefix from the bytes of a text; with `leadingZeros`, its length may have them, as in
  /// `wg` and its files.
  package init(utf8 text: Span<UInt8>, leadingZeros: Bool) throws(WGError) {
    // Most are IPv4 with a length; what is not goes the longer way, which knows what to say of it.
    if let (value, end) = IPAddress.leadingV4(text, from: 0), end < text.count,
      text[end] == UInt8(ascii: "/"),
      let length = decimal(text, in: end + 1..<text.count, upTo: 32, leadingZeros: leadingZeros)
    {
      self.init(unchecked: IPAddress(v4: value), length: UInt8(length))
      return
    }
    // No address is longer than 45 bytes: a long text is not searched.
    guard let slash = text.extracting(first: 46).firstIndex(of: UInt8(ascii: "/")) else {
      let address = try IPAddress(utf8: text)
      self.init(unchecked: address, length: UInt8(address.family.bitCount))
      return
    }
    guard let address = IPAddress.parse(text.extracting(0..<slash)) else {
      throw IPAddress.rejection(of: text.extracting(0..<slash), in: text)
    }
    guard
      let length = decimal(
        text, in: slash + 1..<text.count, upTo: UInt32(address.family.bitCount),
        leadingZeros: leadingZeros)
    else {
      throw WGError(
        .invalidAddress,
        "\(quoted(text)) has no valid prefix length: \(Self.lengthAdvice(address.family))"
          + (leadingZeros ? "" : ", without leading zeros"))
    }
    self.init(unchecked: address, length: UInt8(length))
  }
}

extension IPPrefix: CustomStringConvertible {
  /// The canonical text, always with the length: `10.0.0.0/8`, `10.0.0.1/32`, `2001:db8::/32`.
  @inline(never)
  public var description: String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(49)
    append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the canonical text.
  @inline(never)
  package func append(to bytes: inout [UInt8]) {
    address.append(to: &bytes)
    bytes.append(UInt8(ascii: "/"))
    appendDecimal(UInt64(length), to: &bytes)
  }
}
