internal import Sentences

/// The name of a network interface: 1 to 15 bytes.
public struct InterfaceName: Hashable, Sendable {
  // The 16 bytes of the kernel's field, zeros at the end included, each word's most significant
  // byte first: a name costs no allocation, and words compare as the bytes do.
  let first: UInt64
  let second: UInt64

  // The caller has checked that there are 1 to 15 bytes, none of them zero.
  private init(checked bytes: Span<UInt8>) {
    var words: (first: UInt64, second: UInt64) = (0, 0)
    for index in bytes.indices {
      let byte = UInt64(bytes[index]) << UInt64(56 - 8 * (index & 7))
      if index < 8 { words.first |= byte } else { words.second |= byte }
    }
    (first, second) = words
  }

  /// Creates a name from the kernel's bytes, which end with a NUL.
  ///
  /// What the kernel holds is taken as it is, also what ``init(_:)`` would not: an interface that
  /// somebody else made has to be seen.
  ///
  /// - Parameter bytes: the attribute or field; what is behind the NUL is ignored.
  /// - Throws: `WGError` with the code `malformedReply` when there is no NUL, when nothing is in front
  ///   of it, or more than 15 bytes are.
  package init(kernel bytes: Span<UInt8>) throws(WGError) {
    guard let end = bytes.firstIndex(of: 0), 1...15 ~= end else {
      throw WGError(
        .malformedReply,
        "the kernel's interface name \(quoted(bytes)) is not 1 to 15 bytes and a NUL; "
          + "read the device again")
    }
    self.init(checked: bytes.extracting(0..<end))
  }

  /// Writes the name and its padding, 16 bytes in all, to the start of `target`, which the caller has
  /// made long enough.
  package func write(into target: inout MutableSpan<UInt8>) {
    for index in 0..<16 { target[index] = byte(at: index) }
  }

  /// The number of bytes, 1...15.
  package var byteCount: Int {
    16 - (second == 0 ? 8 + first.trailingZeroBitCount / 8 : second.trailingZeroBitCount / 8)
  }

  private func byte(at index: Int) -> UInt8 {
    UInt8(truncatingIfNeeded: (index < 8 ? first : second) >> UInt64(56 - 8 * (index & 7)))
  }
}

extension InterfaceName: Comparable {
  /// Whether the left name comes first, byte by byte.
  public static func < (left: InterfaceName, right: InterfaceName) -> Bool {
    left.first == right.first ? left.second < right.second : left.first < right.first
  }
}

extension InterfaceName {
  /// Creates a name from text.
  ///
  /// It has 1 to 15 characters of printable ASCII, no white space, none of `/`, `:` and `%` (in a name
  /// with `%d` the kernel puts a number), no `-` in front, and is neither `.` nor `..`.
  ///
  /// - Parameter text: the name.
  /// - Throws: `WGError` with the code `invalidName`.
  public init(_ text: String) throws(WGError) {
    try self.init(utf8: text.utf8.span)
  }

  /// Creates a name from the bytes of a text, as ``init(_:)`` does.
  public init(utf8 text: Span<UInt8>) throws(WGError) {
    if let reason = Self.flaw(in: text) {
      throw WGError(.invalidName, "\(quoted(text)) is no interface name: \(reason)")
    }
    self.init(checked: text)
  }

  private static func flaw(in text: Span<UInt8>) -> String? {
    guard !text.isEmpty else { return "write one such as wg0" }
    guard text.count <= 15 else { return "it has \(text.count) bytes; the kernel allows 15" }
    guard text[0] != UInt8(ascii: "-") else { return "it begins with -, as options do" }

    var dots = 0
    for index in text.indices {
      switch text[index] {
      case UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: "%"):
        return "leave out /, : and %"
      case 0x21...0x7e:
        if text[index] == UInt8(ascii: ".") { dots += 1 }
      default:
        return "use letters, digits and punctuation of ASCII, no white space"
      }
    }
    return dots == text.count && dots <= 2 ? "it means a folder; write one such as wg0" : nil
  }
}

extension InterfaceName: CustomStringConvertible {
  /// The name; a byte that ``init(_:)`` would not take as printable, and that only the kernel can have
  /// brought here, as `\x` and two hexadecimal digits.
  public var description: String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(60)
    append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the name as `description` has it.
  package func append(to bytes: inout [UInt8]) {
    for index in 0..<byteCount { appendPrintable(byte(at: index), to: &bytes) }
  }
}
