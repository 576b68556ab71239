internal import CLinux
internal import Sentences

/// Settings of the kernel that netlink does not have: the files of `/proc/sys`.
public enum KernelSetting {
  /// Writes `1` to a file.
  ///
  /// The files below `/proc/sys/net` are those of the network namespace of the thread that opens them.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - namespace: the file of a network namespace, with a NUL behind it; empty for the caller's.
  /// - Throws: what a system call answered; of the kind `namespace` when it cannot be entered.
  @inline(never)
  public static func turnOn(
    _ path: String, in namespace: [UInt8] = []
  ) throws(NetlinkError) {
    if namespace.isEmpty { return try write(path) }
    try NamespaceFile.open(namespace).visit { () throws(NetlinkError) in try write(path) }
  }

  @inline(never)
  private static func write(_ path: String) throws(NetlinkError) {
    let name = Array(path.utf8) + [0]
    let descriptor = unsafe name.span.withUnsafeBytes { (bytes) in
      unsafe wgkit_open(
        bytes.baseAddress?.assumingMemoryBound(to: CChar.self), O_WRONLY | O_CLOEXEC, 0)
    }
    var error = wgkit_errno()
    if descriptor >= 0 {
      let text: [UInt8] = [UInt8(ascii: "1"), UInt8(ascii: "\n")]
      let written = unsafe text.span.withUnsafeBytes { (bytes) in
        unsafe CLinux.write(descriptor, bytes.baseAddress, bytes.count)
      }
      error = written == text.count ? 0 : wgkit_errno()
      _ = close(descriptor)
    }
    if error != 0 { throw NetlinkError(.systemCall, errno: error, "writing \(path)") }
  }
}
