internal import WGModel

/// Which lines are about a section: what an edit of it moves, and what it leaves alone.
extension Document {
  /// The lines that are a section's own.
  ///
  /// They begin with the comments that stand directly above the header, and end with the last key and
  /// the comments directly below it. A comment with blank lines around it is nobody's.
  func ownLines(of section: Int) -> Range<Int> {
    let lines = sections[section].lines
    let limit = section + 1 < sections.count ? firstOwnLine(of: section + 1) : lines.upperBound
    var end = lines.lowerBound + 1
    for index in lines.lowerBound..<limit {
      if case .key = self.lines[index].content { end = index + 1 }
    }
    while end < limit, self.lines[end].content == .comment, !isDisabled(end) { end += 1 }
    return firstOwnLine(of: section)..<end
  }

  /// The first of the comments directly above a section's header, or the header.
  @inline(never)
  func firstOwnLine(of section: Int) -> Int {
    var first = sections[section].lines.lowerBound
    while first > 0, lines[first - 1].content == .comment, !isDisabled(first - 1) { first -= 1 }
    return first
  }

  /// What stands at the beginning of each line of a disabled peer.
  static var disabledMark: String { "#[disabled] " }

  /// Whether a line belongs to a disabled peer.
  @inline(never)
  func isDisabled(_ index: Int) -> Bool {
    let start = Int(lines[index].start)
    let end = lineLimit(index)
    return text.withBytes { (text) in
      let mark = Self.disabledMark.utf8.span
      guard end - start >= mark.count else { return false }
      for place in mark.indices where text[start + place] != mark[place] { return false }
      return true
    }
  }

  /// The bytes behind the first `#` of a line, white space around them left out; nil without one.
  func comment(on index: Int) -> Range<Int>? {
    guard lines[index].hasHash else { return nil }
    let (start, end) = (Int(lines[index].start), lineEnd(index))
    return text.withBytes { (text) in
      text.extracting(start..<end).firstIndex(of: UInt8(ascii: "#")).map { (mark) in
        trimmed(text, start + mark + 1..<end)
      }
    }
  }
}

/// A range without the white space at its two ends.
package func trimmed(_ text: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
  var (start, end) = (range.lowerBound, range.upperBound)
  while start < end, isSpace(text[start]) { start += 1 }
  while end > start, isSpace(text[end - 1]) { end -= 1 }
  return start..<end
}
