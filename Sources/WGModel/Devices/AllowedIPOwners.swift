/// Which peer of a device has which network.
struct AllowedIPOwners {
  // By network; a device has each once.
  let entries: [(network: IPPrefix, place: Int)]

  init(of peers: Peers) {
    var entries: [(network: IPPrefix, place: Int)] = []
    entries.reserveCapacity(peers.allowedIPs.count)
    for (place, record) in peers.records.enumerated() {
      for index in record.allowedIPs { entries.append((peers.allowedIPs[index], place)) }
    }
    entries.sort { $0.network < $1.network }
    self.entries = entries
  }

  /// The place of the peer that has exactly this network, or nil when none has.
  func owner(of network: IPPrefix) -> Int? {
    let place = firstPlace(of: entries.count) { !(entries[$0].network < network) }
    guard place < entries.count, entries[place].network == network else { return nil }
    return entries[place].place
  }
}
