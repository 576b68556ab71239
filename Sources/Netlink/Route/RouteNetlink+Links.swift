internal import CLibMNL
internal import CLinux

extension RouteNetlink where Transport: ~Copyable {
  /// All links, in the order of their indexes.
  ///
  /// The command is `RTM_GETLINK`.
  @inline(never)
  public mutating func links() throws(NetlinkError) -> [Link] {
    var message = linkMessage(RTM_GETLINK)
    var links: [Link] = []
    try conversation.dump(&message, start: { links = [] }) {
      (type, payload) throws(NetlinkError) in
      guard Int(type) == RTM_NEWLINK else { return }
      links.append(try Link(decoding: payload))
    }
    return links
  }

  /// The link of this name; ENODEV when there is none.
  ///
  /// The command is `RTM_GETLINK`.
  public mutating func link(named name: Span<UInt8>) throws(NetlinkError) -> Link {
    var message = linkMessage(RTM_GETLINK)
    message.put(UInt16(IFLA_IFNAME), name)
    var link: Link?
    try conversation.request(&message) { (type, payload) throws(NetlinkError) in
      guard Int(type) == RTM_NEWLINK else { return }
      link = try Link(decoding: payload)
    }
    guard let link else { throw .malformed("an acknowledgement where a link was asked for") }
    return link
  }

  /// Creates a link of a kind; EEXIST when the name is taken, EOPNOTSUPP when the kernel does not
  /// know the kind.
  ///
  /// The command is `RTM_NEWLINK`.
  public mutating func createLink(
    named name: Span<UInt8>, kind: String, mtu: UInt32?
  ) throws(NetlinkError) {
    var message = linkMessage(RTM_NEWLINK, flags: NLM_F_CREATE | NLM_F_EXCL)
    message.put(UInt16(IFLA_IFNAME), name)
    if let mtu { message.put(UInt16(IFLA_MTU), mtu) }
    message.nest(UInt16(IFLA_LINKINFO)) { (message) in
      message.put(UInt16(IFLA_INFO_KIND), text: kind)
    }
    try conversation.request(&message)
  }

  /// Deletes a link; ENODEV when there is none.
  ///
  /// The command is `RTM_DELLINK`.
  public mutating func deleteLink(named name: Span<UInt8>) throws(NetlinkError) {
    var message = linkMessage(RTM_DELLINK)
    message.put(UInt16(IFLA_IFNAME), name)
    try conversation.request(&message)
  }

  /// Brings a link up or down.
  ///
  /// The command is `RTM_SETLINK`.
  public mutating func setLink(named name: Span<UInt8>, up: Bool) throws(NetlinkError) {
    var message = linkMessage(
      RTM_SETLINK, linkFlags: up ? wgkit_IFF_UP : 0, changing: wgkit_IFF_UP)
    message.put(UInt16(IFLA_IFNAME), name)
    try conversation.request(&message)
  }

  /// Sets a link's largest packet.
  ///
  /// The command is `RTM_SETLINK`.
  public mutating func setLink(named name: Span<UInt8>, mtu: UInt32) throws(NetlinkError) {
    var message = linkMessage(RTM_SETLINK)
    message.put(UInt16(IFLA_IFNAME), name)
    message.put(UInt16(IFLA_MTU), mtu)
    try conversation.request(&message)
  }

  func linkMessage(
    _ command: Int, flags: Int32 = 0, linkFlags: UInt32 = 0, changing: UInt32 = 0
  ) -> MessageWriter {
    var message = MessageWriter(type: UInt16(command), flags: UInt16(flags))
    // struct ifinfomsg: family and padding, type, index, flags, the flags to change. The links are
    // named by an attribute.
    message.put(header: (0 as UInt16, 0 as UInt16, 0 as Int32, linkFlags, changing))
    return message
  }
}
