/// Colours for a terminal, or none.
struct Style {
  let isColoured: Bool

  /// The style that the surroundings ask for: WG_COLOR_MODE as with `wg`, then NO_COLOR, then
  /// whether standard output is a terminal.
  static var ofOutput: Style {
    switch Environment.variable("WG_COLOR_MODE") {
    case "always": return Style(isColoured: true)
    case "never": return Style(isColoured: false)
    default:
      if let value = Environment.variable("NO_COLOR"), !value.isEmpty {
        return Style(isColoured: false)
      }
      return Style(isColoured: Environment.outputIsTerminal)
    }
  }

  func bold(_ text: String) -> String { wrap(text, "\u{1b}[1m") }
  func green(_ text: String) -> String { wrap(text, "\u{1b}[32m") }
  func yellow(_ text: String) -> String { wrap(text, "\u{1b}[33m") }
  func cyan(_ text: String) -> String { wrap(text, "\u{1b}[36m") }
  func red(_ text: String) -> String { wrap(text, "\u{1b}[31m") }
  func greenBold(_ text: String) -> String { wrap(text, "\u{1b}[32m\u{1b}[1m") }
  func yellowBold(_ text: String) -> String { wrap(text, "\u{1b}[33m\u{1b}[1m") }

  /// What starts an interface's block.
  var start: String { isColoured ? "\u{1b}[0m" : "" }

  private func wrap(_ text: String, _ colour: String) -> String {
    isColoured ? "\(colour)\(text)\u{1b}[0m" : text
  }
}
