internal import WGKit

extension Command {
  static var route: Command {
    Command(
      "route", summary: "Route networks through an interface; list routes",
      choose: [routeAdd, routeDelete, routeList])
  }

  private static var routeAdd: Command {
    Command(
      "add", "INTERFACE NETWORK[/LENGTH]", 2...2, summary: "Route a network through an interface",
      details: "The route is in the main table."
    ) { (words, _) throws(WGError) in
      try words.links.addRoute(to: words.prefix(at: 1), through: words.interfaceName(at: 0))
      return true
    }
  }

  private static var routeDelete: Command {
    Command(
      "del", "INTERFACE NETWORK[/LENGTH]", 2...2,
      summary: "Take a route through an interface away"
    ) { (words, _) throws(WGError) in
      try words.links.removeRoute(to: words.prefix(at: 1), through: words.interfaceName(at: 0))
      return true
    }
  }

  private static var routeList: Command {
    Command(
      "list", "[INTERFACE] [--json]", 0...1, options: [.json],
      summary: "Print the routes, all or those through an interface",
      details: """
        A line for each way of each route, with tabs between the network (0.0.0.0/0 and
        ::/0 are default routes), the gateway or "(none)", the interface, the metric,
        the number of the table (254 is the main one) and the kind of route. The table
        of this host's own addresses (255) is left out.
        With --json, as one JSON document (docs/json.md).
        """
    ) { (words, output) throws(WGError) in
      let interfaces = try words.links.interfaces()
      var routes = try words.links.routes().filter { $0.table != Route.localTable }
      if words.count > 0 {
        let index = try words.links.index(of: words.interfaceName(at: 0))
        routes.removeAll { !$0.leaves(through: index) }
      }
      guard words.options.contains(.json) else {
        for route in routes { output.print(route, interfaces) }
        return true
      }
      JSONOutput.document("routes", routes, &output) { $1.add($0, interfaces, &$2) }
      return true
    }
  }
}
