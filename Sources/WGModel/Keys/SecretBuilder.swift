internal import CLinux

/// Collects secrets whose number is not known beforehand; every buffer that it outgrows is wiped.
///
/// A class, although it has one owner, because Embedded Swift cannot run the `deinit` of a
/// noncopyable structure of another module.
@safe
package final class SecretBuilder {
  private var storage: UnsafeMutableRawBufferPointer
  private var count = 0

  package init() { unsafe storage = .allocate(byteCount: 4096, alignment: 16) }

  deinit { unsafe Self.wipe(storage, count) }

  /// Appends 32 bytes.
  package func append(_ secret: InlineArray<32, UInt8>) {
    reserve(32)
    unsafe storage.storeBytes(of: secret, toByteOffset: count, as: InlineArray<32, UInt8>.self)
    count += 32
  }

  /// Appends bytes.
  package func append(_ bytes: Span<UInt8>) {
    reserve(bytes.count)
    unsafe bytes.withUnsafeBytes { (bytes) in
      unsafe UnsafeMutableRawBufferPointer(rebasing: storage[count...]).copyMemory(from: bytes)
    }
    count += bytes.count
  }

  /// Appends zero bytes.
  package func append(zeros: Int) {
    reserve(zeros)
    unsafe UnsafeMutableRawBufferPointer(rebasing: storage[count..<count + zeros])
      .initializeMemory(as: UInt8.self, repeating: 0)
    count += zeros
  }

  /// All that was appended.
  package func finish() -> SecretBytes {
    SecretBytes(count: count) { (bytes) in
      unsafe bytes.withUnsafeMutableBytes { (bytes) in
        unsafe bytes.copyMemory(from: UnsafeRawBufferPointer(rebasing: storage[..<count]))
      }
    }
  }

  // In large steps: of memory that is not used yet the kernel gives none.
  private func reserve(_ more: Int) {
    guard unsafe count + more > storage.count else { return }
    let larger = unsafe UnsafeMutableRawBufferPointer.allocate(
      byteCount: max(storage.count * 16, count + more), alignment: 16)
    unsafe larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: storage[..<count]))
    unsafe Self.wipe(storage, count)
    unsafe storage = larger
  }

  private static func wipe(_ storage: UnsafeMutableRawBufferPointer, _ used: Int) {
    if let base = storage.baseAddress { unsafe wgkit_wipe(base, used) }
    unsafe storage.deallocate()
  }
}
