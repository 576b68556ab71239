import WGKit

/// A library that makes keys, and how to ask it.
///
/// The loops stand inside the closures, so that the call of a closure is paid once for a batch.
/// Each closure returns something that depends on every key it made, so that no work is dropped.
struct Contender {
  /// The name that the table prints.
  let name: String

  /// The version as the library itself reports it, or nil when it does not.
  let version: String?

  /// Makes `count` key pairs from fresh randomness; the bytes of each public key are at hand.
  let makePairs: (_ count: Int) -> UInt8

  /// Derives the public keys of `count` private keys: 32 bytes in, 32 bytes out.
  let derivePublicKeys: (_ count: Int) -> UInt8

  /// The public key of one private key, to compare the contenders before timing them.
  let publicKey: ([UInt8]) -> [UInt8]

  /// Makes `count` key pairs in one call, or nil for who has none: then they are made one by one.
  var makeBatch: ((_ count: Int) -> UInt8)?

  /// Writes `count` keys in base64 and reads each again, or nil for who cannot.
  var base64: ((_ count: Int) -> UInt8)?
}

/// The private keys that every contender derives from, in turn: the same for all.
enum PrivateKeys {
  static let count = 64

  /// Public keys for what needs any: these bytes as they are.
  static let asPublicKeys = all.map { bytes in
    var key = InlineArray<32, UInt8>(repeating: 0)
    for index in bytes.indices { key[index] = bytes[index] }
    return PublicKey(bytes: key)
  }

  // A small generator (SplitMix64) makes them, so that two runs do the same work.
  static let all: [[UInt8]] = {
    var state: UInt64 = 0x5745_4754_4549_4C01
    return (0..<count).map { _ in
      var key = [UInt8]()
      for _ in 0..<4 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        word ^= word >> 31
        for shift in 0..<8 { key.append(UInt8(truncatingIfNeeded: word >> (8 * UInt64(shift)))) }
      }
      return key
    }
  }()
}
