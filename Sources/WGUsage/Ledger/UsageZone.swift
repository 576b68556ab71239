internal import CLinux

/// The clocks by which a day and a month end.
public enum UsageZone: Hashable, Sendable {
  /// So many seconds ahead of UTC, the whole year; 0 is UTC itself.
  case offset(Int32)
  /// The zone of this machine, or of the environment's TZ, summer time included.
  case local

  /// Coordinated universal time.
  public static var utc: UsageZone { .offset(0) }

  /// The seconds that these clocks are ahead of UTC at a moment.
  public func offset(at time: Int64) -> Int32 {
    switch self {
    case .offset(let seconds): seconds
    case .local: wgkit_local_offset(time)
    }
  }
}
