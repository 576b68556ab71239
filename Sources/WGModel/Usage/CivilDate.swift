/// A day of the calendar, by which traffic is summed up.
public struct CivilDate: Hashable, Comparable, Sendable {
  /// The year.
  public let year: Int64
  /// The month, 1...12.
  public let month: Int64
  /// The day of the month, 1...31.
  public let day: Int64

  /// The day that has come so many days after 1970-01-01, or before it.
  ///
  /// The calendar is the Gregorian one for all years, as in ISO 8601.
  public init(daysSince1970 days: Int64) {
    // Far beyond every clock, where no sum below overflows.
    let limit: Int64 = 1 << 50
    // Years begin in March here, so that the day that comes and goes is the last one; day 0 is
    // 0000-03-01. 400 years have 146,097 days.
    let shifted = min(max(days, -limit), limit) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let day = shifted - era * 146_097
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365
    let dayOfYear = day - (365 * year + year / 4 - year / 100)
    let month = (5 * dayOfYear + 2) / 153
    self.day = dayOfYear - (153 * month + 2) / 5 + 1
    self.month = month >= 10 ? month - 9 : month + 3
    self.year = year + era * 400 + (month >= 10 ? 1 : 0)
  }

  /// The day at a moment, where clocks are so many seconds ahead of UTC.
  ///
  /// - Parameters:
  ///   - time: seconds since 1970-01-01 00:00 UTC.
  ///   - offset: the rule of the caller's zone at that moment, east of Greenwich positive.
  public init(at time: Int64, offset: Int32 = 0) {
    self.init(daysSince1970: Self.days(at: time, offset: offset))
  }

  /// The days from 1970-01-01 to the day at a moment.
  public static func days(at time: Int64, offset: Int32 = 0) -> Int64 {
    let (sum, overflow) = time.addingReportingOverflow(Int64(offset))
    let local = overflow ? time : sum
    return local / 86_400 - (local % 86_400 < 0 ? 1 : 0)
  }

  /// The days from 1970-01-01 to the first day of a month; months past December are those of later years.
  public static func days(toMonth month: Int64, of year: Int64) -> Int64 {
    // As above: the year that began in March, and the days before its month.
    let months = min(max(year, -1 << 40), 1 << 40) * 12 + min(max(month, 1), 1 << 40) - 3
    let shiftedYear = months / 12 - (months % 12 < 0 ? 1 : 0)
    let place = months - shiftedYear * 12
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + (153 * place + 2) / 5
      - 719_468
  }

  /// Whether the left day comes first.
  public static func < (left: CivilDate, right: CivilDate) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }
}
