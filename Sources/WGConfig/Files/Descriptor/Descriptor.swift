internal import CLinux

/// An open file or folder; it is closed with the last reference.
///
/// A class, although it has one owner, because Embedded Swift cannot run the `deinit` of a
/// noncopyable structure of another module.
final class Descriptor {
  let number: Int32
  private let isBorrowed: Bool

  /// Takes an open descriptor over.
  init(_ number: Int32) {
    self.number = number
    isBorrowed = false
  }

  /// Uses somebody else's descriptor, which stays open.
  init(borrowing number: Int32) {
    self.number = number
    isBorrowed = true
  }

  deinit { if !isBorrowed { _ = close(number) } }

  /// Opens a name in a folder, or a path as the process sees it.
  ///
  /// Never waits, as the opening of a FIFO would, and is not inherited by a program that is started.
  static func open(
    _ name: [UInt8], in folder: Descriptor? = nil, _ flags: Int32, mode: UInt32 = 0
  ) throws(FileError) -> Descriptor {
    let number = unsafe withTerminated(name) { (name) in
      unsafe wgkit_openat(
        folder?.number ?? AT_FDCWD, name, flags | O_CLOEXEC | O_NONBLOCK, mode)
    }
    guard number >= 0 else { throw .last }
    return Descriptor(number)
  }

  /// Lends a name with the NUL that system calls want.
  static func withTerminated<R>(_ name: [UInt8], _ body: (UnsafePointer<CChar>) -> R) -> R {
    unsafe (name + [0]).withUnsafeBufferPointer { (bytes) in
      unsafe bytes.withMemoryRebound(to: CChar.self) { (bytes) in
        // There is a zero at least.
        guard let base = bytes.baseAddress else { return unsafe body("") }
        return unsafe body(base)
      }
    }
  }

  /// Throws when a call has answered that it failed.
  static func require(_ status: Int32) throws(FileError) {
    guard status == 0 else { throw .last }
  }
}

/// What the system knows about a file.
struct FileStatus {
  let kind: UInt32
  /// The permission bits, with set-user-id, set-group-id and sticky bit.
  let mode: UInt32
  let size: Int
  let links: UInt64
  let owner: UInt32
  let group: UInt32
  /// The file system and the number in it: what makes two open files the same one.
  let identity: (UInt64, UInt64)

  init(_ status: stat) {
    kind = status.st_mode & UInt32(S_IFMT)
    mode = status.st_mode & 0o7777
    size = Int(clamping: status.st_size)
    links = UInt64(clamping: status.st_nlink)
    owner = status.st_uid
    group = status.st_gid
    identity = (UInt64(status.st_dev), UInt64(status.st_ino))
  }

  var isRegular: Bool { kind == UInt32(S_IFREG) }
  var isFolder: Bool { kind == UInt32(S_IFDIR) }
  var isLink: Bool { kind == UInt32(S_IFLNK) }
  var isSticky: Bool { mode & 0o1000 != 0 }
  var isWritableByOthers: Bool { mode & 0o022 != 0 }

  /// What a file that is not a regular one is, for an error's text.
  var kindText: String {
    switch kind {
    case UInt32(S_IFLNK): "a symbolic link"
    case UInt32(S_IFDIR): "a folder"
    case UInt32(S_IFIFO): "a FIFO"
    case UInt32(S_IFSOCK): "a socket"
    default: "a device"
    }
  }
}

extension Descriptor {
  /// What the system knows about the open file.
  func status() throws(FileError) -> FileStatus {
    var status = stat()
    try Self.require(unsafe fstat(number, &status))
    return FileStatus(status)
  }

  /// What the system knows about a name in this folder, which may be a link.
  func status(of name: [UInt8]) throws(FileError) -> FileStatus {
    var status = stat()
    try Self.require(
      unsafe Self.withTerminated(name) { (name) in
        unsafe fstatat(number, name, &status, AT_SYMLINK_NOFOLLOW)
      })
    return FileStatus(status)
  }
}
