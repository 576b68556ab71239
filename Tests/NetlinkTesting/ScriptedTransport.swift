public import Netlink

/// A kernel that says what a test wants it to say.
public final class ScriptedKernel {
  /// One datagram for the program to receive.
  public struct Reply {
    public var bytes: [UInt8]
    public var sender: UInt32
    public var truncated: Bool

    public init(_ bytes: [UInt8], sender: UInt32 = 0, truncated: Bool = false) {
      self.bytes = bytes
      self.sender = sender
      self.truncated = truncated
    }
  }

  /// What a request looked like: its header's fields and its bytes.
  public struct Request {
    public let bytes: [UInt8]
    public let type: UInt16
    public let flags: UInt16
    public let sequence: UInt32
    public let portID: UInt32
    /// The bytes behind the header.
    public var payload: [UInt8] { Array(bytes[16...]) }
  }

  public private(set) var requests: [Request] = []
  private var pending: [Reply] = []
  private let answer: (Request) -> [Reply]

  /// Creates a kernel that answers each request with the datagrams that `answer` returns.
  public init(answer: @escaping (Request) -> [Reply]) { self.answer = answer }

  public static var portID: UInt32 { 4321 }

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

/// A socket to a ``ScriptedKernel``. When the kernel has nothing more to say, receiving times out.
public struct ScriptedTransport: NetlinkTransport, ~Copyable {
  let kernel: ScriptedKernel

  public init(_ kernel: ScriptedKernel) { self.kernel = kernel }

  public var portID: UInt32 { ScriptedKernel.portID }

  public func send(_ message: RawSpan) throws(NetlinkError) { kernel.take(message) }

  public func receive(
    into buffer: UnsafeMutableRawBufferPointer, within milliseconds: Int32
  ) throws(NetlinkError) -> Datagram {
    guard let reply = kernel.next() else { throw NetlinkError(.timedOut) }
    let count = min(reply.bytes.count, buffer.count)
    unsafe buffer.copyBytes(from: reply.bytes.prefix(count))
    return Datagram(count: count, sender: reply.sender, truncated: reply.truncated)
  }
}
