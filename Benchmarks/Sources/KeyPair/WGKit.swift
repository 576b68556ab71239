import WGKit

extension Contender {
  static func wgkit() -> Contender {
    Contender(
      name: "WGKit", version: nil,
      makePairs: { count in
        var sum: UInt8 = 0
        for _ in 0..<count {
          guard let key = try? PrivateKey.generate() else { stop("WGKit made no key") }
          sum ^= key.publicKey.bytes[0]
        }
        return sum
      },
      derivePublicKeys: { count in
        let keys = PrivateKeys.all
        var sum: UInt8 = 0
        for index in 0..<count {
          sum ^= key(keys[index % PrivateKeys.count]).publicKey.bytes[0]
        }
        return sum
      },
      publicKey: { bytes in
        let publicKey = key(bytes).publicKey
        return publicKey.bytes.indices.map { publicKey.bytes[$0] }
      },
      makeBatch: { count in
        guard let pairs = try? KeyPair.generate(count: count) else { stop("WGKit made no keys") }
        return pairs.reduce(0) { $0 ^ $1.publicKey.bytes[0] }
      },
      base64: { count in
        let keys = PrivateKeys.asPublicKeys
        var sum: UInt8 = 0
        for index in 0..<count {
          let text = keys[index % PrivateKeys.count].base64
          guard let read = try? PublicKey(base64: text) else { stop("WGKit reads no base64") }
          sum ^= read.bytes[31]
        }
        return sum
      })
  }

  private static func key(_ bytes: [UInt8]) -> PrivateKey {
    guard let key = try? PrivateKey(bytes: bytes.span) else { stop("WGKit refused a key") }
    return key
  }
}
