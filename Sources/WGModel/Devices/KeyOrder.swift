/// Public keys in order, for looking many of them up.
///
/// Sorted rather than hashed: the cost does not depend on keys that somebody else has chosen.
package struct KeyOrder {
  private var keys: [PublicKey]
  private var order: [Int]

  /// Sorts the places of the keys; one key may stand at several places.
  @inline(never)
  package init(_ keys: [PublicKey]) {
    self.keys = keys
    order = orderedPlaces(keys.count) { keys[$0] < keys[$1] }
  }

  /// Sorts the places of a device's peers.
  package init(of peers: Peers) { self.init(peers.records.map { $0.publicKey }) }

  /// Adds a key, whose place is behind those of the others.
  @inline(never)
  package mutating func append(_ key: PublicKey) {
    order.insert(keys.count, at: firstPlace(of: order.count) { key < keys[order[$0]] })
    keys.append(key)
  }

  /// All places of a key, the first one first.
  @inline(never)
  package func places(of key: PublicKey) -> ArraySlice<Int> {
    let start = firstPlace(of: order.count) { !(keys[order[$0]] < key) }
    var end = start
    while end < order.count, keys[order[end]] == key { end += 1 }
    return order[start..<end]
  }

  /// The first place of a key, nil when it has none.
  ///
  /// The time does not depend on how many places it has.
  @inline(never)
  package func place(of key: PublicKey) -> Int? {
    let start = firstPlace(of: order.count) { !(keys[order[$0]] < key) }
    return start < order.count && keys[order[start]] == key ? order[start] : nil
  }

  /// A key that stands at more than one place, or nil when each stands at one.
  package var repeatedKey: PublicKey? {
    for index in order.indices.dropFirst() where keys[order[index]] == keys[order[index - 1]] {
      return keys[order[index]]
    }
    return nil
  }
}
