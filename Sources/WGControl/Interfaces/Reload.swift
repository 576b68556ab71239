internal import Sentences
internal import WGModel

/// A reload under way: it knows how far it has come, to take it back.
struct Reload {
  private let kernel: KernelController
  private let links: LinkController
  private let before: InterfaceState
  private let difference: InterfaceDifference
  private var hasChangedMTU = false
  private var hasChangedAddresses = false
  private var hasChangedDevice = false
  private var hasChangedRoutes = false
  private var addedRoutes: [IPPrefix] = []

  private var name: InterfaceName { before.link.name }

  init(
    _ kernel: KernelController, _ links: LinkController, from before: InterfaceState,
    by difference: InterfaceDifference
  ) {
    self.kernel = kernel
    self.links = links
    self.before = before
    self.difference = difference
  }

  mutating func run(routing: AllowedIPRouting) throws(WGError) {
    // Too small an MTU takes IPv6 away, so that it grows first and shrinks last.
    let grows = difference.mtu.map { $0 > before.link.mtu } ?? false
    if grows { try changeMTU() }
    try changeAddresses()
    if !difference.device.isEmpty {
      hasChangedDevice = true
      try kernel.apply(difference.device.update, to: name, sayingWhatIsInForce: false)
    }
    try changeRoutes(routing)
    if !grows { try changeMTU() }
  }

  private mutating func changeMTU() throws(WGError) {
    guard let mtu = difference.mtu else { return }
    hasChangedMTU = true
    try links.setMTU(mtu, of: name)
  }

  private mutating func changeAddresses() throws(WGError) {
    guard !difference.addedAddresses.isEmpty || !difference.removedAddresses.isEmpty else { return }
    hasChangedAddresses = true
    let removed = difference.removedAddresses
    let present = before.link.addresses.map { $0.prefix }
    try links.replaceAddresses(
      of: name, present, by: present.without(removed) + difference.addedAddresses)
  }

  private mutating func changeRoutes(_ routing: AllowedIPRouting) throws(WGError) {
    hasChangedRoutes = true
    let made = RouteList(before.madeRoutes)
    let kept = made.without(difference.removedRoutes, in: routing.table)
    for route in made.routes where !kept.holds(route) && route.nextHops[0].gateway == nil {
      try unlessGone { () throws(WGError) in try links.removeRoute(route) }
    }
    // With an address the kernel takes routes along.
    if !difference.removedAddresses.isEmpty { try restore(kept) }
    guard let table = routing.table else { return }
    for network in difference.addedRoutes {
      try links.addRoute(to: network, through: name, table: table)
      addedRoutes.append(network)
    }
  }

  /// Takes back what was done, and says how that went.
  func undo(after error: WGError) -> WGError {
    do throws(WGError) {
      if hasChangedMTU { try links.setMTU(before.link.mtu, of: name) }
      if !addedRoutes.isEmpty { try removeAddedRoutes() }
      if hasChangedAddresses {
        let present = try links.addresses(of: name)
        try links.replaceAddresses(of: name, present, by: before.link.addresses.map { $0.prefix })
      }
      if hasChangedDevice {
        try kernel.apply(
          difference.device.inverse(from: before.device), to: name, sayingWhatIsInForce: false)
      }
      if hasChangedAddresses || hasChangedRoutes { try restore(RouteList(before.madeRoutes)) }
      try requireAllBack()
    } catch let failure {
      return WGError(
        .partiallyApplied,
        "\(error.message); going back failed too: \(failure.message); look at the interface",
        errno: error.errno)
    }
    return WGError(
      error.code, "\(error.message); what had been changed is as it was before", errno: error.errno)
  }

  private func removeAddedRoutes() throws(WGError) {
    let made = RouteList(before.madeRoutes)
    let networks = addedRoutes.orderedNetworks()
    for route in try now().madeRoutes
    where !made.holds(route) && networks.holds(route.network) {
      try unlessGone { () throws(WGError) in try links.removeRoute(route) }
    }
  }

  private func requireAllBack() throws(WGError) {
    let now = try now()
    guard now.link.addresses == before.link.addresses, now.link.mtu == before.link.mtu,
      now.madeRoutes.count == before.madeRoutes.count
    else {
      throw WGError(.system, "addresses, routes or MTU of \(name) are not what they were")
    }
  }

  // Links and routes as they are; the device is not looked at.
  @inline(never)
  private func now() throws(WGError) -> InterfaceState {
    InterfaceState(
      device: before.device, link: try links.interface(name), routes: try links.routes())
  }

  // Makes those of the routes that are not there. One from an address that has gone is made without.
  private func restore(_ wanted: RouteList) throws(WGError) {
    let now = try now()
    let present = RouteList(now.madeRoutes)
    let addresses = now.link.addresses.map { $0.prefix.address }
    // Those without a gateway first: they lead to the gateways of the others.
    for isBehindGateway in [false, true] {
      for route in wanted.routes
      where (route.nextHops[0].gateway != nil) == isBehindGateway && !present.holds(route) {
        let source = route.preferredSource.flatMap { addresses.contains($0) ? $0 : nil }
        try links.addRoute(route.from(source))
      }
    }
  }

  private func unlessGone(_ body: () throws(WGError) -> Void) throws(WGError) {
    do throws(WGError) { try body() } catch { if error.code != .notFound { throw error } }
  }
}

extension AllowedIPRouting {
  /// The number of the table, nil for none.
  fileprivate var table: UInt32? {
    switch self {
    case .none: nil
    case .automatic: Route.mainTable
    case .table(let number): number
    }
  }
}
