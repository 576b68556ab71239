internal import WGKit

/// A subcommand: what it is called, what it takes, what it does.
struct Command {
  /// What happens when the command is called.
  enum Action {
    /// Runs with the words after the command's name; returns whether everything was done.
    case run((Arguments, inout Output) throws(WGError) -> Bool)
    /// The next word names one of these.
    case choose([Command])
  }

  let name: String
  /// What comes after the name, as the usage line shows it.
  let arguments: String
  /// One line for the list of commands.
  let summary: String
  /// Whole lines for the command's own help.
  let details: String
  /// Whether --help can also be the value of an argument, and so is a request for help only as the
  /// first word.
  let takesAnyWord: Bool
  let action: Action

  init(
    _ name: String, _ arguments: String = "", summary: String, details: String = "",
    takesAnyWord: Bool = false, _ action: Action
  ) {
    self.name = name
    self.arguments = arguments
    self.summary = summary
    self.details = details
    self.takesAnyWord = takesAnyWord
    self.action = action
  }

  /// Every command, in the order in which the help lists them.
  static var all: [Command] {
    [.show, .set, .genkey, .genpsk, .pubkey, .link, .address, .route, .help]
  }

  /// Runs the command with what follows its name. `path` is how it was called so far.
  func run(
    _ arguments: Arguments, calledAs path: String, _ output: inout Output
  ) throws(WGError) -> Bool {
    if asksForHelp(arguments) {
      output.print(help(calledAs: path))
      return true
    }
    switch action {
    case .run(let body): return try body(arguments, &output)
    case .choose(let commands):
      guard let word = arguments[0] else {
        throw usageError("\(path) needs a command", tryingHelpOf: path)
      }
      if word == "help" {
        output.print(help(calledAs: path))
        return true
      }
      guard let command = commands.named(word) else {
        throw usageError("\(path) has no command \(word.quoted)", tryingHelpOf: path)
      }
      return try command.run(arguments.rest, calledAs: "\(path) \(command.name)", &output)
    }
  }

  private func asksForHelp(_ arguments: Arguments) -> Bool {
    if case .choose = action { return arguments[0]?.asksForHelp ?? false }
    for place in 0..<(takesAnyWord ? min(1, arguments.count) : arguments.count) {
      if arguments[place]?.asksForHelp ?? false { return true }
    }
    return false
  }
}

extension [Command] {
  func named(_ word: Argument) -> Command? { first { word == $0.name } }
}

/// The error of a command line that makes no sense.
func usageError(_ message: String, tryingHelpOf path: String) -> WGError {
  WGError(.invalidArgument, "\(message); try '\(path) --help'")
}

/// The error of a command line with too few words or too many.
func usageError(of path: String, _ arguments: String) -> WGError {
  let line = arguments.isEmpty ? path : "\(path) \(arguments)"
  return WGError(.invalidArgument, "usage: \(line)")
}
