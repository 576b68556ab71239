internal import WGModel

/// Routes through one interface, in an order in which each is found quickly.
struct RouteList {
  let routes: [Route]

  @inline(never)
  init(_ routes: [Route]) {
    self.routes = orderedPlaces(routes.count) { Self.isBefore(routes[$0], routes[$1]) }
      .map { routes[$0] }
  }

  /// Whether there is a route to the same network in the same table with the same metric.
  @inline(never)
  func holds(_ route: Route) -> Bool {
    let place = firstPlace(of: routes.count) { !Self.isBefore(routes[$0], route) }
    return place < routes.count && !Self.isBefore(route, routes[place])
  }

  /// The routes but for those to the networks, which are in order, in the table.
  func without(_ networks: [IPPrefix], in table: UInt32?) -> RouteList {
    RouteList(
      routes.filter { $0.table != table || !networks.holds($0.network) })
  }

  private static func isBefore(_ left: Route, _ right: Route) -> Bool {
    if left.table != right.table { return left.table < right.table }
    if left.network != right.network { return left.network < right.network }
    return left.metric < right.metric
  }
}

extension Route {
  /// The route with another source address.
  func from(_ source: IPAddress?) -> Route {
    Route(
      network: network, kind: kind, table: table, metric: metric, scope: scope, origin: origin,
      preferredSource: source, nextHops: nextHops, nextHopID: nextHopID)
  }
}
