internal import CLinux

/// Where datagrams are received: 64 KiB, of which what was ever used is wiped at the end.
///
/// Private keys arrive here. The size matters too: the kernel makes the messages of a dump as large
/// as the largest receive it has seen on the socket, up to 32 KiB.
@safe
struct ReceiveBuffer: ~Copyable {
  private let storage: UnsafeMutableRawBufferPointer
  private var used = 0

  init() { unsafe storage = .allocate(byteCount: 65_536, alignment: 16) }

  deinit {
    if let base = unsafe storage.baseAddress { unsafe wgkit_wipe(base, used) }
    unsafe storage.deallocate()
  }

  /// Lets `receive` write, which answers with how much it wrote.
  mutating func fill<Result>(
    _ receive: (UnsafeMutableRawBufferPointer) throws(NetlinkError) -> (Int, Result)
  ) throws(NetlinkError) -> (Int, Result) {
    let (count, result) = try unsafe receive(storage)
    used = min(max(used, count), unsafe storage.count)
    return (min(count, unsafe storage.count), result)
  }

  /// Lends the first `count` bytes.
  func withBytes<R>(_ count: Int, _ body: (RawSpan) throws(NetlinkError) -> R) throws(NetlinkError)
    -> R
  {
    let bytes = unsafe UnsafeRawBufferPointer(rebasing: storage[..<min(count, used)])
    return try body(unsafe RawSpan(_unsafeBytes: bytes))
  }
}
