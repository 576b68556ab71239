internal import Sentences

extension Timestamp {
  /// The moment as RFC 3339 has it, in UTC and in whole seconds: `2026-11-21T08:05:00Z`.
  ///
  /// Nil for a year that has not four digits, for which RFC 3339 has no text.
  public var rfc3339: String? {
    let secondsOfDay: Int64 = 86_400
    // Years 0 to 9999.
    guard (-62_167_219_200...253_402_300_799).contains(seconds) else { return nil }
    let days = (seconds - (seconds % secondsOfDay + secondsOfDay) % secondsOfDay) / secondsOfDay
    let time = seconds - days * secondsOfDay
    let date = CivilDate(daysSince1970: days)
    var bytes: [UInt8] = []
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
  /// The moment of a text such as `2026-11-21T08:05:00Z`: RFC 3339 in UTC and in whole seconds.
  ///
  /// - Throws: ``WGError/Code/invalidArgument`` for any other text, and for a day that is in no calendar.
  public init(rfc3339 text: Span<UInt8>) throws(WGError) {
    guard let moment = Self.parse(text) else {
      throw WGError(
        .invalidArgument,
        "\(quoted(text)) is no moment: write one in UTC, such as 2026-11-21T08:05:00Z")
    }
    self = moment
  }

  private static func parse(_ text: Span<UInt8>) -> Timestamp? {
    let form = "dddd-dd-ddTdd:dd:ddZ".utf8.span
    guard text.count == form.count else { return nil }
    var numbers: [Int64] = [0]
    for index in form.indices {
      let digit = text[index] &- UInt8(ascii: "0")
      if form[index] == UInt8(ascii: "d") {
        guard digit <= 9 else { return nil }
        numbers[numbers.count - 1] = numbers[numbers.count - 1] * 10 + Int64(digit)
      } else {
        guard text[index] == form[index] else { return nil }
        numbers.append(0)
      }
    }
    let (year, month, day) = (numbers[0], numbers[1], numbers[2])
    guard 1...12 ~= month, 1...31 ~= day, numbers[3] < 24, numbers[4] < 60, numbers[5] < 60 else {
      return nil
    }
    // As in `rfc3339`: years that begin in March, 400 years at a time, none before the year 0.
    let shifted = month > 2 ? year : year - 1
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    let days = era * 146_097 + dayOfEra - 719_468
    let moment = Timestamp(
      seconds: days * 86_400 + numbers[3] * 3_600 + numbers[4] * 60 + numbers[5])
    // The 30th of February is another day.
    guard let again = moment.rfc3339 else { return nil }
    for index in again.utf8.span.indices where again.utf8.span[index] != text[index] { return nil }
    return moment
  }
}
