internal import CLinux
internal import Netlink
internal import Sentences
public import WGModel

extension LinkController {
  /// The routes of all tables, of both families, in the kernel's order.
  ///
  /// The kernel's own of this host's addresses, in ``Route/localTable``, are among them; what it has
  /// only cached is not.
  @inline(never)
  public func routes() throws(WGError) -> [Route] {
    try perform(Attempt("list the routes")) { (route) throws(NetlinkError) in
      var routes: [Route] = []
      for entry in try route.routes() { routes.append(try Route(entry)) }
      return routes
    }
  }

  /// The default route that packets of a family take, or nil when there is none.
  ///
  /// Of those of the main table that send packets on, it is the one with the lowest metric; its
  /// ``Route/nextHops`` have the gateway and the interface. Rules that lead to other tables are not
  /// followed.
  public func defaultRoute(_ family: IPAddress.Family) throws(WGError) -> Route? {
    try routes().filter {
      $0.isDefault && $0.network.address.family == family && $0.kind == .unicast
        && $0.table == Route.mainTable
    }.min { $0.metric < $1.metric }
  }

  /// The networks that the main table routes through an interface, alone or among others.
  public func routes(through name: InterfaceName) throws(WGError) -> [IPPrefix] {
    let attempt = Attempt("read the routes through \(name)")
    return try perform(attempt) { (route) throws(NetlinkError) in
      let link = try route.link(named: name.terminated.span)
      var networks: [IPPrefix] = []
      for entry in try route.routes() {
        let route = try Route(entry)
        guard route.table == Route.mainTable, route.kind == .unicast,
          route.leaves(through: link.index)
        else { continue }
        networks.append(route.network)
      }
      return networks
    }
  }

  /// Routes a network through an interface, in the main table or another one; host bits are cleared.
  ///
  /// - Throws: ``WGError/Code/alreadyExists`` when the network has such a route; a network that is
  ///   routed elsewhere with the same metric counts too.
  public func addRoute(
    to network: IPPrefix, through name: InterfaceName, table: UInt32 = Route.mainTable
  ) throws(WGError) {
    let attempt = Attempt(
      "route \(network.masked) through \(name)",
      [
        .init(errno: EEXIST, code: .alreadyExists, text: "that network has a route already"),
        .init(
          errno: ENETDOWN, code: .invalidArgument,
          text: "the interface is down; `wgk link up \(name)` brings it up"),
      ])
    try perform(attempt) { (route) throws(NetlinkError) in
      let link = try route.link(named: name.terminated.span)
      try route.addRoute(to: RouteAddress(network.masked), throughLink: link.index, table: table)
    }
  }

  /// Takes away a route through an interface, host bits cleared.
  ///
  /// - Throws: ``WGError/Code/notFound`` when there is no such route.
  public func removeRoute(
    to network: IPPrefix, through name: InterfaceName, table: UInt32 = Route.mainTable
  ) throws(WGError) {
    let attempt = Attempt(
      "remove the route to \(network.masked) through \(name)",
      [.init(errno: ESRCH, code: .notFound, text: "there is no such route")])
    try perform(attempt) { (route) throws(NetlinkError) in
      let link = try route.link(named: name.terminated.span)
      try route.removeRoute(to: RouteAddress(network.masked), throughLink: link.index, table: table)
    }
  }

  /// Routes every allowed IP of a device's peers through its interface, each once.
  ///
  /// A network that has its route already is passed over. A default route (a length of 0) is not
  /// made here, since it would carry WireGuard's own packets too: it throws
  /// ``WGError/Code/invalidArgument`` before anything is changed. When a route cannot be made, those
  /// before it stay: ``WGError/Code/partiallyApplied``, and the text says how many.
  public func addRoutes(forAllowedIPsOf device: Device) throws(WGError) {
    let allowedIPs = device.peers.allowedIPs
    let networks = orderedPlaces(allowedIPs.count) { allowedIPs[$0] < allowedIPs[$1] }
      .map { allowedIPs[$0] }
    if let all = networks.first(where: { $0.length == 0 }) {
      throw WGError(
        .invalidArgument,
        "cannot route \(all) through \(device.name): a default route would carry the tunnel's own"
          + " packets into itself; add it with a policy rule and a firewall mark")
    }
    var added = 0
    for network in networks {
      do throws(WGError) {
        try addRoute(to: network, through: device.name)
        added += 1
      } catch {
        if error.code == .alreadyExists { continue }
        guard added > 0 else { throw error }
        throw WGError(
          .partiallyApplied, "\(error.message); \(added) routes were added before it",
          errno: error.errno)
      }
    }
  }
}

extension LinkController {
  /// Makes a route with all that it has: table, metric, origin, source and gateway.
  ///
  /// - Throws: ``WGError/Code/alreadyExists`` when there is such a route.
  func addRoute(_ made: Route) throws(WGError) {
    let attempt = Attempt(
      "restore the route to \(made.network)",
      [.init(errno: EEXIST, code: .alreadyExists, text: "that network has a route already")])
    try perform(attempt) { (route) throws(NetlinkError) in try route.addRoute(RouteEntry(made)) }
  }

  /// Takes away this very route.
  ///
  /// - Throws: ``WGError/Code/notFound`` when it is not there.
  func removeRoute(_ made: Route) throws(WGError) {
    let attempt = Attempt(
      "remove the route to \(made.network)",
      [.init(errno: ESRCH, code: .notFound, text: "there is no such route")])
    try perform(attempt) { (route) throws(NetlinkError) in try route.removeRoute(RouteEntry(made)) }
  }
}

extension RouteEntry {
  fileprivate init(_ route: Route) {
    self.init(
      network: RouteAddress(route.network), type: route.kind.rawValue, table: route.table,
      metric: route.metric, scope: route.scope.rawValue, origin: route.origin,
      source: route.preferredSource.map { RouteAddress(host: $0) },
      hops: route.nextHops.map {
        RouteHop(
          link: $0.interfaceIndex, gateway: $0.gateway.map { RouteAddress(host: $0) },
          weight: $0.weight)
      }, hopID: route.nextHopID)
  }
}

extension Route {
  init(_ entry: RouteEntry) throws(NetlinkError) {
    var hops: [NextHop] = []
    for hop in entry.hops {
      var gateway: IPAddress?
      if let address = hop.gateway { gateway = try IPAddress(address) }
      hops.append(NextHop(interfaceIndex: hop.link, gateway: gateway, weight: hop.weight))
    }
    var source: IPAddress?
    if let address = entry.source { source = try IPAddress(address) }
    self.init(
      network: try IPPrefix(entry.network), kind: Kind(rawValue: entry.type), table: entry.table,
      metric: entry.metric, scope: NetworkScope(rawValue: entry.scope), origin: entry.origin,
      preferredSource: source, nextHops: hops, nextHopID: entry.hopID)
  }
}
