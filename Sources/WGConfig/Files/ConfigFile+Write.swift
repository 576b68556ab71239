internal import CLinux
internal import Sentences
public import WGModel

extension ConfigFile {
  /// What has to stand in a file for it to be written.
  public enum Expectation: Sendable {
    /// Whatever there is, nothing too.
    case anything
    /// Nothing: the file must not be there.
    case nothing
    /// The very bytes that were read.
    case unchanged(Contents)
  }

  /// Writes the file whole: it has the old text until it has the new one.
  ///
  /// A new file is written beside it with mode 0600 (0644 for one that all may read), flushed to the disk and put in its place, and the
  /// folder is flushed. All of it happens under the folder's lock, which every writer of WGKit takes.
  /// An existing file keeps its owner, and its mode where that is narrower. A file that
  /// something is mounted at, as in a container, is rewritten in place.
  ///
  /// - Parameters:
  ///   - text: what the file is to say.
  ///   - expected: what has to stand there now.
  ///   - patience: the milliseconds that the lock is waited for.
  /// - Throws: ``WGModel/WGError/Code/changedMeanwhile`` or ``WGModel/WGError/Code/alreadyExists`` when
  ///   something else stands there; ``WGModel/WGError/Code/unsafeFile`` when the file is a link, has a
  ///   second name, or is none, or when others may write in its folder;
  ///   ``WGModel/WGError/Code/timedOut`` when somebody else kept the lock;
  ///   ``WGModel/WGError/Code/permissionDenied``, ``WGModel/WGError/Code/outOfResources`` or
  ///   ``WGModel/WGError/Code/system`` with the error number. The old file is intact, unless the
  ///   message says otherwise.
  public func write(
    _ text: Span<UInt8>, over expected: Expectation = .anything,
    patience: Int64 = defaultPatience
  ) throws(WGError) {
    do throws(FileError) {
      let (folder, name) = try openFolder("write", listing: true)
      try requireTrust(in: folder)
      try folder.lock(exclusive: true, patience: patience)
      defer { folder.unlock() }
      // Every temporary file is made under this lock: one that is there belongs to nobody any more.
      for name in folder.names(beginningWith: Self.temporaryPrefix) { try? folder.remove(name) }
      try put(text, over: expected, name, in: folder, patience)
    } catch {
      throw self.error("write", error)
    }
  }

  /// Writes the file in a folder that is open, trusted and locked.
  ///
  /// Without `flushingFolder`, a loss of power may bring the old file back until the folder is flushed.
  @inline(never)
  func put(
    _ text: Span<UInt8>, over expected: Expectation, _ name: [UInt8], in folder: Descriptor,
    _ patience: Int64, flushingFolder: Bool = true
  ) throws(FileError) {
    let target = try present(name, in: folder)
    try require(expected, of: target)
    guard target == nil || !folder.isMountPoint(name) else {
      return try rewrite(name, in: folder, text, expected, patience)
    }
    do throws(FileError) {
      try replace(target?.status, name, in: folder, text, mustBeNew: expected.isNothing)
    } catch {
      // A kernel that does not know mount points from files says so here.
      guard error.errno == EBUSY, target != nil else { throw error }
      return try rewrite(name, in: folder, text, expected, patience)
    }
    if flushingFolder { try flush(folder) }
  }

  static var temporaryPrefix: StaticString { ".wgkit-tmp-" }

  // Whoever may write in the folder can put another file in the place of any. In a sticky folder, only
  // in the place of his own.
  func requireTrust(in folder: Descriptor) throws(FileError) {
    let status = try folder.status()
    guard !status.isWritableByOthers || status.isSticky else {
      throw unsafeFile(
        "write", "others may write in its folder; take that right away with chmod go-w")
    }
  }

  // The file that is to be replaced, or nil when there is none.
  private func present(
    _ name: [UInt8], in folder: Descriptor
  ) throws(FileError) -> (file: Descriptor, status: FileStatus)? {
    do throws(FileError) {
      let (file, status) = try openTarget("write", name, in: folder, O_RDONLY)
      guard status.links == 1 else {
        throw unsafeFile(
          "write", "it has \(status.links) names, and the others would keep the old text")
      }
      if try folder.status().isWritableByOthers, status.owner != 0, status.owner != Descriptor.user
      {
        throw unsafeFile("write", "it belongs to another user, in a folder that everybody may use")
      }
      return (file, status)
    } catch {
      guard error.errno == ENOENT else { throw error }
      return nil
    }
  }

  private func require(
    _ expected: Expectation, of target: (file: Descriptor, status: FileStatus)?
  ) throws(FileError) {
    switch expected {
    case .anything: return
    case .nothing: if target != nil { throw .system(EEXIST) }
    case .unchanged(let before):
      // What the file says is all that counts: who writes the same text again has changed nothing.
      if let target, target.status.size == before.text.count,
        try target.file.readAll(expecting: before.text.count, limit: before.text.count)?
          .isEqual(to: before.text) == true
      {
        return
      }
      throw changedMeanwhile
    }
  }

  var changedMeanwhile: FileError {
    .refused(
      WGError(
        .changedMeanwhile,
        "cannot write \(quotedPath): it is no longer what was read; read it again"))
  }
}

extension ConfigFile.Expectation {
  fileprivate var isNothing: Bool {
    if case .nothing = self { true } else { false }
  }
}
