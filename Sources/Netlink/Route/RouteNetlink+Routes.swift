internal import CLibMNL
internal import CLinux

extension RouteNetlink where Transport: ~Copyable {
  /// All routes of all tables, of both families.
  ///
  /// The command is `RTM_GETROUTE`.
  public mutating func routes() throws(NetlinkError) -> [RouteEntry] {
    var message = routeMessage(RTM_GETROUTE, nil, UInt32(RT_TABLE_UNSPEC.rawValue))
    var routes: [RouteEntry] = []
    try conversation.dump(&message, start: { routes = [] }) {
      (type, payload) throws(NetlinkError) in
      guard Int(type) == RTM_NEWROUTE else { return }
      if let route = try RouteEntry.decode(payload) { routes.append(route) }
    }
    return routes
  }

  /// Routes a network through a link, in a table; EEXIST when the network has such a route there.
  ///
  /// The command is `RTM_NEWROUTE`.
  public mutating func addRoute(
    to network: RouteAddress, throughLink index: UInt32, table: UInt32
  ) throws(NetlinkError) {
    var message = routeMessage(RTM_NEWROUTE, flags: NLM_F_CREATE | NLM_F_EXCL, network, table)
    message.put(UInt16(RTA_DST.rawValue), network.bytes.span)
    message.put(UInt16(RTA_OIF.rawValue), index)
    try conversation.request(&message)
  }

  /// Takes a route away; ESRCH when there is none.
  ///
  /// The command is `RTM_DELROUTE`.
  public mutating func removeRoute(
    to network: RouteAddress, throughLink index: UInt32, table: UInt32
  ) throws(NetlinkError) {
    var message = routeMessage(RTM_DELROUTE, network, table)
    message.put(UInt16(RTA_DST.rawValue), network.bytes.span)
    message.put(UInt16(RTA_OIF.rawValue), index)
    try conversation.request(&message)
  }

  // A route as `ip route add NETWORK dev LINK` makes it, so that either tool removes the other's.
  private func routeMessage(
    _ command: Int, flags: Int32 = 0, _ network: RouteAddress?, _ table: UInt32
  ) -> MessageWriter {
    var message = MessageWriter(type: UInt16(command), flags: UInt16(flags))
    // struct rtmsg: family, the destination's and the source's length, type of service, table,
    // protocol, scope, type of route, flags.
    let scope = command == RTM_NEWROUTE ? RT_SCOPE_LINK : RT_SCOPE_NOWHERE
    let `protocol` = command == RTM_NEWROUTE ? RTPROT_BOOT : RTPROT_UNSPEC
    message.put(
      header: (
        network?.family ?? 0, network?.prefixLength ?? 0, 0 as UInt8, 0 as UInt8,
        // A number that does not fit is in an attribute alone.
        UInt8(exactly: table) ?? 0, UInt8(`protocol`), UInt8(scope.rawValue),
        UInt8(RTN_UNICAST), 0 as UInt32
      ))
    if table > UInt8.max { message.put(UInt16(RTA_TABLE.rawValue), table) }
    return message
  }
}
