internal import CLinux
internal import Sentences
internal import WGModel

/// The file of a ledger, before SQLite has opened it.
enum LedgerFile {
  /// Makes sure that there is a plain file, with mode 0600 when it is made here.
  ///
  /// A file that is there is not opened: to close it would take away SQLite's locks on it in this
  /// process.
  static func prepare(_ path: [UInt8], creating: Bool) throws(WGError) {
    let name = quoted(Array(path.dropLast()).span, limit: 300)
    var status = stat()
    let found = unsafe path.span.withUnsafeBytes { (bytes) in
      guard let base = bytes.baseAddress else { return Int32(-1) }
      return unsafe lstat(base.assumingMemoryBound(to: CChar.self), &status)
    }
    if found == 0 {
      guard UInt32(status.st_mode) & UInt32(S_IFMT) == UInt32(S_IFREG) else {
        throw WGError(
          .unsafeFile,
          "cannot open the ledger \(name): it is a link or no file; give the path of the file itself"
        )
      }
      return
    }
    var number = wgkit_errno()
    if number == ENOENT, creating {
      let descriptor = unsafe path.span.withUnsafeBytes { (bytes) in
        unsafe wgkit_open(
          bytes.baseAddress?.assumingMemoryBound(to: CChar.self),
          O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
      }
      if descriptor >= 0 {
        close(descriptor)
        return
      }
      number = wgkit_errno()
      // Somebody else was quicker.
      if number == EEXIST { return }
    }
    let (code, text): (WGError.Code, String) =
      switch number {
      case ENOENT: (.notFound, creating ? "there is no such folder" : "there is no such file")
      case EACCES, EPERM, EROFS: (.permissionDenied, systemText(number))
      case ENOSPC, EDQUOT, EMFILE, ENFILE: (.outOfResources, systemText(number))
      default: (.system, systemText(number))
      }
    throw WGError(code, "cannot open the ledger \(name): \(text)", errno: number)
  }

  /// Makes a folder for its owner only; that it cannot be made, the file's opening says.
  static func makeFolder(_ path: StaticString) {
    _ = unsafe mkdir(
      UnsafeRawPointer(path.utf8Start).assumingMemoryBound(to: CChar.self), 0o700)
  }
}
