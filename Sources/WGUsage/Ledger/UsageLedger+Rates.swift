public import WGModel

/// How fast a peer sends and receives, over the last five minutes.
public struct UsageRate: Sendable {
  /// Where the interface is; empty for the collector's own namespace.
  public let namespace: String
  /// The name of the interface.
  public let interface: String
  /// The key that names the peer.
  public let publicKey: PublicKey
  /// The milliseconds that were measured, of the last samples without a gap; 0 when nothing was.
  public let milliseconds: Int64
  /// Bytes received in a second; nil when nothing was measured.
  public let receivedBytesPerSecond: UInt64?
  /// Bytes sent in a second; nil when nothing was measured.
  public let sentBytesPerSecond: UInt64?

  /// The milliseconds between samples from which on there is a gap: two and a half minutes.
  ///
  /// A sample a minute, with one that was missed, is none.
  public static var gap: Int64 { 150_000 }
}

/// A part of a history, and how fast a peer sent and received in it.
public struct UsageInterval: Sendable {
  /// When it begins, in seconds since 1970-01-01 00:00 UTC.
  public let start: Int64
  /// Its length in seconds.
  public let seconds: Int64
  /// Bytes received in a second; nil for a gap: nobody measured.
  public let receivedBytesPerSecond: UInt64?
  /// Bytes sent in a second; nil for a gap.
  public let sentBytesPerSecond: UInt64?
}

extension UsageLedger {
  /// How fast each peer sends and receives, over the last five minutes before a moment.
  ///
  /// - Parameters:
  ///   - now: the moment, in seconds since 1970-01-01 00:00 UTC.
  ///   - key: one peer alone, on each interface that has had it.
  /// - Returns: a rate for each peer of each interface.
  /// - Throws: ``WGError/Code/invalidArgument`` for a moment that no clock shows; as ``usage(in:of:)``.
  public func rates(
    at now: Int64, of key: PublicKey? = nil
  ) throws(WGError) -> [UsageRate] {
    try requireMoment(now)
    return try database.locked { () throws(WGError) in
      let statement = try database.prepare(
        """
        SELECT namespace, name, public_key, interface.id, peer.id, first_seen
        FROM interface JOIN peer ON peer.interface = interface.id
        WHERE ?1 IS NULL OR public_key = ?1 ORDER BY interface.id, public_key
        """, "read")
      if let key { statement.bind(1, key) }
      let counted = try database.prepare(
        "SELECT received, sent FROM minute WHERE peer = ?1 AND minute >= ?2", "read")
      var rates: [UsageRate] = []
      var window: (interface: Int64, window: Window)?
      while try statement.step() {
        let interface = statement.number(3)
        if window?.interface != interface {
          window = (interface, try Window(of: interface, at: now, database))
        }
        var received: UInt64 = 0
        var sent: UInt64 = 0
        counted.bind(1, statement.number(4))
        counted.bind(2, window?.window.firstMinute ?? 0)
        while try counted.step() {
          received = sum(received, counted.bits(0))
          sent = sum(sent, counted.bits(1))
        }
        counted.reset()
        // A peer that came meanwhile was measured since then.
        let measured = min(
          window?.window.milliseconds ?? 0, max(0, secondsApart(statement.number(5), now)) * 1_000)
        rates.append(
          UsageRate(
            namespace: String(decoding: statement.text(0), as: UTF8.self),
            interface: String(decoding: statement.text(1), as: UTF8.self),
            publicKey: try statement.key(2), milliseconds: measured,
            receivedBytesPerSecond: Self.perSecond(received, measured),
            sentBytesPerSecond: Self.perSecond(sent, measured)))
      }
      return rates
    }
  }

  /// How fast a peer sent and received, in intervals of equal length up to a moment, the first one
  /// first; all interfaces that have had it together.
  ///
  /// - Parameters:
  ///   - key: the peer.
  ///   - now: the moment, in seconds since 1970-01-01 00:00 UTC.
  ///   - hours: how far back, 1...24.
  ///   - step: the length of an interval in seconds, 60...86,400.
  /// - Returns: the intervals, those of which nothing is known among them.
  /// - Throws: ``WGError/Code/notFound`` when the peer was never seen,
  ///   ``WGError/Code/invalidArgument``, and as ``usage(in:of:)``.
  public func history(
    of key: PublicKey, until now: Int64, hours: Int64 = 24, step: Int64 = 300
  ) throws(WGError) -> [UsageInterval] {
    guard 1...24 ~= hours, 60...86_400 ~= step else {
      throw WGError(
        .invalidArgument, "a history has 1 to 24 hours, in steps of 60 to 86400 seconds")
    }
    try requireMoment(now)
    return try database.locked { () throws(WGError) in
      let known = try database.prepare("SELECT 1 FROM peer WHERE public_key = ?1", "read")
      known.bind(1, key)
      guard try known.step() else {
        throw WGError(.notFound, "the ledger knows no peer \(key.base64)")
      }
      let start = now - hours * 3_600
      var bins = Bins(from: start, to: now, step: step)
      let statement = try database.prepare(
        """
        SELECT sample.time, sample.elapsed, minute.received, minute.sent
        FROM peer JOIN sample ON sample.interface = peer.interface
        LEFT JOIN minute ON minute.peer = peer.id AND minute.minute = sample.minute
        WHERE public_key = ?1 AND sample.time > ?2 AND sample.time > first_seen
        """, "read")
      statement.bind(1, key)
      statement.bind(2, start)
      while try statement.step() {
        bins.add(
          until: statement.number(0), elapsed: statement.number(1), statement.bits(2),
          statement.bits(3))
      }
      return bins.intervals
    }
  }

  fileprivate static func perSecond(_ bytes: UInt64, _ milliseconds: Int64) -> UInt64? {
    guard milliseconds > 0 else { return nil }
    let product = bytes.multipliedFullWidth(by: 1_000)
    let divisor = UInt64(milliseconds)
    // What does not fit is nothing that a line can carry.
    guard product.high < divisor else { return .max }
    return divisor.dividingFullWidth(product).quotient
  }

  // The last minutes of an interface without a gap, five at most.
  private struct Window {
    var firstMinute: Int64 = .max
    var milliseconds: Int64 = 0

    init(of interface: Int64, at now: Int64, _ database: Database) throws(WGError) {
      let statement = try database.prepare(
        """
        SELECT minute, time, elapsed FROM sample WHERE interface = ?1 AND time <= ?2
        ORDER BY minute DESC
        """, "read")
      statement.bind(1, interface)
      statement.bind(2, now)
      var isLast = true
      while milliseconds < 300_000, try statement.step() {
        if isLast, secondsApart(statement.number(1), now) > UsageRate.gap / 1_000 { return }
        isLast = false
        guard 0..<UsageRate.gap ~= statement.number(2) else { return }
        milliseconds += statement.number(2)
        firstMinute = statement.number(0)
      }
    }
  }
}

// Intervals of equal length, over which what was counted is spread by time.
private struct Bins {
  private let start: Int64
  private let end: Int64
  private let step: Int64
  // In milliseconds, and bytes.
  private var measured: [Int64]
  private var received: [UInt64]
  private var sent: [UInt64]

  init(from start: Int64, to end: Int64, step: Int64) {
    self.start = start
    self.end = end
    self.step = step
    let count = Int((end - start + step - 1) / step)
    measured = Array(repeating: 0, count: count)
    received = Array(repeating: 0, count: count)
    sent = Array(repeating: 0, count: count)
  }

  mutating func add(until time: Int64, elapsed: Int64, _ received: UInt64, _ sent: UInt64) {
    guard elapsed > 0, elapsed < UsageRate.gap, UsageLedger.moments ~= time else { return }
    var from = time * 1_000 - elapsed
    let until = min(time, end) * 1_000
    // What fell in front of the first interval is left out.
    var (receivedLeft, sentLeft, left) = (received, sent, elapsed)
    while from < until {
      let place = from < start * 1_000 ? -1 : Int((from / 1_000 - start) / step)
      let next = place < 0 ? start * 1_000 : (start + Int64(place + 1) * step) * 1_000
      let part = min(next, until) - from
      let share = (Self.share(receivedLeft, part, left), Self.share(sentLeft, part, left))
      if place >= 0, place < measured.count {
        measured[place] += part
        self.received[place] = sum(self.received[place], share.0)
        self.sent[place] = sum(self.sent[place], share.1)
      }
      receivedLeft -= share.0
      sentLeft -= share.1
      left -= part
      from += part
    }
  }

  // The part of a sum that falls to a part of the time.
  private static func share(_ bytes: UInt64, _ part: Int64, _ whole: Int64) -> UInt64 {
    guard part < whole else { return bytes }
    return UInt64(whole).dividingFullWidth(bytes.multipliedFullWidth(by: UInt64(part))).quotient
  }

  var intervals: [UsageInterval] {
    measured.indices.map { place in
      let from = start + Int64(place) * step
      return UsageInterval(
        start: from, seconds: min(step, end - from),
        receivedBytesPerSecond: UsageLedger.perSecond(received[place], measured[place]),
        sentBytesPerSecond: UsageLedger.perSecond(sent[place], measured[place]))
    }
  }
}
