import Testing

@testable import WGModel

@Suite struct `Public keys` {
  @Test func `are read from bytes, base64 and hex, and written again`() throws {
    for bytes in randomKeys(100, seed: 10) + [[UInt8](repeating: 0, count: 32)] {
      let base64 = plainBase64(bytes)
      let keys = [
        try PublicKey(bytes: bytes.span), PublicKey(bytes: InlineArray { bytes[$0] }),
        try PublicKey(base64: base64), try PublicKey(base64: Array(base64.utf8).span),
        try PublicKey(hex: plainHex(bytes)),
      ]
      for key in keys {
        #expect(key.array == bytes)
        #expect(key.base64 == base64)
        #expect(key.hex == plainHex(bytes))
        #expect(key.description == base64)
        #expect("\(key)" == base64)
        var text = Array("peer: ".utf8)
        key.append(to: &text)
        #expect(text == Array("peer: \(base64)".utf8))
      }
    }
  }

  @Test func `are equal, and have one hash, when all their bytes are equal`() throws {
    let bytes = randomKeys(1, seed: 11)[0]
    let key = try PublicKey(bytes)
    let copy = try PublicKey(base64: key.base64)
    #expect(key == copy)
    #expect(key.hashValue == copy.hashValue)
    for bit in 0..<256 {
      var other = bytes
      other[bit / 8] ^= 1 << UInt8(bit % 8)
      let neighbour = try PublicKey(other)
      #expect(neighbour != key)
      #expect(neighbour.hashValue != key.hashValue)
    }
  }

  @Test func `are ordered by their bytes, the first that differs deciding`() throws {
    var all = randomKeys(30, seed: 12)
    // Neighbours that differ in one place, and disagree behind it.
    for place in 0..<31 {
      var other = all[0]
      other[place] &+= 1
      other[31] &-= 1
      all.append(other)
    }
    let keys = try all.map { try PublicKey($0) }
    for left in keys {
      for right in keys {
        #expect((left < right) == left.array.lexicographicallyPrecedes(right.array))
      }
    }
  }

  @Test func `of low order are seven, with the highest bit or without`() throws {
    let lowOrder = [
      "0000000000000000000000000000000000000000000000000000000000000000",
      "0100000000000000000000000000000000000000000000000000000000000000",
      "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
      "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
      "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    ]
    for hex in lowOrder {
      let bytes = try PublicKey(hex: hex).array
      for bit in 0..<255 {
        var other = bytes
        other[bit / 8] ^= 1 << UInt8(bit % 8)
        let expected = lowOrder.contains(plainHex(other))
        #expect(try PublicKey(other).isLowOrder == expected, "\(hex), bit \(bit)")
        other[31] ^= 128
        #expect(try PublicKey(other).isLowOrder == expected, "\(hex), bit \(bit)")
      }
      #expect(try PublicKey(hex: hex).isLowOrder, "\(hex)")
      #expect(try PublicKey(bytes[..<31] + [bytes[31] ^ 128]).isLowOrder, "\(hex)")
    }
    #expect(try !PublicKey(hex: "09" + String(repeating: "0", count: 62)).isLowOrder)
  }
}
