internal import Curve25519
internal import Sentences

/// A private key and the public key that belongs to it.
public struct KeyPair: Sendable {
  /// The secret half.
  public let privateKey: PrivateKey
  /// What others may know.
  public let publicKey: PublicKey

  /// How many pairs one call makes at most: 1,000,000.
  public static var maximumCount: Int { 1_000_000 }

  /// Makes `count` pairs of random keys, for less than that many single ones.
  ///
  /// Every public key needs a division in the field, which is a good part of the work; here all
  /// share one. The pairs are the same as those of ``PrivateKey/generate()`` and
  /// ``PrivateKey/publicKey``, and as secret: what is worked with is wiped, and the time depends on
  /// `count` alone.
  ///
  /// - Parameter count: 0 to ``maximumCount``.
  /// - Returns: the pairs, each on its own.
  /// - Throws: ``WGError/Code/invalidArgument`` for another count, ``WGError/Code/system`` when the
  ///   system gives no random bytes, ``WGError/Code/selfTestFailed``.
  public static func generate(count: Int) throws(WGError) -> [KeyPair] {
    guard (0...maximumCount).contains(count) else {
      throw WGError(
        .invalidArgument, "cannot make \(count) key pairs at once: 0 to \(maximumCount) can be made"
      )
    }
    var privateKeys: [PrivateKey] = []
    privateKeys.reserveCapacity(count)
    for _ in 0..<count { privateKeys.append(try PrivateKey.generate()) }
    return pairs(of: privateKeys)
  }

  /// The pairs of given private keys.
  static func pairs(of privateKeys: [PrivateKey]) -> [KeyPair] {
    let batch = PublicKeyBatch(capacity: privateKeys.count)
    for key in privateKeys { key.withExposedBytes { (bytes) in batch.append(bytes) } }
    let publicKeys = batch.publicKeys()
    return privateKeys.indices.map { (index) in
      KeyPair(
        privateKey: privateKeys[index], publicKey: PublicKey(bytes: publicKeys[index]))
    }
  }
}
