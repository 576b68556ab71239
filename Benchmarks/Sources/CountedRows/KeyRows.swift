import WGModel

var keyRows: [Row] {
  [
    Row("key pair") { _ in
      { Int(try PrivateKey.generate().publicKey.bytes[0]) }
    },
    Row("batch of key pairs") { size in
      { Int(try KeyPair.generate(count: size)[size - 1].publicKey.bytes[0]) }
    },
    Row("base64 of public keys, written and read") { size in
      let keys = Made.keys(size)
      return {
        var sum = 0
        for key in keys { sum &+= Int(try PublicKey(base64: key.base64).bytes[31]) }
        return sum
      }
    },
    Row("base64 of private keys, written and read") { size in
      let keys = try (0..<size).map { _ in try PrivateKey.generate() }
      return {
        var sum = 0
        for key in keys {
          try key.exposedBase64().withExposedBytes { text in
            sum &+= try PrivateKey(base64: text).isEqual(to: key) ? 1 : 0
          }
        }
        return sum
      }
    },
  ]
}

/// Values that are the same each time.
enum Made {
  static func key(_ number: Int) -> PublicKey {
    var bytes = InlineArray<32, UInt8>(repeating: 7)
    // In an order that is none, as that of real keys.
    var state = UInt64(number) &* 0x9e37_79b9_7f4a_7c15 &+ 1
    for place in 0..<8 {
      state ^= state >> 29
      state &*= 0xbf58_476d_1ce4_e5b9
      bytes[place] = UInt8(truncatingIfNeeded: state >> 32)
    }
    for place in 0..<4 { bytes[8 + place] = UInt8(truncatingIfNeeded: number >> (8 * place)) }
    return PublicKey(bytes: bytes)
  }

  static func keys(_ count: Int) -> [PublicKey] { (0..<count).map { key($0) } }

  /// An address of 10.0.0.0/8, another one for each number.
  static func address(_ number: Int) -> IPAddress {
    IPAddress(v4: 10 << 24 | UInt32(truncatingIfNeeded: number + 2))
  }

  static func allowedIP(_ number: Int) throws(WGError) -> IPPrefix {
    try IPPrefix(address(number), length: 32)
  }
}
