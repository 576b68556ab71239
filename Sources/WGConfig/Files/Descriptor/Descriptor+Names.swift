internal import CLinux

// What can be done with names in an open folder, and with the rights of an open file.
extension Descriptor {
  /// Puts the file of one name in the place of another.
  func rename(_ old: [UInt8], to new: [UInt8]) throws(FileError) {
    try Self.require(
      unsafe Self.withTerminated(old) { (old) in
        unsafe Self.withTerminated(new) { (new) in unsafe renameat(number, old, number, new) }
      })
  }

  /// Gives the file of one name another one, unless something has that.
  ///
  /// - Throws: `EEXIST`; `EINVAL` or `ENOSYS` where the system cannot do this.
  func rename(_ old: [UInt8], toNew new: [UInt8]) throws(FileError) {
    try Self.require(
      unsafe Self.withTerminated(old) { (old) in
        unsafe Self.withTerminated(new) { (new) in unsafe wgkit_rename_new(number, old, new) }
      })
  }

  /// Removes a name that is no folder's.
  func remove(_ name: [UInt8]) throws(FileError) {
    try Self.require(
      unsafe Self.withTerminated(name) { (name) in unsafe unlinkat(number, name, 0) })
  }

  /// Removes an empty folder.
  func removeFolder(_ name: [UInt8]) throws(FileError) {
    try Self.require(
      unsafe Self.withTerminated(name) { (name) in unsafe unlinkat(number, name, AT_REMOVEDIR) })
  }

  /// Makes a folder that is its owner's alone.
  func makeFolder(_ name: [UInt8]) throws(FileError) {
    try Self.require(
      unsafe Self.withTerminated(name) { (name) in unsafe mkdirat(number, name, 0o700) })
  }

  /// Whether something is mounted at a name.
  func isMountPoint(_ name: [UInt8]) -> Bool {
    unsafe Self.withTerminated(name) { (name) in unsafe wgkit_is_mount_point(number, name) } != 0
  }

  /// The names in the folder that begin with a prefix; none when it cannot be listed.
  func names(beginningWith prefix: StaticString) -> [[UInt8]] {
    guard let list = unsafe wgkit_list(number) else { return [] }
    defer { unsafe wgkit_end_list(list) }
    var names: [[UInt8]] = []
    while let name = unsafe wgkit_next_name(list) {
      let count = prefix.utf8CodeUnitCount
      if unsafe strnlen(name, count) == count, unsafe memcmp(name, prefix.utf8Start, count) == 0 {
        names.append(unsafe bytes(of: name))
      }
    }
    return names
  }

  /// All names in the folder, itself and the one above it left out.
  ///
  /// - Throws: the failure of a system call: a folder that cannot be listed is no empty one.
  func names() throws(FileError) -> [[UInt8]] {
    guard let list = unsafe wgkit_list(number) else { throw .last }
    defer { unsafe wgkit_end_list(list) }
    var names: [[UInt8]] = []
    wgkit_clear_errno()
    while let name = unsafe wgkit_next_name(list) {
      let name = unsafe bytes(of: name)
      if name != [UInt8(ascii: ".")], name != Array("..".utf8) { names.append(name) }
      wgkit_clear_errno()
    }
    guard wgkit_errno() == 0 else { throw .last }
    return names
  }

  /// Sets the permission bits.
  func setMode(_ mode: UInt32) throws(FileError) { try Self.require(fchmod(number, mode)) }

  /// Gives the file to a user and a group.
  func setOwner(_ owner: UInt32, _ group: UInt32) throws(FileError) {
    try Self.require(fchown(number, owner, group))
  }

  /// Takes the lock of the file or folder, which other processes and threads take too.
  ///
  /// - Parameters:
  ///   - exclusive: whether nobody else may have it meanwhile.
  ///   - patience: the milliseconds after which it is given up.
  /// - Throws: `ETIMEDOUT` when somebody else has had it all the time.
  func lock(exclusive: Bool, patience: Int64) throws(FileError) {
    let deadline = wgkit_monotonic_milliseconds() &+ min(max(0, patience), .max >> 1)
    while flock(number, (exclusive ? LOCK_EX : LOCK_SH) | LOCK_NB) != 0 {
      let error = wgkit_errno()
      guard error == EWOULDBLOCK || error == EINTR else { throw .system(error) }
      guard wgkit_monotonic_milliseconds() < deadline else { throw .system(ETIMEDOUT) }
      _ = poll(nil, 0, 5)
    }
  }

  /// Gives the lock back, also when a child of this process has a copy of the descriptor.
  func unlock() { _ = flock(number, LOCK_UN) }

  /// The path without links, `.` and `..`, or nil and an error number when there is nothing.
  static func resolved(_ path: [UInt8]) throws(FileError) -> [UInt8] {
    guard let found = unsafe withTerminated(path, { (path) in unsafe realpath(path, nil) }) else {
      throw .last
    }
    defer { unsafe free(found) }
    return unsafe bytes(of: found)
  }

  /// The user in whose name files are made.
  static var user: UInt32 { geteuid() }

  /// Sixteen hexadecimal digits that nobody can foresee.
  static func randomDigits() throws(FileError) -> [UInt8] {
    var bits: UInt64 = 0
    let count = unsafe getrandom(&bits, 8, 0)
    guard count == 8 else { throw count < 0 ? .last : .system(EAGAIN) }
    return (0..<16).map { (place) in
      let digit = UInt8(truncatingIfNeeded: bits >> UInt64(4 * place)) & 15
      return digit < 10 ? 48 + digit : 87 + digit
    }
  }
}

// The bytes of a C text, without the zero at its end.
private func bytes(of text: UnsafePointer<CChar>) -> [UInt8] {
  let count = unsafe strlen(text)
  return (0..<count).map { unsafe UInt8(bitPattern: text[$0]) }
}
