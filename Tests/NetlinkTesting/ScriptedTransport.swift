package import Netlink

/// A kernel that says what a test wants it to say.
package final class ScriptedKernel {
  /// One datagram for the program to receive, or a failure to.
  package struct Reply {
    package var bytes: [UInt8]
    package var sender: UInt32
    package var truncated: Bool
    var failure: NetlinkError?

    package init(_ bytes: [UInt8], sender: UInt32 = 0, truncated: Bool = false) {
      self.bytes = bytes
      self.sender = sender
      self.truncated = truncated
    }

    /// A receive that fails as recvmsg(2) does.
    package init(errno: Int32) {
      self.init([])
      failure = NetlinkError(.systemCall, errno: errno, "receiving from netlink")
    }
  }

  /// What a request looked like: its header's fields and its bytes.
  package struct Request {
    package let bytes: [UInt8]
    package let type: UInt16
    package let flags: UInt16
    package let sequence: UInt32
    package let portID: UInt32
    /// The bytes behind the header.
    package var payload: [UInt8] { Array(bytes[16...]) }
  }

  package private(set) var requests: [Request] = []
  private var pending: [Reply] = []
  private let answer: (Request) -> [Reply]

  /// Creates a kernel that answers each request with the datagrams that `answer` returns.
  package init(answer: @escaping (Request) -> [Reply]) { self.answer = answer }

  package static var portID: UInt32 { 4321 }

  func take(_ message: RawSpan) {
    var bytes: [UInt8] = []
    for offset in 0..<message.byteCount { bytes.append(message.number(at: offset)) }
    let request = Request(
      bytes: bytes, type: message.number(at: 4), flags: message.number(at: 6),
      sequence: message.number(at: 8), portID: message.number(at: 12))
    requests.append(request)
    pending += answer(request)
  }

  func next() -> Reply? { pending.isEmpty ? nil : pending.removeFirst() }
}

/// A socket to a ``ScriptedKernel``.
///
/// When the kernel has nothing more to say, receiving times out.
package struct ScriptedTransport: NetlinkTransport, ~Copyable {
  let kernel: ScriptedKernel

  package init(_ kernel: ScriptedKernel) { self.kernel = kernel }

  package var portID: UInt32 { ScriptedKernel.portID }

  package func send(_ message: RawSpan) throws(NetlinkError) { kernel.take(message) }

  package func receive(
    into buffer: UnsafeMutableRawBufferPointer, within milliseconds: Int32
  ) throws(NetlinkError) -> Datagram {
    guard let reply = kernel.next() else { throw NetlinkError(.timedOut) }
    if let failure = reply.failure { throw failure }
    let count = min(reply.bytes.count, buffer.count)
    unsafe buffer.copyBytes(from: reply.bytes.prefix(count))
    return Datagram(count: count, sender: reply.sender, truncated: reply.truncated)
  }
}
