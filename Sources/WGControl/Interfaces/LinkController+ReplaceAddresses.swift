internal import WGModel

extension LinkController {
  /// Gives an interface other addresses, in their order as far as it differs.
  ///
  /// The kernel takes all routes of IPv4 from an interface whose last address of IPv4 goes, and with
  /// the first address of a network the others of it. So an address stands in meanwhile, and what went
  /// along is given back.
  func replaceAddresses(
    of name: InterfaceName, _ present: [IPPrefix], by wanted: [IPPrefix]
  ) throws(WGError) {
    var removed = present.filter { !wanted.contains($0) }
    // The first address of a network is the one that packets are sent from, so that order counts.
    let old = present.filter { $0.address.family == .v4 }
    let new = wanted.filter { $0.address.family == .v4 }
    if old.filter({ new.contains($0) }) + new.filter({ !old.contains($0) }) != new {
      removed = old + removed.filter { $0.address.family == .v6 }
    }
    // IPv6 has an address once, whatever the length of its prefix: it goes before it comes.
    let added = wanted.filter { address in
      !present.contains(address) && !removed.contains { $0.address == address.address }
    }
    let standIn = try standIn(for: removed, among: present, wanted)
    if let standIn { try addAddress(standIn, to: name) }
    for address in added { try addAddress(address, to: name) }
    for address in removed { try takeAway(address, from: name) }
    let now = try addresses(of: name)
    for address in wanted where !now.contains(address) { try addAddress(address, to: name) }
    if let standIn { try takeAway(standIn, from: name) }
  }

  // An address of IPv4 for the time in between, which is a network of its own.
  private func standIn(
    for removed: [IPPrefix], among present: [IPPrefix], _ wanted: [IPPrefix]
  ) throws(WGError) -> IPPrefix? {
    guard removed.contains(where: { $0.address.family == .v4 }),
      let address = wanted.first(where: { $0.address.family == .v4 })?.address
    else { return nil }
    let standIn = try IPPrefix(address, length: 32)
    return present.contains(standIn) || wanted.contains(standIn) ? nil : standIn
  }

  // It can have gone with another one.
  private func takeAway(_ address: IPPrefix, from name: InterfaceName) throws(WGError) {
    do throws(WGError) {
      try removeAddress(address, from: name)
    } catch {
      guard error.code == .notFound, try !addresses(of: name).contains(address) else { throw error }
    }
  }
}
