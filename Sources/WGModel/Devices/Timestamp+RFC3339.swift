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
    // Years begin in March here, so that the day that comes and goes is the last one; day 0 is
    // 0000-03-01. 400 years have 146,097 days.
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let day = shifted - era * 146_097
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365
    let dayOfYear = day - (365 * year + year / 4 - year / 100)
    let month = (5 * dayOfYear + 2) / 153
    let dayOfMonth = dayOfYear - (153 * month + 2) / 5 + 1
    let isLate = month >= 10
    var bytes: [UInt8] = []
    func put(_ number: Int64, digits: Int, _ end: UInt8) {
      var power: Int64 = digits == 4 ? 1000 : 10
      while power > 0 {
        bytes.append(UInt8(ascii: "0") + UInt8(number / power % 10))
        power /= 10
      }
      bytes.append(end)
    }
    put(year + era * 400 + (isLate ? 1 : 0), digits: 4, UInt8(ascii: "-"))
    put(isLate ? month - 9 : month + 3, digits: 2, UInt8(ascii: "-"))
    put(dayOfMonth, digits: 2, UInt8(ascii: "T"))
    put(time / 3_600, digits: 2, UInt8(ascii: ":"))
    put(time / 60 % 60, digits: 2, UInt8(ascii: ":"))
    put(time % 60, digits: 2, UInt8(ascii: "Z"))
    return String(decoding: bytes, as: UTF8.self)
  }
}
