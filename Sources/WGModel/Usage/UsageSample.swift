/// The counters of a peer at one moment, and what tells that moment and that peer from others.
///
/// What is not known is 0, or nil: the fewer there are of these, the less ``UsageDelta`` can tell apart.
public struct UsageSample: Hashable, Sendable {
  /// Which start of the machine it was read in; the same number means the same start.
  public var boot: UInt64
  /// Which interface it was read from: one that was made anew has another number, under the same name too.
  public var device: UInt64
  /// When the reading began, in nanoseconds of CLOCK_BOOTTIME, which nobody sets.
  public var began: Int64
  /// When the reading had ended, on the same clock.
  public var ended: Int64
  /// The wall clock's time of the reading, in seconds since 1970-01-01 00:00 UTC.
  public var time: Int64
  /// Bytes received from the peer, as the device counts them.
  public var receivedBytes: UInt64
  /// Bytes sent to the peer, as the device counts them.
  public var sentBytes: UInt64
  /// The peer's last handshake, or nil for never.
  public var lastHandshake: Timestamp?

  /// Creates a sample from its parts.
  public init(
    receivedBytes: UInt64, sentBytes: UInt64, lastHandshake: Timestamp? = nil, time: Int64 = 0,
    began: Int64 = 0, ended: Int64 = 0, boot: UInt64 = 0, device: UInt64 = 0
  ) {
    self.boot = boot
    self.device = device
    self.began = began
    self.ended = ended
    self.time = time
    self.receivedBytes = receivedBytes
    self.sentBytes = sentBytes
    self.lastHandshake = lastHandshake
  }
}

extension UsageSample {
  /// How this sample stands to one that was stored before it.
  enum Order {
    /// It was read later, for certain.
    case later
    /// It was read earlier.
    case earlier
    /// The readings overlap or are the same, or the wall clock alone speaks and may have been set.
    case unclear
    /// Neither a clock nor a handshake says anything.
    case unsaid
  }

  /// Which of two samples was read first, as far as their clocks tell.
  func order(after last: UsageSample) -> Order {
    if boot != 0, last.boot != 0 {
      // No sampler outlives the machine's start.
      guard boot == last.boot else { return .later }
      if ended > 0, last.ended > 0 {
        if began > last.ended { return .later }
        return ended < last.began ? .earlier : .unclear
      }
    }
    if time != 0, last.time != 0 { return time > last.time ? .later : .unclear }
    return lastHandshake == nil && last.lastHandshake == nil ? .unsaid : .unclear
  }

  /// Whether both are of one and the same peer of one device: two handshakes never have the same nanosecond.
  func hasHandshake(of last: UsageSample) -> Bool {
    guard let lastHandshake, lastHandshake == last.lastHandshake else { return false }
    return lastHandshake.nanoseconds != 0
  }

  /// Whether the machine or the interface has been started anew between two samples.
  func isElsewhere(than last: UsageSample) -> Bool {
    if boot != 0, last.boot != 0, boot != last.boot { return true }
    return device != 0 && last.device != 0 && device != last.device
  }
}
