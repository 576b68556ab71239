internal import WGKit

extension Command {
  static var route: Command {
    Command(
      "route", summary: "Route networks through an interface, in the main table",
      choose: [routeAdd, routeDelete, routeList])
  }

  private static var routeAdd: Command {
    Command(
      "add", "INTERFACE NETWORK[/LENGTH]", 2...2, summary: "Route a network through an interface"
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
      "list", "INTERFACE", 1...1, summary: "Print the networks routed through an interface"
    ) { (words, output) throws(WGError) in
      output.print(lines: try words.links.routes(through: words.interfaceName(at: 0)))
      return true
    }
  }
}
