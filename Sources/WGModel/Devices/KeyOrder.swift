/// Public keys in order, for looking many of them up.
///
/// Sorted rather than hashed: the cost does not depend on keys that somebody else has chosen.
package struct KeyOrder {
  private var keys: [PublicKey]
  // Their first words, which nearly always tell two of them apart.
  private var words: [UInt64]
  private var order: [Int]

  /// Sorts the places of the keys; one key may stand at several places.
  @inline(never)
  package init(_ keys: [PublicKey]) {
    self.keys = keys
    let words = keys.map { $0.word(0) }
    self.words = words
    order = orderedPlaces(keys.count) {
      words[$0] == words[$1] ? keys[$0] < keys[$1] : words[$0] < words[$1]
    }
  }

  /// Sorts the places of a device's peers.
  package init(of peers: Peers) { self.init(peers.records.map { $0.publicKey }) }

  /// Adds a key, whose place is behind those of the others.
  @inline(never)
  package mutating func append(_ key: PublicKey) {
    let end = firstPlace(of: order.count) { key < keys[order[$0]] }
    order.insert(keys.count, at: end)
    keys.append(key)
    words.append(key.word(0))
  }

  /// All places of a key, the first one first.
  @inline(never)
  package func places(of key: PublicKey) -> ArraySlice<Int> {
    let start = firstPlace(of: order.count) { !isBefore($0, key) }
    var end = start
    while end < order.count, keys[order[end]] == key { end += 1 }
    return order[start..<end]
  }

  /// The first place of a key, nil when it has none.
  ///
  /// The time does not depend on how many places it has.
  @inline(never)
  package func place(of key: PublicKey) -> Int? {
    let start = firstPlace(of: order.count) { !isBefore($0, key) }
    return start < order.count && keys[order[start]] == key ? order[start] : nil
  }

  // Whether the key at a place of the order comes before another one.
  private func isBefore(_ place: Int, _ key: PublicKey) -> Bool {
    let (index, word) = (order[place], key.word(0))
    return words[index] == word ? keys[index] < key : words[index] < word
  }

  /// A key that stands at more than one place, or nil when each stands at one.
  package var repeatedKey: PublicKey? {
    for index in order.indices.dropFirst() where keys[order[index]] == keys[order[index - 1]] {
      return keys[order[index]]
    }
    return nil
  }
}
