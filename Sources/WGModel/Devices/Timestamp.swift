internal import CLinux

/// A moment on the system's wall clock.
public struct Timestamp: Hashable, Comparable, Sendable {
  /// Whole seconds since 1970-01-01 00:00 UTC.
  public let seconds: Int64

  /// Nanoseconds past the second, 0...999,999,999.
  public let nanoseconds: Int64

  /// Creates a moment from its parts.
  public init(seconds: Int64, nanoseconds: Int64 = 0) {
    self.seconds = seconds
    self.nanoseconds = nanoseconds
  }

  /// Now, in whole seconds.
  package static var now: Timestamp { Timestamp(seconds: wgkit_unix_seconds()) }

  /// Whether the left moment is the earlier one.
  public static func < (left: Timestamp, right: Timestamp) -> Bool {
    (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
  }
}
