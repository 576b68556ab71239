/// What the command line asks for.
struct Options {
  var sodium = 100_000
  var ladder = 100_000
  var wg = 10_000
  var seed = UInt64.random(in: 0..<1 << 32)

  static let usage = """
    usage: Tests/keys-oracle/run [OPTION]...

    Compares the public keys of random private keys, and of patterns at the edges,
    with those of others. One line each; a difference names the key's number and the
    seed, never the key.

      --sodium N   compare N random keys with libsodium (100000)
      --ladder N   compare N random keys with the ladder of RFC 7748 that the unit
                   tests use (100000)
      --wg N       compare N random keys with `wg pubkey`, run once for each (10000)
      --seed S     make the random keys of an earlier run again

    """

  /// - Returns: nil for arguments that make no sense.
  init?(_ arguments: some Sequence<String>) {
    var rest = arguments.makeIterator()
    while let name = rest.next() {
      guard let value = rest.next().flatMap({ UInt64($0) }) else { return nil }
      switch name {
      case "--sodium": sodium = Int(clamping: value)
      case "--ladder": ladder = Int(clamping: value)
      case "--wg": wg = Int(clamping: value)
      case "--seed": seed = value
      default: return nil
      }
    }
  }
}
