/// Colours for a terminal, or none.
struct Style {
  let isColoured: Bool

  /// The style that the surroundings ask for: WG_COLOR_MODE as with `wg`, then NO_COLOR, then
  /// whether standard output is a terminal.
  static var ofOutput: Style {
    if Environment.variable("WG_COLOR_MODE", is: "always") { return Style(isColoured: true) }
    if Environment.variable("WG_COLOR_MODE", is: "never") { return Style(isColoured: false) }
    if let value = Environment.variable("NO_COLOR"), !(value == "") {
      return Style(isColoured: false)
    }
    return Style(isColoured: Environment.outputIsTerminal)
  }

  /// A look of text, as the terminal's codes for it.
  enum Look: String {
    case bold = "\u{1b}[1m"
    case red = "\u{1b}[31m"
    case green = "\u{1b}[32m"
    case boldGreen = "\u{1b}[32m\u{1b}[1m"
    case yellow = "\u{1b}[33m"
    case boldYellow = "\u{1b}[33m\u{1b}[1m"
    case cyan = "\u{1b}[36m"
  }
}
