internal import CLinux
internal import WGModel

/// The text of a configuration file, which may hold keys: one copy, wiped when it is let go.
///
/// It is filled by whoever makes it, and no longer changed when a document has it. A class, so that
/// copies of a document share it, and because Embedded Swift cannot run the `deinit` of a noncopyable
/// structure of another module.
@safe
final class DocumentText: @unchecked Sendable {
  private var storage: UnsafeMutableRawBufferPointer
  private var capacity: Int
  // Whose memory the text is, when it is not its own: then it is not written to.
  private var owner: SecretBytes?
  /// The number of bytes.
  private(set) var count = 0

  init(capacity: Int) {
    self.capacity = max(capacity, 1)
    unsafe storage = .allocate(byteCount: self.capacity, alignment: 16)
  }

  convenience init(copying bytes: Span<UInt8>) {
    self.init(capacity: bytes.count)
    append(bytes)
  }

  /// The bytes where they are: they neither move nor change as long as somebody has them.
  convenience init(_ bytes: SecretBytes) {
    self.init(capacity: 0)
    guard bytes.count > 0 else { return }
    letGo()
    owner = bytes
    unsafe storage = bytes.withExposedBytes { (bytes) in
      unsafe bytes.withUnsafeBytes { unsafe UnsafeMutableRawBufferPointer(mutating: $0) }
    }
    capacity = bytes.count
    count = bytes.count
  }

  deinit { letGo() }

  /// Where the text begins, for the scanner of lines, which is as fast as it is for its sake.
  var base: UnsafePointer<UInt8> {
    unsafe UnsafePointer(storage.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: UInt8.self))
  }

  /// Lends the text.
  @inline(__always)
  func withBytes<R, E: Error>(_ body: (Span<UInt8>) throws(E) -> R) throws(E) -> R {
    let bytes = unsafe UnsafeBufferPointer(start: base, count: count)
    return try body(unsafe Span(_unsafeElements: bytes))
  }

  /// Appends bytes.
  func append(_ bytes: Span<UInt8>) {
    unsafe bytes.withUnsafeBufferPointer { (bytes) in
      unsafe append(UnsafeRawBufferPointer(bytes))
    }
  }

  /// Appends a text.
  @inline(never)
  func append(_ text: String) { append(text.utf8.span) }

  /// Appends a text that lies in the program.
  @inline(never)
  func append(_ text: StaticString) {
    unsafe append(
      UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Appends one byte.
  func append(_ byte: UInt8) {
    reserve(1)
    unsafe storage[count] = byte
    count += 1
  }

  /// Appends a part of another text.
  func append(_ range: Range<Int>, of other: DocumentText) {
    unsafe append(UnsafeRawBufferPointer(start: other.base + range.lowerBound, count: range.count))
  }

  private func append(_ bytes: UnsafeRawBufferPointer) {
    guard let source = bytes.baseAddress, bytes.count > 0 else { return }
    reserve(bytes.count)
    let place = unsafe storage.baseAddress.unsafelyUnwrapped + count
    unsafe place.copyMemory(from: source, byteCount: bytes.count)
    count += bytes.count
  }

  private func reserve(_ more: Int) {
    guard count + more > capacity else { return }
    capacity = max(capacity * 2, count + more)
    let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: capacity, alignment: 16)
    unsafe larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: storage[..<count]))
    letGo()
    unsafe storage = larger
  }

  private func letGo() {
    guard owner == nil else { return owner = nil }
    if let base = unsafe storage.baseAddress { unsafe wgkit_wipe(base, count) }
    unsafe storage.deallocate()
  }
}
