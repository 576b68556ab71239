internal import CLibMNL

extension RouteNetlink where Transport: ~Copyable {
  /// Whether packets of a family that are for others are sent on, by the setting for all interfaces.
  ///
  /// The command is `RTM_GETNETCONF`, the attribute `NETCONFA_FORWARDING`.
  @inline(never)
  public mutating func forwards(family: UInt8) throws(NetlinkError) -> Bool {
    var message = MessageWriter(type: UInt16(RTM_GETNETCONF))
    // struct netconfmsg: the family.
    message.put(header: family)
    message.put(UInt16(NETCONFA_IFINDEX), Int32(NETCONFA_IFINDEX_ALL))
    var forwards: Int32?
    try conversation.request(&message) { (type, payload) throws(NetlinkError) in
      guard Int(type) == RTM_NEWNETCONF else { return }
      try requireHeader(4, of: payload)
      var attributes = Attributes(in: 4..<payload.byteCount)
      while let attribute = try attributes.next(in: payload) {
        guard Int32(attribute.type) == NETCONFA_FORWARDING else { continue }
        forwards = try attribute.number(in: payload)
      }
    }
    guard let forwards else { throw .malformed("settings of interfaces without forwarding") }
    return forwards != 0
  }
}
