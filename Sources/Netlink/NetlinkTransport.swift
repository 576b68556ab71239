/// What a conversation needs of a socket.
///
/// The kernel's is ``KernelSocket``; a test scripts its own.
public protocol NetlinkTransport: ~Copyable {
  /// The port id that the kernel knows the socket by, and answers to.
  var portID: UInt32 { get }

  /// Sends one message.
  func send(_ message: RawSpan) throws(NetlinkError)

  /// Waits for one datagram, up to a time-out.
  func receive(into buffer: UnsafeMutableRawBufferPointer, within milliseconds: Int32)
    throws(NetlinkError) -> Datagram
}

/// What is known of a datagram besides its bytes.
public struct Datagram: Sendable {
  /// The bytes that were written into the buffer.
  public let count: Int
  /// The port id of who sent it; 0 is the kernel.
  public let sender: UInt32
  /// Whether the datagram was longer than the buffer.
  public let truncated: Bool

  /// Describes a datagram.
  public init(count: Int, sender: UInt32, truncated: Bool) {
    self.count = count
    self.sender = sender
    self.truncated = truncated
  }
}
