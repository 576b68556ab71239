extension Command {
  /// For the list of commands: the program wgk-usage has the rest.
  static var usage: Command {
    Command("usage", summary: "Count what peers send and receive over time", choose: [])
  }
}
