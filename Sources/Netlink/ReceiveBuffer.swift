/// Where datagrams are received: 64 KiB, of which what was ever used is wiped at the end.
///
/// Private keys arrive here. The size matters too: the kernel makes the messages of a dump as large
/// as the largest receive it has seen on the socket, up to 32 KiB.
@safe
struct ReceiveBuffer: ~Copyable {
  private let memory = WipedMemory(count: 65_536)

  /// Lets `receive` write a datagram.
  func fill(
    _ receive: (UnsafeMutableRawBufferPointer) throws(NetlinkError) -> Datagram
  ) throws(NetlinkError) -> Datagram {
    let datagram = try unsafe receive(memory.bytes)
    memory.used = unsafe min(max(memory.used, datagram.count), memory.bytes.count)
    return datagram
  }

  /// Lends the first `count` bytes.
  func withBytes<R>(
    _ count: Int, _ body: (RawSpan) throws(NetlinkError) -> R
  ) throws(NetlinkError) -> R {
    let bytes = unsafe UnsafeRawBufferPointer(rebasing: memory.bytes[..<min(count, memory.used)])
    return try body(unsafe RawSpan(_unsafeBytes: bytes))
  }
}
