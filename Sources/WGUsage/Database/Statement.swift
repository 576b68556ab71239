internal import CSQLite
internal import WGModel

/// A statement of SQL with places for values, which can be run again and again.
///
/// Numbers are SQLite's own 64 bits. What has no sign is stored with the same bits, so that values from
/// 2^63 on are negative in the file; nothing is summed up or compared there.
@safe
final class Statement {
  private let statement: OpaquePointer
  // Lives as long as its statements.
  private let database: Database
  private let task: String

  init(_ statement: OpaquePointer, of database: Database, _ task: String) {
    unsafe self.statement = unsafe statement
    self.database = database
    self.task = task
  }

  deinit { unsafe sqlite3_finalize(statement) }

  /// Begins anew, with no values.
  func reset() {
    unsafe sqlite3_reset(statement)
    unsafe sqlite3_clear_bindings(statement)
  }

  /// Puts a number into a place, from 1 on.
  func bind(_ place: Int32, _ number: Int64) {
    unsafe sqlite3_bind_int64(statement, place, number)
  }

  /// Puts the bits of a number without a sign into a place.
  func bind(_ place: Int32, bits number: UInt64) { bind(place, Int64(bitPattern: number)) }

  /// Puts a text into a place.
  func bind(_ place: Int32, _ text: [UInt8]) {
    // Of no bytes it would be NULL.
    unsafe text.span.withUnsafeBytes { (bytes) in
      _ = unsafe wgkit_bind_text(
        statement, place, bytes.baseAddress ?? UnsafeRawPointer(bitPattern: 1), Int32(text.count))
    }
  }

  /// Puts a key into a place.
  func bind(_ place: Int32, _ key: PublicKey) {
    unsafe key.bytes.span.withUnsafeBytes { (bytes) in
      _ = unsafe wgkit_bind_bytes(statement, place, bytes.baseAddress, 32)
    }
  }

  /// Goes to the next row; false when there is none.
  func step() throws(WGError) -> Bool {
    let result = unsafe sqlite3_step(statement)
    switch result {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default: throw database.error(result, task)
    }
  }

  /// Runs to the end, and is ready to be run again.
  func run() throws(WGError) {
    defer { reset() }
    while try step() {}
  }

  /// The number in a column, from 0 on.
  func number(_ column: Int32) -> Int64 { unsafe sqlite3_column_int64(statement, column) }

  /// The number without a sign whose bits are in a column.
  func bits(_ column: Int32) -> UInt64 { UInt64(bitPattern: number(column)) }

  /// The bytes of a text in a column.
  func text(_ column: Int32) -> [UInt8] {
    guard let bytes = unsafe sqlite3_column_blob(statement, column) else { return [] }
    let count = Int(unsafe sqlite3_column_bytes(statement, column))
    return unsafe Array(UnsafeRawBufferPointer(start: bytes, count: count))
  }

  /// The key in a column.
  func key(_ column: Int32) throws(WGError) -> PublicKey {
    let bytes = text(column)
    guard bytes.count == 32 else { throw database.error(SQLITE_CORRUPT, task) }
    return try PublicKey(bytes: bytes.span)
  }
}
