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
    _ name: String, _ keys: [[UInt8]], differ: @escaping ([UInt8]) throws -> Bool
  ) -> Comparison {
    Comparison(name: "\(name), \(keys.count) private keys") {
      for (index, key) in keys.enumerated() {
        do {
          if try differ(key) { return "key \(index) differs" }
        } catch {
          return "key \(index): \(error)"
        }
      }
      return nil
    }
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

  /// With the slow ladder.
  static func ladder(_ name: String, _ keys: [[UInt8]]) -> Comparison {
    ofPrivateKeys("ladder, \(name)", keys) { key in
      let mine = try PrivateKey(bytes: key.span).publicKey
      let theirs = publicKeyByLadder(key)
      return mine.bytes.indices.contains { mine.bytes[$0] != theirs[$0] }
    }
  }

  /// With `wg pubkey`: from text to text, the key not clamped.
  static func wg(_ name: String, _ keys: [[UInt8]]) -> Comparison {
    ofPrivateKeys("wg pubkey, \(name)", keys) { key in
      let text = Libsodium.base64(key)
      let theirs = try WireGuardTools.publicKey(of: text)
      return try PrivateKey(base64: text).publicKey.base64 + "\n" != theirs
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
