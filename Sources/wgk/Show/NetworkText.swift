internal import Sentences
internal import WGKit

// Interfaces and routes as text: what is missing is "(none)", as in what wg prints.
extension Output {
  /// One interface on one line, its fields separated by tabs.
  mutating func print(lineOf interface: Interface) {
    print(
      fields: [
        interface.name.description, String(interface.index), interface.kind ?? "(none)",
        interface.isUp ? "up" : "down", interface.operationalState.name, String(interface.mtu),
        interface.hardwareAddress?.description ?? "(none)",
      ])
  }

  /// One interface on several lines, as `wgk show` prints a device.
  mutating func print(_ interface: Interface) {
    let style = Style.ofOutput
    print("interface", .boldGreen, style)
    print(": ")
    print(interface.name.description, .green, style)
    print("\n")
    let fields: [(String, String)] = [
      ("index", String(interface.index)), ("kind", interface.kind ?? "(none)"),
      ("administratively", interface.isUp ? "up" : "down"),
      ("operational state", interface.operationalState.name), ("mtu", String(interface.mtu)),
      ("hardware address", interface.hardwareAddress?.description ?? "(none)"),
    ]
    for (name, value) in fields {
      label(name, style)
      print(value)
      print("\n")
    }
    for name in interface.alternativeNames {
      label("alternative name", style)
      print(name)
      print("\n")
    }
    for address in interface.addresses {
      label("address", style)
      print(address.prefix)
      if let peer = address.peer {
        print(" peer ")
        print(peer)
      }
      if address.scope != .global { print(" scope \(address.scope)") }
      print("\n")
    }
  }

  /// One route, a line for each of its ways, its fields separated by tabs.
  mutating func print(_ route: Route, _ interfaces: [Interface]) {
    var hops = route.nextHops.map { hop in
      (
        hop.gateway?.description ?? "(none)",
        interfaces.name(of: hop.interfaceIndex) ?? "\(hop.interfaceIndex)"
      )
    }
    if hops.isEmpty { hops.append(("(none)", "(none)")) }
    for (gateway, interface) in hops {
      print(
        fields: [
          route.network.description, gateway, interface, String(route.metric),
          String(route.table), route.kind.description,
        ])
    }
  }

  private mutating func label(_ name: String, _ style: Style) {
    print("  ")
    print(name, .bold, style)
    print(": ")
  }

  private mutating func print(fields: [String]) {
    var separator = ""
    for field in fields {
      print(separator)
      print(field)
      separator = "\t"
    }
    print("\n")
  }
}
