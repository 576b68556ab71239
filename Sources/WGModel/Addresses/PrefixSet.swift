// Lists of networks taken as sets of addresses.

extension [IPPrefix] {
  /// The networks in order, each once and without those that another one contains.
  @inline(never)
  package func outermostNetworks() -> [IPPrefix] {
    var result: [IPPrefix] = []
    // In order, a network comes behind those that contain it.
    for network in orderedNetworks() where result.last?.contains(network) != true {
      result.append(network)
    }
    return result
  }

  /// Every address of both families that is in none of the networks, in as few networks as can be.
  @inline(never)
  public func complement() -> [IPPrefix] {
    let networks = outermostNetworks()
    var result: [IPPrefix] = []
    for family in [IPAddress.Family.v4, .v6] {
      let all = IPPrefix(unchecked: IPAddress(family: family, high: 0, low: 0), length: 0)
      let excluded = networks.of(family)
      all.appendRest(without: excluded, 0..<excluded.count, to: &result)
    }
    return result
  }

  /// The pairs of networks, one of this list and one of the other, that have an address in common: in
  /// the order of this list's networks, host bits cleared, each once.
  @inline(never)
  public func overlaps(with others: [IPPrefix]) -> [(IPPrefix, IPPrefix)] {
    let others = others.orderedNetworks()
    var pairs: [(IPPrefix, IPPrefix)] = []
    for network in orderedNetworks() {
      // Those that contain it, each at most once a length.
      for length in 0..<network.length {
        let wider = IPPrefix(unchecked: network.address, length: length).masked
        if others.holds(wider) { pairs.append((network, wider)) }
      }
      // Itself and those in it stand together.
      var place = firstPlace(of: others.count) { !(others[$0] < network) }
      while place < others.count, network.contains(others[place]) {
        pairs.append((network, others[place]))
        place += 1
      }
    }
    return pairs
  }
}

extension IPPrefix {
  // The parts of the network that are in none of others, which are in order, in this network, and of
  // which none contains another one.
  fileprivate func appendRest(
    without others: [IPPrefix], _ places: Range<Int>, to result: inout [IPPrefix]
  ) {
    guard let first = places.first else { return result.append(self) }
    guard others[first] != self else { return }
    let (lower, upper) = halves
    let middle =
      places.lowerBound
      + firstPlace(of: places.count) { !(others[places.lowerBound + $0] < upper) }
    lower.appendRest(without: others, places.lowerBound..<middle, to: &result)
    upper.appendRest(without: others, middle..<places.upperBound, to: &result)
  }

  // A network of one address has none; the caller has made sure that it is not one.
  private var halves: (IPPrefix, IPPrefix) {
    let length = length + 1
    let bit =
      length <= 64 ? (UInt64(1) << UInt64(64 - length), 0) : (0, UInt64(1) << UInt64(128 - length))
    let upper = IPAddress(
      family: address.family, high: address.high | bit.0, low: address.low | bit.1)
    return (
      IPPrefix(unchecked: address, length: length), IPPrefix(unchecked: upper, length: length)
    )
  }
}
