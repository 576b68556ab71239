/// Which peer of a device has which network.
package struct AllowedIPOwners {
  // By network; a device has each once.
  let entries: [(network: IPPrefix, place: Int)]

  /// Sorts the allowed IPs of all peers.
  package init(of peers: Peers) {
    var owners: [Int] = []
    owners.reserveCapacity(peers.allowedIPs.count)
    for (place, record) in peers.records.enumerated() {
      for _ in record.allowedIPs { owners.append(place) }
    }
    entries = orderedPlaces(owners.count) { peers.allowedIPs[$0] < peers.allowedIPs[$1] }
      .map { (peers.allowedIPs[$0], owners[$0]) }
  }

  /// The place of the peer that has exactly this network, or nil when none has.
  package func owner(of network: IPPrefix) -> Int? {
    let place = firstPlace(of: entries.count) { !(entries[$0].network < network) }
    guard place < entries.count, entries[place].network == network else { return nil }
    return entries[place].place
  }
}
