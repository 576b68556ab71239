/// The keys and headers of sections that the author of a template wrote, line by line.
struct TemplateOutline {
  /// Each in lower case without white space, with a line end behind it.
  private(set) var keys: [UInt8] = []
  /// For each, the line of the output, from 1 on, and the place in the template.
  private(set) var lines: [(number: Int, origin: Int)] = []
  private var number = 1
  private var origin: Int?

  /// An outline without lines.
  init() {}

  /// The outline of a text.
  init(of text: Span<UInt8>) {
    var line = TemplateLine()
    for index in text.indices {
      if text[index] == UInt8(ascii: "\n") { endLine(line) }
      line.feed(text[index])
    }
    endLine(line)
  }

  /// Ends a line of the output.
  mutating func endLine(_ line: TemplateLine) {
    if !line.key.isEmpty {
      keys += line.key
      keys.append(UInt8(ascii: "\n"))
      lines.append((number, origin ?? 0))
    }
    number += 1
    origin = nil
  }

  /// A byte of the line comes from a place in the template.
  mutating func noteOrigin(_ offset: Int) {
    if origin == nil { origin = offset }
  }

  /// The place in the template that a line of the output comes from.
  func origin(of line: Int) -> Int? {
    for entry in lines where entry.number == line { return entry.origin }
    return nil
  }
}
