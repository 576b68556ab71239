package import WGModel

extension LinkController {
  /// Gives an interface other addresses, in their order as far as it differs.
  ///
  /// The kernel takes all routes of IPv4 from an interface whose last address of IPv4 goes, and with
  /// the first address of a network the others of it. So an address stands in meanwhile, and what went
  /// along is given back.
  package func replaceAddresses(
    of name: InterfaceName, _ present: [IPPrefix], by wanted: [IPPrefix]
  ) throws(WGError) {
    var removed = present.without(wanted)
    // The first address of a network is the one that packets are sent from, so that order counts.
    let old = present.of(.v4)
    let new = wanted.of(.v4)
    if old.without(old.without(new)) + new.without(old) != new {
      removed = old + removed.of(.v6)
    }
    // IPv6 has an address once, whatever the length of its prefix: it goes before it comes.
    let added = wanted.without(present).filter { address in
      !removed.contains { $0.address == address.address }
    }
    let standIn = try standIn(for: removed, among: present, wanted)
    if let standIn { try addAddress(standIn, to: name) }
    for address in added { try addAddress(address, to: name) }
    for address in removed { try takeAway(address, from: name) }
    let now = try addresses(of: name)
    for address in wanted.without(now) { try addAddress(address, to: name) }
    if let standIn { try takeAway(standIn, from: name) }
  }

  // An address of IPv4 for the time in between, which is a network of its own.
  private func standIn(
    for removed: [IPPrefix], among present: [IPPrefix], _ wanted: [IPPrefix]
  ) throws(WGError) -> IPPrefix? {
    guard !removed.of(.v4).isEmpty, let address = wanted.of(.v4).first?.address else { return nil }
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
