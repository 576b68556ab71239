import Testing

@testable import WGModel

@Suite struct `Secret bytes` {
  @Test(arguments: [0, 1, 31, 32, 33, 4096]) func `start as zeros and expose what was filled in`(
    count: Int
  ) {
    var before = [UInt8]()
    let secret = SecretBytes(count: count) { bytes in
      for index in bytes.indices {
        before.append(bytes[index])
        bytes[index] = UInt8(truncatingIfNeeded: index + 1)
      }
    }
    #expect(before == [UInt8](repeating: 0, count: count))
    #expect(secret.count == count)
    #expect(secret.array == (0..<count).map { UInt8(truncatingIfNeeded: $0 + 1) })
  }

  @Test func `are equal when the lengths and all bytes are`() {
    let bytes = randomKeys(1, seed: 14)[0]
    let secret = SecretBytes(bytes)
    #expect(secret.isEqual(to: secret))
    #expect(secret.isEqual(to: SecretBytes(bytes)))
    #expect(SecretBytes([]).isEqual(to: SecretBytes([])))
    for bit in 0..<256 {
      var other = bytes
      other[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(!secret.isEqual(to: SecretBytes(other)))
    }
    for count in 0..<32 {
      let shorter = SecretBytes(Array(bytes[..<count]))
      #expect(!secret.isEqual(to: shorter))
      #expect(!shorter.isEqual(to: secret))
    }
    #expect(!secret.isEqual(to: SecretBytes(bytes + [0])))
    #expect(!SecretBytes([0]).isEqual(to: SecretBytes([])))
  }

  @Test func `are zero when every bit is`() {
    #expect(SecretBytes([]).isZero)
    #expect(SecretBytes([UInt8](repeating: 0, count: 32)).isZero)
    for bit in 0..<256 {
      var bytes = [UInt8](repeating: 0, count: 32)
      bytes[bit / 8] = 1 << UInt8(bit % 8)
      #expect(!SecretBytes(bytes).isZero)
    }
  }
}

@Suite struct `A builder of secrets` {
  @Test func `begins empty`() {
    #expect(SecretBuilder().finish().count == 0)
  }

  @Test(arguments: [0, 1, 127, 128, 129, 3000])
  func `keeps what was appended over several growths`(count: Int) {
    // It has room for 64 bytes, and grows to 256 times as much: 3,000 keys are 96 KB.
    let builder = SecretBuilder(roomFor: 64)
    var expected = [UInt8]()
    for (index, key) in randomKeys(count, seed: 15).enumerated() {
      builder.append(InlineArray { key[$0] })
      expected += key
      if index % 7 == 0 {
        builder.append(zeros: index % 5)
        expected += [UInt8](repeating: 0, count: index % 5)
      }
    }
    #expect(builder.finish().array == expected)
  }

  @Test func `grows to hold more than it would grow to`() {
    let key = randomKeys(1, seed: 16)[0]
    let zeros = [UInt8](repeating: 0, count: 100_000)
    let builder = SecretBuilder(roomFor: 64)
    builder.append(InlineArray { key[$0] })
    builder.append(zeros: zeros.count)
    builder.append(InlineArray { key[$0] })
    builder.append(zeros.span)
    #expect(builder.finish().array == key + zeros + key + zeros)
  }

  @Test func `appends zeros into memory that held something else`() {
    // Memory that was just let go tends to be given out again; an array has a header of 32 bytes.
    for _ in 0..<20 {
      #expect([UInt8](repeating: 255, count: 4096 - 32).contains(255))
      let builder = SecretBuilder()
      builder.append(zeros: 4096)
      #expect(builder.finish().isZero)
    }
  }
}
