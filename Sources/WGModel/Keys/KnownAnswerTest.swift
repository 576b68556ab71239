internal import Curve25519
internal import Synchronization

/// A derivation whose result is known: it passes before the process makes its first private key.
///
/// A library that was damaged on its way, a compiler or a processor at fault would else hand out wrong
/// keys without a word.
struct KnownAnswerTest: ~Copyable, Sendable {
  /// Alice's keys of RFC 7748, section 6.1.
  static let rfc7748 = KnownAnswerTest(
    privateKey: [
      0x77, 0x07, 0x6d, 0x0a, 0x73, 0x18, 0xa5, 0x7d,
      0x3c, 0x16, 0xc1, 0x72, 0x51, 0xb2, 0x66, 0x45,
      0xdf, 0x4c, 0x2f, 0x87, 0xeb, 0xc0, 0x99, 0x2a,
      0xb1, 0x77, 0xfb, 0xa5, 0x1d, 0xb9, 0x2c, 0x2a,
    ],
    publicKey: [
      0x85, 0x20, 0xf0, 0x09, 0x89, 0x30, 0xa7, 0x54,
      0x74, 0x8b, 0x7d, 0xdc, 0xb4, 0x3e, 0xf7, 0x5a,
      0x0d, 0xbf, 0x3a, 0x0d, 0x26, 0x38, 0x1a, 0xf4,
      0xeb, 0xa4, 0xa9, 0x8e, 0xaa, 0x9b, 0x4e, 0x6a,
    ])

  private let privateKey: InlineArray<32, UInt8>
  private let publicKey: InlineArray<32, UInt8>
  private let passed = Atomic(false)

  init(privateKey: InlineArray<32, UInt8>, publicKey: InlineArray<32, UInt8>) {
    self.privateKey = privateKey
    self.publicKey = publicKey
  }

  /// Whether it was run and passed.
  var hasPassed: Bool { passed.load(ordering: .relaxed) }

  /// Runs the test unless it passed before; threads that come at once may all run it.
  ///
  /// - Throws: ``WGError/Code/selfTestFailed``; it is run again the next time.
  func require() throws(WGError) {
    if hasPassed { return }
    let derived = Curve25519.publicKey(of: privateKey.span)
    for index in 0..<32 where derived[index] != publicKey[index] {
      throw WGError(
        .selfTestFailed,
        "no keys can be made: X25519 gives a wrong answer to RFC 7748's test; this build of WGKit, "
          + "or this machine, is damaged")
    }
    passed.store(true, ordering: .relaxed)
  }
}

/// Makes what the first private key would make, for a library that has to be ready before it is called.
package func readyKeys() { _ = KnownAnswerTest.rfc7748.hasPassed }
