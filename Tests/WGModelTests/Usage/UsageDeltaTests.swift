import Testing
import WGModel

private func sample(
  _ received: UInt64, _ sent: UInt64, at second: Int64 = 0, handshake: Int64? = nil,
  device: UInt64 = 1, boot: UInt64 = 1
) -> UsageSample {
  UsageSample(
    receivedBytes: received, sentBytes: sent,
    lastHandshake: handshake.map { Timestamp(seconds: $0, nanoseconds: 7) },
    time: second == 0 ? 0 : 1_700_000_000 + second, began: second * 1_000_000_000,
    ended: second * 1_000_000_000 + (second == 0 ? 0 : 5), boot: boot, device: device)
}

private func added(_ last: UsageSample?, _ next: UsageSample) -> [UInt64] {
  let delta = UsageDelta(from: last, to: next)
  return [delta.receivedBytes, delta.sentBytes]
}

struct UsageDeltaTests {
  @Test func `the first sighting is a baseline and no traffic`() {
    let next = sample(5_000, 7_000, at: 60)
    let delta = UsageDelta(from: nil, to: next)
    #expect(delta.kind == .baseline && added(nil, next) == [0, 0] && delta.kept == next)
  }

  @Test func `what the counters have grown by is added`() {
    let delta = UsageDelta(from: sample(100, 10, at: 60), to: sample(150, 10, at: 120))
    #expect(delta.kind == .growth && delta.receivedBytes == 50 && delta.sentBytes == 0)
  }

  @Test func `fault 84: a peer or an interface made anew counts from zero`() {
    let last = sample(100, 50, at: 60, handshake: 40)
    #expect(added(last, sample(20, 5, at: 120, handshake: 100)) == [20, 5])
    #expect(added(last, sample(20, 5, at: 120, handshake: 100, device: 2)) == [20, 5])
    // Another start of the machine: its clocks say nothing about the one before.
    #expect(added(last, sample(20, 5, at: 10, handshake: 9, boot: 2)) == [20, 5])
    #expect(UsageDelta(from: last, to: sample(0, 9, at: 120)).kind == .restart)
  }

  @Test func `fault 85: a reset that has grown past the last value is seen`() {
    let last = sample(100, 50, at: 60, handshake: 40)
    #expect(added(last, sample(300, 90, at: 120, handshake: 110, device: 2)) == [300, 90])
    #expect(added(last, sample(300, 90, at: 120, handshake: 110, boot: 2)) == [300, 90])
    // A peer that had a handshake and has none is another one: what was sent are its first packets.
    #expect(added(last, sample(100, 90, at: 120)) == [100, 90])
    // One direction has fallen, with another handshake: both counters began anew.
    #expect(added(last, sample(20, 90, at: 120, handshake: 110)) == [20, 90])
    // Nothing shows it here: the difference, which is less.
    #expect(added(last, sample(300, 90, at: 120, handshake: 110)) == [200, 40])
  }

  @Test func `each direction is judged for itself where there are no handshakes`() {
    #expect(added(sample(1_000, 10, at: 60), sample(5, 20, at: 120)) == [5, 10])
    #expect(added(sample(10, 1_000, at: 60), sample(20, 5, at: 120)) == [10, 5])
  }

  @Test func `fault 86: values over 2 to the 63 are numbers like others`() {
    let high = UInt64(1) << 63
    #expect(
      added(sample(high - 1, high, at: 60), sample(high + 9, .max, at: 120)) == [10, high - 1])
    #expect(added(sample(.max, .max, at: 60), sample(high, 3, at: 120)) == [high, 3])
  }

  @Test func `fault 87: the wall clock goes back or jumps, and nothing is lost or doubled`() {
    var last = sample(100, 100, at: 60, handshake: 40)
    var next = sample(150, 150, at: 120, handshake: 40)
    next.time = 5
    #expect(added(last, next) == [50, 50])
    next.time = .max
    #expect(added(last, next) == [50, 50])
    // Without the clock that nobody sets: growth counts, a fall may be a late sampler's.
    (last.began, last.ended, next.began, next.ended) = (0, 0, 0, 0)
    next.time = 5
    #expect(added(last, next) == [50, 50])
    next.receivedBytes = 99
    let delta = UsageDelta(from: last, to: next)
    #expect(delta.receivedBytes == 0 && delta.sentBytes == 50)
    #expect(delta.kept.receivedBytes == 100 && delta.kept.sentBytes == 150)
    #expect(delta.kept.time == last.time)
  }

  @Test func `fault 88: a stale sample is no reset, and 100 does not become 199`() {
    let last = sample(100, 100, at: 60, handshake: 40)
    #expect(added(last, sample(99, 99, at: 59, handshake: 40)) == [0, 0])
    #expect(UsageDelta(from: last, to: sample(99, 99, at: 59)).kept == last)
    // The same reading once more.
    #expect(UsageDelta(from: last, to: last).kind == .stale)
    // Overlapping readings: nobody knows which came first, and a fall is none.
    var overlapping = sample(99, 120, at: 60, handshake: 40)
    overlapping.began -= 3
    let delta = UsageDelta(from: last, to: overlapping)
    #expect(delta.receivedBytes == 0 && delta.sentBytes == 20)
    #expect(delta.kept.receivedBytes == 100 && delta.kept.sentBytes == 120)
    // A handshake to the nanosecond is that of the same peer, whatever its clocks say.
    #expect(added(last, sample(99, 99, at: 61, handshake: 40)) == [0, 0])
    #expect(added(last, sample(120, 130, at: 61, handshake: 40, device: 9)) == [20, 30])
    // A late sample from before a reset is no growth.
    let restarted = sample(5, 5, at: 120, handshake: 110)
    #expect(added(restarted, sample(100, 100, at: 60, handshake: 40)) == [0, 0])
    #expect(added(restarted, sample(100, 100, at: 60, handshake: 40, device: 2)) == [0, 0])
  }

  @Test func `with no clock and no handshake a value under half of the last one is a reset`() {
    let last = UsageSample(receivedBytes: 100, sentBytes: 100)
    #expect(added(last, UsageSample(receivedBytes: 99, sentBytes: 110)) == [0, 10])
    #expect(added(last, UsageSample(receivedBytes: 20, sentBytes: 110)) == [20, 10])
    // Half is not under half.
    #expect(added(last, UsageSample(receivedBytes: 50, sentBytes: 49)) == [0, 49])
  }

  @Test func `readings that touch are in no certain order`() {
    // One ended in the nanosecond in which the other one began.
    let first = sample(100, 100, at: 60)
    var second = sample(99, 120, at: 61)
    second.began = first.ended
    #expect(added(first, second) == [0, 20])
    #expect(added(second, first) == [1, 0])
    // Without that clock, the same second.
    var (one, other) = (sample(100, 100, at: 60), sample(99, 120, at: 60))
    (one.began, one.ended, other.began, other.ended) = (0, 0, 0, 0)
    #expect(added(one, other) == [0, 20])
    other.time += 1
    #expect(added(one, other) == [99, 20])
  }

  @Test func `fault 88: of two overlapping readings of two interfaces the later beginning counts`()
  {
    let last = sample(100, 100, at: 60, handshake: 40)
    var next = sample(7, 9, at: 60, handshake: 59, device: 2)
    next.began -= 1
    #expect(UsageDelta(from: last, to: next).kind == .stale && added(last, next) == [0, 0])
    #expect(UsageDelta(from: last, to: next).kept == last)
    next.began = last.began
    #expect(UsageDelta(from: last, to: next).kind == .restart && added(last, next) == [7, 9])
  }

  @Test func `fault 88: an overlapping reading with an older handshake is of before a reset`() {
    let last = sample(5, 5, at: 120, handshake: 110)
    var late = sample(100, 100, at: 120, handshake: 40)
    #expect(added(last, late) == [0, 0])
    late.lastHandshake = nil
    #expect(added(last, late) == [0, 0])
    late.lastHandshake = Timestamp(seconds: 111, nanoseconds: 7)
    #expect(added(last, late) == [95, 95])
  }

  @Test func `a handshake in whole seconds does not say that it is the same peer`() {
    var (last, next) = (sample(100, 100, at: 60), sample(120, 130, at: 120, device: 2))
    last.lastHandshake = Timestamp(seconds: 40, nanoseconds: 0)
    next.lastHandshake = last.lastHandshake
    #expect(added(last, next) == [120, 130])
  }

  @Test func `what is kept of samples in no certain order is the later of each`() {
    let last = sample(100, 100, at: 60, handshake: 40)
    var next = sample(120, 90, at: 60, handshake: 40)
    next.began -= 2
    next.ended -= 2
    var kept = UsageDelta(from: last, to: next).kept
    #expect((kept.began, kept.ended) == (last.began, last.ended))
    next.began += 4
    next.ended += 4
    kept = UsageDelta(from: last, to: next).kept
    #expect((kept.began, kept.ended) == (next.began, next.ended))
    #expect((kept.receivedBytes, kept.sentBytes) == (120, 100))
    next.time += 1
    #expect(UsageDelta(from: last, to: next).kept.time == next.time)
    next.time = last.time
    // What one of them does not say, the other one does.
    (next.boot, next.device) = (0, 0)
    kept = UsageDelta(from: last, to: next).kept
    #expect((kept.boot, kept.device, kept.lastHandshake) == (1, 1, last.lastHandshake))
  }

  @Test func `the last value is carried across months`() {
    // The month is the caller's: the delta knows of none.
    let november = sample(100, 100, at: 60)
    var december = sample(130, 140, at: 60 + 40 * 86_400)
    december.time += 1
    #expect(added(november, december) == [30, 40])
  }
}
