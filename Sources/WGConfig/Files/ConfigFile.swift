internal import Sentences
public import WGModel

/// A configuration file on disk: read whole, and replaced whole or not at all.
///
/// The value is a path and holds nothing open. What is read is a regular file up to a limit of size;
/// what is written replaces the file atomically under a lock, is on the disk when the call returns,
/// and never has a mode wider than 0600, or than 0644 where the caller says so. docs/files.md says what is guaranteed, and what is not.
public struct ConfigFile: Sendable {
  /// The most that is read without another limit: 16 MiB.
  public static var defaultLimit: Int { 16 << 20 }

  /// The milliseconds that a lock is waited for without another number: ten seconds.
  public static var defaultPatience: Int64 { 10_000 }

  let path: [UInt8]
  let followsLinks: Bool
  // The widest mode of what is written.
  let mode: UInt32

  /// Names a file by its path.
  ///
  /// - Parameters:
  ///   - path: the path; a relative one is relative to the working directory at the time of use.
  ///   - followingLinks: whether the file or a folder on the way may be a symbolic link. Otherwise one
  ///     is an error, ``WGModel/WGError/Code/unsafeFile``, when the file is read or written.
  ///   - readableByAll: whether the file holds no secret, and what is written may have mode 0644.
  /// - Throws: ``WGModel/WGError/Code/invalidArgument`` when the path names no file: it is empty, has a
  ///   NUL, or ends with `/`, `.` or `..`.
  public init(
    _ path: String, followingLinks: Bool = false, readableByAll: Bool = false
  ) throws(WGError) {
    try self.init(
      utf8: path.utf8.span, followingLinks: followingLinks, readableByAll: readableByAll)
  }

  /// Names a file by the bytes of its path, which need not be UTF-8.
  public init(
    utf8 path: Span<UInt8>, followingLinks: Bool = false, readableByAll: Bool = false
  ) throws(WGError) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(path.count)
    for index in path.indices { bytes.append(path[index]) }
    let name = Self.split(bytes).name
    let isFolder = name == [UInt8(ascii: ".")] || name == [UInt8(ascii: "."), UInt8(ascii: ".")]
    guard !name.isEmpty, !isFolder, !bytes.contains(0) else {
      throw WGError(
        .invalidArgument,
        "\(quoted(path, limit: 300)) is no path of a file: write one such as /etc/wireguard/wg0.conf"
      )
    }
    self.path = bytes
    followsLinks = followingLinks
    mode = readableByAll ? 0o644 : 0o600
  }

  /// Names the file that `wg-quick` reads for an interface: `NAME.conf` in a folder.
  ///
  /// - Parameters:
  ///   - name: the interface's name.
  ///   - folder: the folder of all such files.
  ///   - followingLinks: as for a path.
  /// - Throws: ``WGModel/WGError/Code/invalidName`` for a name that `wg-quick` does not take: it allows
  ///   letters, digits and `_=+.-`.
  public init(
    for name: InterfaceName, in folder: String = "/etc/wireguard", followingLinks: Bool = false
  ) throws(WGError) {
    var bytes: [UInt8] = []
    name.append(to: &bytes)
    for byte in bytes where !FileName.isAllowed(byte) {
      throw WGError(
        .invalidName,
        "\(quoted(bytes.span)) is no name of a configuration: use letters, digits and _=+.-")
    }
    bytes = Array(folder.utf8) + [UInt8(ascii: "/")] + bytes + Array(".conf".utf8)
    try self.init(utf8: bytes.span, followingLinks: followingLinks)
  }

  /// A path's folder, empty when it names none, and the name in it.
  static func split(_ path: [UInt8]) -> (folder: [UInt8], name: [UInt8]) {
    guard let slash = path.lastIndex(of: UInt8(ascii: "/")) else { return ([], path) }
    return (Array(path[...slash]), Array(path[(slash + 1)...]))
  }
}

extension ConfigFile: CustomStringConvertible {
  /// The path; what is no UTF-8 is replaced.
  public var description: String { String(decoding: path, as: UTF8.self) }
}
