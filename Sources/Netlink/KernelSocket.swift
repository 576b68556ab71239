internal import CLibMNL
internal import CLinux

/// A netlink socket to the kernel, owned: closed when it is let go, and on exec.
///
/// This is the one place that makes system calls on netlink. libmnl opens, binds and sends;
/// receiving is recvmsg(2), because libmnl's receive hides a sender that is not the kernel.
@safe
public struct KernelSocket: NetlinkTransport, ~Copyable {
  // The owner of libmnl's socket. A class for the reason that WipedMemory is one.
  @safe
  private final class Owner {
    let socket: OpaquePointer
    init(_ socket: OpaquePointer) { unsafe self.socket = unsafe socket }
    deinit { unsafe mnl_socket_close(socket) }
  }

  private let owner: Owner

  /// Opens and binds a socket of a netlink bus: NETLINK_GENERIC, NETLINK_ROUTE.
  ///
  /// A socket belongs to the namespace it was opened in for as long as it lives, whatever thread
  /// uses it.
  ///
  /// - Parameters:
  ///   - bus: the bus.
  ///   - namespace: the file of a network namespace, with a NUL behind it; empty for the caller's.
  /// - Throws: what a system call answered; of the kind `namespace` when it cannot be entered.
  public init(bus: Int32, in namespace: [UInt8] = []) throws(NetlinkError) {
    if namespace.isEmpty {
      owner = try KernelSocket.open(bus)
    } else {
      owner = try NamespaceFile.open(namespace).visit { () throws(NetlinkError) in
        try KernelSocket.open(bus)
      }
    }
  }

  private static func open(_ bus: Int32) throws(NetlinkError) -> Owner {
    guard let opened = unsafe mnl_socket_open2(bus, wgkit_SOCK_CLOEXEC) else {
      throw NetlinkError(.systemCall, errno: wgkit_errno(), "opening a netlink socket")
    }
    guard unsafe mnl_socket_bind(opened, 0, MNL_SOCKET_AUTOPID) == 0 else {
      let number = wgkit_errno()
      unsafe mnl_socket_close(opened)
      throw NetlinkError(.systemCall, errno: number, "binding a netlink socket")
    }
    // Both are comforts that old kernels lack: sentences with errors, and no echo of the request.
    var on: Int32 = 1
    let size = socklen_t(MemoryLayout<Int32>.size)
    unsafe mnl_socket_setsockopt(opened, NETLINK_EXT_ACK, &on, size)
    unsafe mnl_socket_setsockopt(opened, NETLINK_CAP_ACK, &on, size)
    return unsafe Owner(opened)
  }

  /// The port id that the kernel gave to the socket.
  public var portID: UInt32 { unsafe mnl_socket_get_portid(owner.socket) }

  /// The number of a network namespace, which no other one has until the machine starts anew; 0 before
  /// Linux 5.14.
  public static func cookie(ofNamespace namespace: [UInt8]) throws(NetlinkError) -> UInt64 {
    let socket = try KernelSocket(bus: NETLINK_ROUTE, in: namespace)
    return unsafe wgkit_namespace_cookie(mnl_socket_get_fd(socket.owner.socket))
  }

  /// Sends one message; a signal does not interrupt it, nor do signals without an end hold it up.
  public func send(_ message: RawSpan) throws(NetlinkError) {
    let deadline = wgkit_monotonic_milliseconds() + Int64(Conversation<KernelSocket>.patience)
    let (sent, number) = unsafe message.withUnsafeBytes { bytes in
      while true {
        let sent = unsafe mnl_socket_sendto(owner.socket, bytes.baseAddress, bytes.count)
        let number = sent < 0 ? wgkit_errno() : 0
        if number != EINTR || wgkit_monotonic_milliseconds() > deadline { return (sent, number) }
      }
    }
    guard sent >= 0 else {
      throw NetlinkError(.systemCall, errno: number, "sending a netlink message")
    }
    guard sent == message.byteCount else {
      throw NetlinkError(.systemCall, errno: EMSGSIZE, "sending a netlink message")
    }
  }

  /// Waits for one datagram; signals do not prolong the time-out.
  ///
  /// ENOBUFS, with which the kernel says that it had no memory for an answer, is an error like any
  /// other: what was lost would not be sent again.
  public func receive(
    into buffer: UnsafeMutableRawBufferPointer, within milliseconds: Int32
  ) throws(NetlinkError) -> Datagram {
    let descriptor = unsafe mnl_socket_get_fd(owner.socket)
    let deadline = wgkit_monotonic_milliseconds() + Int64(milliseconds)
    while true {
      var sender: UInt32 = 0
      var flags: Int32 = 0
      let count = unsafe wgkit_receive(
        descriptor, buffer.baseAddress, buffer.count, &sender, &flags)
      if count >= 0 {
        return Datagram(count: count, sender: sender, truncated: flags & wgkit_MSG_TRUNC != 0)
      }
      let number = wgkit_errno()
      switch number {
      case EINTR: if wgkit_monotonic_milliseconds() > deadline { throw NetlinkError(.timedOut) }
      case EAGAIN: try waitUntilReadable(descriptor, until: deadline)
      default: throw NetlinkError(.systemCall, errno: number, "receiving from netlink")
      }
    }
  }

  private func waitUntilReadable(_ descriptor: Int32, until deadline: Int64) throws(NetlinkError) {
    let left = deadline - wgkit_monotonic_milliseconds()
    if left <= 0 { throw NetlinkError(.timedOut) }
    var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    // Interrupted, ready or timed out: the next receive and the deadline tell.
    if unsafe CLinux.poll(&poll, 1, Int32(clamping: left)) < 0, wgkit_errno() != EINTR {
      throw NetlinkError(.systemCall, errno: wgkit_errno(), "waiting for netlink")
    }
  }
}
