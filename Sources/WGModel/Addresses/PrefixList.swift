// What lists of prefixes have in common. Each is compiled once: inlined at every use they are long.

extension [IPPrefix] {
  /// The networks in order, each once, host bits cleared.
  @inline(never)
  package func orderedNetworks() -> [IPPrefix] {
    let networks = map { $0.masked }
    var result: [IPPrefix] = []
    for place in orderedPlaces(networks.count, by: { networks[$0] < networks[$1] })
    where result.last != networks[place] {
      result.append(networks[place])
    }
    return result
  }

  /// Whether a list that is in order holds a network.
  @inline(never)
  package func holds(_ network: IPPrefix) -> Bool {
    let place = firstPlace(of: count) { !(self[$0] < network) }
    return place < count && self[place] == network
  }

  /// The prefixes that are not in another list, for short lists.
  @inline(never)
  package func without(_ others: [IPPrefix]) -> [IPPrefix] {
    filter { !others.contains($0) }
  }

  /// The prefixes of one family.
  @inline(never)
  package func of(_ family: IPAddress.Family) -> [IPPrefix] {
    filter { $0.address.family == family }
  }
}
