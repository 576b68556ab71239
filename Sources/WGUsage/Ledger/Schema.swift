internal import CLinux
internal import CSQLite
internal import Sentences
internal import WGModel

/// The tables of a ledger, and the version of their form.
enum Schema {
  /// The version that is written to `user_version`; a larger one is of a later WGKit.
  static var version: Int64 { 1 }
  /// What `application_id` says: "WGKu".
  static var application: Int64 { 0x5747_4b75 }

  /// Looks whose database it is, and makes the tables in an empty one.
  static func prepare(_ database: Database, patience: Int32) throws(WGError) {
    var isNew = try look(at: database)
    if isNew {
      guard !database.isReadOnly else { throw database.error(SQLITE_READONLY, "make") }
      try useLog(database, patience)
    }
    // On the disk with each transaction, not only with the next checkpoint.
    try database.run("PRAGMA synchronous = FULL")
    try database.run("PRAGMA foreign_keys = ON")
    guard isNew else { return }
    try database.transaction { () throws(WGError) in
      // Somebody else may have been quicker.
      isNew = try look(at: database)
      if isNew { try create(in: database) }
    }
  }

  /// Whether the database is empty; throws for one that is no ledger or of a later version.
  private static func look(at database: Database) throws(WGError) -> Bool {
    // The tables first: somebody may be making them, and what is read behind them is of later.
    let tables = try number("SELECT count(*) FROM sqlite_master", of: database)
    let found = try number("PRAGMA user_version", of: database)
    let whose = try number("PRAGMA application_id", of: database)
    if found == 0, whose == 0, tables == 0 { return true }
    let name = database.quotedPath
    guard whose == application else {
      throw WGError(
        .damagedDatabase,
        "\(name) is a database of another program, and no ledger; give another path")
    }
    guard found <= version else {
      throw WGError(
        .newerVersion,
        "the ledger \(name) has the form \(found), and this version knows \(version) at most; "
          + "install the WGKit that wrote it or a later one")
    }
    return false
  }

  private static func number(_ sql: String, of database: Database) throws(WGError) -> Int64 {
    let statement = try database.prepare(sql, "open")
    guard try statement.step() else { return 0 }
    return statement.number(0)
  }

  // The change to a write-ahead log does not wait for others by itself.
  private static func useLog(_ database: Database, _ patience: Int32) throws(WGError) {
    let deadline = wgkit_monotonic_milliseconds() + Int64(patience)
    while true {
      do throws(WGError) {
        // Where the file system has no shared memory the answer is another mode, which does as well.
        return try database.run("PRAGMA journal_mode = WAL", "make")
      } catch {
        guard error.code == .timedOut, wgkit_monotonic_milliseconds() < deadline else {
          throw error
        }
        usleep(10_000)
      }
    }
  }

  private static func create(in database: Database) throws(WGError) {
    // STRICT is of SQLite 3.37: an older one could not read the file.
    let isStrict = Database.version >= 3_037_000
    for (table, hasOwnNumber) in tables {
      var kinds = isStrict ? " STRICT" : ""
      if !hasOwnNumber { kinds += isStrict ? ", WITHOUT ROWID" : " WITHOUT ROWID" }
      try database.run("CREATE TABLE " + table + kinds)
    }
    try database.run("PRAGMA application_id = 1464290165")
    try database.run("PRAGMA user_version = 1")
  }

  /// The tables, and whether their rows are found by a number of their own.
  private static var tables: [(String, Bool)] {
    [
      // An interface, and when it was last read: the machine's start, CLOCK_BOOTTIME in nanoseconds,
      // the wall clock in seconds, and the minute that this belongs to.
      (
        """
        interface (id INTEGER PRIMARY KEY, namespace TEXT NOT NULL, name TEXT NOT NULL,
          boot INTEGER NOT NULL, ended INTEGER NOT NULL, time INTEGER NOT NULL,
          minute INTEGER NOT NULL, UNIQUE (namespace, name))
        """, true
      ),
      // A peer of it: the sample that is compared with the next one, and all that was counted.
      (
        """
        peer (id INTEGER PRIMARY KEY, interface INTEGER NOT NULL REFERENCES interface (id),
          public_key BLOB NOT NULL, boot INTEGER NOT NULL, device INTEGER NOT NULL,
          began INTEGER NOT NULL, ended INTEGER NOT NULL, time INTEGER NOT NULL,
          received INTEGER NOT NULL, sent INTEGER NOT NULL, handshake_seconds INTEGER NOT NULL,
          handshake_nanoseconds INTEGER NOT NULL, total_received INTEGER NOT NULL,
          total_sent INTEGER NOT NULL, first_seen INTEGER NOT NULL,
          UNIQUE (interface, public_key))
        """, true
      ),
      // What was counted on a day: the days since 1970-01-01 by the collector's clocks.
      (
        """
        day (peer INTEGER NOT NULL REFERENCES peer (id) ON DELETE CASCADE, day INTEGER NOT NULL,
          received INTEGER NOT NULL, sent INTEGER NOT NULL, PRIMARY KEY (peer, day))
        """, false
      ),
      // A minute in which an interface was read: when, and the milliseconds since the time before.
      (
        """
        sample (interface INTEGER NOT NULL REFERENCES interface (id), minute INTEGER NOT NULL,
          time INTEGER NOT NULL, elapsed INTEGER NOT NULL, PRIMARY KEY (interface, minute))
        """, false
      ),
      // What was counted in that time; no row for nothing.
      (
        """
        minute (peer INTEGER NOT NULL REFERENCES peer (id) ON DELETE CASCADE,
          minute INTEGER NOT NULL, received INTEGER NOT NULL, sent INTEGER NOT NULL,
          PRIMARY KEY (peer, minute))
        """, false
      ),
    ]
  }
}
