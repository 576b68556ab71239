import Glibc

/// Times the making of keys by WGKit and by what a program could use instead.
///
/// It prints raw samples, one a line, and no judgement: `Benchmarks/report` does the statistics.
@main
enum KeyBenchmark {
  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    switch arguments.first {
    case nil:
      time(rounds: 1000)
    case "--rounds" where arguments.count == 2:
      guard let rounds = Int(arguments[1]), rounds > 0 else { usage() }
      time(rounds: rounds)
    case "--work" where arguments.count == 4:
      guard let count = Int(arguments[3]), count >= 0 else { usage() }
      work(row: arguments[1], contender: arguments[2], count: count)
    default:
      usage()
    }
  }

  static func usage() -> Never {
    complain(
      """
      usage: key-pair [--rounds N]
             key-pair --work pair|derive CONTENDER N   nothing but the work, to count instructions
      """)
    exit(2)
  }

  // The first call of `sodium_init` cannot be taken back, so the rounds come in two parts:
  // before it, against WGKit alone, and after it with everybody.
  static func time(rounds: Int) {
    #if LIBSODIUM
      let early = [Contender.wgkit(), earlyLibsodium()]
      compareKeys(early)
      run(early, rounds: 0..<rounds)
    #endif
    let all = prepared()
    compareKeys(all)
    for contender in all {
      if let version = contender.version {
        print("version", contender.name, version, separator: "\t")
      }
    }
    run(all, rounds: rounds..<2 * rounds)
    run(
      all.compactMap { one in one.base64.map { (one.name, $0) } }, row: "base64",
      rounds: 0..<max(rounds / 4, 1))
    runBatches(all, rounds: max(rounds / 50, 2))
  }

  #if LIBSODIUM
    static func earlyLibsodium() -> Contender { .libsodium("libsodium, no sodium_init") }
  #endif

  static func prepared() -> [Contender] {
    var all = [Contender.wgkit()]
    #if OPENSSL
      all.append(.openssl())
    #endif
    #if LIBSODIUM
      Contender.initializeLibsodium()
      all.append(.libsodium("libsodium"))
    #endif
    #if SWIFT_CRYPTO
      all.append(.swiftCrypto())
    #endif
    return all
  }

  // Who computes something else is not in the race.
  static func compareKeys(_ contenders: [Contender]) {
    for key in PrivateKeys.all {
      let expected = contenders[0].publicKey(key)
      for contender in contenders where contender.publicKey(key) != expected {
        stop("\(contender.name) and \(contenders[0].name) derive different public keys")
      }
    }
  }

  static func run(_ contenders: [Contender], rounds: Range<Int>) {
    run(
      contenders.map { ($0.name, $0.makePairs) } + [randomnessAndMultiplication], row: "pair",
      rounds: rounds)
    run(contenders.map { ($0.name, $0.derivePublicKeys) }, row: "derive", rounds: rounds)
  }

  /// What no making of a pair can do without, the multiplication being WGKit's.
  static var randomnessAndMultiplication: (name: String, batch: (Int) -> UInt8) {
    let wgkit = Contender.wgkit()
    return (
      "limit: randomness, multiplication",
      { count in takeRandomness(count) ^ wgkit.derivePublicKeys(count) }
    )
  }

  /// 10,000 pairs for somebody who wants so many: in one call where there is one.
  static func runBatches(_ contenders: [Contender], rounds: Int) {
    let count = 10_000
    let works =
      contenders.map { ($0.name, $0.makeBatch ?? $0.makePairs) } + [
        ("WGKit, one by one", contenders[0].makePairs), ("limit: randomness", takeRandomness),
      ]
    run(works.map { (name: $0.0, batch: $0.1) }, row: "batch", rounds: 0..<rounds, count: count)
  }

  // Each contender works for about the same short time in a round, and another one begins each
  // round: what else the machine does falls on all alike.
  static func run(
    _ works: [(name: String, batch: (Int) -> UInt8)], row: String, rounds: Range<Int>,
    count: Int? = nil
  ) {
    let counts = works.map { count ?? calibrate($0.batch) }
    for round in rounds {
      for turn in works.indices {
        let place = (round + turn) % works.count
        let nanoseconds = duration(of: works[place].batch, count: counts[place])
        let each = Double(nanoseconds) / Double(counts[place])
        print("sample", row, round, works[place].name, "nanoseconds", each, separator: "\t")
      }
    }
  }

  // A batch of half a millisecond or more; finding it warms up as well.
  static func calibrate(_ batch: (Int) -> UInt8) -> Int {
    var count = 4
    while duration(of: batch, count: count) < 500_000 { count *= 2 }
    return count
  }

  static func duration(of batch: (Int) -> UInt8, count: Int) -> UInt64 {
    let start = processorNanoseconds()
    sink ^= batch(count)
    return processorNanoseconds() - start
  }

  static func work(row: String, contender name: String, count: Int) {
    var all = [Contender]()
    #if LIBSODIUM
      all.append(earlyLibsodium())
    #endif
    if all.first?.name != name { all = prepared() }
    guard let contender = all.first(where: { $0.name == name }) else {
      stop("there is no contender \(name) here")
    }
    switch row {
    case "pair": sink ^= contender.makePairs(count)
    case "derive": sink ^= contender.derivePublicKeys(count)
    default: usage()
    }
  }
}

/// Takes 32 bytes from the kernel `count` times.
func takeRandomness(_ count: Int) -> UInt8 {
  var bytes = [UInt8](repeating: 0, count: 32)
  var sum: UInt8 = 0
  for _ in 0..<count {
    guard getentropy(&bytes, 32) == 0 else { stop("the kernel gave no randomness") }
    sum ^= bytes[0]
  }
  return sum
}

/// Where every result goes, so that none can be optimised away.
nonisolated(unsafe) var sink: UInt8 = 0

// The processor's time of this thread, system calls included: on a quiet machine the same as the
// clock's, on a busy one without the turns of other programs.
func processorNanoseconds() -> UInt64 {
  var now = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now)
  return UInt64(now.tv_sec) * 1_000_000_000 + UInt64(now.tv_nsec)
}

func complain(_ reason: String) {
  let text = Array("key-pair: \(reason)\n".utf8)
  _ = write(STDERR_FILENO, text, text.count)
}

/// Ends the program: a figure from a contender that failed would be worth nothing.
func stop(_ reason: String) -> Never {
  complain(reason)
  exit(1)
}
