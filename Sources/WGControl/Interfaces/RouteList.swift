internal import WGModel

/// Routes through one interface, in an order in which each is found quickly.
struct RouteList {
  let routes: [Route]

  init(_ routes: [Route]) {
    self.routes = orderedPlaces(routes.count) { Self.isBefore(routes[$0], routes[$1]) }
      .map { routes[$0] }
  }

  /// Whether there is a route to the same network in the same table with the same metric.
  func holds(_ route: Route) -> Bool {
    let place = firstPlace(of: routes.count) { !Self.isBefore(routes[$0], route) }
    return place < routes.count && !Self.isBefore(route, routes[place])
  }

  /// The routes but for those to the networks, which are in order, in the table.
  func without(_ networks: [IPPrefix], in table: UInt32?) -> RouteList {
    RouteList(
      routes.filter { $0.table != table || !Self.holds(networks, $0.network) })
  }

  /// Networks in order.
  static func ordered(_ networks: [IPPrefix]) -> [IPPrefix] {
    orderedPlaces(networks.count) { networks[$0] < networks[$1] }.map { networks[$0] }
  }

  /// Whether networks that are in order hold one.
  static func holds(_ networks: [IPPrefix], _ network: IPPrefix) -> Bool {
    let place = firstPlace(of: networks.count) { !(networks[$0] < network) }
    return place < networks.count && networks[place] == network
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
