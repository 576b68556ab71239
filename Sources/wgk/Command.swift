internal import Sentences
internal import WGKit

/// A subcommand: what it is called, what it takes, what it does.
final class Command {
  /// What happens when the command is called.
  enum Action {
    /// Runs with the words after the command's name, as many as the command takes; answers whether
    /// everything was done.
    case run((Arguments, inout Output) throws(WGError) -> Bool)
    /// The next word names one of these, which are made when they are asked for.
    case choose(() -> [Command])
  }

  let name: StaticString
  /// What comes after the name, as the usage line shows it.
  let arguments: String
  /// How many words may come after the name, options not counted.
  let count: ClosedRange<Int>
  /// The options that may stand anywhere among the words.
  let options: [Option]
  /// The options with a value that may stand anywhere among the words.
  let valuedOptions: [ValuedOption]
  /// One line for the list of commands.
  let summary: String
  /// Whole lines for the command's own help, put together when they are asked for.
  let details: () -> String
  let action: Action

  /// A command that does something.
  init(
    _ name: StaticString, _ arguments: String = "", _ count: ClosedRange<Int>,
    options: [Option] = [], valued: [ValuedOption] = [], summary: String,
    details: @escaping @autoclosure () -> String = "",
    run: @escaping (Arguments, inout Output) throws(WGError) -> Bool
  ) {
    self.name = name
    self.arguments = arguments
    self.count = count
    self.options = options
    valuedOptions = valued
    self.summary = summary
    self.details = details
    action = .run(run)
  }

  /// A command that has commands of its own.
  init(
    _ name: StaticString, summary: String, details: @escaping @autoclosure () -> String = "",
    choose: @escaping @autoclosure () -> [Command]
  ) {
    self.name = name
    arguments = "COMMAND [ARGUMENT...]"
    count = 1...Int.max
    options = []
    valuedOptions = []
    self.summary = summary
    self.details = details
    action = .choose(choose)
  }

  /// Runs the command with what follows its name.
  ///
  /// `path` is how it was called so far.
  func run(
    _ words: Arguments, calledAs path: String, _ output: inout Output
  ) throws(WGError) -> Bool {
    if asksForHelp(words) {
      printHelp(calledAs: path, &output)
      return true
    }
    var words = words
    try words.take(valuedOptions, in: path)
    words.take(options)
    guard count.contains(words.count) else {
      throw WGError(.invalidArgument, "usage: \(path) \(arguments)")
    }
    switch action {
    case .run(let body): return try body(words, &output)
    case .choose(let commands):
      let (command, path) = try commands().choose(words, calledAs: path)
      return try command.run(words.rest, calledAs: path, &output)
    }
  }

  /// Whether --help is the first word, or any word of a command that takes only so many: where there
  /// may be more, it can be the value of one before it.
  private func asksForHelp(_ words: Arguments) -> Bool {
    for place in 0..<(count.upperBound == .max ? min(1, words.count) : words.count) {
      if let word = words[place], word == "--help" || word == "-h" { return true }
    }
    return false
  }
}

extension [Command] {
  /// The command that the first word names, and how it is called then.
  func choose(_ words: Arguments, calledAs path: String) throws(WGError) -> (Command, String) {
    guard let word = words[0], let command = first(where: { word == $0.name }) else {
      throw mistake("\(path) has no command \(words[0]?.quoted ?? "")", in: path)
    }
    return (command, "\(path) \(command.name)")
  }
}

/// The error of a command line that makes no sense.
func mistake(_ message: String, in path: String) -> WGError {
  WGError(.invalidArgument, "\(message); try '\(path) --help'")
}
