import Testing

@testable import WGModel

@Suite struct `Key pairs made together` {
  @Test(arguments: [0, 1, 2, 1000]) func `are as many as asked for, each a pair, all different`(
    count: Int
  ) throws {
    let pairs = try KeyPair.generate(count: count)
    #expect(pairs.count == count)
    for pair in pairs {
      #expect(pair.publicKey == pair.privateKey.publicKey)
      #expect(pair.privateKey.array == clamped(pair.privateKey.array))
    }
    #expect(Set(pairs.map { $0.privateKey.array }).count == count)
    #expect(Set(pairs.map { $0.publicKey }).count == count)
  }

  @Test func `are those of the private keys, in their order`() throws {
    var keys = try randomKeys(20, seed: 17).map { try PrivateKey($0) }
    keys.append(keys[3])
    let pairs = KeyPair.pairs(of: keys)
    for (pair, key) in zip(pairs, keys) {
      #expect(pair.privateKey.isEqual(to: key))
      #expect(pair.publicKey == key.publicKey)
    }
    #expect(pairs.count == 21)
  }

  @Test(arguments: [-1, .min, KeyPair.maximumCount + 1, .max])
  func `are refused in a number that makes no sense`(count: Int) {
    let error = failure { () throws(WGError) in try KeyPair.generate(count: count) }
    #expect(error?.code == .invalidArgument)
    #expect(error?.message.contains("\(count)") == true)
  }

  @Test func `do not show their secret`() throws {
    let pair = try KeyPair.generate(count: 1)[0]
    let text = String(reflecting: pair)
    #expect(text.contains("PrivateKey(redacted)"))
    #expect(!repeats(text, Array(plainBase64(pair.privateKey.array).utf8)))
  }
}
