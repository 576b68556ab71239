internal import Sentences

extension IPAddress {
  /// Creates an address from its bytes in network order.
  ///
  /// - Parameter bytes: 4 bytes for IPv4, 16 for IPv6.
  /// - Throws: `WGError` with the code `invalidAddress` for any other number of bytes.
  public init(bytes: Span<UInt8>) throws(WGError) {
    switch bytes.count {
    case 4:
      self.init(v4: UInt32(truncatingIfNeeded: Self.number(bytes, 0..<4)))
    case 16:
      self.init(v6High: Self.number(bytes, 0..<8), low: Self.number(bytes, 8..<16))
    default:
      throw WGError(
        .invalidAddress,
        "\(bytes.count) bytes are no IP address: pass 4 bytes for IPv4 or 16 for IPv6")
    }
  }

  /// The address in network order: 4 bytes for IPv4, 16 for IPv6.
  public var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(byteCount)
    for index in 0..<byteCount { bytes.append(byte(at: index)) }
    return bytes
  }

  /// The number of bytes of the address: 4 or 16.
  package var byteCount: Int { family.bitCount / 8 }

  /// Writes the address in network order to the first `byteCount` bytes of `target`, which the caller
  /// has made long enough.
  package func write(into target: inout MutableSpan<UInt8>) {
    for index in 0..<byteCount { target[index] = byte(at: index) }
  }

  private func byte(at index: Int) -> UInt8 {
    UInt8(truncatingIfNeeded: (index < 8 ? high : low) >> UInt64(56 - 8 * (index & 7)))
  }

  private static func number(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
    var number: UInt64 = 0
    for index in range { number = number << 8 | UInt64(bytes[index]) }
    return number
  }
}
