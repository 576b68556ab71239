internal import Sentences

extension IPAddress {
  /// Creates an address from text: `10.0.0.1` or `2001:db8::1`.
  ///
  /// IPv4 is four decimal numbers of 0 to 255 without leading zeros: none of the C library's other
  /// forms (`127.1`, `0x7f000001`, `010.0.0.1`). IPv6 is as in RFC 4291, section 2.2, in either case,
  /// the last 32 bits also as IPv4; `::` stands for one group or more and may come once. A zone,
  /// brackets and white space are no part of an address. The accepted set is that of `inet_pton`.
  ///
  /// - Parameter text: the address.
  /// - Throws: `WGError` with the code `invalidAddress`.
  public init(_ text: String) throws(WGError) {
    try self.init(utf8: text.utf8.span)
  }

  /// Creates an address from the bytes of a text, as ``init(_:)`` does.
  public init(utf8 text: Span<UInt8>) throws(WGError) {
    guard let address = Self.parse(text) else { throw Self.rejection(of: text, in: text) }
    self = address
  }

  /// The address that a text stands for, or nil when it is none: for a text that may be a host name.
  package static func parse(_ text: Span<UInt8>) -> IPAddress? {
    // The longest address has 45 bytes, so the search for a colon costs nothing on a long text.
    guard text.count <= 45 else { return nil }
    if text.firstIndex(of: UInt8(ascii: ":")) != nil { return parseV6(text) }
    guard let value = parseV4(text, from: 0) else { return nil }
    return IPAddress(v4: value)
  }

  private static func parseV4(_ text: Span<UInt8>, from start: Int) -> UInt32? {
    guard let (value, end) = leadingV4(text, from: start), end == text.count else { return nil }
    return value
  }

  /// The four numbers that stand at a place, and where they end; nil when something else does.
  @inline(never)
  static func leadingV4(_ text: Span<UInt8>, from start: Int) -> (value: UInt32, end: Int)? {
    var (value, number): (UInt32, UInt32) = (0, 0)
    var (dots, begin, index) = (0, start, start)
    while index < text.count {
      let byte = text[index]
      let digit = UInt32(byte &- UInt8(ascii: "0"))
      if digit <= 9 {
        // No zero is in front of another digit.
        guard index == begin || number > 0 else { return nil }
        number = number &* 10 &+ digit
        guard number <= 255 else { return nil }
      } else if byte == UInt8(ascii: "."), dots < 3, index > begin {
        value = value << 8 | number
        (number, dots, begin) = (0, dots + 1, index + 1)
      } else {
        break
      }
      index += 1
    }
    return dots == 3 && index > begin ? (value << 8 | number, index) : nil
  }

  private static func parseV6(_ text: Span<UInt8>) -> IPAddress? {
    let colon = UInt8(ascii: ":")
    var value: UInt128 = 0
    var groups = 0
    var groupsBeforeGap: Int?
    var index = 0

    if text.count >= 2, text[0] == colon, text[1] == colon {
      groupsBeforeGap = 0
      index = 2
    }
    while index < text.count {
      let start = index
      var group: UInt128 = 0
      while index < text.count, let digit = hexValue(text[index]) {
        group = group << 4 | UInt128(digit)
        index += 1
      }
      if index < text.count, text[index] == UInt8(ascii: ".") {
        guard let tail = parseV4(text, from: start) else { return nil }
        value = value << 32 | UInt128(tail)
        groups += 2
        break
      }
      guard 1...4 ~= index - start, groups < 8 else { return nil }
      value = value << 16 | group
      groups += 1
      if index == text.count { break }

      guard text[index] == colon, index + 1 < text.count else { return nil }
      index += 1
      if text[index] == colon {
        guard groupsBeforeGap == nil else { return nil }
        groupsBeforeGap = groups
        index += 1
      }
    }

    if let groupsBeforeGap {
      guard groups < 8 else { return nil }
      let tailBits = 16 * (groups - groupsBeforeGap)
      let head = value >> tailBits
      value = (value & ~(UInt128.max << tailBits)) | head << (16 * (8 - groupsBeforeGap))
    } else if groups != 8 {
      return nil
    }
    return IPAddress(
      v6High: UInt64(truncatingIfNeeded: value >> 64), low: UInt64(truncatingIfNeeded: value))
  }

  /// The error of a text that is no address; `whole` is what it was a part of.
  static func rejection(of text: Span<UInt8>, in whole: Span<UInt8>) -> WGError {
    let start = text.extracting(first: 46)
    let advice: String
    if start.isEmpty {
      advice = "write one such as 10.0.0.1 or 2001:db8::1"
    } else if start.firstIndex(of: UInt8(ascii: "/")) != nil {
      advice = "leave the prefix length out here"
    } else if start.firstIndex(of: UInt8(ascii: "%")) != nil {
      advice = "leave the zone out here"
    } else if start[0] == UInt8(ascii: "[") {
      advice = "leave the brackets out here"
    } else if start.firstIndex(of: UInt8(ascii: ":")) != nil {
      advice =
        "write eight groups of one to four hexadecimal digits, one :: for the zeros, "
        + "such as 2001:db8::1"
    } else {
      advice = "write four numbers from 0 to 255 without leading zeros, such as 10.0.0.1"
    }
    return WGError(.invalidAddress, "\(quoted(text, of: whole)) is no IP address: \(advice)")
  }
}

extension IPAddress: CustomStringConvertible {
  /// The canonical text of RFC 5952: lowercase, the longest run of two zero groups or more (the first
  /// of equals) as `::`.
  ///
  /// As `inet_ntop` of glibc does, and so `wg`, the last 32 bits are written as IPv4 behind
  /// `::ffff:`, and behind `::` when no more than those 32 bits are set, of which one at least is in
  /// the first half: `::ffff:1.2.3.4`, `::1.2.3.4`, but `::1`.
  @inline(never)
  public var description: String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(45)
    append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the canonical text.
  @inline(never)
  package func append(to bytes: inout [UInt8]) {
    switch family {
    case .v4: Self.appendV4(valueV4, to: &bytes)
    case .v6: appendV6(to: &bytes)
    }
  }

  private static func appendV4(_ value: UInt32, to bytes: inout [UInt8]) {
    appendDecimal(UInt64(value >> 24), to: &bytes)
    for shift: UInt32 in [16, 8, 0] {
      bytes.append(UInt8(ascii: "."))
      appendDecimal(UInt64(value >> shift & 0xff), to: &bytes)
    }
  }

  @inline(never)
  private func appendV6(to bytes: inout [UInt8]) {
    let gap = longestZeroRun
    let hasV4Tail = gap == 0..<6 || (gap == 0..<5 && group(5) == 0xffff)
    var index = 0
    while index < 8 {
      if index == gap.lowerBound, !gap.isEmpty {
        bytes.append(UInt8(ascii: ":"))
        bytes.append(UInt8(ascii: ":"))
        index = gap.upperBound
        continue
      }
      if index > 0, index != gap.upperBound || gap.isEmpty { bytes.append(UInt8(ascii: ":")) }
      if index == 6, hasV4Tail {
        Self.appendV4(UInt32(truncatingIfNeeded: low), to: &bytes)
        return
      }
      appendHex(group(index), to: &bytes)
      index += 1
    }
  }

  private func group(_ index: Int) -> UInt16 {
    UInt16(truncatingIfNeeded: (index < 4 ? high : low) >> UInt64(48 - 16 * (index & 3)))
  }

  // The first of the longest runs of two zero groups or more; empty when there is none.
  private var longestZeroRun: Range<Int> {
    var longest = 0..<0
    var start = 0
    for index in 0..<8 {
      if group(index) != 0 {
        start = index + 1
      } else if index + 1 - start > max(longest.count, 1) {
        longest = start..<index + 1
      }
    }
    return longest
  }
}
