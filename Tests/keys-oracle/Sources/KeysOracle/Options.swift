/// What the command line asks for.
struct Options {
  var sodium = 100_000
  var openssl = 100_000
  var swiftCrypto = 0
  var pairs = 100_000
  var ladder = 100_000
  var wg = 10_000
  var seed = UInt64.random(in: 0..<1 << 32)

  static let usage = """
    usage: Tests/keys-oracle/run [OPTION]...

    Compares the public keys of random private keys, and of patterns at the edges,
    with those of others. One line each; a difference names the key's number and the
    seed, never the key.

      --sodium N        compare N random keys with libsodium (100000)
      --openssl N       compare N random keys with OpenSSL (100000)
      --swift-crypto N  compare N random keys with swift-crypto, which is fetched and
                        built for it in some minutes (0)
      --pairs N         make N pairs together and compare them with libsodium (100000)
      --ladder N        compare N random keys with the ladder of RFC 7748 that the
                        unit tests use (100000)
      --wg N            compare N random keys with `wg pubkey`, run once for each
                        (10000)
      --full            1000000 with libsodium, OpenSSL and swift-crypto, and as many
                        pairs; needs 0.5 GB of memory
      --seed S          make the random keys of an earlier run again

    """

  /// - Returns: nil for arguments that make no sense.
  init?(_ arguments: some Sequence<String>) {
    var rest = arguments.makeIterator()
    while let name = rest.next() {
      if name == "--full" {
        (sodium, openssl, swiftCrypto, pairs) = (1_000_000, 1_000_000, 1_000_000, 1_000_000)
        continue
      }
      guard let value = rest.next().flatMap({ UInt64($0) }) else { return nil }
      switch name {
      case "--sodium": sodium = Int(clamping: value)
      case "--openssl": openssl = Int(clamping: value)
      case "--swift-crypto": swiftCrypto = Int(clamping: value)
      case "--pairs": pairs = Int(clamping: value)
      case "--ladder": ladder = Int(clamping: value)
      case "--wg": wg = Int(clamping: value)
      case "--seed": seed = value
      default: return nil
      }
    }
  }

  var largest: Int { max(sodium, openssl, swiftCrypto, ladder, wg) }
}
