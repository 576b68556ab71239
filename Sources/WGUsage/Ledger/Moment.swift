internal import Sentences
internal import WGModel

extension UsageLedger {
  /// The moments that are taken, in seconds since 1970: a little more than 30,000 years around it, in which
  /// no sum overflows.
  static var moments: ClosedRange<Int64> { -(1 << 40)...1 << 40 }
}

/// Throws for a moment that no clock shows.
func requireMoment(_ now: Int64) throws(WGError) {
  guard UsageLedger.moments ~= now else {
    throw WGError(.invalidArgument, "\(now) is no moment: give the seconds since 1970")
  }
}

/// The seconds from one moment to another one, within what is taken, whatever stands in the file.
func secondsApart(_ from: Int64, _ to: Int64) -> Int64 {
  let (seconds, overflow) = to.subtractingReportingOverflow(from)
  let limit = UsageLedger.moments.upperBound
  return overflow ? (from < to ? limit : -limit) : min(max(seconds, -limit), limit)
}
