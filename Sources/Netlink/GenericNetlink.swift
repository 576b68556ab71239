internal import CLibMNL
internal import Sentences

/// Generic netlink: families found by name, and the header of their messages.
public struct GenericNetlink<Transport: NetlinkTransport & ~Copyable>: ~Copyable {
  private var conversation: Conversation<Transport>

  /// The number that the kernel gave to the family at boot or when its module was loaded.
  public let family: UInt16

  /// The size of `struct genlmsghdr`, which stands before the attributes.
  public static var headerSize: Int { 4 }

  /// Finds a family.
  ///
  /// The kernel loads its module when it can; a family that stays unknown is refused with ENOENT.
  public init(family name: String, over transport: consuming Transport) throws(NetlinkError) {
    var conversation = Conversation(over: transport)
    var message = MessageWriter(type: UInt16(GENL_ID_CTRL))
    Self.putHeader(command: UInt8(CTRL_CMD_GETFAMILY), version: 1, in: &message)
    message.put(UInt16(CTRL_ATTR_FAMILY_NAME), text: name)
    var family: UInt16?
    try conversation.request(&message) { (_, payload) throws(NetlinkError) in
      var attributes = try Self.attributes(of: payload)
      while let attribute = try attributes.next(in: payload) {
        guard attribute.type == UInt16(CTRL_ATTR_FAMILY_ID) else { continue }
        family = try attribute.number(in: payload)
      }
    }
    guard let family else { throw .malformed("a generic netlink family without a number") }
    self.conversation = conversation
    self.family = family
  }

  /// Starts a message of the family.
  public func message(command: UInt8, version: UInt8) -> MessageWriter {
    var message = MessageWriter(type: family)
    Self.putHeader(command: command, version: version, in: &message)
    return message
  }

  // struct genlmsghdr: command, version, two reserved bytes.
  private static func putHeader(
    command: UInt8, version: UInt8, in message: inout MessageWriter
  ) {
    message.put(header: (command, version, 0 as UInt16))
  }

  /// Makes a request that changes something.
  public mutating func request(_ message: inout MessageWriter) throws(NetlinkError) {
    try conversation.request(&message)
  }

  /// Asks for a list; `item` is given each message's payload, the generic header included.
  ///
  /// `start` is called before each reading: a list that changes meanwhile is read again.
  public mutating func dump(
    _ message: inout MessageWriter, start: () -> Void,
    item: (RawSpan) throws(NetlinkError) -> Void
  ) throws(NetlinkError) {
    let family = family
    try conversation.dump(&message, start: start) { (type, payload) throws(NetlinkError) in
      guard type == family else { throw .malformed("a message of family \(type) in the answer") }
      try item(payload)
    }
  }

  /// The attributes behind the generic header.
  public static func attributes(of payload: RawSpan) throws(NetlinkError) -> Attributes {
    guard payload.byteCount >= headerSize else {
      throw .malformed("a generic netlink message of \(payload.byteCount) bytes")
    }
    return Attributes(in: headerSize..<payload.byteCount)
  }
}

extension GenericNetlink where Transport == KernelSocket {
  /// Finds a family on a socket of its own, in a network namespace as ``KernelSocket`` names it.
  public init(family name: String, in namespace: [UInt8] = []) throws(NetlinkError) {
    try self.init(family: name, over: KernelSocket(bus: NETLINK_GENERIC, in: namespace))
  }
}
