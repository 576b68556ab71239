import Foundation
import SeededRandom
import Testing
import WGModel

/// A machine with one peer that is added again, moved to new interfaces and started anew, read by
/// samplers that are late, double and overlapping: what they should have counted is known from what
/// happened, not from the samples.
private struct Machine {
  /// What one sampler read, and the truth about it.
  struct Read {
    var sample: UsageSample
    /// Which life of the peer's counters it is from.
    var life: Int
    /// Its place among all moments.
    var moment: Int64
  }

  var random: SeededGenerator
  var boot: UInt64 = 1
  var device: UInt64 = 1
  var life = 0
  var moment: Int64 = 1
  var booted: Int64 = 0
  var wallAhead: Int64 = 1_700_000_000
  var received: UInt64 = 0
  var sent: UInt64 = 0
  var handshake: Timestamp?
  var neededRoom = true

  init(seed: UInt64) {
    random = SeededGenerator(state: seed)
    received = random.below(2) == 0 ? 0 : UInt64.max - 1 << 40
    sent = random.below(2) == 0 ? 0 : UInt64(1) << 63 - 500
    // Nothing is received without a handshake.
    if received != 0 { handshake = Timestamp(seconds: wallAhead, nanoseconds: 1) }
  }

  mutating func happen() {
    let event = random.below(12)
    let shakesHands = random.below(2) == 0
    if event == 3 { wallAhead += Int64(random.below(2_000_000)) - 1_000_000 }
    // Readings overlap, except where only their order tells what happened: about a peer's start, and
    // where the wall clock was set back between two handshakes.
    let isSetBack = shakesHands && wallAhead + moment < handshake?.seconds ?? .min
    let needsRoom = event < 3 || isSetBack
    moment += Int64(needsRoom || neededRoom ? random.below(50) + 20 : random.below(30) + 1)
    neededRoom = needsRoom
    switch event {
    case 0: startPeer()
    case 1:
      device += 1
      startPeer()
    case 2 where random.below(4) == 0:
      boot += 1
      device = 1
      booted = moment - 20
      startPeer()
    default: break
    }
    if shakesHands {
      // Handshakes have the wall clock's time, and no two the same nanosecond.
      handshake = Timestamp(seconds: wallAhead + moment, nanoseconds: 1 + moment % 999_999_999)
    }
    if handshake != nil { received += UInt64(random.below(400)) }
    sent += UInt64(random.below(400))
  }

  mutating func startPeer() {
    life += 1
    (received, sent, handshake) = (0, 0, nil)
  }

  mutating func read() -> Read {
    // The counters are read at the moment itself; the reading began before and ends after.
    let sample = UsageSample(
      receivedBytes: received, sentBytes: sent, lastHandshake: handshake,
      time: wallAhead + moment, began: moment - booted - Int64(random.below(5)),
      ended: moment - booted + Int64(random.below(5)), boot: boot, device: device)
    return Read(sample: sample, life: life, moment: moment)
  }
}

/// What should have been counted.
private struct Truth {
  var last: Machine.Read?
  var received: UInt64 = 0
  var sent: UInt64 = 0
  /// Resets that no reader can see.
  var hidden = 0

  mutating func take(_ read: Machine.Read) {
    guard let last else {
      self.last = read
      return
    }
    guard read.moment > last.moment else { return }
    let (old, new) = (last.sample, read.sample)
    var isNew = read.life != last.life
    if isNew, old.boot == new.boot, old.device == new.device,
      old.lastHandshake == nil || new.lastHandshake != nil,
      new.receivedBytes >= old.receivedBytes, new.sentBytes >= old.sentBytes
    {
      hidden += 1
      isNew = false
    }
    received &+= isNew ? new.receivedBytes : new.receivedBytes - old.receivedBytes
    sent &+= isNew ? new.sentBytes : new.sentBytes - old.sentBytes
    self.last = read
  }
}

struct UsageHistoryTests {
  @Test func `100,000 random histories are counted as they happened`() {
    let environment = ProcessInfo.processInfo.environment
    let seed = environment["WGKIT_SEED"].flatMap(UInt64.init) ?? 84_91
    let count = environment["WGKIT_USAGE_HISTORIES"].flatMap(Int.init) ?? 100_000
    print("usage histories: seed \(seed), \(count) histories (WGKIT_SEED, WGKIT_USAGE_HISTORIES)")
    var (hidden, samples, stale, restarts) = (0, 0, 0, 0)
    for history in 0..<count {
      var machine = Machine(seed: seed &* 1_000_003 &+ UInt64(history))
      var truth = Truth()
      var kept: UsageSample?
      var received: UInt64 = 0
      var sent: UInt64 = 0
      var late: [Machine.Read] = []
      var first = ""
      func deliver(_ read: Machine.Read) {
        truth.take(read)
        let before = kept
        let delta = UsageDelta(from: kept, to: read.sample)
        kept = delta.kept
        received &+= delta.receivedBytes
        sent &+= delta.sentBytes
        samples += 1
        if first.isEmpty, received != truth.received || sent != truth.sent {
          first = "\(delta.kind) from \(String(describing: before)) to \(read.sample)"
        }
        if delta.kind == .stale { stale += 1 }
        if delta.kind == .restart { restarts += 1 }
      }
      for _ in 0..<20 {
        machine.happen()
        let read = machine.read()
        switch machine.random.below(6) {
        case 0: late.append(read)
        case 1:
          deliver(read)
          deliver(read)
        case 2:
          late.append(machine.read())
          deliver(read)
        default: deliver(read)
        }
        // No sampler outlives the machine's start.
        late.removeAll { $0.sample.boot != machine.boot }
        if machine.random.below(3) == 0, !late.isEmpty {
          deliver(late.remove(at: machine.random.below(late.count)))
        }
      }
      hidden += truth.hidden
      guard received == truth.received, sent == truth.sent else {
        Issue.record(
          "history \(history) of seed \(seed): counted \(received) and \(sent), there were \(truth.received) and \(truth.sent): \(first)"
        )
        return
      }
    }
    print("\(samples) samples, \(stale) stale, \(restarts) restarts, \(hidden) hidden")
    #expect(stale > count && restarts > count && hidden > 0)
  }

  @Test func `days and months are those of the caller's clocks, for any year`() {
    #expect(CivilDate(at: 1_764_547_199) == CivilDate(daysSince1970: 20_422))
    let end = CivilDate(at: 1_764_547_199)
    #expect((end.year, end.month, end.day) == (2025, 11, 30))
    let ahead = CivilDate(at: 1_764_547_199, offset: 3_600)
    #expect((ahead.year, ahead.month, ahead.day) == (2025, 12, 1))
    let behind = CivilDate(at: 1_764_547_200, offset: -3_600)
    #expect((behind.year, behind.month, behind.day) == (2025, 11, 30))
    let before = CivilDate(at: -1)
    #expect((before.year, before.month, before.day) == (1969, 12, 31))
    #expect(CivilDate(at: .max, offset: .max).year > 1 << 31)
    #expect(CivilDate(at: .min, offset: .min).year < -(1 << 31))
    let days = stride(from: Int64(-800), to: 800, by: 1).map { CivilDate(daysSince1970: $0) }
    for (day, next) in zip(days, days.dropFirst()) { #expect(day < next && !(next < day)) }
    for days in stride(from: Int64(-1_000_000), to: 1_000_000, by: 13) {
      let date = CivilDate(daysSince1970: days)
      #expect(CivilDate.days(toMonth: date.month, of: date.year) + date.day - 1 == days)
    }
    #expect(CivilDate.days(toMonth: 13, of: 2025) == CivilDate.days(toMonth: 1, of: 2026))
  }
}
