internal import CSQLite
internal import WGModel

/// An interface in the ledger, and the minutes in which it was read.
struct InterfaceRow {
  /// How long a sample is kept, in seconds.
  static var kept: Int64 { 24 * 3_600 }

  let id: Int64
  /// The minute that what is counted now belongs to.
  private(set) var minute: Int64
  private var boot: UInt64
  private var ended: Int64
  private var time: Int64

  /// Finds an interface, and makes its row when there is none.
  init(of name: InterfaceName, in namespace: [UInt8], _ database: Database) throws(WGError) {
    var text: [UInt8] = []
    name.append(to: &text)
    let find = try database.prepare(
      "SELECT id, boot, ended, time, minute FROM interface WHERE namespace = ?1 AND name = ?2")
    find.bind(1, namespace)
    find.bind(2, text)
    if try find.step() {
      id = find.number(0)
      boot = find.bits(1)
      ended = find.number(2)
      time = find.number(3)
      minute = find.number(4)
      return
    }
    let add = try database.prepare("INSERT INTO interface VALUES (NULL, ?1, ?2, 0, 0, 0, 0)")
    add.bind(1, namespace)
    add.bind(2, text)
    try add.run()
    (id, boot, ended, time, minute) = (database.lastRow, 0, 0, 0, 0)
  }

  /// Adds the moment of a sample, one a minute, and lets go of what is a day old.
  ///
  /// A sample that was not read later than the last one belongs to the last one's minute.
  mutating func add(_ sample: UsageSample, _ database: Database) throws(WGError) {
    let elapsed: Int64
    if sample.boot != 0, sample.boot == boot, ended > 0, sample.ended > 0 {
      guard sample.began > ended else { return }
      elapsed = (sample.ended - ended) / 1_000_000
    } else if sample.boot != 0, boot != 0 {
      // The machine was started anew: how long it was off, its wall clock may tell.
      elapsed = max(0, secondsApart(time, sample.time)) * 1_000
    } else {
      guard sample.time > time || time == 0 else { return }
      elapsed = secondsApart(time, sample.time) * 1_000
    }
    let isFirst = time == 0
    (boot, ended, time) = (sample.boot, sample.ended, sample.time)
    minute = sample.time / 60 - (sample.time % 60 < 0 ? 1 : 0)
    try forget(database)
    // The first one begins nothing that could be measured: its time is that of a gap.
    let add = try database.prepare(
      """
      INSERT INTO sample VALUES (?1, ?2, ?3, ?4) ON CONFLICT (interface, minute)
      DO UPDATE SET time = excluded.time, elapsed = elapsed + excluded.elapsed
      """)
    add.bind(1, id)
    add.bind(2, minute)
    add.bind(3, time)
    add.bind(4, isFirst ? UsageRate.gap : min(elapsed, UsageRate.gap))
    try add.run()
    let update = try database.prepare(
      "UPDATE interface SET boot = ?2, ended = ?3, time = ?4, minute = ?5 WHERE id = ?1")
    update.bind(1, id)
    update.bind(2, bits: boot)
    update.bind(3, ended)
    update.bind(4, time)
    update.bind(5, minute)
    try update.run()
  }

  // What is later than now is of a clock that was ahead: a peer that was first seen by it would not be
  // measured until then.
  private func forget(_ database: Database) throws(WGError) {
    let samples = try database.prepare(
      "DELETE FROM sample WHERE interface = ?1 AND (minute > ?2 OR minute < ?3)")
    let minutes = try database.prepare(
      """
      DELETE FROM minute WHERE peer IN (SELECT id FROM peer WHERE interface = ?1)
      AND (minute > ?2 OR minute < ?3)
      """)
    for statement in [samples, minutes] {
      statement.bind(1, id)
      statement.bind(2, minute)
      statement.bind(3, minute - Self.kept / 60)
      try statement.run()
    }
    let peers = try database.prepare(
      "UPDATE peer SET first_seen = ?2 WHERE interface = ?1 AND first_seen > ?2")
    peers.bind(1, id)
    peers.bind(2, time)
    try peers.run()
  }
}
