import SeededRandom
import Testing

@testable import Curve25519

@Suite struct `A batch of public keys` {
  private func publicKeys(of scalars: [[UInt8]], capacity: Int? = nil) -> [[UInt8]] {
    let batch = PublicKeyBatch(capacity: capacity ?? scalars.count)
    for scalar in scalars { batch.append(scalar.span) }
    return batch.publicKeys().map { key in key.indices.map { key[$0] } }
  }

  @Test(arguments: [0, 1, 2, 3, 1000]) func `has the keys that are derived one by one, in order`(
    count: Int
  ) {
    var random = SeededGenerator(state: UInt64(count))
    let scalars = (0..<count).map { _ in bytes(of: random.words()) }
    #expect(publicKeys(of: scalars) == scalars.map { publicKey(of: $0) })
  }

  @Test func `may have the same key several times, and room that is not used`() {
    let scalars = [nine, clamped(nine), nine, [UInt8](repeating: 255, count: 32), nine]
    let expected = scalars.map { publicKey(of: $0) }
    #expect(publicKeys(of: scalars) == expected)
    #expect(publicKeys(of: scalars, capacity: 100) == expected)
  }

  @Test func `may be read, then grow, and be read again`() {
    let scalars = [nine, [UInt8](repeating: 1, count: 32), [UInt8](repeating: 2, count: 32)]
    let expected = scalars.map { publicKey(of: $0) }
    let batch = PublicKeyBatch(capacity: 3)
    for (place, scalar) in scalars.enumerated() {
      batch.append(scalar.span)
      for _ in 0..<2 {
        #expect(
          batch.publicKeys().map { key in key.indices.map { key[$0] } }
            == Array(expected.prefix(place + 1)))
      }
    }
  }

  @Test func `takes no key of another length, and none that it has no room for`() async {
    let short = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      PublicKeyBatch(capacity: 1).append([UInt8](repeating: 1, count: 31).span)
    }
    #expect(says("a private key has 32 bytes", short))
    let many = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      let batch = PublicKeyBatch(capacity: 1)
      batch.append([UInt8](repeating: 1, count: 32).span)
      batch.append([UInt8](repeating: 1, count: 32).span)
    }
    #expect(says("the batch is full", many))
  }

  /// Whether a process named its fault: without the check, it would end in another way.
  private func says(_ fault: String, _ result: ExitTest.Result?) -> Bool {
    String(decoding: result?.standardErrorContent ?? [], as: UTF8.self).contains(fault)
  }

  @Test func `divides by nothing that is zero, at the edges of what a private key can be`() {
    let ends: [UInt8] = [0, 8, 16, 240, 248]
    let low = ends.map { [$0] + [UInt8](repeating: 0, count: 30) + [64] }
    let high = ends.map { [$0] + [UInt8](repeating: 255, count: 30) + [127] }
    // The multiples of the order of the base point that have as many bits as a clamped key.
    let order: Words = (0x5812_631a_5cf5_d3ed, 0x14de_f9de_a2f7_9cd6, 0, 1 << 60)
    let multiples = (4...7 as ClosedRange<UInt64>).map {
      bytes(of: multiply(order, $0, adding: (0, 0, 0, 0)).low)
    }
    for scalar in low + high + multiples {
      #expect(Fraction(privateKey: scalar.span).denominator.residue != .zero)
    }
  }
}
