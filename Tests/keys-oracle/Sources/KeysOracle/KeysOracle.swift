import CSodium
import Glibc

/// Compares WGKit's keys with those of libsodium, OpenSSL, swift-crypto and `wg`, and of the ladder of the unit tests.
@main
enum KeysOracle {
  static func main() {
    let arguments = CommandLine.arguments.dropFirst()
    if arguments.contains(where: { ["-h", "--help"].contains($0) }) {
      print(Options.usage, terminator: "")
      return
    }
    guard let options = Options(arguments) else {
      complain("these arguments make no sense; try --help")
      exit(2)
    }
    guard sodium_init() >= 0 else {
      complain("sodium_init failed")
      exit(1)
    }
    guard options.swiftCrypto == 0 || SwiftCrypto.isThere else {
      complain("this was built without swift-crypto; use Tests/keys-oracle/run")
      exit(2)
    }
    run(options)
  }

  static func run(_ options: Options) {
    print("seed \(options.seed)")
    let random = randomKeys(options.largest, options.seed)
    var comparisons: [Comparison] = [
      .lowOrder,
      .libsodium("patterns", patterns), .libsodium("random", Array(random.prefix(options.sodium))),
      .openssl("patterns", patterns), .openssl("random", Array(random.prefix(options.openssl))),
      .pairs(options.pairs),
      .ladder("patterns", patterns), .ladder("random", Array(random.prefix(options.ladder))),
      .wg("patterns", patterns), .wg("random", Array(random.prefix(options.wg))),
    ]
    if options.swiftCrypto > 0 {
      comparisons += [
        .swiftCrypto("patterns", patterns),
        .swiftCrypto("random", Array(random.prefix(options.swiftCrypto))),
      ]
    }
    for (passed, comparison) in comparisons.enumerated() {
      let begin = seconds()
      if let difference = comparison.difference() {
        print("FAILED: \(comparison.name): \(difference); seed \(options.seed)")
        print("\(passed) passed, 1 failed")
        exit(1)
      }
      print("ok: \(comparison.name) (\(seconds() - begin) s)")
      fflush(nil)
    }
    print("\(comparisons.count) passed, 0 failed")
  }

  static func randomKeys(_ count: Int, _ seed: UInt64) -> [[UInt8]] {
    var random = SeededGenerator(state: seed)
    return (0..<count).map { _ in bytes(of: random.words()) }
  }

  static func seconds() -> Int {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return now.tv_sec
  }

  static func complain(_ reason: String) {
    let text = Array("keys-oracle: \(reason)\n".utf8)
    _ = write(STDERR_FILENO, text, text.count)
  }
}
