import CFaults
import Glibc
import WGKit

/// Writes configuration files where things go wrong. `Tests/files/run` starts it:
///
///     FilesDriver writer PATH         writes file after file, until it is killed
///     FilesDriver once PATH NUMBER    writes one file; prints what went wrong as CODE MESSAGE
///     FilesDriver sweep FOLDER        lets every call of every operation fail, below the system calls
@main
enum FilesDriver {
  static func main() {
    let words = CommandLine.arguments
    switch (words.count, words.dropFirst().first) {
    case (3, "writer"?): writer(words[2])
    case (4, "once"?): once(words[2], Int(words[3]) ?? 0)
    case (3, "sweep"?): sweep(words[2])
    default:
      print("usage: FilesDriver writer PATH | once PATH NUMBER | sweep FOLDER")
      exit(2)
    }
  }

  /// A file that says its number on every line, so that a mixture of two is seen; of many sizes.
  static func text(_ number: Int) -> [UInt8] {
    let lines = number * 7919 % 3000 + 1
    var text: [UInt8] = []
    for _ in 0..<lines { text += Array("# \(number)\n".utf8) }
    return text + Array("# end of \(number), \(lines) lines\n".utf8)
  }

  private static func writer(_ path: String) {
    do {
      let file = try ConfigFile(path)
      for number in 0... { try file.write(text(number).span) }
    } catch {
      print("the writer failed: \(error)")
      exit(1)
    }
  }

  private static func once(_ path: String, _ number: Int) {
    do {
      try ConfigFile(path).write(text(number).span)
    } catch {
      print("\(error.code.rawValue) \(error.message)")
      exit(1)
    }
  }

  private static func sweep(_ folder: String) {
    guard faults_are_here() != 0 else {
      print("FilesDriver: calls.c is not preloaded; start Tests/files/run")
      exit(2)
    }
    faults_print_lines()
    // Nothing may hang.
    alarm(120)
    var sweep = Sweep(folder)
    sweep.run()
    print("\(sweep.attempts) calls failed")
    print("\(sweep.passed) passed, \(sweep.failed) failed")
    exit(sweep.failed == 0 && sweep.passed > 0 ? 0 : 1)
  }
}
