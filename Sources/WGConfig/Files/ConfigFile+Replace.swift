internal import CLinux
internal import Sentences
internal import WGModel

extension ConfigFile {
  /// Writes a temporary file and puts it in the place of the file.
  ///
  /// `present` is the file that is to be replaced, or nil; with `mustBeNew`, one that has come meanwhile
  /// is an error.
  func replace(
    _ present: FileStatus?, _ name: [UInt8], in folder: Descriptor, _ text: Span<UInt8>,
    mustBeNew: Bool
  ) throws(FileError) {
    let temporary = try Self.temporaryName()
    let file = try Descriptor.open(
      temporary, in: folder, O_WRONLY | O_CREAT | O_EXCL | wgkit_O_NOFOLLOW, mode: 0o600)
    do throws(FileError) {
      try restrict(file, as: present)
      try file.write(text)
      try file.flush()
      try place(temporary, at: name, in: folder, mustBeNew: mustBeNew)
    } catch {
      try? folder.remove(temporary)
      throw error
    }
  }

  /// Waits until the names in the folder are on the disk.
  func flush(_ folder: Descriptor) throws(FileError) {
    do throws(FileError) {
      try folder.flush()
    } catch {
      // There are systems whose folders cannot be flushed, and need not be.
      guard !error.isUnsupported else { return }
      throw .refused(
        WGError(
          .system,
          "\(quotedPath) is written, but after a loss of power the old one may be back:"
            + " \(systemText(error.errno))", errno: error.errno))
    }
  }

  // Random, so that nobody can have a file ready under the name.
  private static func temporaryName() throws(FileError) -> [UInt8] {
    var name: [UInt8] = []
    let prefix = temporaryPrefix.description
    name += prefix.utf8
    return name + (try Descriptor.randomDigits())
  }

  // Before a byte of the text is in the file, it has the rights that the text is to have.
  private func restrict(_ file: Descriptor, as present: FileStatus?) throws(FileError) {
    if let present {
      let status = try file.status()
      if status.owner != present.owner {
        try file.setOwner(present.owner, present.group)
      } else if status.group != present.group {
        // No matter when it cannot be done: the group has no right to the file.
        try? file.setOwner(present.owner, present.group)
      }
    }
    try setMode(of: file, to: mode & (present?.mode ?? mode))
  }

  /// Sets a mode and makes sure that the file system keeps it.
  func setMode(of file: Descriptor, to wanted: UInt32) throws(FileError) {
    try file.setMode(wanted)
    guard try file.status().mode & 0o077 & ~mode == 0 else {
      throw unsafeFile("write", "its file system cannot keep others from reading it")
    }
  }

  private func place(
    _ temporary: [UInt8], at name: [UInt8], in folder: Descriptor, mustBeNew: Bool
  ) throws(FileError) {
    guard mustBeNew else { return try folder.rename(temporary, to: name) }
    do throws(FileError) {
      try folder.rename(temporary, toNew: name)
    } catch {
      // It was not there a moment ago, when the lock was ours already.
      guard error.isUnsupported else { throw error }
      try folder.rename(temporary, to: name)
    }
  }
}
