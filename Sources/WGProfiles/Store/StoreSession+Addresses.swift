internal import Sentences
internal import WGConfig
internal import WGModel

/// Who has which networks of a server, by the device, the server's file and the store together.
struct TakenNetworks {
  private var entries: [(network: IPPrefix, owner: PublicKey)] = []

  init(_ list: ProfileList, _ file: ServerFile, _ device: Device?) {
    entries.reserveCapacity(3 * list.count)
    for profile in list { add(profile.serverAllowedIPs, profile.publicKey) }
    for peer in file.config.peers { add(peer.allowedIPs, peer.publicKey) }
    for peer in file.disabled { add(peer.allowedIPs, peer.publicKey) }
    guard let peers = device?.peers else { return }
    for record in peers.records {
      for place in record.allowedIPs { entries.append((peers.allowedIPs[place], record.publicKey)) }
    }
  }

  mutating func add(_ networks: [IPPrefix], _ owner: PublicKey) {
    for network in networks { entries.append((network, owner)) }
  }

  /// The networks of all but some peers.
  func networks(notOf keys: [PublicKey] = []) -> [IPPrefix] {
    let order = KeyOrder(keys)
    var networks: [IPPrefix] = []
    networks.reserveCapacity(entries.count)
    for entry in entries where keys.isEmpty || order.place(of: entry.owner) == nil {
      networks.append(entry.network)
    }
    return networks
  }

  /// Throws when a network shares an address with one of another peer.
  ///
  /// `0.0.0.0/0`, `::/0` and their halves say where packets go that nobody else gets: they share none.
  func refuseOverlap(of wanted: [IPPrefix], for owner: PublicKey) throws(WGError) {
    for network in wanted where network.length > 1 {
      for entry in entries
      where entry.network.length > 1 && entry.owner != owner && entry.network.overlaps(network) {
        throw WGError(
          .wouldMove,
          "\(network) overlaps \(entry.network) of the peer \(entry.owner), which would lose it: choose"
            + " another network, or take it from that peer first")
      }
    }
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
