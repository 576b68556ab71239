internal import CLinux

/// Memory for messages, which carry private keys: what was used of it is wiped when it is let go.
///
/// A class, although it has one owner, because Embedded Swift cannot run the `deinit` of a
/// noncopyable structure of another module.
@safe
final class WipedMemory {
  let bytes: UnsafeMutableRawBufferPointer
  /// How many bytes were ever written.
  var used = 0

  init(count: Int) { unsafe bytes = .allocate(byteCount: count, alignment: 16) }

  deinit {
    if let base = unsafe bytes.baseAddress { unsafe wgkit_wipe(base, used) }
    unsafe bytes.deallocate()
  }
}
