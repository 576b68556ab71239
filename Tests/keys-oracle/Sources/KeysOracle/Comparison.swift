import WGKit

/// What was compared, and what came of it: each is counted as one test.
struct Comparison {
  let name: String
  /// The first difference, or nil; it names a key by its number alone.
  let difference: () -> String?
}

extension Comparison {
  /// Compares the public keys of all private keys.
  private static func ofPrivateKeys(
    _ name: String, _ keys: [[UInt8]], differ: @escaping @Sendable ([UInt8]) throws -> Bool
  ) -> Comparison {
    Comparison(name: "\(name), \(keys.count) private keys") {
      let found = firstProblem(in: keys) { key in
        do {
          return try differ(key) ? "it differs" : nil
        } catch {
          return "\(error)"
        }
      }
      return found.map { "key \($0.place): \($0.problem)" }
    }
  }

  private static func derive(_ key: [UInt8]) throws -> [UInt8] {
    let publicKey = try PrivateKey(bytes: key.span).publicKey
    return publicKey.bytes.indices.map { publicKey.bytes[$0] }
  }

  /// With libsodium: the public key, and both texts of it.
  static func libsodium(_ name: String, _ keys: [[UInt8]]) -> Comparison {
    ofPrivateKeys("libsodium \(Libsodium.version), \(name)", keys) { key in
      let mine = try PrivateKey(bytes: key.span).publicKey
      guard let theirs = Libsodium.publicKey(of: key) else { return true }
      return mine.bytes.indices.contains { mine.bytes[$0] != theirs[$0] }
        || mine.base64 != Libsodium.base64(theirs) || mine.hex != Libsodium.hex(theirs)
    }
  }

  /// With OpenSSL.
  static func openssl(_ name: String, _ keys: [[UInt8]]) -> Comparison {
    ofPrivateKeys("OpenSSL \(OpenSSL.version), \(name)", keys) { key in
      try derive(key) != OpenSSL.publicKey(of: key)
    }
  }

  /// With swift-crypto.
  static func swiftCrypto(_ name: String, _ keys: [[UInt8]]) -> Comparison {
    ofPrivateKeys("swift-crypto, \(name)", keys) { key in
      try derive(key) != SwiftCrypto.publicKey(of: key)
    }
  }

  /// With the slow ladder.
  static func ladder(_ name: String, _ keys: [[UInt8]]) -> Comparison {
    ofPrivateKeys("ladder, \(name)", keys) { key in try derive(key) != publicKeyByLadder(key) }
  }

  /// With `wg pubkey`: from text to text, the key not clamped.
  static func wg(_ name: String, _ keys: [[UInt8]]) -> Comparison {
    ofPrivateKeys("wg pubkey, \(name)", keys) { key in
      let text = Libsodium.base64(key)
      let theirs = try WireGuardTools.publicKey(of: text)
      return try PrivateKey(base64: text).publicKey.base64 + "\n" != theirs
    }
  }

  /// With libsodium: pairs that were made together.
  static func pairs(_ count: Int) -> Comparison {
    Comparison(name: "libsodium, \(count) pairs made together") {
      guard let pairs = try? KeyPair.generate(count: count), pairs.count == count else {
        return "they were not made"
      }
      let found = firstProblem(in: pairs) { pair in
        let secret = pair.privateKey.withExposedBytes { bytes in bytes.indices.map { bytes[$0] } }
        let mine = pair.publicKey.bytes.indices.map { pair.publicKey.bytes[$0] }
        return mine == Libsodium.publicKey(of: secret) ? nil : "it differs"
      }
      return found.map { "pair \($0.place): \($0.problem)" }
    }
  }

  /// With libsodium: which public keys are of low order.
  static var lowOrder: Comparison {
    let points = pointsAroundLowOrder
    return Comparison(name: "libsodium, low order of \(points.count) public keys") {
      for (index, point) in points.enumerated() {
        guard let mine = try? PublicKey(bytes: point.span) else { return "point \(index): refused" }
        if mine.isLowOrder != Libsodium.refuses(point) { return "point \(index) differs" }
      }
      return nil
    }
  }
}

private func publicKeyByLadder(_ privateKey: [UInt8]) -> [UInt8] { ladder(privateKey, nine) }
