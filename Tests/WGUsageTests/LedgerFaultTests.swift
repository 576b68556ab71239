import CSQLite
import Foundation
import Glibc
import Testing
import WGModel

@testable import WGUsage

struct LedgerFaultTests {
  private func opening(_ fixture: Fixture) -> WGError? {
    #expect(throws: WGError.self) { try UsageLedger.open(fixture.path, patience: 50) }
  }

  @Test func `fault 91: a ledger of a later version is refused and left as it is`() throws {
    let fixture = try Fixture()
    try fixture.record(fixture.open(), 1, 1, at: 0)
    fixture.sqlite("PRAGMA user_version = 2")
    let error = opening(fixture)
    #expect(error?.code == .newerVersion && error?.message.contains("later one") == true)
    fixture.sqlite("PRAGMA user_version = 1")
    #expect(try fixture.open().usage().count == 1)
  }

  @Test func `a database of another program is refused and left as it is`() throws {
    let fixture = try Fixture()
    fixture.sqlite("CREATE TABLE peers (public_key TEXT)")
    let before = try Data(contentsOf: URL(filePath: fixture.path))
    #expect(opening(fixture)?.code == .damagedDatabase)
    #expect(try Data(contentsOf: URL(filePath: fixture.path)) == before)
  }

  /// Another program, which has the file's lock for a while, does something with it and lets it go.
  private func elsewhere(_ fixture: Fixture, _ sql: [String]) -> Thread {
    let path = fixture.path
    let hasBegun = DispatchSemaphore(value: 0)
    let thread = Thread {
      var database: OpaquePointer?
      _ = unsafe sqlite3_open(path, &database)
      for statement in ["BEGIN IMMEDIATE"] + sql {
        _ = unsafe sqlite3_exec(database, statement, nil, nil, nil)
      }
      hasBegun.signal()
      usleep(300_000)
      _ = unsafe sqlite3_exec(database, "COMMIT", nil, nil, nil)
      unsafe sqlite3_close(database)
    }
    thread.start()
    hasBegun.wait()
    return thread
  }

  @Test func `a ledger that somebody else makes meanwhile is not made again`() throws {
    let fixture = try Fixture()
    let model = try Fixture()
    _ = try model.open()
    let tables = try model.texts("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")
    _ = elsewhere(
      fixture, tables + ["PRAGMA application_id = 1464290165", "PRAGMA user_version = 1"])
    let ledger = try fixture.open()
    try fixture.record(ledger, 0, 0, at: 0)
    #expect(try ledger.usage().count == 1)
  }

  @Test func `another writer is waited for, and keeps out of a transaction that reads first`()
    throws
  {
    let fixture = try Fixture()
    let ledger = try fixture.open()
    try fixture.record(ledger, 0, 0, at: 0)
    _ = elsewhere(fixture, [])
    try fixture.record(ledger, 5, 5, at: 60)
    let hasty = try UsageLedger.open(fixture.path, patience: 0)
    try ledger.database.transaction { () throws(WGError) in
      let error = #expect(throws: WGError.self) { try fixture.record(hasty, 9, 9, at: 120) }
      #expect(error?.code == .timedOut)
    }
    try fixture.record(hasty, 9, 9, at: 120)
    #expect(try ledger.usage()[0].receivedBytes == 9)
  }

  @Test func `fault 89: SQLITE_CORRUPT and NOTADB say that it is damaged`() throws {
    let fixture = try Fixture()
    let ledger = try fixture.open()
    for second in Int64(0)..<50 {
      try fixture.record(ledger, UInt64(second), 1, at: second, peer: Int(second))
    }
    fixture.sqlite("PRAGMA wal_checkpoint(TRUNCATE)")
    let file = try FileHandle(forUpdating: URL(filePath: fixture.path))
    try file.seek(toOffset: 4_096)
    try file.write(contentsOf: Data(repeating: 0xa5, count: 40_000))
    try file.close()
    let error = #expect(throws: WGError.self) { try UsageLedger.open(fixture.path).usage() }
    #expect(error?.code == .damagedDatabase && error?.message.contains("backup") == true)
    try Data(repeating: 0x20, count: 9_000).write(to: URL(filePath: fixture.path))
    #expect(opening(fixture)?.code == .damagedDatabase)
  }

  @Test func `a transaction is on the disk when it ends, and what belongs to a peer goes with it`()
    throws
  {
    let database = try Fixture().open().database
    for (name, value) in [("synchronous", Int64(2)), ("foreign_keys", 1)] {
      let statement = try database.prepare("PRAGMA \(name)")
      #expect(try statement.step())
      #expect(statement.number(0) == value)
    }
    let mode = try database.prepare("PRAGMA journal_mode")
    #expect(try mode.step())
    #expect(mode.text(0) == Array("wal".utf8))
  }

  @Test func `a sample that fails in the middle leaves nothing behind`() throws {
    let fixture = try Fixture()
    let ledger = try fixture.open()
    try fixture.record(ledger, 0, 0, at: 0)
    try fixture.record(ledger, 10, 20, at: 60)
    fixture.sqlite("CREATE TRIGGER stop BEFORE INSERT ON minute BEGIN SELECT RAISE(ABORT, ''); END")
    #expect(throws: WGError.self) { try fixture.record(ledger, 11, 22, at: 120) }
    #expect(try ledger.usage()[0].receivedBytes == 10)
    fixture.sqlite("DROP TRIGGER stop")
    try fixture.record(ledger, 11, 22, at: 120)
    let record = try ledger.usage()[0]
    #expect(record.receivedBytes == 11 && record.sentBytes == 22)
    #expect(try ledger.rates(at: Fixture.start + 120)[0].milliseconds == 120_000)
  }

  @Test func `a key in the file that is none says that it is damaged`() throws {
    let fixture = try Fixture()
    let ledger = try fixture.open()
    try fixture.record(ledger, 0, 0, at: 0)
    fixture.sqlite("UPDATE peer SET public_key = x'0102'")
    let error = #expect(throws: WGError.self) { try ledger.usage() }
    #expect(error?.code == .damagedDatabase)
  }

  @Test func `a ledger that is let go holds no file open`() throws {
    let fixture = try Fixture()
    for second in Int64(0)..<3 { try fixture.record(fixture.open(), 1, 1, at: second) }
    let folder = fixture.folder.resolvingSymlinksInPath().path
    let open = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").filter {
      let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")
      return target?.hasPrefix(folder) == true
    }
    #expect(open == [])
  }

  @Test func `fault 89: SQLITE_BUSY says that another program is writing, after the patience`()
    throws
  {
    let fixture = try Fixture()
    let ledger = try UsageLedger.open(fixture.path, patience: 50)
    try fixture.record(ledger, 0, 0, at: 0)
    var database: OpaquePointer?
    #expect(unsafe sqlite3_open(fixture.path, &database) == SQLITE_OK)
    #expect(unsafe sqlite3_exec(database, "BEGIN IMMEDIATE", nil, nil, nil) == SQLITE_OK)
    let error = #expect(throws: WGError.self) { try fixture.record(ledger, 5, 5, at: 60) }
    #expect(error?.code == .timedOut && error?.message.contains("try again") == true)
    // Reading goes on meanwhile.
    #expect(try ledger.usage().count == 1)
    unsafe sqlite3_close(database)
    try fixture.record(ledger, 5, 5, at: 60)
    #expect(try ledger.usage()[0].receivedBytes == 5)
  }

  @Test func `fault 89: SQLITE_FULL says that the disk is full, and nothing is changed`() throws {
    let fixture = try Fixture()
    try fixture.record(fixture.open(), 0, 0, at: 0)
    // A limit on the size of files stands for the disk: SQLite answers IOERR or FULL to it.
    let full = try Disk.full(fixture.folder)
    guard let full else {
      print("SKIPPED: a full disk: mounting needs root")
      return
    }
    defer { full.unmount() }
    let ledger = try UsageLedger.open(full.path)
    try ledger.record([.init(Fixture.key(1), Fixture.sample(0, 0, at: 0))], of: fixture.name)
    try full.fill()
    var last: WGError?
    for second in Int64(1)...4_000 where last == nil {
      do throws(WGError) {
        try ledger.record(
          [.init(Fixture.key(Int(second) % 256), Fixture.sample(UInt64(second), 0, at: second))],
          of: fixture.name)
      } catch {
        last = error
      }
    }
    #expect(last?.code == .outOfResources && last?.message.contains("make room") == true)
    try full.empty()
    let before = try ledger.usage().count
    try ledger.record([.init(Fixture.key(300), Fixture.sample(0, 0, at: 9_999))], of: fixture.name)
    #expect(try ledger.usage().count >= before)
  }

  @Test func `fault 89: SQLITE_READONLY says whose the file is to be looked at`() throws {
    let fixture = try Fixture()
    try fixture.record(fixture.open(), 0, 0, at: 0)
    guard let disk = try Disk.readOnly(fixture.folder) else {
      print("SKIPPED: a read-only file system: mounting needs root")
      return
    }
    defer { disk.unmount() }
    let error = #expect(throws: WGError.self) {
      let ledger = try UsageLedger.open(disk.path)
      try fixture.record(ledger, 5, 5, at: 60)
    }
    #expect(
      error?.code == .permissionDenied || error?.code == .notFound, "\(String(describing: error))")
  }

  @Test(arguments: [
    (SQLITE_BUSY, WGError.Code.timedOut, "try again"),
    (SQLITE_LOCKED | 1 << 8, .timedOut, "this program"),
    (SQLITE_FULL, .outOfResources, "make room"),
    (SQLITE_IOERR | 4 << 8, .system, "system's log"), (SQLITE_CORRUPT, .damagedDatabase, "backup"),
    (SQLITE_NOTADB, .damagedDatabase, "no ledger"),
    (SQLITE_READONLY | 1 << 8, .permissionDenied, "owner and mode"),
    (SQLITE_CANTOPEN, .notFound, "folder"), (SQLITE_NOMEM, .outOfResources, "memory"),
  ])
  func `fault 89: BUSY, LOCKED, FULL, IOERR, CORRUPT and READONLY say what to do`(
    result: Int32, code: WGError.Code, advice: String
  ) {
    let error = Database.error(result, "write", path: Array("/x".utf8), errno: EIO)
    #expect(error.code == code && error.message.contains(advice))
    #expect(error.message.hasPrefix("cannot write the ledger '/x': "))
    // A system call has failed in these two only.
    #expect((error.errno == EIO) == [SQLITE_IOERR, SQLITE_CANTOPEN].contains(result & 0xff))
  }

  @Test func `a ledger that is not there is made, or not, as the caller says`() throws {
    let fixture = try Fixture()
    let missing = fixture.folder.appending(path: "none/ledger.db").path
    let error = #expect(throws: WGError.self) { try UsageLedger.open(missing) }
    #expect(error?.code == .notFound && error?.errno == ENOENT)
    let absent = #expect(throws: WGError.self) {
      try UsageLedger.open(fixture.path, creating: false)
    }
    #expect(absent?.code == .notFound)
    #expect(!FileManager.default.fileExists(atPath: fixture.path))
    for wrong in ["", "a\0b"] {
      let error = #expect(throws: WGError.self) { try UsageLedger.open(wrong) }
      #expect(error?.code == .invalidArgument)
    }
  }

  @Test func `a ledger is made for its owner only, and a link or folder is none`() throws {
    let fixture = try Fixture()
    let ledger = try fixture.open()
    try fixture.record(ledger, 0, 0, at: 0)
    for name in ["", "-wal", "-shm"] {
      let attributes = try FileManager.default.attributesOfItem(atPath: fixture.path + name)
      #expect(attributes[.posixPermissions] as? Int == 0o600, "of \(name)")
    }
    let link = fixture.folder.appending(path: "link").path
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: fixture.path)
    for wrong in [link, fixture.folder.path] {
      let error = #expect(throws: WGError.self) { try UsageLedger.open(wrong) }
      #expect(error?.code == .unsafeFile)
    }
  }
}

/// A small file system on a file system, where root may mount one.
private struct Disk {
  let folder: URL
  var path: String { folder.appending(path: "ledger.db").path }

  static func full(_ parent: URL) throws -> Disk? {
    try mounted(parent.appending(path: "small"), "size=600k")
  }

  static func readOnly(_ parent: URL) throws -> Disk? {
    guard let disk = try mounted(parent.appending(path: "fixed"), "size=900k") else { return nil }
    let ledger = parent.appending(path: "ledger.db").path
    try FileManager.default.copyItem(atPath: ledger, toPath: disk.path)
    #expect(unsafe mount(nil, disk.folder.path, nil, UInt(MS_REMOUNT | MS_RDONLY), nil) == 0)
    return disk
  }

  private static func mounted(_ folder: URL, _ options: String) throws -> Disk? {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    guard unsafe mount("tmpfs", folder.path, "tmpfs", 0, options) == 0 else { return nil }
    return Disk(folder: folder)
  }

  func fill() throws {
    let filler = folder.appending(path: "filler")
    _ = FileManager.default.createFile(atPath: filler.path, contents: nil)
    let handle = try FileHandle(forWritingTo: filler)
    while (try? handle.write(contentsOf: Data(repeating: 1, count: 4_096))) != nil {}
    try? handle.close()
  }

  func empty() throws { try FileManager.default.removeItem(at: folder.appending(path: "filler")) }

  func unmount() { _ = unsafe umount2(folder.path, Int32(MNT_DETACH)) }
}
