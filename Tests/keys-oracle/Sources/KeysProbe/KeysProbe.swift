import CValgrind
import Glibc
import WGKit

/// A program that uses WGKit as any other, for those that watch it from outside:
/// Tests/keys-evidence/constant-time and Tests/keys-evidence/canary.
@main
enum KeysProbe {
  static func main() {
    let arguments = CommandLine.arguments
    guard arguments.count == 3, let run = all[arguments[1]]?[arguments[2]] else {
      stop("usage: KeysProbe taint|canary CHECK")
    }
    do {
      try run()
    } catch {
      stop("\(error)")
    }
  }

  static var all: [String: [String: () throws -> Void]] {
    ["taint": Taint.checks, "canary": Canary.checks]
  }

  /// Ends the program, which is then a failed check.
  static func stop(_ reason: String) -> Never {
    let text = Array("KeysProbe: \(reason)\n".utf8)
    _ = write(STDERR_FILENO, text, text.count)
    exit(2)
  }
}

/// What takes the place of the system's randomness, when it is set.
nonisolated(unsafe) var randomness: (UnsafeMutableRawBufferPointer) -> Void = { _ in
  KeysProbe.stop("nobody asked for randomness")
}

/// The program's own, found before the C library's.
@_cdecl("getrandom")
func ownRandomness(_ bytes: UnsafeMutableRawPointer, _ count: Int, _ flags: UInt32) -> Int {
  randomness(UnsafeMutableRawBufferPointer(start: bytes, count: count))
  return count
}
