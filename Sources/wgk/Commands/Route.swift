internal import WGKit

extension Command {
  static var route: Command {
    Command(
      "route", summary: "Route networks through an interface",
      details: "The routes are those of the main table.",
      .choose([routeAdd, routeDelete, routeList]))
  }

  private static var routeAdd: Command {
    Command(
      "add", "INTERFACE NETWORK/LENGTH", summary: "Route a network through an interface",
      .run { (arguments, _) throws(WGError) in
        guard let name = arguments[0], let network = arguments[1], arguments.count == 2 else {
          throw usageError(of: "wgk route add", "INTERFACE NETWORK/LENGTH")
        }
        try LinkController().addRoute(to: network.prefix(), through: name.interfaceName())
        return true
      })
  }

  private static var routeDelete: Command {
    Command(
      "del", "INTERFACE NETWORK/LENGTH", summary: "Take a route through an interface away",
      .run { (arguments, _) throws(WGError) in
        guard let name = arguments[0], let network = arguments[1], arguments.count == 2 else {
          throw usageError(of: "wgk route del", "INTERFACE NETWORK/LENGTH")
        }
        try LinkController().removeRoute(to: network.prefix(), through: name.interfaceName())
        return true
      })
  }

  private static var routeList: Command {
    Command(
      "list", "INTERFACE", summary: "Print the networks routed through an interface, one a line",
      .run { (arguments, output) throws(WGError) in
        guard let name = arguments[0], arguments.count == 1 else {
          throw usageError(of: "wgk route list", "INTERFACE")
        }
        for network in try LinkController().routes(through: name.interfaceName()) {
          output.print(network)
          output.print("\n")
        }
        return true
      })
  }
}
