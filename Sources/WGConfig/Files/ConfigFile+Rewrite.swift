internal import CLinux
internal import Sentences
internal import WGModel

extension ConfigFile {
  /// Rewrites a file where it stands, since nothing can be put in its place: it is mounted there.
  ///
  /// Another container can have the same file in another folder: the file is locked itself. Should the
  /// new text not fit, the old one is put back. A crash in between leaves a part of the new one.
  func rewrite(
    _ name: [UInt8], in folder: Descriptor, _ text: Span<UInt8>, _ expected: Expectation,
    _ patience: Int64
  ) throws(FileError) {
    let (file, _) = try openTarget("write", name, in: folder, O_RDWR)
    try file.lock(exclusive: true, patience: patience)
    defer { file.unlock() }
    let status = try file.status()
    guard let old = try file.readAll(expecting: status.size, limit: Self.largestRewritten) else {
      throw unsafeFile("write", "it is mounted there and too large to be rewritten in place")
    }
    if case .unchanged(let before) = expected, !old.isEqual(to: before.text) {
      throw changedMeanwhile
    }
    if status.mode & ~mode != 0 { try setMode(of: file, to: status.mode & mode) }
    do throws(FileError) {
      try Self.fill(file, text)
    } catch {
      try putBack(old, into: file, name, in: folder)
      throw error
    }
  }

  private func putBack(
    _ old: SecretBytes, into file: Descriptor, _ name: [UInt8], in folder: Descriptor
  ) throws(FileError) {
    do throws(FileError) {
      try old.withExposedBytes { (old) throws(FileError) in try Self.fill(file, old) }
    } catch {
      // The first attempt may not have changed a byte.
      guard !holds(old, name, in: folder) else { return }
      throw .refused(
        WGError(
          .system,
          "\(quotedPath) may be damaged: it is mounted there, and neither could the new text be written"
            + " nor the old one put back: \(systemText(error.errno))", errno: error.errno))
    }
  }

  private func holds(_ text: SecretBytes, _ name: [UInt8], in folder: Descriptor) -> Bool {
    guard let (file, status) = try? openTarget("read", name, in: folder, O_RDONLY),
      status.size == text.count,
      let found = try? file.readAll(expecting: text.count, limit: text.count)
    else { return false }
    return found.isEqual(to: text)
  }

  // Old text and all, it is kept in memory meanwhile.
  private static var largestRewritten: Int { 1 << 28 }

  // Cut off at the end: where the new text is shorter, no moment shows less than either.
  private static func fill(_ file: Descriptor, _ text: Span<UInt8>) throws(FileError) {
    try file.write(text)
    try file.truncate(to: text.count)
    try file.flush()
  }
}
