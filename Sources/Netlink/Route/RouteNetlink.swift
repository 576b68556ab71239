internal import CLibMNL
internal import Sentences

/// rtnetlink: the kernel's links, addresses and routes.
///
/// Addresses are the kernel's: a family (`AF_INET`, `AF_INET6`) and 4 or 16 bytes in network order.
public struct RouteNetlink<Transport: NetlinkTransport & ~Copyable>: ~Copyable {
  var conversation: Conversation<Transport>

  /// Takes over a socket of the bus NETLINK_ROUTE.
  @inline(never)
  public init(over transport: consuming Transport) {
    conversation = Conversation(over: transport)
  }
}

extension RouteNetlink where Transport == KernelSocket {
  /// Opens a socket of its own, in a network namespace as ``KernelSocket`` names it.
  @inline(never)
  public init(in namespace: [UInt8] = []) throws(NetlinkError) {
    try self.init(over: KernelSocket(bus: NETLINK_ROUTE, in: namespace))
  }
}

func requireHeader(_ size: Int, of message: RawSpan) throws(NetlinkError) {
  guard message.byteCount >= size else {
    throw .malformed("a message of \(message.byteCount) bytes where \(size) are the least")
  }
}
