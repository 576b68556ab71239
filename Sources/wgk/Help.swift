internal import WGKit

extension Command {
  static var help: Command {
    Command(
      "help", "[COMMAND...]", summary: "Show this help, or that of a command",
      .run { (arguments, output) throws(WGError) in
        var commands = Command.all
        var path = "wgk"
        var text = overview
        for place in 0..<arguments.count {
          guard let word = arguments[place] else { break }
          guard let command = commands.named(word) else {
            throw usageError("\(path) has no command \(word.quoted)", tryingHelpOf: path)
          }
          path += " \(command.name)"
          text = command.help(calledAs: path)
          commands = []
          if case .choose(let inner) = command.action { commands = inner }
        }
        output.print(text)
        return true
      })
  }

  /// The help of the whole program.
  static var overview: String {
    """
    usage: wgk [COMMAND [ARGUMENT...]]

    Controls the WireGuard interfaces of this machine. Without a command: wgk show.

    \(list(all))
    'wgk COMMAND --help' says more. 'wgk --version' prints the version.

    Results go to standard output, everything else to standard error. The exit
    status is 0 when all was done and 1 otherwise, as with wg.

    """
  }

  /// The command's own help.
  func help(calledAs path: String) -> String {
    var text = "usage: \(path)"
    switch action {
    case .run:
      if !arguments.isEmpty { text += " \(arguments)" }
      text += "\n\n\(summary).\n"
    case .choose(let commands):
      text += " COMMAND [ARGUMENT...]\n\n\(summary).\n\n"
      text += Command.list(commands)
    }
    if !details.isEmpty { text += "\n\(details)\n" }
    return text
  }

  private static func list(_ commands: [Command]) -> String {
    var text = ""
    for command in commands {
      text += "  \(command.name)"
      for _ in command.name.utf8.count..<10 { text += " " }
      text += "\(command.summary)\n"
    }
    return text
  }
}
