internal import CLinux

/// A buffer of secret bytes: wiped when it is let go, never printed, compared in constant time.
///
/// It is a class so that a secret has one copy however often the value around it is passed on.
@safe
public final class SecretBytes: @unchecked Sendable, CustomStringConvertible {
  // Written only by the initializer or a builder, which is alone with it, and read-only from then on:
  // safe to share between threads.
  private var storage: UnsafeMutableRawBufferPointer
  private var used: Int

  /// Creates a buffer of `count` zero bytes and lets `fill` write it.
  ///
  /// - Parameters:
  ///   - count: the number of bytes.
  ///   - fill: writes the secret where it is to stay, so that no other copy needs to exist.
  public init(count: Int, filledBy fill: (inout MutableSpan<UInt8>) -> Void) {
    unsafe storage = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 16)
    used = count
    _ = unsafe storage.initializeMemory(as: UInt8.self, repeating: 0)
    let bytes = unsafe storage.assumingMemoryBound(to: UInt8.self)
    var span = unsafe MutableSpan(_unsafeElements: bytes)
    Self.run(fill, &span)
    wgkit_wipe_traces()
  }

  // A function of its own, so that its whole frame is dead when it is wiped.
  @inline(never)
  private static func run(
    _ fill: (inout MutableSpan<UInt8>) -> Void, _ bytes: inout MutableSpan<UInt8>
  ) {
    fill(&bytes)
  }

  /// Creates an empty buffer that a ``SecretBuilder`` will append to, with room for so many bytes.
  init(roomFor room: Int) {
    unsafe storage = UnsafeMutableRawBufferPointer.allocate(byteCount: room, alignment: 16)
    used = 0
  }

  deinit { letGo() }

  /// The number of bytes.
  public var count: Int { used }

  // Of what there is room for, what was written is wiped: the rest may be megabytes that the kernel
  // has never given.
  private func letGo() {
    if let base = unsafe storage.baseAddress { unsafe wgkit_wipe(base, used) }
    unsafe storage.deallocate()
  }

  /// Lends the secret to `body`, which must not let a copy of it survive.
  public func withExposedBytes<R, E: Error>(
    _ body: (Span<UInt8>) throws(E) -> R
  ) throws(E) -> R {
    let bytes = unsafe UnsafeBufferPointer(
      start: storage.baseAddress?.assumingMemoryBound(to: UInt8.self), count: used)
    return try body(unsafe Span(_unsafeElements: bytes))
  }

  /// Appends bytes; for a ``SecretBuilder``, while nobody else has the buffer.
  func append(_ more: Span<UInt8>) {
    makeRoom(for: more.count)
    unsafe more.withUnsafeBytes { (more) in
      unsafe UnsafeMutableRawBufferPointer(rebasing: storage[count...]).copyMemory(from: more)
    }
    used += more.count
  }

  /// Appends zero bytes; for a ``SecretBuilder``, while nobody else has the buffer.
  func append(zeros: Int) {
    makeRoom(for: zeros)
    unsafe UnsafeMutableRawBufferPointer(rebasing: storage[count..<count + zeros])
      .initializeMemory(as: UInt8.self, repeating: 0)
    used += zeros
  }

  // In large steps: of memory that is not used yet the kernel gives none.
  private func makeRoom(for more: Int) {
    guard unsafe count + more > storage.count else { return }
    let factor = unsafe storage.count < 1 << 20 ? 256 : 8
    let larger = unsafe UnsafeMutableRawBufferPointer.allocate(
      byteCount: max(storage.count * factor, count + more), alignment: 16)
    unsafe larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: storage[..<count]))
    letGo()
    unsafe storage = larger
  }

  /// The secret with more bytes behind it.
  @inline(never)
  package func appending(_ more: Span<UInt8>) -> SecretBytes {
    SecretBytes(count: count + more.count) { (bytes) in
      unsafe bytes.withUnsafeMutableBytes { (bytes) in
        unsafe bytes.copyMemory(from: UnsafeRawBufferPointer(rebasing: storage[..<count]))
        unsafe more.withUnsafeBytes { (more) in
          unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[count...]).copyMemory(from: more)
        }
      }
    }
  }

  /// Whether both hold the same bytes; the time depends on the lengths alone.
  public func isEqual(to other: SecretBytes) -> Bool {
    guard count == other.count else { return false }
    let isEqual = compare(with: other)
    wgkit_wipe_traces()
    return isEqual
  }

  @inline(never)
  private func compare(with other: SecretBytes) -> Bool {
    withExposedBytes { (mine) in
      other.withExposedBytes { (theirs) in
        var difference: UInt8 = 0
        for index in mine.indices { difference |= mine[index] ^ theirs[index] }
        return difference == 0
      }
    }
  }

  /// The word "redacted".
  public var description: String { "SecretBytes(redacted)" }
}
