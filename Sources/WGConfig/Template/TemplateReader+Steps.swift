internal import Sentences
internal import WGModel

extension TemplateReader {
  /// The steps that tokens stand for: lines of section tags and comments alone are gone, every section
  /// knows its end.
  static func steps(
    of tokens: [Token], in text: Span<UInt8>
  ) throws(WGError) -> [Template.Step] {
    var steps: [Template.Step] = []
    // The open sections, as places in `steps`.
    var open: [Int] = []
    var lineEnd = 0
    var isSilent = false
    for index in tokens.indices {
      let token = tokens[index]
      if index == lineEnd { (lineEnd, isSilent) = line(of: tokens, from: index, in: text) }
      switch token.kind {
      case .text:
        if isSilent { continue }
        steps.append(Template.Step(kind: .text, range: token.range, name: []))
      case .value(let place):
        steps.append(Template.Step(kind: .value(place), range: token.range, name: token.name))
      case .comment: continue
      case .open, .openInverse:
        guard open.count < Template.Limits.depth else {
          throw WGError(
            .tooLarge,
            "the template is nested too deeply: at most \(Template.Limits.depth) sections",
            location: Template.error("", at: token.range.lowerBound, of: text).location)
        }
        open.append(steps.count)
        steps.append(
          Template.Step(
            kind: token.kind == .open ? .section : .inverse, range: token.range, name: token.name))
      case .close:
        guard let start = open.popLast(), steps[start].name == token.name else {
          throw Template.error(
            "${/\(nameText(token.name))} closes no section: the innermost open one must have this name",
            at: token.range.lowerBound, of: text)
        }
        steps[start].end = steps.count
      }
    }
    if let start = open.last {
      throw Template.error(
        "the section '\(nameText(steps[start].name))' is not closed: write"
          + " ${/\(nameText(steps[start].name))}", at: steps[start].range.lowerBound, of: text)
    }
    return steps
  }

  /// The end of the line that begins with a token, and whether it has section tags or comments and
  /// nothing else but blanks.
  private static func line(
    of tokens: [Token], from start: Int, in text: Span<UInt8>
  ) -> (Int, Bool) {
    var hasTag = false
    var hasInk = false
    for index in start..<tokens.count {
      switch tokens[index].kind {
      case .value: hasInk = true
      case .open, .openInverse, .close, .comment: hasTag = true
      case .text:
        let range = tokens[index].range
        for place in range where !isSpace(text[place]) { hasInk = true }
        if text[range.upperBound - 1] == UInt8(ascii: "\n") {
          return (index + 1, hasTag && !hasInk)
        }
      }
    }
    return (tokens.count, hasTag && !hasInk)
  }
}
