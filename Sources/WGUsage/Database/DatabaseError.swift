internal import CLinux
internal import CSQLite
internal import Sentences
internal import WGModel

extension Database {
  /// The error for what SQLite answered, which says what to do about it.
  ///
  /// The task is the sentence "cannot …" without its first word.
  func error(_ result: Int32, _ task: String) -> WGError {
    Self.error(result, task, path: path, errno: systemError)
  }

  static func error(_ result: Int32, _ task: String, path: [UInt8], errno: Int32 = 0) -> WGError {
    let (code, reason) = reason(result)
    var text = "cannot \(task) the ledger \(quoted(path.span, limit: 300)): \(reason)"
    let isSystem = result & 0xff == SQLITE_IOERR || result & 0xff == SQLITE_CANTOPEN
    if isSystem, errno != 0 { text += " (\(systemText(errno)))" }
    return WGError(code, text, errno: isSystem && errno != 0 ? errno : nil)
  }

  private static func reason(_ result: Int32) -> (WGError.Code, String) {
    switch result & 0xff {
    case SQLITE_BUSY:
      (.timedOut, "another program was writing to it all the time; try again, nothing was changed")
    case SQLITE_LOCKED:
      (.timedOut, "another part of this program is using it; try again, nothing was changed")
    case SQLITE_FULL:
      (.outOfResources, "the disk is full; make room and try again, nothing was changed")
    case SQLITE_NOMEM: (.outOfResources, "there is no memory left")
    case SQLITE_IOERR:
      (
        .system,
        "the disk or its file system failed; look into the system's log before you go on"
      )
    case SQLITE_CORRUPT, SQLITE_NOTADB:
      (
        .damagedDatabase,
        "it is damaged, or no ledger at all; move it away and put a backup in its place"
      )
    case SQLITE_READONLY:
      (
        .permissionDenied,
        "it or its folder cannot be written; check its owner and mode, and the file system"
      )
    case SQLITE_PERM, SQLITE_AUTH: (.permissionDenied, "access to it is denied; check its mode")
    case SQLITE_CANTOPEN:
      (.notFound, "it cannot be opened; check that its folder is there and may be written")
    case SQLITE_TOOBIG: (.tooLarge, "a value in it is too large")
    default: (.system, "SQLite's error \(result)")
    }
  }
}
