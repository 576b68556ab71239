internal import CLinux
internal import Sentences
package import WGModel

/// A folder of somebody else's, whose files are read and never written.
///
/// Only on the way to it links are followed: nothing in it leads out of it.
package struct ReadFolder: Sendable {
  /// The most names that a folder is read with: 65,536.
  private static var largest: Int { 1 << 16 }

  private let path: [UInt8]

  /// Finds a folder.
  ///
  /// - Throws: ``WGModel/WGError/Code/notFound`` and the like.
  package init(_ path: String) throws(WGError) {
    let bytes = Array(path.utf8)
    do throws(FileError) {
      guard !bytes.contains(0) else { throw .system(ENOENT) }
      self.path = try Descriptor.resolved(bytes)
    } catch {
      throw Self.error(error, bytes)
    }
  }

  private init(inside path: [UInt8]) { self.path = path }

  /// The folder of a name in this one.
  package func folder(_ name: [UInt8]) -> ReadFolder {
    ReadFolder(inside: path + [UInt8(ascii: "/")] + name)
  }

  /// The file of a name in this folder.
  package func file(_ name: [UInt8]) throws(WGError) -> ConfigFile {
    let bytes = path + [UInt8(ascii: "/")] + name
    return try ConfigFile(utf8: bytes.span)
  }

  /// The names of the files and of the folders in it, in the order of their bytes; links and all else
  /// are left out.
  ///
  /// - Throws: ``WGModel/WGError/Code/tooLarge`` when there are more than 65,536, or what the system
  ///   says: never no names for a folder that cannot be read.
  package func names() throws(WGError) -> (files: [[UInt8]], folders: [[UInt8]]) {
    var (files, folders): ([[UInt8]], [[UInt8]]) = ([], [])
    // Any name: it is the way to it that is opened.
    let inside = try file([UInt8(ascii: "x")])
    do throws(FileError) {
      let (open, _) = try inside.openFolder("read", listing: true)
      let names = try open.names()
      guard names.count <= Self.largest else {
        throw .refused(
          WGError(
            .tooLarge,
            "cannot read \(quoted(path.span, limit: 300)): it has more than 65,536 files"))
      }
      let order = orderedPlaces(names.count) { names[$0].lexicographicallyPrecedes(names[$1]) }
      for name in order.map({ names[$0] }) {
        let status = try open.status(of: name)
        if status.isRegular { files.append(name) }
        if status.isFolder { folders.append(name) }
      }
    } catch {
      throw Self.error(error, path)
    }
    return (files, folders)
  }

  private static func error(_ cause: FileError, _ path: [UInt8]) -> WGError {
    switch cause {
    case .refused(let error): return error
    case .system(let errno):
      let (code, reason) = ConfigFile.reason(errno)
      return WGError(
        code, "cannot read the folder \(quoted(path.span, limit: 300)): \(reason)", errno: errno)
    }
  }
}
