internal import CLinux
internal import Sentences
package import WGModel

/// A folder that is open and locked, in which several files are changed under the one lock.
///
/// Each file is written as ``ConfigFile`` does it. What was changed is sure to survive a loss of power
/// only when the folder has been flushed. The lock goes with the last reference.
package final class LockedFolder {
  let folder: Descriptor
  // Ends with a slash, unless it is the working directory.
  private let path: [UInt8]
  private let isLocked: Bool

  private init(_ folder: Descriptor, _ path: [UInt8], isLocked: Bool) {
    self.folder = folder
    self.path = path
    self.isLocked = isLocked
  }

  deinit { if isLocked { folder.unlock() } }

  /// Opens and locks a folder.
  ///
  /// - Parameters:
  ///   - path: the folder; no part of it may be a symbolic link.
  ///   - creating: whether it is made when it is not there.
  ///   - patience: the milliseconds that the lock is waited for.
  /// - Returns: the folder.
  /// - Throws: what ``ConfigFile/write(_:over:patience:)`` throws about a folder.
  package static func open(
    _ path: String, creating: Bool = false, patience: Int64 = ConfigFile.defaultPatience
  ) throws(WGError) -> LockedFolder {
    var bytes = Array(path.utf8)
    while bytes.count > 1, bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
    if creating {
      // For its name alone: the folder is a name in the folder above it.
      let file = try ConfigFile(utf8: bytes.span)
      do throws(FileError) {
        let (parent, name) = try file.openFolder("make", listing: true)
        try make(name, in: parent)
      } catch {
        throw file.error("make the folder", error)
      }
    }
    bytes.append(UInt8(ascii: "/"))
    let file = try ConfigFile(utf8: (bytes + Array("x".utf8)).span)
    do throws(FileError) {
      let folder = try file.openFolder("write", listing: true).0
      try file.requireTrust(in: folder)
      try folder.lock(exclusive: true, patience: patience)
      return LockedFolder(folder, bytes, isLocked: true)
    } catch {
      bytes.removeLast()
      throw try ConfigFile(utf8: bytes.span).error("open the folder", error)
    }
  }

  private static func make(_ name: [UInt8], in parent: Descriptor) throws(FileError) {
    do throws(FileError) {
      try parent.makeFolder(name)
    } catch {
      guard error.errno == EEXIST else { throw error }
      return
    }
    try parent.flush()
  }

  /// The path of a name in the folder.
  package func file(_ name: [UInt8]) throws(WGError) -> ConfigFile {
    try ConfigFile(utf8: (path + name).span)
  }

  /// Whether a file lies in this folder.
  package func holds(_ file: ConfigFile) -> Bool {
    guard let (other, _) = try? file.openFolder("read", listing: false),
      let one = try? folder.status().identity, let two = try? other.status().identity
    else { return false }
    return one == two
  }

  /// Reads a file whole, or nil when there is none.
  package func read(_ name: [UInt8]) throws(WGError) -> ConfigFile.Contents? {
    let file = try file(name)
    do throws(FileError) {
      let (open, status) = try file.openTarget("read", name, in: folder, O_RDONLY)
      return try file.contents(of: open, status, limit: ConfigFile.defaultLimit)
    } catch {
      guard error.errno != ENOENT else { return nil }
      throw file.error("read", error)
    }
  }

  /// Writes a file whole, as ``ConfigFile/write(_:over:patience:)`` does, without flushing the folder.
  package func write(
    _ text: Span<UInt8>, to name: [UInt8], over expected: ConfigFile.Expectation
  ) throws(WGError) {
    let file = try file(name)
    do throws(FileError) {
      try file.put(
        text, over: expected, name, in: folder, ConfigFile.defaultPatience, flushingFolder: false)
    } catch {
      throw file.error("write", error)
    }
  }

  /// Removes a file; nothing happens when there is none.
  package func remove(_ name: [UInt8]) throws(WGError) {
    try orNothing("remove", name) { () throws(FileError) in try folder.remove(name) }
  }

  /// Opens a folder in this one, which this one's lock is for; nil when it is not there.
  package func subfolder(_ name: [UInt8], creating: Bool) throws(WGError) -> LockedFolder? {
    let file = try file(name)
    do throws(FileError) {
      if creating { try Self.make(name, in: folder) }
      let open = try Descriptor.open(name, in: folder, wgkit_O_DIRECTORY | wgkit_O_NOFOLLOW)
      try file.requireTrust(in: open)
      return LockedFolder(open, path + name + [UInt8(ascii: "/")], isLocked: false)
    } catch {
      guard error.errno != ENOENT else { return nil }
      throw file.error("open the folder", error)
    }
  }

  /// Removes a folder when it is empty; nothing happens when it is not, or is not there.
  package func removeFolder(_ name: [UInt8]) throws(WGError) {
    try orNothing("remove the folder", name) { () throws(FileError) in
      do throws(FileError) { try folder.removeFolder(name) } catch {
        guard error.errno == ENOTEMPTY || error.errno == EEXIST else { throw error }
      }
    }
  }

  /// Waits until the names in the folder are on the disk.
  package func flush() throws(WGError) {
    let file = try file([UInt8(ascii: "x")])
    do throws(FileError) { try file.flush(folder) } catch {
      throw file.error("write beside", error)
    }
  }

  /// Removes what killed writers have left: under the lock it is nobody's.
  package func removeLeftovers() {
    for name in folder.names(beginningWith: ConfigFile.temporaryPrefix) {
      try? folder.remove(name)
    }
  }

  private func orNothing(
    _ task: String, _ name: [UInt8], _ body: () throws(FileError) -> Void
  ) throws(WGError) {
    do throws(FileError) { try body() } catch {
      guard error.errno != ENOENT else { return }
      throw try file(name).error(task, error)
    }
  }
}
