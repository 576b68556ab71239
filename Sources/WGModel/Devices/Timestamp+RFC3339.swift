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
