import CValgrind
import Glibc
import WGKit

/// Works with a secret from standard input, wipes its own copies, and waits to be looked at.
enum Canary {
  static var checks: [String: () throws -> Void] {
    [
      "nothing": { hold { _ in } },
      "kept": { hold { secret in kept = secret.indices.map { secret[$0] } } },
      "derive": { try hold { _ = try PrivateKey(bytes: $0).publicKey } },
      "encode": {
        try hold { secret in
          let key = try PrivateKey(bytes: secret)
          _ = key.exposedBase64()
          _ = key.exposedHex()
        }
      },
      "decode": { try hold(count: 44) { _ = try PrivateKey(base64: $0).publicKey } },
      "equal": {
        try hold { secret in
          let (key, other) = (try PrivateKey(bytes: secret), try PrivateKey(bytes: secret))
          guard key.isEqual(to: other) else { KeysProbe.stop("a key differs from itself") }
        }
      },
      "generate": { try hold { _ in _ = try PrivateKey.generate().publicKey } },
      "generate-many": { try hold { _ in _ = try KeyPair.generate(count: 100) } },
    ]
  }

  nonisolated(unsafe) static var kept = [UInt8]()

  static func hold(count: Int = 32, _ work: (Span<UInt8>) throws -> Void) rethrows {
    let secret = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: count)
    let memory = UnsafeMutableRawBufferPointer(secret)
    guard let start = memory.baseAddress, read(STDIN_FILENO, start, count) == count else {
      KeysProbe.stop("there is no secret on standard input")
    }
    randomness = { probe_copy($0.baseAddress, memory.baseAddress, $0.count) }
    try work(Span(_unsafeElements: UnsafeBufferPointer(secret)))
    explicit_bzero(start, count)
    _ = write(STDOUT_FILENO, "ready\n", 6)
    var end: UInt8 = 0
    _ = read(STDIN_FILENO, &end, 1)
  }
}
