import Glibc

/// What the command line asks for.
struct Options {
  var peers = 10_000
  var rounds = 30
  var wgk = ""
  var wg: String?

  init(_ arguments: ArraySlice<String>) {
    var rest = arguments
    while let option = rest.popFirst() {
      guard let value = rest.popFirst() else { Self.usage() }
      switch option {
      case "--peers": peers = Self.number(value)
      case "--rounds": rounds = Self.number(value)
      case "--wgk": wgk = value
      case "--wg": wg = value
      default: Self.usage()
      }
    }
    if wgk.isEmpty { Self.usage() }
  }

  private static func number(_ text: String) -> Int {
    guard let number = Int(text), number > 0 else { usage() }
    return number
  }

  private static func usage() -> Never {
    stop("usage: device-read --wgk PATH [--wg PATH] [--peers N] [--rounds N]")
  }
}

/// Ends the program: a figure from a reading that failed would be worth nothing.
func stop(_ reason: String) -> Never {
  let text = Array("device-read: \(reason)\n".utf8)
  _ = write(STDERR_FILENO, text, text.count)
  exit(1)
}
