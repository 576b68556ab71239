internal import WGKit

// Interfaces, addresses and routes as JSON; docs/json.md describes the forms.
extension JSONOutput {
  /// A whole document whose only field besides the version is an array.
  static func document<Element>(
    _ name: String, _ elements: [Element], _ output: inout Output,
    _ body: (Element, inout JSONOutput, inout Output) -> Void
  ) {
    var json = JSONOutput(&output)
    json.open(name, .array, &output)
    for element in elements { body(element, &json, &output) }
    json.close(.array, &output)
    json.close(.object, &output)
  }

  mutating func add(_ interface: Interface, _ output: inout Output) {
    open(.object, &output)
    put("name", .text(interface.name.description), &output)
    put("index", .number(UInt64(interface.index)), &output)
    put("kind", .init(interface.kind), &output)
    put("up", .bool(interface.isUp), &output)
    put("running", .bool(interface.isRunning), &output)
    put("operational_state", .text(interface.operationalState.name), &output)
    put("mtu", .number(UInt64(interface.mtu)), &output)
    put("hardware_address", .init(interface.hardwareAddress?.description), &output)
    open("alternative_names", .array, &output)
    for name in interface.alternativeNames { add(.text(name), &output) }
    close(.array, &output)
    open("addresses", .array, &output)
    for address in interface.addresses { add(address, &output) }
    close(.array, &output)
    close(.object, &output)
  }

  mutating func add(_ address: InterfaceAddress, _ output: inout Output) {
    open(.object, &output)
    put("address", .prefix(address.prefix), &output)
    put("peer", address.peer.map { .prefix($0) } ?? .null, &output)
    put("scope", .text(address.scope.description), &output)
    close(.object, &output)
  }

  mutating func add(_ route: Route, _ interfaces: [Interface], _ output: inout Output) {
    open(.object, &output)
    put("network", .prefix(route.network), &output)
    put("kind", .text(route.kind.description), &output)
    put("table", .number(UInt64(route.table)), &output)
    put("metric", .number(UInt64(route.metric)), &output)
    put("scope", .text(route.scope.description), &output)
    put("origin", .number(UInt64(route.origin)), &output)
    put("preferred_source", route.preferredSource.map { .address($0) } ?? .null, &output)
    open("next_hops", .array, &output)
    for hop in route.nextHops {
      open(.object, &output)
      put("interface", .init(interfaces.name(of: hop.interfaceIndex)), &output)
      put("interface_index", .number(UInt64(hop.interfaceIndex)), &output)
      put("gateway", hop.gateway.map { .address($0) } ?? .null, &output)
      put("weight", .number(UInt64(hop.weight)), &output)
      close(.object, &output)
    }
    close(.array, &output)
    put("next_hop_id", route.nextHopID.map { .number(UInt64($0)) } ?? .null, &output)
    close(.object, &output)
  }
}

extension [Interface] {
  /// The name of the interface with an index; nil when it has gone meanwhile.
  func name(of index: UInt32) -> String? { first { $0.index == index }?.name.description }
}

extension Interface.OperationalState {
  /// The state as `wgk` prints it.
  var name: String {
    switch self {
    case .unknown: "unknown"
    case .notPresent: "not-present"
    case .down: "down"
    case .lowerLayerDown: "lower-layer-down"
    case .testing: "testing"
    case .dormant: "dormant"
    case .up: "up"
    }
  }
}
