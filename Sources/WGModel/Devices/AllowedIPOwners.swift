/// Which peer has which network, or is to have it.
package struct AllowedIPOwners {
  /// A network, and the place of a peer.
  typealias Entry = (network: IPPrefix, place: Int)

  // By network; a device has each once.
  let entries: [Entry]

  /// Sorts networks; those of one network keep their order.
  @inline(never)
  init(_ unordered: [Entry]) {
    entries = orderedPlaces(unordered.count) { unordered[$0].network < unordered[$1].network }
      .map { unordered[$0] }
  }

  /// Sorts the allowed IPs of all peers.
  package init(of peers: Peers) { self.init(of: peers, amid: nil) }

  /// Sorts the allowed IPs of all peers, without the networks that nobody of the others has.
  @inline(never)
  init(of peers: Peers, amid others: AllowedIPOwners?) {
    var owned: [Entry] = []
    for (place, record) in peers.records.enumerated() {
      for index in record.allowedIPs where others?.has(peers.allowedIPs[index]) != false {
        owned.append((peers.allowedIPs[index], place))
      }
    }
    self.init(owned)
  }

  /// Whether anybody has exactly this network.
  func has(_ network: IPPrefix) -> Bool { owner(of: network) != nil }

  /// The place of the peer that has exactly this network, or nil when none has.
  @inline(never)
  package func owner(of network: IPPrefix) -> Int? {
    let place = firstPlace(of: entries.count) { !(entries[$0].network < network) }
    guard place < entries.count, entries[place].network == network else { return nil }
    return entries[place].place
  }
}
