@testable import Netlink

/// A socket to a kernel that answers with what a fuzzer made up.
///
/// Each datagram stands behind a byte of flags: 1, the fields that tie its messages to the request are
/// set right; 2, another program sent it; 4, it was truncated; 8, receiving fails. When there is no
/// more, receiving times out.
public struct FuzzedTransport: NetlinkTransport, ~Copyable {
  private final class State {
    var input: Input
    var first: [UInt8]
    var sequence: UInt32 = 0

    init(_ input: Input, _ first: [UInt8]) { (self.input, self.first) = (input, first) }
  }

  private let state: State

  /// Answers the first request with `first`, when that is not empty, and all others with the input.
  public init(_ input: Input, first: [UInt8] = []) { state = State(input, first) }

  /// The port of the socket.
  public var portID: UInt32 { 4321 }

  /// Notes which request it is.
  public func send(_ message: RawSpan) throws(NetlinkError) {
    state.sequence = message.number(at: 8)
  }

  /// Takes the next datagram.
  public func receive(
    into buffer: UnsafeMutableRawBufferPointer, within milliseconds: Int32
  ) throws(NetlinkError) -> Datagram {
    var (flags, bytes): (UInt8, [UInt8]) = (1, state.first)
    state.first = []
    if bytes.isEmpty {
      guard !state.input.isEmpty else { throw NetlinkError(.timedOut) }
      flags = state.input.byte()
      bytes = state.input.piece()
    }
    if flags & 8 != 0 { throw NetlinkError(.systemCall, errno: 105, "receiving from netlink") }
    if flags & 1 != 0 { address(&bytes) }
    buffer.copyBytes(from: bytes)
    return Datagram(count: bytes.count, sender: flags & 2 == 0 ? 0 : 77, truncated: flags & 4 != 0)
  }

  // Sets the sequence number and the port of every message.
  private func address(_ bytes: inout [UInt8]) {
    var start = 0
    while start + 16 <= bytes.count {
      let length = (0..<4).reduce(0) { $0 | Int(bytes[start + $1]) << (8 * $1) }
      for place in 0..<4 {
        bytes[start + 8 + place] = UInt8(truncatingIfNeeded: state.sequence >> (8 * place))
        bytes[start + 12 + place] = UInt8(truncatingIfNeeded: portID >> (8 * place))
      }
      if length < 16 { return }
      start += (length + 3) & ~3
    }
  }
}
