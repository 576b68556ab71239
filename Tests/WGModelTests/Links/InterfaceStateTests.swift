import Testing

@testable import WGModel

@Suite("The difference between an interface and what is wanted")
struct InterfaceStateTests {
  private func prefixes(_ texts: String...) throws -> [IPPrefix] {
    try texts.map { try IPPrefix($0) }
  }

  private func route(
    _ network: String, table: UInt32 = Route.mainTable, origin: UInt8 = 3, link: UInt32 = 7,
    gateway: String? = nil
  ) throws -> Route {
    Route(
      network: try IPPrefix(network), kind: .unicast, table: table, metric: 0, scope: .link,
      origin: origin, preferredSource: nil,
      nextHops: [
        Route.NextHop(
          interfaceIndex: link, gateway: try gateway.map { try IPAddress($0) }, weight: 1)
      ], nextHopID: nil)
  }

  /// An interface of index 7 with one peer of two networks and one address.
  private func state(
    isUp: Bool = true, allowedIPs: [IPPrefix], addresses: [IPPrefix] = [], routes: [Route]
  ) -> InterfaceState {
    var device = SimulatedDevice()
    device.apply(
      DeviceUpdate(peers: [PeerUpdate(publicKey: Made.publicKey(1), allowedIPs: allowedIPs)]))
    return InterfaceState(
      device: device.snapshot,
      link: Interface(
        name: Made.interface, index: 7, kind: "wireguard", isUp: isUp, isRunning: true,
        operationalState: .unknown, mtu: 1420, hardwareAddress: nil, alternativeNames: [],
        addresses: addresses.map { InterfaceAddress(prefix: $0, peer: nil, scope: .global) }),
      routes: routes)
  }

  private func wanted(
    _ allowedIPs: [IPPrefix], addresses: [IPPrefix] = [], mtu: UInt32? = nil,
    routing: AllowedIPRouting = .automatic
  ) -> InterfaceConfiguration {
    InterfaceConfiguration(
      device: DeviceConfiguration(peers: [
        PeerConfiguration(publicKey: Made.publicKey(1), allowedIPs: allowedIPs)
      ]), addresses: addresses, mtu: mtu, routing: routing)
  }

  @Test func `an interface as it is wanted needs nothing`() throws {
    let networks = try prefixes("10.1.0.0/24", "10.2.0.0/16")
    let addresses = try prefixes("10.1.0.1/24")
    let state = state(
      allowedIPs: networks, addresses: addresses,
      routes: [try route("10.1.0.0/24", origin: 2), try route("10.2.0.0/16")])
    #expect(try state.difference(to: wanted(networks, addresses: addresses, mtu: 1420)).isEmpty)
    #expect(try state.difference(to: wanted(networks, addresses: addresses, mtu: 1400)).mtu == 1400)
  }

  @Test func `host bits are of no account for routes, and a network is routed once`() throws {
    let networks = try prefixes("10.2.3.4/16", "10.2.0.0/16", "10.3.0.1/32")
    let difference = try state(allowedIPs: networks, routes: [])
      .difference(to: wanted(networks))
    #expect(difference.addedRoutes == (try prefixes("10.2.0.0/16", "10.3.0.1/32")))
  }

  @Test func `only routes to former allowed IPs go`() throws {
    let former = try prefixes("10.2.0.0/16", "10.3.0.0/16", "10.4.0.0/16", "10.5.0.0/16")
    let state = state(
      allowedIPs: former,
      routes: [
        try route("10.2.0.0/16"), try route("10.9.0.0/16"), try route("10.3.0.0/16", link: 8),
        try route("10.4.0.0/16", gateway: "10.2.0.1"), try route("10.5.0.0/16", table: 99),
      ])
    let difference = try state.difference(to: wanted([]))
    #expect(difference.removedRoutes == (try prefixes("10.2.0.0/16")))
    #expect(try state.difference(to: wanted([], routing: .none)).removedRoutes.isEmpty)
    let other = try state.difference(to: wanted([], routing: .table(99)))
    #expect(other.removedRoutes == (try prefixes("10.5.0.0/16")))
  }

  @Test func `a default route is neither made nor taken away in the automatic table`() throws {
    let all = try prefixes("::/0")
    let without = state(allowedIPs: all, routes: [])
    #expect(throws: WGError.self) { try without.difference(to: wanted(all)) }
    #expect(try without.difference(to: wanted(all, routing: .table(5))).addedRoutes == all)
    #expect(try without.difference(to: wanted(all, routing: .none)).addedRoutes.isEmpty)
    let with = state(allowedIPs: all, routes: [try route("::/0", table: 51_820)])
    #expect(try with.difference(to: wanted(all)).isEmpty)
    #expect(throws: WGError.self) { try with.difference(to: wanted([])) }
    // Of the other family, and through another interface, it is no matter.
    let other = state(
      allowedIPs: [],
      routes: [try route("0.0.0.0/0", link: 8), try route("::/0", link: 9)])
    #expect(try other.difference(to: wanted([])).isEmpty)
  }

  @Test func `an interface that is down is refused`() throws {
    let state = state(isUp: false, allowedIPs: [], routes: [])
    #expect(throws: WGError.self) { try state.difference(to: wanted([])) }
  }
}
