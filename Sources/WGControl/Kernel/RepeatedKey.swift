internal import WGModel

/// The public key of the first peer that stands in the list a second time, or nil.
///
/// Every device that is read is looked through, hence no `Set`: this is one allocation and a small
/// part of its time.
func firstRepeatedKey(in records: [Peers.Record]) -> PublicKey? {
  var bits = 2
  while 1 << bits < 2 * records.count { bits += 1 }
  // The number of a peer plus one, at or behind the place that its key has; 0 where there is none.
  var table = [UInt32](repeating: 0, count: 1 << bits)
  // Whoever may add peers chooses their keys, and must not choose their places.
  let seed = randomWord()
  for number in records.indices {
    let words = KeyWords(records[number].publicKey)
    var place = Int(truncatingIfNeeded: words.mixed(with: seed) >> UInt64(64 - bits))
    while table[place] != 0 {
      let other = Int(table[place] - 1)
      if KeyWords(records[other].publicKey) == words { return records[number].publicKey }
      place = (place + 1) & (table.count - 1)
    }
    table[place] = UInt32(number + 1)
  }
  return nil
}

// A key as four numbers, which is faster to compare and to mix than 32 bytes.
private struct KeyWords: Equatable {
  let a: UInt64
  let b: UInt64
  let c: UInt64
  let d: UInt64

  init(_ key: PublicKey) {
    func word(at start: Int) -> UInt64 {
      var word: UInt64 = 0
      for index in start..<start + 8 { word = word << 8 | UInt64(key.bytes[index]) }
      return word
    }
    (a, b, c, d) = (word(at: 0), word(at: 8), word(at: 16), word(at: 24))
  }

  // Products of 128 bits, folded: every bit of the key and of the seed reaches the highest bits.
  func mixed(with seed: UInt64) -> UInt64 {
    let left = fold(a ^ seed, b ^ 0x9e37_79b9_7f4a_7c15)
    let right = fold(c ^ seed, d ^ 0xd1b5_4a32_d192_ed03)
    return fold(left ^ right ^ seed, 0x9e37_79b9_7f4a_7c15)
  }

  private func fold(_ x: UInt64, _ y: UInt64) -> UInt64 {
    let product = x.multipliedFullWidth(by: y)
    return product.high ^ product.low
  }
}
