internal import Sentences

extension Timestamp {
  /// The moment as RFC 3339 has it, in UTC and in whole seconds: `2026-11-21T08:05:00Z`.
  ///
  /// Nil for a year that has not four digits, for which RFC 3339 has no text.
  @inline(never)
  public var rfc3339: String? {
    let secondsOfDay: Int64 = 86_400
    // Years 0 to 9999.
    guard (-62_167_219_200...253_402_300_799).contains(seconds) else { return nil }
    let days = (seconds - (seconds % secondsOfDay + secondsOfDay) % secondsOfDay) / secondsOfDay
    let time = seconds - days * secondsOfDay
    let date = CivilDate(daysSince1970: days)
    var bytes: [UInt8] = []
    @inline(never)
    func put(_ number: Int64, digits: Int, _ end: UInt8) {
      var power: Int64 = digits == 4 ? 1000 : 10
      while power > 0 {
        bytes.append(UInt8(ascii: "0") + UInt8(number / power % 10))
        power /= 10
      }
      bytes.append(end)
    }
    put(date.year, digits: 4, UInt8(ascii: "-"))
    put(date.month, digits: 2, UInt8(ascii: "-"))
    put(date.day, digits: 2, UInt8(ascii: "T"))
    put(time / 3_600, digits: 2, UInt8(ascii: ":"))
    put(time / 60 % 60, digits: 2, UInt8(ascii: ":"))
    put(time % 60, digits: 2, UInt8(ascii: "Z"))
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension Timestamp {
  /// Reads a moment as RFC 3339 has it: `2026-11-21T08:05:00Z`, with a fraction of up to nine digits
  /// or with an offset, `2026-11-21T09:05:00.5+01:00`.
  ///
  /// - Throws: ``WGError/Code/invalidArgument`` for anything else, a day that its month has not and a
  ///   leap second too.
  public init(rfc3339 text: String) throws(WGError) { try self.init(rfc3339: text.utf8.span) }

  /// Reads a moment from the bytes of a text, as ``init(rfc3339:)`` does.
  @inline(never)
  public init(rfc3339 text: Span<UInt8>) throws(WGError) {
    guard let moment = Self.parse(text) else {
      throw WGError(
        .invalidArgument, "\(quoted(text)) is no date and time: write it like 2026-11-21T08:05:00Z")
    }
    self = moment
  }

  private static func parse(_ text: Span<UInt8>) -> Timestamp? {
    // The longest has 35 bytes.
    guard text.count <= 35 else { return nil }
    var reader = DigitReader(text.indices.map { text[$0] })
    guard let year = reader.number(4, upTo: 9999), reader.take(UInt8(ascii: "-")),
      let month = reader.number(2, upTo: 12), month > 0, reader.take(UInt8(ascii: "-")),
      let day = reader.number(2, upTo: daysOf(month, year)), day > 0,
      reader.take(UInt8(ascii: "T")),
      let hour = reader.number(2, upTo: 23), reader.take(UInt8(ascii: ":")),
      let minute = reader.number(2, upTo: 59), reader.take(UInt8(ascii: ":")),
      let second = reader.number(2, upTo: 59),
      let nanoseconds = reader.fraction(), let offset = reader.offset(), reader.isAtEnd
    else { return nil }
    // Years begin in March here, as in `rfc3339`.
    let (shifted, since) = (month < 3 ? year - 1 : year, (month + 9) % 12)
    let days =
      365 * shifted + (shifted + 400) / 4 - (shifted + 400) / 100 + (shifted + 400) / 400 - 97
      + (153 * since + 2) / 5 + day - 1 - 719_468
    return Timestamp(
      seconds: days * 86_400 + hour * 3_600 + minute * 60 + second - offset,
      nanoseconds: nanoseconds)
  }

  private static func daysOf(_ month: Int64, _ year: Int64) -> Int64 {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

// The parts of a date, from left to right.
private struct DigitReader {
  let text: [UInt8]
  private var place = 0

  init(_ text: [UInt8]) { self.text = text }

  var isAtEnd: Bool { place == text.count }

  mutating func take(_ byte: UInt8) -> Bool {
    guard place < text.count, text[place] == byte else { return false }
    place += 1
    return true
  }

  mutating func number(_ digits: Int, upTo limit: Int64) -> Int64? {
    guard place + digits <= text.count,
      let value = decimal(
        text.span, in: place..<place + digits, upTo: UInt32(limit), leadingZeros: true)
    else { return nil }
    place += digits
    return Int64(value)
  }

  // Nanoseconds.
  mutating func fraction() -> Int64? {
    guard take(UInt8(ascii: ".")) else { return 0 }
    let start = place
    var value: Int64 = 0
    while place < text.count, text[place] &- UInt8(ascii: "0") < 10, place - start < 9 {
      value = value * 10 + Int64(text[place] - UInt8(ascii: "0"))
      place += 1
    }
    guard place > start else { return nil }
    for _ in place - start..<9 { value *= 10 }
    return value
  }

  // Seconds east of Greenwich.
  mutating func offset() -> Int64? {
    if take(UInt8(ascii: "Z")) { return 0 }
    let isEast = take(UInt8(ascii: "+"))
    guard isEast || take(UInt8(ascii: "-")), let hours = number(2, upTo: 23),
      take(UInt8(ascii: ":")), let minutes = number(2, upTo: 59)
    else { return nil }
    return (isEast ? 1 : -1) * (hours * 3_600 + minutes * 60)
  }
}
