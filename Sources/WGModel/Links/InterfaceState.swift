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
  /// the interface leads to already needs no route of its own. Only a route to a former allowed IP is
  /// one to remove: others are somebody else's.
  ///
  /// - Throws: ``WGError/Code/invalidArgument`` for what cannot be on one device, for an interface that
  ///   is down, and where a default route comes or goes in the automatic table: it needs rules, which
  ///   are made when the interface is brought up.
  package func difference(
    to wanted: InterfaceConfiguration
  ) throws(WGError) -> InterfaceDifference {
    guard link.isUp else {
      throw WGError(
        .invalidArgument, "\(link.name) is down; bring it up before it is made to match its file")
    }
    let device = try device.difference(to: wanted.device)
    let present = link.addresses.map { $0.prefix }
    var addedRoutes: [IPPrefix] = []
    var removedRoutes: [IPPrefix] = []
    if let table = try table(of: wanted) {
      let routed = routed(in: table)
      let present = distinct(routed.map { $0.network })
      let needed = wanted.routes
      addedRoutes = needed.filter { !present.holds($0) }
      let former = distinct(Array(self.device.peers.allowedIPs))
      removedRoutes = distinct(routed.filter { !$0.isKernels }.map { $0.network })
        .filter { former.holds($0) && !needed.holds($0) }
    }
    return InterfaceDifference(
      device: device, addedAddresses: wanted.addresses.filter { !present.contains($0) },
      removedAddresses: present.filter { !wanted.addresses.contains($0) },
      mtu: wanted.mtu == link.mtu ? nil : wanted.mtu,
      addedRoutes: addedRoutes, removedRoutes: removedRoutes)
  }

  // The table that routes are compared in, nil for none.
  private func table(of wanted: InterfaceConfiguration) throws(WGError) -> UInt32? {
    switch wanted.routing {
    case .none: return nil
    case .table(let number): return number
    case .automatic: break
    }
    for family in [IPAddress.Family.v4, .v6] {
      let isWanted = wanted.device.peers.contains { peer in
        peer.allowedIPs.contains { $0.length == 0 && $0.address.family == family }
      }
      let isThere = routes.contains {
        $0.isDefault && $0.network.address.family == family && $0.leaves(through: link.index)
      }
      guard isWanted == isThere else {
        let network = family == .v4 ? "0.0.0.0/0" : "::/0"
        throw WGError(
          .invalidArgument,
          isWanted
            ? "\(link.name) has no default route for the allowed IP \(network): it needs rules that"
              + " are made when the interface is brought up; take it down and bring it up"
            : "\(link.name) has a default route, and \(network) is no allowed IP any more: the rules"
              + " for it go when the interface is taken down; take it down and bring it up")
      }
    }
    return Route.mainTable
  }

  // What a table routes through the interface alone, as `ip route add … dev` does.
  private func routed(in table: UInt32) -> [Route] {
    routes.filter {
      $0.table == table && $0.leadsStraight && $0.leaves(through: link.index)
    }
  }
}

extension InterfaceConfiguration {
  // The networks that need a route: allowed IPs, each once and in order. With the automatic table,
  // those to which an address of the interface leads, and default routes, are no matter of the table.
  fileprivate var routes: [IPPrefix] {
    var allowedIPs: [IPPrefix] = []
    for peer in device.peers { allowedIPs += peer.allowedIPs }
    let networks = distinct(allowedIPs)
    guard routing == .automatic else { return networks }
    return networks.filter { network in
      network.length > 0 && !addresses.contains { $0.contains(network) }
    }
  }
}

// The networks of a list in order, each once, host bits cleared.
private func distinct(_ prefixes: [IPPrefix]) -> [IPPrefix] {
  let networks = prefixes.map { $0.masked }
  var result: [IPPrefix] = []
  for place in orderedPlaces(networks.count, by: { networks[$0] < networks[$1] })
  where result.last != networks[place] {
    result.append(networks[place])
  }
  return result
}

extension [IPPrefix] {
  // Whether a list in order holds a network.
  fileprivate func holds(_ network: IPPrefix) -> Bool {
    let place = firstPlace(of: count) { !(self[$0] < network) }
    return place < count && self[place] == network
  }
}
