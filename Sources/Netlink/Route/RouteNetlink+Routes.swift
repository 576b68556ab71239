internal import CLibMNL
internal import CLinux

extension RouteNetlink where Transport: ~Copyable {
  /// All routes of all tables, of both families.
  ///
  /// The command is `RTM_GETROUTE`.
  @inline(never)
  public mutating func routes() throws(NetlinkError) -> [RouteEntry] {
    var message = MessageWriter(type: UInt16(RTM_GETROUTE))
    message.put(header: header(family: 0, length: 0, table: 0, origin: 0, scope: 0, type: 0))
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
  /// The route is such as `ip route add NETWORK dev LINK` makes it. The command is `RTM_NEWROUTE`.
  public mutating func addRoute(
    to network: RouteAddress, throughLink index: UInt32, table: UInt32
  ) throws(NetlinkError) {
    try addRoute(
      plainRoute(
        to: network, throughLink: index, table: table, scope: RT_SCOPE_LINK, origin: RTPROT_BOOT))
  }

  /// Makes a route with all that it has, through its first hop; EEXIST when there is such a route.
  ///
  /// The command is `RTM_NEWROUTE`.
  public mutating func addRoute(_ route: RouteEntry) throws(NetlinkError) {
    var message = routeMessage(RTM_NEWROUTE, flags: NLM_F_CREATE | NLM_F_EXCL, route)
    if let source = route.source { message.put(UInt16(RTA_PREFSRC.rawValue), source.bytes.span) }
    if let gateway = route.hops.first?.gateway {
      if gateway.family == route.network.family {
        message.put(UInt16(RTA_GATEWAY.rawValue), gateway.bytes.span)
      } else {
        // struct rtvia: the family, then the address.
        let family = [gateway.family, 0]
        message.put(UInt16(RTA_VIA.rawValue), (family + gateway.bytes).span)
      }
    }
    try conversation.request(&message)
  }

  /// Takes a route through a link away, whoever made it; ESRCH when there is none.
  ///
  /// The command is `RTM_DELROUTE`.
  public mutating func removeRoute(
    to network: RouteAddress, throughLink index: UInt32, table: UInt32
  ) throws(NetlinkError) {
    try removeRoute(
      plainRoute(
        to: network, throughLink: index, table: table, scope: RT_SCOPE_NOWHERE,
        origin: RTPROT_UNSPEC))
  }

  /// Takes away the route of this network, table, metric, maker and first link; ESRCH when there is
  /// none.
  ///
  /// The command is `RTM_DELROUTE`.
  public mutating func removeRoute(_ route: RouteEntry) throws(NetlinkError) {
    var message = routeMessage(RTM_DELROUTE, route)
    try conversation.request(&message)
  }

  private func plainRoute(
    to network: RouteAddress, throughLink index: UInt32, table: UInt32, scope: rt_scope_t,
    origin: Int32
  ) -> RouteEntry {
    RouteEntry(
      network: network, type: UInt8(RTN_UNICAST), table: table, metric: 0,
      scope: UInt8(scope.rawValue), origin: UInt8(origin), source: nil,
      hops: [RouteHop(link: index, gateway: nil, weight: 1)], hopID: nil)
  }

  private func routeMessage(
    _ command: Int, flags: Int32 = 0, _ route: RouteEntry
  ) -> MessageWriter {
    var message = MessageWriter(type: UInt16(command), flags: UInt16(flags))
    message.put(
      header: header(
        family: route.network.family, length: route.network.prefixLength, table: route.table,
        origin: route.origin, scope: route.scope, type: route.type))
    message.put(UInt16(RTA_DST.rawValue), route.network.bytes.span)
    if let hop = route.hops.first { message.put(UInt16(RTA_OIF.rawValue), hop.link) }
    if route.metric > 0 { message.put(UInt16(RTA_PRIORITY.rawValue), route.metric) }
    // A number that does not fit into the header is in an attribute alone.
    if route.table > UInt8.max { message.put(UInt16(RTA_TABLE.rawValue), route.table) }
    return message
  }

  // struct rtmsg: family, the destination's and the source's length, type of service, table,
  // protocol, scope, type of route, flags.
  private func header(
    family: UInt8, length: UInt8, table: UInt32, origin: UInt8, scope: UInt8, type: UInt8
  ) -> (UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt32) {
    (family, length, 0, 0, UInt8(exactly: table) ?? 0, origin, scope, type, 0)
  }
}
