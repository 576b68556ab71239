internal import CLinux
internal import Sentences
internal import WGModel

extension ConfigFile {
  /// The folder of the file, open, and the name in it: from here on no path is looked up again.
  func openFolder(_ task: String, listing: Bool) throws(FileError) -> (Descriptor, name: [UInt8]) {
    // With links resolved there are none left; one that comes between is refused as any other is.
    let path = followsLinks ? try resolvedPath() : path
    let (folder, name) = Self.split(path)
    let isAbsolute = folder.first == UInt8(ascii: "/")
    let flags = wgkit_O_PATH | wgkit_O_DIRECTORY
    var open = try Descriptor.open([UInt8(ascii: isAbsolute ? "/" : ".")], flags)
    for part in folder.split(separator: UInt8(ascii: "/")) {
      let part = Array(part)
      do throws(FileError) {
        open = try Descriptor.open(part, in: open, flags | wgkit_O_NOFOLLOW)
      } catch {
        guard error.errno == ENOTDIR || error.errno == ELOOP,
          try open.status(of: part).isLink
        else { throw error }
        throw unsafeFile(
          task, "\(quoted(part.span)) is a symbolic link; give the path that it leads to")
      }
    }
    // Opened by path alone, a folder can be neither listed nor locked nor flushed.
    if listing { open = try Descriptor.open([UInt8(ascii: ".")], in: open, wgkit_O_DIRECTORY) }
    return (open, name)
  }

  // The path without links. Where there is no file yet, its folder's path and its name.
  private func resolvedPath() throws(FileError) -> [UInt8] {
    do throws(FileError) {
      return try Descriptor.resolved(path)
    } catch {
      guard error.errno == ENOENT else { throw error }
    }
    let (folder, name) = Self.split(path)
    return try Descriptor.resolved(folder.isEmpty ? [UInt8(ascii: ".")] : folder)
      + [UInt8(ascii: "/")] + name
  }
}
