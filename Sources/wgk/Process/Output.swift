internal import CLinux
internal import WGKit

/// Text on its way to a file descriptor, collected into large writes.
///
/// A failed write is remembered and everything after it is dropped, so that commands print without
/// asking after each line; ``finish()`` tells. What has left the buffer is wiped: it can be a key.
@safe
struct Output: ~Copyable {
  private let descriptor: Int32
  private let buffer: UnsafeMutableRawBufferPointer
  private var count = 0
  private var failure: Int32 = 0

  init(descriptor: Int32, capacity: Int) {
    self.descriptor = descriptor
    unsafe buffer = .allocate(byteCount: capacity, alignment: 16)
  }

  deinit {
    if let base = unsafe buffer.baseAddress { unsafe wgkit_wipe(base, count) }
    unsafe buffer.deallocate()
  }

  mutating func print(_ text: String) {
    var text = text
    text.withUTF8 { bytes in unsafe append(UnsafeRawBufferPointer(bytes)) }
  }

  mutating func print(_ secret: SecretBytes) {
    secret.withExposedBytes { bytes in
      unsafe bytes.withUnsafeBytes { bytes in unsafe append(bytes) }
    }
  }

  mutating func print(_ number: UInt64) { print(String(number)) }

  /// Writes what is left and returns the number of the first error, or 0.
  mutating func finish() -> Int32 {
    flush()
    return failure
  }

  private mutating func append(_ bytes: UnsafeRawBufferPointer) {
    var done = 0
    while done < bytes.count {
      if unsafe count == buffer.count { flush() }
      let step = unsafe min(bytes.count - done, buffer.count - count)
      let part = unsafe UnsafeRawBufferPointer(rebasing: bytes[done..<done + step])
      unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[count..<count + step])
        .copyMemory(from: part)
      count += step
      done += step
    }
  }

  private mutating func flush() {
    guard let base = unsafe buffer.baseAddress else { return }
    var done = 0
    while done < count, failure == 0 {
      let written = unsafe write(descriptor, base + done, count - done)
      if written >= 0 {
        done += written
      } else if wgkit_errno() != EINTR {
        failure = wgkit_errno()
      }
    }
    unsafe wgkit_wipe(base, count)
    count = 0
  }
}
