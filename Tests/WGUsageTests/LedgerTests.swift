import CSQLite
import Foundation
import SeededRandom
import Testing
import WGModel
import WGUsage

/// A ledger in a folder of its own, and the clocks of a machine.
final class Fixture {
  let folder: URL
  var path: String { folder.appending(path: "ledger.db").path }
  let name: InterfaceName
  // 2025-11-30 23:00 UTC.
  static let start: Int64 = 1_764_543_600

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "wgkit-ledger-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    name = try InterfaceName("wg0")
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  static func key(_ number: Int) -> PublicKey {
    PublicKey(bytes: InlineArray { UInt8(truncatingIfNeeded: $0 == 0 ? number : $0) })
  }

  func open() throws -> UsageLedger { try UsageLedger.open(path) }

  /// A sample so many seconds after the start.
  static func sample(
    _ received: UInt64, _ sent: UInt64, at second: Int64, device: UInt64 = 1, boot: UInt64 = 1
  ) -> UsageSample {
    UsageSample(
      receivedBytes: received, sentBytes: sent,
      lastHandshake: Timestamp(seconds: Int64(device), nanoseconds: 0), time: start + second,
      began: second * 1_000_000_000 + 1, ended: second * 1_000_000_000 + 2, boot: boot,
      device: device)
  }

  func record(
    _ ledger: UsageLedger, _ received: UInt64, _ sent: UInt64, at second: Int64,
    device: UInt64 = 1, peer: Int = 1, zone: UsageZone = .utc
  ) throws {
    let sample = Self.sample(received, sent, at: second, device: device)
    try ledger.record([.init(Self.key(peer), sample)], of: name, zone: zone)
  }

  /// Does something to the file with SQLite itself.
  func sqlite(_ sql: String) {
    var database: OpaquePointer?
    #expect(unsafe sqlite3_open(path, &database) == SQLITE_OK)
    #expect(unsafe sqlite3_exec(database, sql, nil, nil, nil) == SQLITE_OK)
    unsafe sqlite3_close(database)
  }

  /// A number that SQLite itself finds in the file.
  func number(_ sql: String) -> Int64 {
    var database: OpaquePointer?
    var statement: OpaquePointer?
    #expect(unsafe sqlite3_open(path, &database) == SQLITE_OK)
    unsafe sqlite3_prepare_v2(database, sql, -1, &statement, nil)
    #expect(unsafe sqlite3_step(statement) == SQLITE_ROW)
    defer {
      unsafe sqlite3_finalize(statement)
      unsafe sqlite3_close(database)
    }
    return unsafe sqlite3_column_int64(statement, 0)
  }

  /// Texts that SQLite itself finds in the file.
  func texts(_ sql: String) throws -> [String] {
    var database: OpaquePointer?
    var statement: OpaquePointer?
    #expect(unsafe sqlite3_open(path, &database) == SQLITE_OK)
    unsafe sqlite3_prepare_v2(database, sql, -1, &statement, nil)
    var texts: [String] = []
    while unsafe sqlite3_step(statement) == SQLITE_ROW {
      if let text = unsafe sqlite3_column_text(statement, 0) {
        texts.append(unsafe String(cString: text))
      }
    }
    unsafe sqlite3_finalize(statement)
    unsafe sqlite3_close(database)
    return texts
  }
}

private func counts(_ records: [UsageRecord]) -> [[UInt64]] {
  records.map { [$0.receivedBytes, $0.sentBytes] }
}

struct LedgerTests {
  @Test func `traffic is counted from the first sighting on, by day, month and in total`() throws {
    let fixture = try Fixture()
    let ledger = try fixture.open()
    try fixture.record(ledger, 1_000, 500, at: 0)
    #expect(try counts(ledger.usage()) == [[0, 0]])
    try fixture.record(ledger, 1_100, 520, at: 60)
    // In the next month, with the last value of this one.
    try fixture.record(ledger, 1_150, 521, at: 3_700)
    #expect(try counts(ledger.usage()) == [[150, 21]])
    #expect(try counts(ledger.usage(in: .month(year: 2025, month: 11))) == [[100, 20]])
    #expect(try counts(ledger.usage(in: .month(year: 2025, month: 12))) == [[50, 1]])
    #expect(try counts(ledger.usage(in: .month(year: 2025, month: 10))) == [[0, 0]])
    #expect(try counts(ledger.usage(in: .day(year: 2025, month: 11, day: 30))) == [[100, 20]])
    #expect(try counts(ledger.usage(in: .day(year: 2025, month: 11, day: 29))) == [[0, 0]])
    #expect(try counts(ledger.months()) == [[100, 20], [50, 1]])
    let record = try ledger.usage()[0]
    #expect(
      record.interface == "wg0" && record.namespace == "" && record.firstSeen == Fixture.start)
    #expect(try ledger.usage(of: Fixture.key(2)).isEmpty)
  }

  @Test func `a month ends by the caller's clocks`() throws {
    let fixture = try Fixture()
    let ledger = try fixture.open()
    try fixture.record(ledger, 0, 0, at: 0, zone: .offset(3_600))
    try fixture.record(ledger, 7, 9, at: 60, zone: .offset(3_600))
    #expect(try counts(ledger.usage(in: .month(year: 2025, month: 12))) == [[7, 9]])
  }

  @Test func `fault 84: a peer that was added again keeps its total`() throws {
    let fixture = try Fixture()
    let ledger = try fixture.open()
    try fixture.record(ledger, 100, 100, at: 0)
    try fixture.record(ledger, 150, 160, at: 60)
    try fixture.record(ledger, 20, 30, at: 120, device: 2)
    #expect(try counts(ledger.usage()) == [[70, 90]])
  }

  @Test func `fault 86: sums and counters over 2 to the 63 are kept`() throws {
    let fixture = try Fixture()
    let ledger = try fixture.open()
    let high = UInt64(1) << 63
    try fixture.record(ledger, 5, 0, at: 0)
    try fixture.record(ledger, high + 5, 1, at: 60)
    try fixture.record(ledger, high + 9, 2, at: 120)
    #expect(try counts(ledger.usage()) == [[high + 4, 2]])
    #expect(try counts(ledger.months()) == [[high + 4, 2]])
    // No sum goes round to zero.
    try fixture.record(ledger, .max, 3, at: 180, device: 2)
    #expect(try counts(ledger.usage()) == [[.max, 5]])
    #expect(try ledger.rates(at: Fixture.start + 190)[0].receivedBytesPerSecond != nil)
    #expect(try ledger.history(of: Fixture.key(1), until: Fixture.start + 190).count == 288)
  }

  @Test func `fault 88: the same sample again changes nothing, nor does a stale one`() throws {
    let fixture = try Fixture()
    let ledger = try fixture.open()
    let other = try fixture.open()
    try fixture.record(ledger, 0, 0, at: 0)
    for writer in [ledger, other, ledger] { try fixture.record(writer, 100, 100, at: 60) }
    try fixture.record(other, 99, 99, at: 59)
    #expect(try counts(ledger.usage()) == [[100, 100]])
    #expect(try counts(other.months()) == [[100, 100]])
    let rate = try ledger.rates(at: Fixture.start + 60)[0]
    #expect(rate.milliseconds == 60_000 && rate.receivedBytesPerSecond == 1)
  }

  @Test func `fault 88: collectors of several threads and connections count everything once`()
    async throws
  {
    let fixture = try Fixture()
    try fixture.record(fixture.open(), 0, 0, at: 0)
    let shared = try fixture.open()
    let path = fixture.path
    let name = fixture.name
    await withTaskGroup(of: Void.self) { group in
      for worker in 0..<6 {
        group.addTask {
          do {
            let ledger = worker < 3 ? shared : try UsageLedger.open(path)
            for second in Int64(1)...40 {
              let sample = Fixture.sample(UInt64(second * 10), UInt64(second), at: second)
              try ledger.record([.init(Fixture.key(1), sample)], of: name)
            }
          } catch {
            Issue.record(error)
          }
        }
      }
    }
    #expect(try counts(fixture.open().usage()) == [[400, 40]])
  }

  @Test func `fault 87: the wall clock jumps, and totals, rates and history stay true`() throws {
    let fixture = try Fixture()
    let ledger = try fixture.open()
    for minute in Int64(0)...3 {
      try fixture.record(ledger, UInt64(minute) * 600, 0, at: minute * 60)
    }
    // A year ahead and back: what is later than now is of a clock that was wrong.
    var sample = Fixture.sample(2_400, 0, at: 240)
    sample.time += 365 * 86_400
    try ledger.record([.init(Fixture.key(1), sample)], of: fixture.name)
    #expect(try ledger.rates(at: sample.time)[0].receivedBytesPerSecond == 10)
    #expect(fixture.number("SELECT count(*) FROM sample") == 1)
    try fixture.record(ledger, 3_000, 0, at: 300)
    #expect(try counts(ledger.usage()) == [[3_000, 0]])
    #expect(fixture.number("SELECT count(*) FROM sample") == 1)
    #expect(fixture.number("SELECT count(*) FROM minute") == 1)
    #expect(try ledger.rates(at: Fixture.start + 300)[0].receivedBytesPerSecond == 10)
    let history = try ledger.history(
      of: Fixture.key(1), until: Fixture.start + 300, hours: 1, step: 60)
    #expect(history.last?.receivedBytesPerSecond == 10)
  }

  @Test func `fault 87: a peer that was first seen by a clock that was ahead is measured again`()
    throws
  {
    let fixture = try Fixture()
    let ledger = try fixture.open()
    var sample = Fixture.sample(0, 0, at: 0)
    sample.time += 365 * 86_400
    try ledger.record([.init(Fixture.key(1), sample)], of: fixture.name)
    for minute in Int64(1)...6 {
      try fixture.record(ledger, UInt64(minute) * 600, 0, at: minute * 60)
    }
    let now = Fixture.start + 360
    #expect(try ledger.usage()[0].firstSeen == Fixture.start + 60)
    #expect(try ledger.rates(at: now)[0].receivedBytesPerSecond == 10)
    let history = try ledger.history(of: Fixture.key(1), until: now, hours: 1, step: 60)
    #expect(history.last?.receivedBytesPerSecond == 10)
  }

  @Test(arguments: [Int64.min, -1 << 60, -(1 << 40) - 1, 1 << 41, 1 << 60, .max])
  func `fault 87: a moment that no clock shows is refused`(moment: Int64) throws {
    let fixture = try Fixture()
    let ledger = try fixture.open()
    try fixture.record(ledger, 0, 0, at: 0)
    try fixture.record(ledger, 10, 20, at: 60)
    let rates = #expect(throws: WGError.self) { try ledger.rates(at: moment) }
    let history = #expect(throws: WGError.self) {
      try ledger.history(of: Fixture.key(1), until: moment)
    }
    #expect(rates?.code == .invalidArgument && history?.code == .invalidArgument)
    var sample = Fixture.sample(30, 40, at: 120)
    sample.time = moment
    let error = #expect(throws: WGError.self) {
      try ledger.record([.init(Fixture.key(1), sample)], of: fixture.name)
    }
    #expect(error?.code == .invalidArgument)
    #expect(try counts(ledger.usage()) == [[10, 20]])
    for period: UsagePeriod in [
      .month(year: moment, month: 1), .month(year: 2025, month: moment),
      .day(year: 2025, month: 11, day: moment), .day(year: moment, month: moment, day: moment),
    ] { #expect(try counts(ledger.usage(in: period)) == [[0, 0]]) }
  }

  @Test func `a sample without a time, or that ends before it begins, is refused whole`() throws {
    let fixture = try Fixture()
    let ledger = try fixture.open()
    for minute in Int64(0)...2 { try fixture.record(ledger, UInt64(minute), 0, at: minute * 60) }
    var timeless = Fixture.sample(9, 9, at: 180)
    timeless.time = 0
    var reversed = Fixture.sample(9, 9, at: 180)
    reversed.ended = reversed.began - 1
    for wrong in [timeless, reversed] {
      let error = #expect(throws: WGError.self) {
        try ledger.record(
          [
            .init(Fixture.key(1), Fixture.sample(9, 9, at: 180)), .init(Fixture.key(2), wrong),
          ], of: fixture.name)
      }
      #expect(error?.code == .invalidArgument)
    }
    #expect(try counts(ledger.usage()) == [[2, 0]])
    #expect(try ledger.rates(at: Fixture.start + 120)[0].milliseconds == 120_000)
  }

  @Test func `a namespace with a control character is refused`() throws {
    let fixture = try Fixture()
    let ledger = try fixture.open()
    for name in ["blue\nwg1", "\u{1b}[2J", "a\u{7f}"] {
      let error = #expect(throws: WGError.self) {
        try ledger.record(
          [.init(Fixture.key(1), Fixture.sample(0, 0, at: 0))], of: fixture.name, in: name)
      }
      #expect(error?.code == .invalidArgument)
    }
    #expect(try ledger.usage().isEmpty)
  }

  @Test func `numbers in the file that no clock has shown are no crash`() throws {
    let fixture = try Fixture()
    let ledger = try fixture.open()
    for minute in Int64(0)...2 { try fixture.record(ledger, UInt64(minute), 0, at: minute * 60) }
    fixture.sqlite("UPDATE peer SET first_seen = \(Int64.min)")
    #expect(try ledger.rates(at: Fixture.start + 120)[0].milliseconds == 120_000)
    for number in [Int64.min, .max] {
      for column in [
        "sample SET time", "sample SET elapsed", "peer SET first_seen", "interface SET time",
        "interface SET ended",
      ] {
        fixture.sqlite("UPDATE \(column) = \(number)")
        _ = try ledger.rates(at: Fixture.start + 120)
        _ = try ledger.history(of: Fixture.key(1), until: Fixture.start + 120)
        _ = try? ledger.record(
          [.init(Fixture.key(1), Fixture.sample(3, 0, at: 180, boot: 2))], of: fixture.name)
      }
    }
  }

  @Test func `rates are those of five minutes, and a gap is a gap`() throws {
    let fixture = try Fixture()
    let ledger = try fixture.open()
    for minute in Int64(0)...20 where !(10...14 ~= minute) {
      try fixture.record(ledger, UInt64(minute) * 6_000, UInt64(minute) * 60, at: minute * 60)
    }
    let now = Fixture.start + 1_200
    let rate = try ledger.rates(at: now)[0]
    #expect(rate.receivedBytesPerSecond == 100 && rate.sentBytesPerSecond == 1)
    #expect(rate.milliseconds == 300_000)
    // Nobody has measured for longer than a gap.
    #expect(try ledger.rates(at: now + 151)[0].receivedBytesPerSecond == nil)
    #expect(try ledger.rates(at: now + 151)[0].milliseconds == 0)
    // Just behind the gap, only what came after it counts.
    #expect(try ledger.rates(at: Fixture.start + 960)[0].milliseconds == 60_000)
    let history = try ledger.history(of: Fixture.key(1), until: now, hours: 1, step: 60)
    #expect(history.count == 60)
    let known = history.suffix(20).map(\.receivedBytesPerSecond)
    #expect(
      known == Array(repeating: 100, count: 9) + Array(repeating: nil, count: 6)
        + Array(repeating: 100, count: 5))
    #expect(history.prefix(40).allSatisfy { $0.receivedBytesPerSecond == nil })
    let whole = try ledger.history(of: Fixture.key(1), until: now, hours: 1, step: 3_600)
    #expect(whole.count == 1 && whole[0].receivedBytesPerSecond == 100)
    #expect(throws: WGError.self) {
      try ledger.history(of: Fixture.key(1), until: now, hours: 25)
    }
    #expect(throws: WGError.self) { try ledger.history(of: Fixture.key(9), until: now) }
  }

  @Test func `an interval has its part of the samples that reach into it, and no more`() throws {
    let fixture = try Fixture()
    let ledger = try fixture.open()
    // 10 bytes a second, and 40 from the sixth minute on.
    for minute in Int64(0)...10 {
      let received = minute * 600 + max(0, minute - 5) * 1_800
      try fixture.record(ledger, UInt64(received), 0, at: minute * 60)
    }
    func rates(until second: Int64, step: Int64) throws -> [UInt64?] {
      try ledger.history(
        of: Fixture.key(1), until: Fixture.start + second, hours: 1, step: step
      ).map(\.receivedBytesPerSecond)
    }
    // Half a minute of each in the interval.
    #expect(try rates(until: 330, step: 60).last == 25)
    // The first interval begins in the middle of a sample, the last one ends in one.
    #expect(try rates(until: 3_870, step: 60).first == 25)
    let uneven = try ledger.history(
      of: Fixture.key(1), until: Fixture.start + 330, hours: 1, step: 3_500)
    #expect(uneven.map(\.seconds) == [3_500, 100])
    // Without its type, both sides become AnyHashable, in which the compiler reads a byte too many.
    let mean: UInt64 = (70 * 10 + 30 * 40) / 100
    #expect(uneven.last?.receivedBytesPerSecond == mean)
    #expect(uneven.first?.receivedBytesPerSecond == 10)
  }

  @Test func `a peer that came later is measured from then on`() throws {
    let fixture = try Fixture()
    let ledger = try fixture.open()
    for minute in Int64(0)...5 {
      var entries = [
        UsageLedger.Entry(
          Fixture.key(1), Fixture.sample(UInt64(minute) * 600, 0, at: minute * 60))
      ]
      if minute > 2 {
        entries.append(
          .init(Fixture.key(2), Fixture.sample(UInt64(minute) * 1_200, 0, at: minute * 60)))
      }
      try ledger.record(entries, of: fixture.name)
    }
    let now = Fixture.start + 300
    let rates = try ledger.rates(at: now)
    #expect(rates.map(\.milliseconds) == [300_000, 120_000])
    #expect(rates.map(\.receivedBytesPerSecond) == [10, 20])
    let history = try ledger.history(of: Fixture.key(2), until: now, hours: 1, step: 60)
    #expect(history.suffix(3).map(\.receivedBytesPerSecond) == [nil, 20, 20])
  }

  @Test func `samples of one minute are one, and a machine that starts anew is measured on`() throws
  {
    let fixture = try Fixture()
    let ledger = try fixture.open()
    for step in Int64(0)...30 {
      try fixture.record(ledger, UInt64(step) * 200, 0, at: step * 20)
    }
    var now = Fixture.start + 600
    #expect(try ledger.rates(at: now)[0].receivedBytesPerSecond == 10)
    #expect(try ledger.rates(at: now)[0].milliseconds > 290_000)
    // Off for two minutes: the wall clock tells.
    let sample = UsageSample(
      receivedBytes: 1_200, sentBytes: 0, time: now + 120, began: 1, ended: 2, boot: 2, device: 1)
    try ledger.record([.init(Fixture.key(1), sample)], of: fixture.name)
    now += 120
    #expect(try counts(ledger.usage()) == [[7_200, 0]])
    #expect(try ledger.rates(at: now)[0].receivedBytesPerSecond == 10)
    #expect(try ledger.rates(at: now)[0].milliseconds >= 300_000)
  }

  @Test func `a rate that no line can carry is the largest number`() throws {
    let fixture = try Fixture()
    let ledger = try fixture.open()
    try fixture.record(ledger, 0, 0, at: 0)
    var sample = Fixture.sample(.max, 0, at: 0)
    // 999 milliseconds, whatever the wall clock says: a thousand times as much is 999 times 2 to the 64.
    (sample.time, sample.began, sample.ended) = (sample.time + 60, 999_000_000, 999_000_002)
    try ledger.record([.init(Fixture.key(1), sample)], of: fixture.name)
    let rate = try ledger.rates(at: Fixture.start + 60)[0]
    #expect(rate.milliseconds == 999 && rate.receivedBytesPerSecond == .max)
  }

  @Test func `equal counters of another start, or with another handshake, are another sample`()
    throws
  {
    let fixture = try Fixture()
    let ledger = try fixture.open()
    func record(
      _ bytes: UInt64, _ second: Int64, handshake: Int64? = nil, boot: UInt64 = 1
    ) throws {
      var sample = Fixture.sample(bytes, bytes, at: second, boot: boot)
      sample.lastHandshake = handshake.map { Timestamp(seconds: $0, nanoseconds: 7) }
      try ledger.record([.init(Fixture.key(1), sample)], of: fixture.name)
    }
    try record(10, 0)
    try record(10, 60, handshake: 50)
    // The handshake has gone: a peer that was added anew.
    try record(15, 120)
    #expect(try counts(ledger.usage()) == [[15, 15]])
    try record(15, 180, boot: 2)
    #expect(try counts(ledger.usage()) == [[30, 30]])
  }

  @Test func `of a sample in no certain order each direction is kept for itself`() throws {
    let fixture = try Fixture()
    let ledger = try fixture.open()
    try fixture.record(ledger, 0, 0, at: 0)
    try fixture.record(ledger, 100, 100, at: 60)
    var overlapping = Fixture.sample(120, 90, at: 60)
    overlapping.began -= 1
    try ledger.record([.init(Fixture.key(1), overlapping)], of: fixture.name)
    try fixture.record(ledger, 120, 110, at: 120)
    #expect(try counts(ledger.usage()) == [[120, 110]])
  }

  @Test func `the days of a month are one record`() throws {
    let fixture = try Fixture()
    let ledger = try fixture.open()
    for day in Int64(0)...40 {
      for peer in 1...2 {
        try fixture.record(ledger, UInt64(day), UInt64(2 * day), at: day * 86_400, peer: peer)
      }
    }
    // 31 days of December and 9 of January.
    #expect(try counts(ledger.months(of: Fixture.key(1))) == [[31, 62], [9, 18]])
    #expect(try counts(ledger.months()) == [[31, 62], [9, 18], [31, 62], [9, 18]])
    #expect(try ledger.months().map(\.firstDay) == [20_423, 20_454, 20_423, 20_454])
    #expect(
      try counts(ledger.usage(in: .days(20_423..<20_425))) == [[2, 4], [2, 4]])
  }

  @Test func `one sample a minute is kept, for 24 hours`() throws {
    let fixture = try Fixture()
    let ledger = try fixture.open()
    for step in Int64(0)..<1_600 {
      try fixture.record(ledger, UInt64(step) * 10, 0, at: step * 60)
      if step > 1_590 { try fixture.record(ledger, UInt64(step) * 10 + 5, 0, at: step * 60 + 30) }
    }
    for table in ["sample", "minute"] {
      #expect(fixture.number("SELECT count(*) FROM \(table)") == 1_441, "of \(table)")
    }
    #expect(try counts(ledger.usage()) == [[15_995, 0]])
  }

  @Test func `a peer that is forgotten is gone with all that was counted`() throws {
    let fixture = try Fixture()
    let ledger = try fixture.open()
    for peer in 1...2 {
      try fixture.record(ledger, 0, 0, at: 0, peer: peer)
      try fixture.record(ledger, 10, 20, at: 60, peer: peer)
    }
    try ledger.forget(Fixture.key(1))
    #expect(try ledger.usage().map(\.publicKey) == [Fixture.key(2)])
    #expect(try ledger.months().count == 1)
    let error = #expect(throws: WGError.self) { try ledger.forget(Fixture.key(1)) }
    #expect(error?.code == .notFound)
  }

  @Test func `the totals are told to Prometheus under names of their own`() throws {
    let fixture = try Fixture()
    let ledger = try fixture.open()
    try fixture.record(ledger, 0, 0, at: 0)
    try fixture.record(ledger, 10, 20, at: 60)
    let sample = Fixture.sample(0, 0, at: 0)
    try ledger.record([.init(Fixture.key(2), sample)], of: fixture.name, in: "/run/netns/b\"lue")
    let text = try ledger.metrics()
    let key = Fixture.key(1).base64
    #expect(
      text.contains(
        "\nwgkit_peer_received_bytes_total{interface=\"wg0\",public_key=\"\(key)\"} 10\n"))
    #expect(
      text.contains("\nwgkit_peer_sent_bytes_total{interface=\"wg0\",public_key=\"\(key)\"} 20\n"))
    #expect(text.contains("namespace=\"/run/netns/b\\\"lue\""))
    #expect(text.components(separatedBy: "# TYPE ").count == 3)
  }
}
