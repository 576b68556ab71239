internal import CLinux

extension SecretBytes {
  /// 32 bytes from the system's generator, getrandom(2), which waits until it has been seeded.
  static func random() throws(WGError) -> SecretBytes {
    var errno: Int32 = 0
    let bytes = SecretBytes(count: 32) { (bytes) in
      unsafe bytes.withUnsafeMutableBytes { (bytes) in
        var filled = 0
        // Before it is seeded, the generator waits, and signals interrupt it: not for ever.
        var patience = 1_000
        while filled < bytes.count, errno == 0 {
          let count = unsafe getrandom(
            bytes.baseAddress.map { unsafe $0 + filled }, bytes.count - filled, 0)
          let number = wgkit_errno()
          if count > 0 {
            filled += count
          } else if count == 0 || number != EINTR || patience == 0 {
            errno = count == 0 ? EIO : number
          } else {
            patience -= 1
          }
        }
      }
    }
    guard errno == 0 else {
      throw WGError(
        .system, "cannot make a key: the system gives no random bytes (getrandom)", errno: errno)
    }
    return bytes
  }
}

/// A random number, for what must not be foreseen but guards no secret; 0 when the system gives none.
package func randomWord() -> UInt64 {
  var word: UInt64 = 0
  unsafe withUnsafeMutableBytes(of: &word) { (bytes) in
    _ = unsafe getrandom(bytes.baseAddress, bytes.count, UInt32(GRND_NONBLOCK))
  }
  return word
}
