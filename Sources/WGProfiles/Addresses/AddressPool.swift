internal import Sentences
public import WGModel

/// Addresses for clients: the lowest free one of each network, never one that somebody has.
///
/// Free is what lies in a network and is in nothing that was marked as taken or reserved, nor the
/// network's own address or, for IPv4, its broadcast address. In the largest networks no more than the
/// addresses that are in use cost memory; finding one takes time that hardly grows with their number.
/// A pool is a value and knows what it was told: ``ProfileStore`` tells it what the device, the server's
/// file and the store say.
public struct AddressPool: Sendable {
  /// The networks, host bits cleared, each of which a client gets an address of.
  public let networks: [IPPrefix]

  private var takenV4 = AddressSet()
  private var takenV6 = AddressSet()
  private var keptV4 = AddressSet()
  private var keptV6 = AddressSet()

  /// Creates a pool of networks, all of whose addresses are free.
  ///
  /// - Parameter networks: one or more that do not overlap; host bits are of no account.
  /// - Throws: ``WGModel/WGError/Code/invalidArgument`` for no network, or two that overlap.
  public init(networks: [IPPrefix]) throws(WGError) {
    guard !networks.isEmpty else {
      throw WGError(
        .invalidArgument, "there is no network to take addresses from: name one, 10.8.0.0/24")
    }
    self.networks = networks.map { $0.masked }
    for (place, network) in networks.enumerated() {
      for other in networks[..<place] where network.overlaps(other) {
        throw WGError(
          .invalidArgument,
          "the networks \(other.masked) and \(network.masked) overlap: a client gets one address of"
            + " each; leave one out")
      }
    }
    for network in self.networks { markEnds(of: network) }
  }

  // Without the network's own address and the broadcast address, where there are such. IPv6 has no
  // broadcast, but its first address is that of any router (RFC 4291, section 2.6.1).
  private mutating func markEnds(of network: IPPrefix) {
    let bits = network.address.family.bitCount
    guard Int(network.length) < bits - 1 else { return }
    let interval = network.interval
    let family = network.address.family
    insert(AddressSet.Interval(first: interval.first, last: interval.first), family)
    if family == .v4 {
      insert(AddressSet.Interval(first: interval.last, last: interval.last), family)
    }
  }

  /// Marks the addresses of networks as taken: allowed IPs of peers, the server's own addresses.
  ///
  /// `0.0.0.0/0`, `::/0` and their halves say where packets go that nobody else gets, and take nothing.
  public mutating func take(_ prefixes: some Sequence<IPPrefix>) {
    for prefix in prefixes where prefix.length > 1 {
      insert(prefix.interval, prefix.address.family)
    }
  }

  /// Marks addresses as taken, whoever asks for one: an exclusion.
  public mutating func exclude(_ range: AddressRange) { insert(range.interval, range.family) }

  /// Keeps addresses back: ``next()`` does not give them, ``claim(_:)`` does.
  public mutating func reserve(_ range: AddressRange) {
    if range.family == .v4 {
      keptV4.insert(range.interval)
    } else {
      keptV6.insert(range.interval)
    }
  }

  /// Takes the lowest free address of each network, in the order of the networks.
  ///
  /// - Returns: the addresses, each with the length of a single one.
  /// - Throws: ``WGModel/WGError/Code/outOfAddresses`` when a network has none; then none is taken.
  public mutating func next() throws(WGError) -> [IPPrefix] {
    var addresses: [IPPrefix] = []
    for network in networks { addresses.append(try lowestFree(in: network)) }
    take(addresses)
    return addresses
  }

  /// Takes the lowest free address of one of the networks.
  mutating func next(in network: IPPrefix) throws(WGError) -> IPPrefix {
    let address = try lowestFree(in: network)
    take([address])
    return address
  }

  /// Takes addresses that somebody has chosen.
  ///
  /// They need not lie in the pool's networks: a client may have one of its own.
  ///
  /// - Parameter addresses: each with the length of a single address.
  /// - Throws: ``WGModel/WGError/Code/alreadyExists`` when one is taken or excluded;
  ///   ``WGModel/WGError/Code/invalidAddress`` for a network. Then none is taken.
  public mutating func claim(_ addresses: [IPPrefix]) throws(WGError) {
    for (place, address) in addresses.enumerated() {
      guard Int(address.length) == address.address.family.bitCount else {
        throw WGError(
          .invalidAddress,
          "\(address) is a network, and a client's address is a single one:"
            + " write \(address.address)")
      }
      guard isFree(address.address), !addresses[..<place].contains(address) else {
        throw WGError(
          .alreadyExists,
          "\(address.address) is not free: another client, the server or an exclusion has it;"
            + " choose another one, or leave it to the pool")
      }
    }
    take(addresses)
  }

  /// Whether nobody has an address and no exclusion is on it.
  public mutating func isFree(_ address: IPAddress) -> Bool {
    address.family == .v4
      ? !takenV4.contains(address.number) : !takenV6.contains(address.number)
  }

  /// How many places of the pool's lists have been looked at or moved so far: what its work grows with.
  package var steps: Int { takenV4.steps + takenV6.steps + keptV4.steps + keptV6.steps }

  private mutating func lowestFree(in network: IPPrefix) throws(WGError) -> IPPrefix {
    let interval = network.interval
    let family = network.address.family
    var candidate = interval.first
    while true {
      guard let free = firstGap(family, candidate, interval.last) else { break }
      guard let allowed = firstUnkept(family, free, interval.last) else { break }
      if free == allowed { return IPAddress(number: free, family).asPrefix }
      candidate = allowed
    }
    throw WGError(
      .outOfAddresses,
      "the network \(network) has no free address: remove clients that are no longer used, give up"
        + " reservations or exclusions, or change the server to a larger network")
  }

  private mutating func firstGap(
    _ family: IPAddress.Family, _ start: UInt128, _ limit: UInt128
  ) -> UInt128? {
    family == .v4
      ? takenV4.firstGap(from: start, through: limit)
      : takenV6.firstGap(from: start, through: limit)
  }

  private mutating func firstUnkept(
    _ family: IPAddress.Family, _ start: UInt128, _ limit: UInt128
  ) -> UInt128? {
    family == .v4
      ? keptV4.firstGap(from: start, through: limit) : keptV6.firstGap(from: start, through: limit)
  }

  @inline(never)
  private mutating func insert(_ interval: AddressSet.Interval, _ family: IPAddress.Family) {
    if family == .v4 { takenV4.insert(interval) } else { takenV6.insert(interval) }
  }
}
