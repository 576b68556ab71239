internal import WGModel

/// The rows of peers, and what is added to them: the statements are made once for all peers.
struct PeerRows {
  private let find: Statement
  private let insert: Statement
  private let update: Statement
  private let addToDay: Sums
  private let addToMinute: Sums

  init(_ database: Database) throws(WGError) {
    find = try database.prepare(
      """
      SELECT id, boot, device, began, ended, time, received, sent, handshake_seconds,
        handshake_nanoseconds, total_received, total_sent
      FROM peer WHERE interface = ?1 AND public_key = ?2
      """)
    insert = try database.prepare(
      """
      INSERT INTO peer VALUES (NULL, ?11, ?12, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 0, 0, ?5)
      """)
    update = try database.prepare(
      """
      UPDATE peer SET boot = ?1, device = ?2, began = ?3, ended = ?4, time = ?5, received = ?6,
        sent = ?7, handshake_seconds = ?8, handshake_nanoseconds = ?9, total_received = ?11,
        total_sent = ?12
      WHERE id = ?10
      """)
    addToDay = Sums(
      try database.prepare("SELECT received, sent FROM day WHERE peer = ?1 AND day = ?2"),
      try database.prepare("INSERT OR REPLACE INTO day VALUES (?1, ?2, ?3, ?4)"))
    addToMinute = Sums(
      try database.prepare("SELECT received, sent FROM minute WHERE peer = ?1 AND minute = ?2"),
      try database.prepare("INSERT OR REPLACE INTO minute VALUES (?1, ?2, ?3, ?4)"))
  }

  /// Adds a sample of a peer of an interface to what was counted.
  func add(
    _ key: PublicKey, _ sample: UsageSample, of interface: InterfaceRow, on day: Int64
  ) throws(WGError) {
    find.bind(1, interface.id)
    find.bind(2, key)
    defer { find.reset() }
    guard try find.step() else {
      bind(sample, to: insert)
      insert.bind(11, interface.id)
      insert.bind(12, key)
      return try insert.run()
    }
    let id = find.number(0)
    let last = UsageSample(
      receivedBytes: find.bits(6), sentBytes: find.bits(7),
      lastHandshake: find.number(8) == 0 && find.number(9) == 0
        ? nil : Timestamp(seconds: find.number(8), nanoseconds: find.number(9)),
      time: find.number(5), began: find.number(3), ended: find.number(4), boot: find.bits(1),
      device: find.bits(2))
    let delta = UsageDelta(from: last, to: sample)
    // What nothing has changed of can be compared with the next one as it is.
    guard delta.kind != .stale, !delta.kept.hasSameCounters(as: last) else { return }
    bind(delta.kept, to: update)
    update.bind(10, id)
    update.bind(11, bits: sum(find.bits(10), delta.receivedBytes))
    update.bind(12, bits: sum(find.bits(11), delta.sentBytes))
    try update.run()
    guard delta.receivedBytes > 0 || delta.sentBytes > 0 else { return }
    try addToDay.add(delta, to: id, day)
    try addToMinute.add(delta, to: id, interface.minute)
  }

  private func bind(_ sample: UsageSample, to statement: Statement) {
    statement.bind(1, bits: sample.boot)
    statement.bind(2, bits: sample.device)
    statement.bind(3, sample.began)
    statement.bind(4, sample.ended)
    statement.bind(5, sample.time)
    statement.bind(6, bits: sample.receivedBytes)
    statement.bind(7, bits: sample.sentBytes)
    statement.bind(8, sample.lastHandshake?.seconds ?? 0)
    statement.bind(9, sample.lastHandshake?.nanoseconds ?? 0)
  }
}

extension PeerRows {
  // What was counted of a peer in a day or a minute.
  private struct Sums {
    let find: Statement
    let put: Statement

    init(_ find: Statement, _ put: Statement) {
      self.find = find
      self.put = put
    }

    func add(_ delta: UsageDelta, to peer: Int64, _ place: Int64) throws(WGError) {
      find.bind(1, peer)
      find.bind(2, place)
      let found = try find.step()
      let received = sum(found ? find.bits(0) : 0, delta.receivedBytes)
      let sent = sum(found ? find.bits(1) : 0, delta.sentBytes)
      find.reset()
      put.bind(1, peer)
      put.bind(2, place)
      put.bind(3, bits: received)
      put.bind(4, bits: sent)
      try put.run()
    }
  }
}

extension UsageSample {
  fileprivate func hasSameCounters(as other: UsageSample) -> Bool {
    receivedBytes == other.receivedBytes && sentBytes == other.sentBytes
      && lastHandshake == other.lastHandshake && boot == other.boot && device == other.device
  }
}

/// A sum of bytes, which stays at the most that there is.
func sum(_ left: UInt64, _ right: UInt64) -> UInt64 {
  let (sum, overflow) = left.addingReportingOverflow(right)
  return overflow ? .max : sum
}
