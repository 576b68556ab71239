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
      })
  }

  private static func key(_ bytes: [UInt8]) -> PrivateKey {
    guard let key = try? PrivateKey(bytes: bytes.span) else { stop("WGKit refused a key") }
    return key
  }
}
