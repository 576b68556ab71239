extension Command {
  /// Prints the command's own help.
  func printHelp(calledAs path: String, _ output: inout Output) {
    for text in ["usage: ", path, arguments.isEmpty ? "" : " ", arguments, "\n\n", summary, ".\n"] {
      output.print(text)
    }
    if case .choose(let commands) = action {
      output.print("\n")
      Self.printList(commands(), &output)
    }
    let details = details()
    if !details.isEmpty {
      output.print("\n")
      output.print(details)
      output.print("\n")
    }
  }

  static func printList(_ commands: [Command], _ output: inout Output) {
    for command in commands {
      output.print("  ")
      output.print(command.name.description)
      for _ in 0..<max(1, 10 - command.name.utf8CodeUnitCount) { output.print(" ") }
      output.print(command.summary)
      output.print("\n")
    }
  }
}
