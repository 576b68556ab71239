internal import CLinux
internal import CSQLite
internal import Sentences
internal import WGModel

/// A connection to an SQLite database, closed when it is let go.
///
/// One thread uses it at a time, which ``locked(_:)`` sees to. A connection does not survive a fork: in
/// the child it is an error, and it is not closed there, since both would have its file.
@safe
final class Database {
  let path: [UInt8]
  private let connection: OpaquePointer
  private let process: Int32

  // Cannot fail: in Embedded Swift, a class's initializer that throws leaks the object.
  private init(_ connection: OpaquePointer, _ path: [UInt8]) {
    unsafe self.connection = unsafe connection
    self.path = path
    process = getpid()
  }

  deinit {
    if getpid() == process { unsafe sqlite3_close_v2(connection) }
  }

  /// Opens a file that is there, for writing when that is allowed.
  ///
  /// The path begins with `/` or `.` and ends with a NUL; other writers are waited for so many
  /// milliseconds.
  static func open(_ path: [UInt8], patience: Int32) throws(WGError) -> Database {
    var opened: OpaquePointer?
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_FULLMUTEX
    let result = unsafe path.span.withUnsafeBytes { (bytes) in
      unsafe sqlite3_open_v2(
        bytes.baseAddress?.assumingMemoryBound(to: CChar.self), &opened, flags, nil)
    }
    let name = Array(path.dropLast())
    guard let connection = unsafe opened else {
      throw error(SQLITE_NOMEM, "open", path: name)
    }
    let database = unsafe Database(connection, name)
    guard result == SQLITE_OK else { throw database.error(result, "open") }
    unsafe sqlite3_extended_result_codes(connection, 1)
    unsafe sqlite3_busy_timeout(connection, patience)
    return database
  }

  /// The path in an error's text.
  var quotedPath: String { quoted(String(decoding: path, as: UTF8.self), limit: 300) }

  /// The error number of the last system call of SQLite's that failed.
  var systemError: Int32 { unsafe sqlite3_system_errno(connection) }

  /// Whether the file can only be read.
  var isReadOnly: Bool { unsafe sqlite3_db_readonly(connection, "main") == 1 }

  /// Runs something that no other thread comes between.
  func locked<Result>(_ body: () throws(WGError) -> Result) throws(WGError) -> Result {
    guard getpid() == process else {
      throw WGError(
        .invalidHandle,
        "the ledger \(quotedPath) was opened in front of a fork; open it again")
    }
    let mutex = unsafe sqlite3_db_mutex(connection)
    unsafe sqlite3_mutex_enter(mutex)
    defer { unsafe sqlite3_mutex_leave(mutex) }
    return try body()
  }

  /// Runs a statement that answers nothing.
  func run(_ sql: String, _ task: String = "write") throws(WGError) {
    let statement = try prepare(sql, task)
    while try statement.step() {}
  }

  /// Makes a statement ready; `?1` and so on are places for values.
  func prepare(_ sql: String, _ task: String = "write") throws(WGError) -> Statement {
    var made: OpaquePointer?
    let text = Array(sql.utf8)
    let result = unsafe text.span.withUnsafeBytes { (bytes) in
      unsafe sqlite3_prepare_v2(
        connection, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(text.count),
        &made,
        nil)
    }
    guard result == SQLITE_OK, let statement = unsafe made else { throw error(result, task) }
    return unsafe Statement(statement, of: self, task)
  }

  /// Runs something in one transaction: all of it is written, or none.
  func transaction<Result>(
    _ body: () throws(WGError) -> Result
  ) throws(WGError) -> Result {
    // At once, not with the first write: what is read in it is what is there when it ends.
    try run("BEGIN IMMEDIATE")
    do throws(WGError) {
      let result = try body()
      try run("COMMIT")
      return result
    } catch {
      // SQLite may have rolled back by itself; then there is nothing to do, and the answer says so.
      _ = try? run("ROLLBACK")
      throw error
    }
  }

  /// The number that the last new row got.
  var lastRow: Int64 { unsafe sqlite3_last_insert_rowid(connection) }

  /// SQLite's version, 3037000 for 3.37.0.
  static var version: Int32 { sqlite3_libversion_number() }
}
