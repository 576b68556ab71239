internal import CLinux
internal import Sentences
public import WGModel

/// The traffic of peers over time, kept in a file: an SQLite database that many programs may share.
///
/// What a sample adds is ``WGModel/UsageDelta``'s to say. A sample is one transaction: it is in the
/// file, on the disk (`synchronous` is FULL), when the call returns, or nothing of it is. The same
/// sample a second time changes nothing. The file is made with mode 0600. docs/usage.md says what is in
/// it, and what is guaranteed.
///
/// A ledger may be shared between threads, which wait for one another. It does not survive a fork: open
/// another one in the child.
public final class UsageLedger: @unchecked Sendable {
  /// The milliseconds that other writers are waited for without another number: ten seconds.
  public static var defaultPatience: Int32 { 10_000 }

  let database: Database

  private init(_ database: Database) { self.database = database }

  /// Opens a ledger, and makes it when there is none.
  ///
  /// - Parameters:
  ///   - path: the path of the file. Beside it are, while it is used, one with `-wal` and one with
  ///     `-shm` at the end of its name: they belong to it.
  ///   - creating: whether it is made when it is not there.
  ///   - patience: the milliseconds to wait for other writers, now and later.
  /// - Returns: the ledger, open until the last reference goes.
  /// - Throws: ``WGError/Code/newerVersion`` for one that a later version has made,
  ///   ``WGError/Code/damagedDatabase`` for a file that is none, ``WGError/Code/notFound``,
  ///   ``WGError/Code/unsafeFile`` for a symbolic link and all that is no file,
  ///   ``WGError/Code/permissionDenied``, ``WGError/Code/timedOut``, ``WGError/Code/outOfResources``,
  ///   ``WGError/Code/system``.
  public static func open(
    _ path: String, creating: Bool = true, patience: Int32 = defaultPatience
  ) throws(WGError) -> UsageLedger {
    var bytes = Array(path.utf8)
    guard !bytes.isEmpty, !bytes.contains(0) else {
      throw WGError(.invalidArgument, "\(quoted(path)) is no path of a ledger")
    }
    // SQLite takes some relative names for something else than a file.
    if bytes.first != UInt8(ascii: "/") { bytes = Array("./".utf8) + bytes }
    bytes.append(0)
    try LedgerFile.prepare(bytes, creating: creating)
    let database = try Database.open(bytes, patience: max(0, patience))
    try database.locked { () throws(WGError) in
      try Schema.prepare(database, patience: max(0, patience))
    }
    return UsageLedger(database)
  }

  /// Opens the ledger of this machine, `/var/lib/wgkit/usage.db`, and makes its folder where it is
  /// made.
  ///
  /// - Parameter creating: whether it is made when it is not there.
  /// - Returns: the ledger.
  /// - Throws: as ``open(_:creating:patience:)``.
  public static func openDefault(creating: Bool = true) throws(WGError) -> UsageLedger {
    if creating { LedgerFile.makeFolder("/var/lib/wgkit") }
    return try open("/var/lib/wgkit/usage.db", creating: creating)
  }

  /// The path of the file, as it was given; what is no UTF-8 is replaced.
  public var path: String { String(decoding: database.path, as: UTF8.self) }
}
