internal import Sentences
internal import WGConfig
internal import WGModel

/// Who has which networks of a server.
///
/// `0.0.0.0/0`, `::/0` and their halves say where packets go that nobody else gets, and are not among them.
struct TakenNetworks {
  struct Entry {
    let network: IPPrefix
    /// Nil for the server itself.
    let owner: PublicKey?
    let interval: AddressSet.Interval
  }

  // In the order of their first addresses, of those with one first address the largest first.
  private var entries: [Entry] = []
  // The place of the smallest network around each that stands in front of it.
  private var around: [Int?] = []

  /// What the clients of the store, the peers of the server's file and those of the device have.
  init(_ list: ProfileList, _ file: ServerFile, _ device: Device?, _ more: [Profile] = []) {
    for profile in list.profiles + more { add(profile.serverAllowedIPs, profile.publicKey) }
    for peer in file.config.peers + file.disabled { add(peer.allowedIPs, peer.publicKey) }
    if let peers = device?.peers {
      for record in peers.records {
        add(Array(peers.allowedIPs[record.allowedIPs]), record.publicKey)
      }
    }
  }

  @inline(never)
  mutating func add(_ networks: [IPPrefix], _ owner: PublicKey?) {
    for network in networks where network.length > 1 {
      entries.append(Entry(network: network, owner: owner, interval: network.interval))
    }
  }

  /// The networks of all but some peers.
  func networks(notOf keys: [PublicKey]) -> [IPPrefix] {
    let order = KeyOrder(keys)
    return entries.filter { (entry) in
      guard let owner = entry.owner else { return true }
      return order.place(of: owner) == nil
    }.map { $0.network }
  }

  /// Puts the networks in order, which looking for one of them needs.
  mutating func sort() {
    entries = orderedPlaces(entries.count) { entries[$0].isBefore(entries[$1]) }.map { entries[$0] }
    around = []
    around.reserveCapacity(entries.count)
    for (place, entry) in entries.enumerated() {
      var outer = place > 0 ? place - 1 : nil
      while let other = outer, !entries[other].overlaps(entry) { outer = around[other] }
      around.append(outer)
    }
  }

  /// A network of somebody else that shares an address with this one, or nil.
  @inline(never)
  func overlapping(_ network: IPPrefix, notOf owner: PublicKey) -> Entry? {
    let wanted = Entry(network: network, owner: owner, interval: network.interval)
    func isMeant(_ place: Int) -> Bool {
      let entry = entries[place]
      return entry.owner != owner && entry.overlaps(wanted)
    }
    // Two networks overlap when one is in the other: first those in this one, then those around it.
    let start = firstPlace(of: entries.count) { !entries[$0].isBefore(wanted) }
    var place = start
    while place < entries.count, entries[place].overlaps(wanted) {
      if isMeant(place) { return entries[place] }
      place += 1
    }
    var outer = start > 0 ? start - 1 : nil
    while let other = outer {
      if isMeant(other) { return entries[other] }
      outer = around[other]
    }
    return nil
  }

  /// Throws when a network of a peer shares an address with one of another peer.
  func refuseOverlap(of wanted: [IPPrefix], for owner: PublicKey) throws(WGError) {
    for network in wanted where network.length > 1 {
      guard let entry = overlapping(network, notOf: owner), let other = entry.owner
      else { continue }
      throw WGError(
        .wouldMove,
        "\(network) overlaps \(entry.network) of the peer \(other), which would lose it: choose"
          + " another network, or take it from that peer first")
    }
  }
}

extension TakenNetworks.Entry {
  @inline(never)
  fileprivate func overlaps(_ other: Self) -> Bool {
    network.address.family == other.network.address.family
      && interval.first <= other.interval.last && other.interval.first <= interval.last
  }

  @inline(never)
  fileprivate func isBefore(_ other: Self) -> Bool {
    let family = network.address.family
    guard family == other.network.address.family else { return family == .v4 }
    guard interval.first == other.interval.first else {
      return interval.first < other.interval.first
    }
    return interval.last > other.interval.last
  }
}

extension StoreSession {
  /// The server's own addresses: those of its file, and those that the interface has.
  func serverAddresses(_ file: ServerFile) throws(WGError) -> [IPPrefix] {
    var addresses = file.config.interface.addresses
    if let interface {
      for address in try interface.addresses(of: server.interface)
      where !addresses.contains(address) { addresses.append(address) }
    }
    return addresses
  }

  /// A pool in which all is marked that anybody has or must not get.
  func pool(
    _ server: ServerSettings, _ serverAddresses: [IPPrefix], _ taken: [IPPrefix]
  ) throws(WGError) -> AddressPool {
    var pool = try AddressPool(networks: server.networks)
    pool.take(serverAddresses.map { $0.address.asPrefix })
    pool.take(taken)
    for range in server.exclusions { pool.exclude(range) }
    for range in server.reservations { pool.reserve(range) }
    return pool
  }
}
