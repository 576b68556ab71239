internal import WGKit

// What `wg show` prints for people, piece by piece.
extension Output {
  mutating func print(_ text: String, _ look: Style.Look, _ style: Style) {
    guard style.isColoured else { return print(text) }
    print(look.rawValue)
    print(text)
    printReset(style)
  }

  mutating func printReset(_ style: Style) {
    if style.isColoured { print("\u{1b}[0m") }
  }

  /// How long ago a moment was; both are seconds since 1970.
  mutating func print(ageOf moment: Int64, at now: Int64, _ style: Style) {
    if now == moment {
      print("Now")
    } else if now < moment {
      print("(")
      print("System clock wound backward; connection problems may ensue.", .red, style)
      print(")")
    } else {
      print(duration: UInt64(bitPattern: now &- moment), style)
      print(" ago")
    }
  }

  /// A number of seconds: years of 365 days, days, hours, minutes, seconds; what is 0 is left out.
  mutating func print(duration seconds: UInt64, _ style: Style) {
    let minute: UInt64 = 60
    let hour = 60 * minute
    let day = 24 * hour
    let year = 365 * day
    let parts: [(UInt64, String, String)] = [
      (seconds / year, "year", "years"), (seconds % year / day, "day", "days"),
      (seconds % day / hour, "hour", "hours"), (seconds % hour / minute, "minute", "minutes"),
      (seconds % minute, "second", "seconds"),
    ]
    var separator = ""
    for (count, one, many) in parts where count > 0 {
      print(separator)
      print(count)
      print(" ")
      print(count == 1 ? one : many, .cyan, style)
      separator = ", "
    }
  }

  /// A number of bytes with two decimals, rounded to nearest and half to even, as printf does.
  mutating func print(bytes count: UInt64, _ style: Style) {
    let units: [(UInt64, String)] = [(10, "KiB"), (20, "MiB"), (30, "GiB"), (40, "TiB")]
    guard let (shift, unit) = units.last(where: { count >> $0.0 != 0 }) else {
      print(count)
      print(" ")
      return print("B", .cyan, style)
    }
    var whole = count >> shift
    // 100 times less than 2^40 is far from the limit.
    let hundredfold = (count & (1 << shift - 1)) * 100
    var hundredths = hundredfold >> shift
    let rest = hundredfold & (1 << shift - 1)
    let half: UInt64 = 1 << (shift - 1)
    if rest > half || rest == half && hundredths & 1 == 1 { hundredths += 1 }
    if hundredths == 100 {
      whole += 1
      hundredths = 0
    }
    print(whole)
    print(hundredths < 10 ? ".0" : ".")
    print(hundredths)
    print(" ")
    print(unit, .cyan, style)
  }
}
