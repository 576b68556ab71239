internal import WGModel

/// How far a hook's command has come, word by word: whether a value may stand next.
///
/// A hook is run by a shell as root. A value may be an argument of a command that the author wrote, and
/// never decide which command is run: that is refused more often than a shell's grammar would need.
struct HookCommand {
  // The author's bytes of the word so far.
  private var word: [UInt8] = []
  // Whether the simple command has its name.
  private var isNamed = false
  // Whether the next word is a file, which a redirection names.
  private var isRedirected = false
  private var last: UInt8 = 0

  /// The author's next byte.
  @inline(never)
  mutating func feed(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: " "), 9...13: endWord()
    case UInt8(ascii: "<"), UInt8(ascii: ">"):
      endWord()
      isRedirected = true
    case UInt8(ascii: ";"), UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: "("),
      UInt8(ascii: ")"), UInt8(ascii: "`"), UInt8(ascii: "{"), UInt8(ascii: "}"):
      self = HookCommand()
    default: word.append(byte)
    }
    last = byte
  }

  /// A value behind what was fed.
  mutating func feedValue() {
    word.append(UInt8(ascii: "x"))
    last = UInt8(ascii: "x")
  }

  /// Whether a value here is an argument: the command has a name in front of it, and what stands
  /// directly in front is neither the name of a variable nor takes its meaning from the next byte.
  var takesValue: Bool {
    guard isNamed, !isRedirected, last != UInt8(ascii: "$"), last != UInt8(ascii: "\\") else {
      return false
    }
    var index = word.count
    while index > 0, Self.isNameByte(word[index - 1]) { index -= 1 }
    return index == word.count || index == 0 || word[index - 1] != UInt8(ascii: "$")
  }

  private mutating func endWord() {
    defer { word.removeAll(keepingCapacity: true) }
    guard !word.isEmpty else { return }
    if isRedirected {
      isRedirected = false
    } else if !isNamed {
      isNamed = !word.contains(UInt8(ascii: "=")) && !Self.introduces(word)
    }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || isLetterOrDigit(byte)
  }

  // Words of the shell's grammar in front of a command, and commands that run the one behind them.
  private static func introduces(_ word: [UInt8]) -> Bool {
    for known in [
      "if", "then", "else", "elif", "while", "until", "do", "time", "!", "case", "coproc", "exec",
      "eval", "command", "builtin", "env", "nohup", "nice", "sudo",
    ] where says(word, known) {
      return true
    }
    return false
  }
}
