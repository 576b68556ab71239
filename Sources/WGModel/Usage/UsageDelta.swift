/// What a new sample of a peer's counters adds to what was counted before, each direction for itself.
///
/// A counter of the kernel only grows while the peer exists: a sample with a larger value adds the
/// difference, whoever took it and however late it comes. A smaller value is either that of a peer that
/// began anew, and then all of it is new, or that of a sample that was read before the last one, and
/// then it adds nothing. docs/usage.md says by what these are told apart.
public struct UsageDelta: Hashable, Sendable {
  /// Why a sample adds what it adds.
  public enum Kind: UInt32, Hashable, Sendable {
    /// The first sample of a peer, from which it is counted on: no traffic of its own.
    case baseline = 0
    /// What the counters have grown by.
    case growth = 1
    /// A counter began anew since the last sample.
    case restart = 2
    /// Nothing: the sample was read before the last one, or is the same.
    case stale = 3
  }

  /// Why it is so much.
  public let kind: Kind
  /// Bytes received that were not counted before.
  public let receivedBytes: UInt64
  /// Bytes sent that were not counted before.
  public let sentBytes: UInt64
  /// The sample to compare the next one with.
  public let kept: UsageSample

  /// Compares a sample with the one that was kept of the peer, nil for a peer that was never seen.
  public init(from last: UsageSample?, to next: UsageSample) {
    guard let last else {
      self.init(.baseline, 0, 0, keeping: next)
      return
    }
    let isSame = next.hasHandshake(of: last)
    var order = next.order(after: last)
    if next.isElsewhere(than: last), !isSame {
      // Each began from zero. Of overlapping readings, that of the new one began later.
      if order == .earlier || order == .unclear && next.began < last.began {
        self.init(.stale, 0, 0, keeping: last)
      } else {
        self.init(.restart, next.receivedBytes, next.sentBytes, keeping: next)
      }
      return
    }
    if order == .unclear, next.isBefore(handshakeOf: last) { order = .earlier }
    switch order {
    case .earlier: self.init(.stale, 0, 0, keeping: last)
    case .later where !isSame && next.showsRestart(since: last):
      self.init(.restart, next.receivedBytes, next.sentBytes, keeping: next)
    case .later, .unclear, .unsaid:
      let received = Direction(
        last.receivedBytes, next.receivedBytes, order, isSamePeer: isSame)
      let sent = Direction(last.sentBytes, next.sentBytes, order, isSamePeer: isSame)
      var kept = order == .later ? next : next.merged(with: last)
      kept.receivedBytes = received.kept
      kept.sentBytes = sent.kept
      let isNothing = order != .later && received.added == 0 && sent.added == 0
      let kind: Kind =
        received.restarts || sent.restarts ? .restart : isNothing ? .stale : .growth
      self.init(kind, received.added, sent.added, keeping: kept)
    }
  }

  private init(
    _ kind: Kind, _ received: UInt64, _ sent: UInt64, keeping kept: UsageSample
  ) {
    self.kind = kind
    receivedBytes = received
    sentBytes = sent
    self.kept = kept
  }
}

extension UsageDelta {
  // One counter of two.
  private struct Direction {
    var added: UInt64 = 0
    var kept: UInt64
    var restarts = false

    init(_ last: UInt64, _ next: UInt64, _ order: UsageSample.Order, isSamePeer: Bool) {
      kept = next
      if next >= last {
        added = next - last
        return
      }
      // With no clock at all, how far it fell is what is left to judge by: a sampler that is late is
      // late by little.
      let isNew = order == .later || order == .unsaid && next < last / 2
      if isNew, !isSamePeer {
        added = next
        restarts = true
      } else {
        kept = last
      }
    }
  }
}

extension UsageSample {
  /// Whether a later sample of the same interface is one of a peer that was added anew: its handshake
  /// has gone, or there is another one and a counter has fallen, of which a peer has never only one.
  fileprivate func showsRestart(since last: UsageSample) -> Bool {
    guard let before = last.lastHandshake else { return false }
    guard let lastHandshake else { return true }
    let hasFallen = receivedBytes < last.receivedBytes || sentBytes < last.sentBytes
    return hasFallen && lastHandshake != before
  }

  /// Whether the handshake is older than that of a sample that it may have been read before.
  fileprivate func isBefore(handshakeOf last: UsageSample) -> Bool {
    guard let before = last.lastHandshake else { return false }
    guard let lastHandshake else { return true }
    return lastHandshake < before
  }

  /// What two samples in no certain order are compared by from then on.
  fileprivate func merged(with last: UsageSample) -> UsageSample {
    var merged = self
    merged.began = max(began, last.began)
    merged.ended = max(ended, last.ended)
    merged.time = max(time, last.time)
    if boot == 0 { merged.boot = last.boot }
    if device == 0 { merged.device = last.device }
    return merged
  }
}
