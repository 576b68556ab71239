internal import CLibMNL
internal import CLinux

extension RouteNetlink where Transport: ~Copyable {
  /// The unicast routes of the main table that leave through a link.
  ///
  /// The command is `RTM_GETROUTE`.
  public mutating func routes(throughLink index: UInt32) throws(NetlinkError) -> [RouteAddress] {
    var message = routeMessage(RTM_GETROUTE, nil)
    var routes: [RouteAddress] = []
    try conversation.dump(&message, start: { routes = [] }) {
      (type, payload) throws(NetlinkError) in
      guard Int(type) == RTM_NEWROUTE else { return }
      let (link, route) = try RouteAddress.decodeRoute(payload)
      if link == index, let route { routes.append(route) }
    }
    return routes
  }

  /// Routes a network through a link, in the main table; EEXIST when the network has such a route.
  ///
  /// The command is `RTM_NEWROUTE`.
  public mutating func addRoute(
    to network: RouteAddress, throughLink index: UInt32
  ) throws(NetlinkError) {
    var message = routeMessage(RTM_NEWROUTE, flags: NLM_F_CREATE | NLM_F_EXCL, network)
    message.put(UInt16(RTA_DST.rawValue), network.bytes.span)
    message.put(UInt16(RTA_OIF.rawValue), index)
    try conversation.request(&message)
  }

  /// Takes a route away; ESRCH when there is none.
  ///
  /// The command is `RTM_DELROUTE`.
  public mutating func removeRoute(
    to network: RouteAddress, throughLink index: UInt32
  ) throws(NetlinkError) {
    var message = routeMessage(RTM_DELROUTE, network)
    message.put(UInt16(RTA_DST.rawValue), network.bytes.span)
    message.put(UInt16(RTA_OIF.rawValue), index)
    try conversation.request(&message)
  }

  // A route as `ip route add NETWORK dev LINK` makes it, so that either tool removes the other's.
  private func routeMessage(
    _ command: Int, flags: Int32 = 0, _ network: RouteAddress?
  ) -> MessageWriter {
    var message = MessageWriter(type: UInt16(command), flags: UInt16(flags))
    // struct rtmsg: family, the destination's and the source's length, type of service, table,
    // protocol, scope, type of route, flags.
    let scope = command == RTM_NEWROUTE ? RT_SCOPE_LINK : RT_SCOPE_NOWHERE
    let `protocol` = command == RTM_NEWROUTE ? RTPROT_BOOT : RTPROT_UNSPEC
    message.put(
      header: (
        network?.family ?? 0, network?.prefixLength ?? 0, 0 as UInt8, 0 as UInt8,
        UInt8(RT_TABLE_MAIN.rawValue), UInt8(`protocol`), UInt8(scope.rawValue),
        UInt8(RTN_UNICAST), 0 as UInt32
      ))
    return message
  }
}

extension RouteAddress {
  /// Reads a message of type `RTM_NEWROUTE`: `struct rtmsg`, then attributes.
  ///
  /// Answers the link that the route leaves through and its network; nil for what is no plain route
  /// of the main table.
  package static func decodeRoute(
    _ payload: RawSpan
  ) throws(NetlinkError) -> (link: UInt32, network: RouteAddress?) {
    let header = 12
    try requireHeader(header, of: payload)
    let (family, length) = (
      payload.number(at: 0, as: UInt8.self), payload.number(at: 1, as: UInt8.self)
    )
    var table = UInt32(payload.number(at: 4, as: UInt8.self))
    let type = payload.number(at: 7, as: UInt8.self)
    var link: UInt32 = 0
    var network = RouteAddress.default(family: family)
    var attributes = Attributes(in: header..<payload.byteCount)
    while let attribute = try attributes.next(in: payload) {
      switch UInt32(attribute.type) {
      case RTA_TABLE.rawValue: table = try attribute.number(in: payload)
      case RTA_OIF.rawValue: link = try attribute.number(in: payload)
      case RTA_DST.rawValue:
        network = RouteAddress(
          family: family, prefixLength: length, attribute: attribute, in: payload)
      default: continue
      }
    }
    guard table == UInt32(RT_TABLE_MAIN.rawValue), type == UInt8(RTN_UNICAST) else {
      return (link, nil)
    }
    return (link, network)
  }

  // A route without a destination goes everywhere.
  private static func `default`(family: UInt8) -> RouteAddress? {
    switch Int32(family) {
    case AF_INET:
      RouteAddress(family: family, bytes: Array(repeating: 0, count: 4), prefixLength: 0)
    case AF_INET6:
      RouteAddress(family: family, bytes: Array(repeating: 0, count: 16), prefixLength: 0)
    default: nil
    }
  }
}
