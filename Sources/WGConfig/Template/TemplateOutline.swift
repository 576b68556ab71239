/// The keys and headers of sections that the author of a template wrote, line by line.
struct TemplateOutline {
  /// Each in lower case without white space, with a line end behind it.
  private(set) var keys: [UInt8] = []
  /// For each, the line of the output, from 1 on, and the place in the template.
  private(set) var lines: [(number: Int, origin: Int)] = []
  private var number = 1
  private var origin: Int?

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

  /// The first line of a document that has another key or header than the author's, or nil.
  func difference(to document: Document) -> Int? {
    var place = 0
    var next = 0
    for (index, line) in document.lines.enumerated() {
      let text: String
      switch line.content {
      case .blank, .comment: continue
      case .header(let kind): text = kind.name
      case .key(let key): text = key.name
      }
      guard next < lines.count, lines[next].number == index + 1 else { return index + 1 }
      next += 1
      let bytes = text.utf8.span
      guard place + bytes.count < keys.count else { return index + 1 }
      for offset in bytes.indices where keys[place + offset] != bytes[offset] | 0x20 {
        // Brackets have the bit of lower case too.
        if keys[place + offset] != bytes[offset] { return index + 1 }
      }
      place += bytes.count
      guard keys[place] == UInt8(ascii: "\n") else { return index + 1 }
      place += 1
    }
    return next < lines.count ? lines[next].number : nil
  }
}
