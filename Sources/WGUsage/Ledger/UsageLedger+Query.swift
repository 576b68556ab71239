internal import Sentences
public import WGModel

/// Days or months that are asked for, by the clocks of whoever collected.
public enum UsagePeriod: Hashable, Sendable {
  /// Everything that was ever counted.
  case total
  /// One month; 1 is January.
  case month(year: Int64, month: Int64)
  /// One day.
  case day(year: Int64, month: Int64, day: Int64)

  /// Days since 1970-01-01.
  case days(Range<Int64>)

  /// The days since 1970-01-01 that are meant; nil for all.
  var days: Range<Int64>? {
    switch self {
    case .total: nil
    case .days(let days): days
    case .month(let year, let month):
      CivilDate.days(
        toMonth: month, of: year)..<CivilDate.days(
          toMonth: month == .max ? month : month + 1, of: year)
    case .day(let year, let month, let day):
      Self.day(CivilDate.days(toMonth: month, of: year), day)
    }
  }

  // A day of the month that begins with the first one.
  private static func day(_ first: Int64, _ day: Int64) -> Range<Int64> {
    let end = first + min(max(day, -1 << 40), 1 << 40)
    return end - 1..<end
  }
}

/// What a peer has sent and received in a period.
public struct UsageRecord: Sendable {
  /// Where the interface is; empty for the collector's own namespace.
  public let namespace: String
  /// The name of the interface.
  public let interface: String
  /// The key that names the peer.
  public let publicKey: PublicKey
  /// Bytes received from the peer.
  public let receivedBytes: UInt64
  /// Bytes sent to the peer.
  public let sentBytes: UInt64
  /// When it was first seen, in seconds since 1970: what it did before was not counted.
  public let firstSeen: Int64
  /// The first of the days that this is of, since 1970-01-01; 0 for everything.
  public let firstDay: Int64
}

extension UsageLedger {
  /// What each peer has sent and received in a period; peers with nothing are among them.
  ///
  /// - Parameters:
  ///   - period: the days that are meant.
  ///   - key: one peer alone, on each interface that has had it.
  /// - Returns: a record for each peer of each interface.
  /// - Throws: ``WGError/Code/damagedDatabase``, ``WGError/Code/timedOut``, ``WGError/Code/system``.
  public func usage(
    in period: UsagePeriod = .total, of key: PublicKey? = nil
  ) throws(WGError) -> [UsageRecord] {
    guard let days = period.days else { return try totals(of: key) }
    return try database.locked { () throws(WGError) in
      let statement = try database.prepare(
        """
        SELECT namespace, name, public_key, day.received, day.sent, first_seen, peer.id
        FROM interface JOIN peer ON peer.interface = interface.id
        LEFT JOIN day ON day.peer = peer.id AND day >= ?2 AND day < ?3
        WHERE ?1 IS NULL OR public_key = ?1 ORDER BY interface.id, public_key, day
        """, "read")
      if let key { statement.bind(1, key) }
      statement.bind(2, days.lowerBound)
      statement.bind(3, days.upperBound)
      var records = RecordList()
      while try statement.step() {
        try records.add(statement, group: statement.number(6), day: days.lowerBound)
      }
      return records.all
    }
  }

  /// What each peer has sent and received in each month with traffic, the first one first.
  public func months(of key: PublicKey? = nil) throws(WGError) -> [UsageRecord] {
    try database.locked { () throws(WGError) in
      let statement = try database.prepare(
        """
        SELECT namespace, name, public_key, day.received, day.sent, first_seen, peer.id, day
        FROM interface JOIN peer ON peer.interface = interface.id JOIN day ON day.peer = peer.id
        WHERE ?1 IS NULL OR public_key = ?1 ORDER BY interface.id, public_key, day
        """, "read")
      if let key { statement.bind(1, key) }
      var records = RecordList()
      var peer: Int64 = -1
      var group: Int64 = 0
      var month: Int64 = 0
      while try statement.step() {
        let date = CivilDate(daysSince1970: statement.number(7))
        let first = CivilDate.days(toMonth: date.month, of: date.year)
        if statement.number(6) != peer || first != month { group += 1 }
        (peer, month) = (statement.number(6), first)
        try records.add(statement, group: group, day: first)
      }
      return records.all
    }
  }

  private func totals(of key: PublicKey?) throws(WGError) -> [UsageRecord] {
    try database.locked { () throws(WGError) in
      let statement = try database.prepare(
        """
        SELECT namespace, name, public_key, total_received, total_sent, first_seen, peer.id
        FROM interface JOIN peer ON peer.interface = interface.id
        WHERE ?1 IS NULL OR public_key = ?1 ORDER BY interface.id, public_key
        """, "read")
      if let key { statement.bind(1, key) }
      var records = RecordList()
      while try statement.step() {
        try records.add(statement, group: statement.number(6), day: 0)
      }
      return records.all
    }
  }

  /// Forgets all that was counted of a peer, on every interface.
  ///
  /// - Throws: ``WGError/Code/notFound`` when it was never seen.
  public func forget(_ key: PublicKey) throws(WGError) {
    try database.locked { () throws(WGError) in
      try database.transaction { () throws(WGError) in
        let find = try database.prepare("SELECT 1 FROM peer WHERE public_key = ?1")
        find.bind(1, key)
        guard try find.step() else {
          throw WGError(.notFound, "the ledger knows no peer \(key.base64)")
        }
        find.reset()
        // Its days and minutes go with it.
        let delete = try database.prepare("DELETE FROM peer WHERE public_key = ?1")
        delete.bind(1, key)
        try delete.run()
      }
    }
  }
}

// Rows of days that become records of periods.
private struct RecordList {
  private(set) var all: [UsageRecord] = []
  private var group: Int64?

  // The columns are: namespace, interface, key, received, sent, first seen.
  mutating func add(_ row: Statement, group: Int64, day: Int64) throws(WGError) {
    var received = row.bits(3)
    var sent = row.bits(4)
    if group == self.group, let last = all.popLast() {
      received = sum(last.receivedBytes, received)
      sent = sum(last.sentBytes, sent)
    }
    self.group = group
    all.append(
      UsageRecord(
        namespace: String(decoding: row.text(0), as: UTF8.self),
        interface: String(decoding: row.text(1), as: UTF8.self), publicKey: try row.key(2),
        receivedBytes: received, sentBytes: sent, firstSeen: row.number(5), firstDay: day))
  }
}
