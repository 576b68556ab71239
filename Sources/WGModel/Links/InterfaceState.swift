internal import Sentences

/// A WireGuard interface as it was at one moment: the device, its link and the system's routes.
package struct InterfaceState: Sendable {
  /// The device.
  package let device: Device
  /// The link of the device.
  package let link: Interface
  /// The routes of all tables, whatever they lead through.
  package let routes: [Route]

  /// Describes a moment.
  package init(device: Device, link: Interface, routes: [Route]) {
    self.device = device
    self.link = link
    self.routes = routes
  }

  /// What has to change for the interface to become what is wanted.
  ///
  /// Routes are compared in the one table that `routing` names. There, a network that an address of
  /// the interface leads to needs no route of its own. Only a route to a former allowed IP is one to
  /// remove: others are somebody else's.
  ///
  /// - Throws: ``WGError/Code/invalidArgument`` for what cannot be on one device, for an interface that
  ///   is down, for an MTU that is too small for the IPv6 that is wanted, and where a default route
  ///   comes or goes in the automatic table: it needs rules, which are made when the interface is
  ///   brought up. ``WGError/Code/alreadyExists`` when a network is routed elsewhere.
  package func difference(
    to wanted: InterfaceConfiguration
  ) throws(WGError) -> InterfaceDifference {
    guard link.isUp else {
      throw WGError(
        .invalidArgument, "\(link.name) is down; bring it up before it is made to match its file")
    }
    let device = try device.difference(to: wanted.device)
    let present = link.addresses.map { $0.prefix }
    let addresses = wanted.addresses ?? present
    let allowedIPs = wanted.allowedIPs
    try requireRoom(for: addresses + allowedIPs, mtu: wanted.mtu ?? link.mtu)
    var addedRoutes: [IPPrefix] = []
    var removedRoutes: [IPPrefix] = []
    if let table = try table(of: wanted, allowedIPs) {
      let made = madeRoutes.filter { $0.table == table }
      let routed = made.map { $0.network }.orderedNetworks()
      let linked = made.filter { $0.nextHops[0].gateway == nil }.map { $0.network }
        .orderedNetworks()
      let former = Array(self.device.peers.allowedIPs).orderedNetworks()
      addedRoutes = allowedIPs.filter { network in
        if routed.holds(network) { return false }
        guard wanted.routing == .automatic else { return true }
        return network.length > 0 && !addresses.contains { $0.contains(network) }
      }
      removedRoutes = linked.filter { former.holds($0) && !allowedIPs.holds($0) }
      try requireFree(addedRoutes, in: table)
    }
    return InterfaceDifference(
      device: device, addedAddresses: addresses.without(present),
      removedAddresses: present.without(addresses),
      mtu: wanted.mtu == link.mtu ? nil : wanted.mtu,
      addedRoutes: addedRoutes, removedRoutes: removedRoutes)
  }

  /// The routes through the interface alone that somebody made, in whatever table: not the kernel's for
  /// an address.
  package var madeRoutes: [Route] {
    routes.filter {
      $0.kind == .unicast && !$0.isKernels && $0.nextHopID == nil && $0.nextHops.count == 1
        && $0.leaves(through: link.index)
    }
  }

  // The kernel takes IPv6 from a link whose packets are smaller.
  private func requireRoom(for networks: [IPPrefix], mtu: UInt32) throws(WGError) {
    guard mtu < 1280, let first = networks.first(where: { $0.address.family == .v6 }) else {
      return
    }
    throw WGError(
      .invalidArgument,
      "\(link.name) cannot have \(first) with an MTU of \(mtu): IPv6 needs 1280 or more")
  }

  // The table that routes are compared in, nil for none.
  private func table(
    of wanted: InterfaceConfiguration, _ allowedIPs: [IPPrefix]
  ) throws(WGError) -> UInt32? {
    switch wanted.routing {
    case .none: return nil
    case .table(let number): return number
    case .automatic: break
    }
    for family in [IPAddress.Family.v4, .v6] {
      let isAll = { (network: IPPrefix) in network.length == 0 && network.address.family == family }
      let isThere = routes.contains { isAll($0.network) && $0.leaves(through: link.index) }
      let isWanted = allowedIPs.contains(where: isAll)
      let wasAllowed = device.peers.allowedIPs.contains(where: isAll)
      let network = family == .v4 ? "0.0.0.0/0" : "::/0"
      if isWanted, !isThere {
        throw WGError(
          .invalidArgument,
          "\(link.name) has no default route for the allowed IP \(network): it needs rules that are"
            + " made when the interface is brought up; take it down and bring it up")
      }
      if !isWanted, isThere, wasAllowed {
        throw WGError(
          .invalidArgument,
          "\(link.name) has a default route, and \(network) is no allowed IP any more: the rules for"
            + " it go when the interface is taken down; take it down and bring it up")
      }
    }
    return Route.mainTable
  }

  // That no other interface has the networks' routes, in the table and with the metric that the
  // kernel gives to a route.
  private func requireFree(_ networks: [IPPrefix], in table: UInt32) throws(WGError) {
    let others = routes.filter {
      $0.table == table && !$0.leaves(through: link.index)
        && $0.metric == ($0.network.address.family == .v4 ? 0 : 1024)
    }
    let taken = others.map { $0.network }.orderedNetworks()
    if let network = networks.first(where: { taken.holds($0) }) {
      throw WGError(
        .alreadyExists,
        "cannot route \(network) through \(link.name): that network has a route elsewhere already")
    }
  }
}

extension InterfaceConfiguration {
  // The networks that packets go to, each once and in order.
  fileprivate var allowedIPs: [IPPrefix] {
    var allowedIPs: [IPPrefix] = []
    for peer in device.peers { allowedIPs += peer.allowedIPs }
    return allowedIPs.orderedNetworks()
  }
}
