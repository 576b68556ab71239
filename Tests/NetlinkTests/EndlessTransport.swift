import NetlinkTesting

@testable import Netlink

/// A kernel that sends the same message of a list for ever.
struct EndlessTransport: NetlinkTransport, ~Copyable {
  private let datagram = Bytes.message(
    0x20, flags: 2, sequence: 1, portID: ScriptedKernel.portID, [1, 0, 0, 0])

  var portID: UInt32 { ScriptedKernel.portID }

  func send(_ message: RawSpan) throws(NetlinkError) {}

  func receive(
    into buffer: UnsafeMutableRawBufferPointer, within milliseconds: Int32
  ) throws(NetlinkError) -> Datagram {
    unsafe buffer.copyBytes(from: datagram)
    return Datagram(count: datagram.count, sender: 0, truncated: false)
  }
}
