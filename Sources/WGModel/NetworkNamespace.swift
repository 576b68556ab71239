internal import Sentences

/// Where a controller works: the caller's network namespace or another one.
///
/// The caller's thread stays where it is. Entering another namespace needs CAP_SYS_ADMIN there and
/// in the caller's user namespace.
public struct NetworkNamespace: Hashable, Sendable {
  // The path of the file that stands for the namespace, with the NUL that system calls want; empty
  // for the caller's own.
  package let path: [UInt8]

  /// The namespace that the calling thread is in.
  public static var current: NetworkNamespace { NetworkNamespace(path: []) }

  /// The namespace of a process, also of one in a container.
  public static func process(_ id: Int32) throws(WGError) -> NetworkNamespace {
    guard id > 0 else {
      throw WGError(.invalidArgument, "\(id) is no process: write a number from 1 on")
    }
    return NetworkNamespace(path: terminated("/proc/\(id)/ns/net"))
  }

  /// The namespace that a file stands for, such as `/proc/42/ns/net` or what `ip netns` mounts.
  public static func file(_ path: String) throws(WGError) -> NetworkNamespace {
    let bytes = Array(path.utf8)
    guard bytes.first == UInt8(ascii: "/"), !bytes.contains(0) else {
      throw WGError(
        .invalidArgument,
        "\(quoted(path)) is no file of a network namespace: write a path that begins with /")
    }
    return NetworkNamespace(path: terminated(path))
  }

  /// A namespace by the name that `ip netns add` gave it; it is found in `/run/netns`.
  public static func named(_ name: String) throws(WGError) -> NetworkNamespace {
    let bytes = Array(name.utf8)
    let isDots = bytes == [UInt8(ascii: ".")] || bytes == [UInt8(ascii: "."), UInt8(ascii: ".")]
    guard !bytes.isEmpty, bytes.count <= 255, !isDots,
      !bytes.contains(0), !bytes.contains(UInt8(ascii: "/"))
    else {
      throw WGError(
        .invalidArgument,
        "\(quoted(name)) is no name of a network namespace: write 1 to 255 bytes, without a slash")
    }
    return NetworkNamespace(path: terminated("/run/netns/" + name))
  }

  /// Reads a namespace as text: a path from `/` on, `pid:` and a process's number, or a name.
  public init(_ text: String) throws(WGError) {
    let bytes = Array(text.utf8)
    let mark = Array("pid:".utf8)
    if bytes.first == UInt8(ascii: "/") {
      self = try .file(text)
    } else if bytes.starts(with: mark) {
      guard
        let id = decimal(bytes.span, in: mark.count..<bytes.count, upTo: UInt32(Int32.max))
      else {
        throw WGError(
          .invalidArgument, "\(quoted(text)) is no process: write pid: and its number")
      }
      self = try .process(Int32(id))
    } else {
      self = try .named(text)
    }
  }

  private init(path: [UInt8]) { self.path = path }

  private static func terminated(_ path: String) -> [UInt8] { Array(path.utf8) + [0] }
}

extension NetworkNamespace: CustomStringConvertible {
  /// The path of the file that stands for it; empty for the caller's own.
  public var description: String { String(decoding: path.dropLast(), as: UTF8.self) }
}
