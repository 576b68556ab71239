import Netlink

/// A socket to the kernel that counts what is sent over it.
struct CountingTransport: NetlinkTransport, ~Copyable {
  final class Counter {
    var messages = 0
    var bytes = 0
  }

  let counter: Counter
  private let socket: KernelSocket

  init(_ counter: Counter) throws(NetlinkError) {
    self.counter = counter
    // NETLINK_GENERIC
    socket = try KernelSocket(bus: 16)
  }

  var portID: UInt32 { socket.portID }

  func send(_ message: RawSpan) throws(NetlinkError) {
    counter.messages += 1
    counter.bytes += message.byteCount
    try socket.send(message)
  }

  func receive(
    into buffer: UnsafeMutableRawBufferPointer, within milliseconds: Int32
  ) throws(NetlinkError) -> Datagram {
    try unsafe socket.receive(into: buffer, within: milliseconds)
  }
}
