internal import Sentences
public import WGModel

extension QRCode {
  /// What a terminal shows where nothing is printed.
  public enum Background: Sendable {
    /// Light letters on a dark ground, as most terminals have it.
    case dark
    /// Dark letters on a light ground.
    case light
  }

  /// The code as lines of text: each character is two modules, one above the other.
  ///
  /// The characters are a space and the block elements U+2580, U+2584 and U+2588, without colours: on a
  /// terminal of the other background most readers see nothing. A line has ``width`` + 8 characters, and
  /// there are half as many lines.
  ///
  /// - Parameter background: the terminal's.
  /// - Returns: UTF-8 that says all that the text says.
  @inline(never)
  public func terminalText(on background: Background = .dark) -> SecretBytes {
    let range = -Self.margin..<width + Self.margin
    let text = DocumentText(capacity: (range.count * 3 + 1) * (range.count / 2 + 1))
    let printsDark = background == .light
    for row in stride(from: range.lowerBound, to: range.upperBound, by: 2) {
      for column in range {
        let upper = isDark(column: column, row: row) == printsDark
        // The side has an odd number of modules: below the last line is nothing, and nothing to print.
        let lower =
          row + 1 < range.upperBound ? isDark(column: column, row: row + 1) == printsDark : false
        text.append(Self.character(upper, lower))
      }
      text.append("\n")
    }
    return text.secret
  }

  private static func character(_ upper: Bool, _ lower: Bool) -> String {
    switch (upper, lower) {
    case (true, true): "\u{2588}"
    case (true, false): "\u{2580}"
    case (false, true): "\u{2584}"
    case (false, false): " "
    }
  }

  /// The code as an SVG picture, black on white, a unit of length a module.
  ///
  /// - Returns: ASCII that says all that the text says.
  @inline(never)
  public func svg() -> SecretBytes {
    let side = width + 2 * Self.margin
    let text = DocumentText(capacity: width * width * 5 + 300)
    text.append(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(side) \(side)\""
        + " shape-rendering=\"crispEdges\">\n<rect width=\"\(side)\" height=\"\(side)\""
        + " fill=\"#fff\"/>\n<path fill=\"#000\" d=\"")
    for row in 0..<width {
      var column = 0
      while column < width {
        let start = column
        while isDark(column: column, row: row) { column += 1 }
        let length = column - start
        column += 1
        guard length > 0 else { continue }
        text.append("M", start + Self.margin)
        text.append(" ", row + Self.margin)
        text.append("h", length)
        text.append("v1h-", length)
        text.append("z")
      }
      text.append("\n")
    }
    text.append("\"/>\n</svg>\n")
    return text.secret
  }
}

extension DocumentText {
  // In pieces that need no memory: such a string is not wiped.
  @inline(never)
  fileprivate func append(_ command: String, _ number: Int) {
    append(command)
    append(String(number))
  }

  /// The text in a buffer of its own.
  @inline(never)
  fileprivate var secret: SecretBytes {
    SecretBytes(count: count) { (bytes) in
      withBytes { (text) in
        for index in text.indices { bytes[index] = text[index] }
      }
    }
  }
}
