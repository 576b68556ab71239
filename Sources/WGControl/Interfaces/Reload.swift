internal import Sentences
internal import WGModel

/// A reload under way: it knows what it has done, to take it back.
struct Reload {
  private let name: InterfaceName
  private let kernel: KernelController
  private let links: LinkController
  private let before: InterfaceState
  private var done: [Step] = []

  // What can be done, and undone.
  private enum Step {
    case setMTU(UInt32)
    case addAddress(IPPrefix)
    case removeAddress(IPPrefix)
    case addRoute(IPPrefix, table: UInt32)
    case removeRoute(IPPrefix, table: UInt32)
    case changeDevice(DeviceUpdate)
  }

  init(
    _ name: InterfaceName, _ kernel: KernelController, _ links: LinkController,
    from before: InterfaceState
  ) {
    self.name = name
    self.kernel = kernel
    self.links = links
    self.before = before
  }

  mutating func run(
    _ difference: InterfaceDifference, to wanted: InterfaceConfiguration
  ) throws(WGError) {
    if let mtu = difference.mtu { try take(.setMTU(mtu)) }
    for address in difference.addedAddresses { try take(.addAddress(address)) }
    for address in difference.removedAddresses { try take(.removeAddress(address)) }
    // With an address the kernel takes away the others of its network, and routes from them.
    if !difference.removedAddresses.isEmpty { try replaceLostAddresses(of: wanted.addresses) }
    if !difference.device.isEmpty { try take(.changeDevice(difference.device.update)) }
    let table =
      switch wanted.routing {
      case .none: nil as UInt32?
      case .automatic: Route.mainTable
      case .table(let number): number
      }
    guard let table else { return }
    for network in difference.removedRoutes { try take(.removeRoute(network, table: table)) }
    for network in difference.addedRoutes { try take(.addRoute(network, table: table)) }
    if !difference.removedAddresses.isEmpty { try replaceLostRoutes(in: table, except: difference) }
  }

  /// Takes back what was done, and says how that went.
  mutating func undo(after error: WGError) -> WGError {
    guard !done.isEmpty else { return error }
    do throws(WGError) {
      while let step = done.popLast() { try undo(step) }
      try replaceLostAddresses(of: before.link.addresses.map { $0.prefix })
      done = []
    } catch let failure {
      return WGError(
        .partiallyApplied,
        "\(error.message); going back failed too: \(failure.message); look at the interface",
        errno: error.errno)
    }
    return WGError(
      error.code, "\(error.message); what had been changed is as it was before",
      errno: error.errno)
  }

  // A step counts as done before it is tried: one that fails may have been carried out in part.
  private mutating func take(_ step: Step) throws(WGError) {
    switch step {
    case .setMTU(let bytes):
      try links.setMTU(bytes, of: name)
      done.append(step)
    case .addAddress(let address):
      try links.addAddress(address, to: name)
      done.append(step)
    case .removeAddress(let address):
      // It can have gone with another one.
      try unlessGone { () throws(WGError) in try links.removeAddress(address, from: name) }
      done.append(step)
    case .addRoute(let network, let table):
      try links.addRoute(to: network, through: name, table: table)
      done.append(step)
    case .removeRoute(let network, let table):
      try unlessGone { () throws(WGError) in
        try links.removeRoute(to: network, through: name, table: table)
      }
      done.append(step)
    case .changeDevice(let update):
      done.append(step)
      try kernel.apply(update, to: name)
    }
  }

  private func undo(_ step: Step) throws(WGError) {
    switch step {
    case .setMTU: try links.setMTU(before.link.mtu, of: name)
    case .addAddress(let address):
      try unlessGone { () throws(WGError) in try links.removeAddress(address, from: name) }
    case .removeAddress(let address):
      try unlessThere { () throws(WGError) in try links.addAddress(address, to: name) }
    case .addRoute(let network, let table):
      try unlessGone { () throws(WGError) in
        try links.removeRoute(to: network, through: name, table: table)
      }
    case .removeRoute(let network, let table):
      try unlessThere { () throws(WGError) in
        try links.addRoute(to: network, through: name, table: table)
      }
    case .changeDevice:
      try kernel.sync(DeviceConfiguration(before.device), to: name, allowingMoves: true)
    }
  }

  private mutating func replaceLostAddresses(of wanted: [IPPrefix]) throws(WGError) {
    let present = try links.addresses(of: name)
    for address in wanted where !present.contains(address) {
      try links.addAddress(address, to: name)
    }
  }

  // The routes that were there, are not to go, and have gone all the same.
  private mutating func replaceLostRoutes(
    in table: UInt32, except difference: InterfaceDifference
  ) throws(WGError) {
    let present = try links.routes()
    for route in before.routes
    where route.table == table && route.leadsStraight && !route.isKernels
      && route.leaves(through: before.link.index)
    {
      if difference.removedRoutes.contains(route.network) { continue }
      if present.contains(where: { $0.table == table && $0.network == route.network }) { continue }
      try links.addRoute(to: route.network, through: name, table: table)
    }
  }

  private func unlessGone(_ body: () throws(WGError) -> Void) throws(WGError) {
    do throws(WGError) { try body() } catch { if error.code != .notFound { throw error } }
  }

  private func unlessThere(_ body: () throws(WGError) -> Void) throws(WGError) {
    do throws(WGError) { try body() } catch { if error.code != .alreadyExists { throw error } }
  }
}
