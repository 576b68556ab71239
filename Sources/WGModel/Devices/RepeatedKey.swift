/// The first of `count` public keys that is there a second time, or nil.
///
/// Every device that is read is looked through, hence no `Set`: this is one allocation and a small
/// part of its time.
@inline(never)
package func firstRepeatedKey(among count: Int, _ key: (Int) -> PublicKey) -> PublicKey? {
  var bits = 2
  while 1 << bits < 2 * count { bits += 1 }
  // The number of a peer plus one, at or behind the place that its key has; 0 where there is none.
  var table = [UInt32](repeating: 0, count: 1 << bits)
  // Whoever may add peers chooses their keys, and must not choose their places.
  let seed = randomWord()
  for number in 0..<count {
    let one = key(number)
    var place = Int(truncatingIfNeeded: one.mixed(with: seed) >> UInt64(64 - bits))
    while table[place] != 0 {
      if key(Int(table[place] - 1)) == one { return one }
      place = (place + 1) & (table.count - 1)
    }
    table[place] = UInt32(number + 1)
  }
  return nil
}

extension PublicKey {
  // Products of 128 bits, folded: every bit of the key and of the seed reaches the highest bits.
  fileprivate func mixed(with seed: UInt64) -> UInt64 {
    let left = fold(word(0) ^ seed, word(1) ^ 0x9e37_79b9_7f4a_7c15)
    let right = fold(word(2) ^ seed, word(3) ^ 0xd1b5_4a32_d192_ed03)
    return fold(left ^ right ^ seed, 0x9e37_79b9_7f4a_7c15)
  }

  private func fold(_ x: UInt64, _ y: UInt64) -> UInt64 {
    let product = x.multipliedFullWidth(by: y)
    return product.high ^ product.low
  }
}
