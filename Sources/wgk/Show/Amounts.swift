/// Amounts of time and of traffic, in the words of `wg show`.
struct Amounts {
  private let style: Style

  init(_ style: Style) { self.style = style }

  /// How long ago a moment was; both are seconds since 1970.
  func age(of moment: Int64, at now: Int64) -> String {
    if now == moment { return "Now" }
    if now < moment {
      return "(\(style.red("System clock wound backward; connection problems may ensue.")))"
    }
    return "\(duration(now.magnitude - moment.magnitude)) ago"
  }

  /// A number of seconds: years of 365 days, days, hours, minutes, seconds; what is 0 is left out.
  func duration(_ seconds: UInt64) -> String {
    let minute: UInt64 = 60
    let hour = 60 * minute
    let day = 24 * hour
    let year = 365 * day
    let parts: [(UInt64, String)] = [
      (seconds / year, "year"), (seconds % year / day, "day"), (seconds % day / hour, "hour"),
      (seconds % hour / minute, "minute"), (seconds % minute, "second"),
    ]
    var text = ""
    for (count, unit) in parts where count > 0 {
      if !text.isEmpty { text += ", " }
      text += "\(count) \(style.cyan(count == 1 ? unit : "\(unit)s"))"
    }
    return text
  }

  /// A number of bytes with two decimals, rounded to nearest and half to even, as printf does.
  func bytes(_ count: UInt64) -> String {
    let units: [(UInt64, String)] = [(10, "KiB"), (20, "MiB"), (30, "GiB"), (40, "TiB")]
    guard let (shift, unit) = units.last(where: { count >> $0.0 != 0 }) else {
      return "\(count) \(style.cyan("B"))"
    }
    let hundredfold = UInt128(count) * 100
    var hundredths = hundredfold >> UInt128(shift)
    let rest = hundredfold - hundredths << UInt128(shift)
    let half = UInt128(1) << UInt128(shift - 1)
    if rest > half || rest == half && hundredths & 1 == 1 { hundredths += 1 }
    let fraction = hundredths % 100
    let padding = fraction < 10 ? "0" : ""
    return "\(hundredths / 100).\(padding)\(fraction) \(style.cyan(unit))"
  }
}
