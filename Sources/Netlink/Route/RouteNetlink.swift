internal import CLibMNL

/// rtnetlink: the kernel's links, addresses and routes.
///
/// Addresses are the kernel's: a family (`AF_INET`, `AF_INET6`) and 4 or 16 bytes in network order.
public struct RouteNetlink<Transport: NetlinkTransport & ~Copyable>: ~Copyable {
  var conversation: Conversation<Transport>

  /// Takes over a socket of the bus NETLINK_ROUTE.
  public init(over transport: consuming Transport) {
    conversation = Conversation(over: transport)
  }
}

extension RouteNetlink where Transport == KernelSocket {
  /// Opens a socket of its own, in a network namespace as ``KernelSocket`` names it.
  public init(in namespace: [UInt8] = []) throws(NetlinkError) {
    try self.init(over: KernelSocket(bus: NETLINK_ROUTE, in: namespace))
  }
}

/// An address as rtnetlink carries it.
public struct RouteAddress: Equatable, Sendable {
  /// `AF_INET` or `AF_INET6`.
  public let family: UInt8
  /// 4 or 16 bytes in network order.
  public let bytes: [UInt8]
  /// The number of leading bits that name the network.
  public let prefixLength: UInt8

  /// Describes an address or a network.
  public init(family: UInt8, bytes: [UInt8], prefixLength: UInt8) {
    self.family = family
    self.bytes = bytes
    self.prefixLength = prefixLength
  }

  init(
    family: UInt8, prefixLength: UInt8, attribute: Attribute, in message: RawSpan
  ) {
    self.init(
      family: family, bytes: attribute.bytes(in: message), prefixLength: prefixLength)
  }
}

func requireHeader(_ size: Int, of message: RawSpan) throws(NetlinkError) {
  guard message.byteCount >= size else {
    throw .malformed("a message of \(message.byteCount) bytes where \(size) are the least")
  }
}
