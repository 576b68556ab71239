internal import Sentences
internal import WGKit
internal import WGUsage

extension Arguments {
  /// The ledger that is meant, open.
  func ledger(creating: Bool) throws(WGError) -> UsageLedger {
    guard let path = value(of: .ledger) else {
      return try UsageLedger.openDefault(creating: creating)
    }
    return try UsageLedger.open(path.text, creating: creating)
  }

  /// The public key at a place, or nil past the last word.
  func peer(at place: Int) throws(WGError) -> PublicKey? {
    guard let word = self[place] else { return nil }
    return try word.withBytes { (bytes) throws(WGError) in try PublicKey(base64: bytes) }
  }

  /// The clocks that are meant.
  func zone() throws(WGError) -> UsageZone {
    guard let word = value(of: .zone), !(word == "utc") else { return .utc }
    if word == "local" { return .local }
    // +01:00
    let isRight = word.withBytes { (bytes) in
      guard bytes.count == 6, bytes[3] == UInt8(ascii: ":") else { return false }
      return bytes[0] == UInt8(ascii: "+") || bytes[0] == UInt8(ascii: "-")
    }
    guard isRight, let hours = word.decimal(in: 1..<3, upTo: 23),
      let minutes = word.decimal(in: 4..<6, upTo: 59)
    else {
      throw mistake("'--zone' is utc, local, or a time such as +01:00", in: "wgk usage")
    }
    let seconds = Int32(hours * 3_600 + minutes * 60)
    return .offset(word.place(of: UInt8(ascii: "-")) == 0 ? -seconds : seconds)
  }

  /// The days that are meant.
  func period() throws(WGError) -> UsagePeriod {
    let month = value(of: .month)
    let day = value(of: .day)
    guard month == nil || day == nil else {
      throw mistake("there is a month or a day, not both", in: "wgk usage show")
    }
    guard let word = month ?? day else { return .total }
    guard word.count == (month == nil ? 10 : 7), word.place(of: UInt8(ascii: "-")) == 4,
      let year = word.decimal(in: 0..<4, upTo: 9_999),
      let number = word.decimal(in: 5..<7, upTo: 12), number > 0
    else { throw mistake("a month is written as 2026-11, a day as 2026-11-21", in: "wgk usage") }
    if month != nil { return .month(year: Int64(year), month: Int64(number)) }
    // A day past the end of its month would be one of the next.
    let first = CivilDate.days(toMonth: Int64(number), of: Int64(year))
    let isRight = word.withBytes { (bytes) in bytes[7] == UInt8(ascii: "-") }
    guard isRight, let date = word.decimal(in: 8..<10, upTo: 31), date > 0,
      CivilDate(daysSince1970: first + Int64(date) - 1).day == Int64(date)
    else { throw mistake("a day is one of its month, written as 2026-11-21", in: "wgk usage") }
    return .day(year: Int64(year), month: Int64(number), day: Int64(date))
  }

  /// The number behind an option.
  func number(_ option: ValuedOption, _ otherwise: Int64) throws(WGError) -> Int64 {
    guard let word = value(of: option) else { return otherwise }
    guard let number = word.decimal(in: 0..<word.count, upTo: 1_000_000) else {
      throw mistake("'\(option.text)' needs a number, and not \(word.quoted)", in: "wgk usage")
    }
    return Int64(number)
  }
}

extension Argument {
  fileprivate func decimal(in range: Range<Int>, upTo limit: UInt32) -> UInt32? {
    withBytes { (bytes) in
      WGKit.decimal(bytes, in: range, upTo: limit, leadingZeros: true)
    }
  }
}
