public import WGModel

extension Document {
  /// The file in its usual spelling: what it says, with its comments and in its order.
  ///
  /// Line ends are `\n`, white space at the two ends of a line is left out, headers and keys are spelled
  /// as manuals do, and one blank stands on either side of an equals sign and in front of a comment that
  /// stands behind a value. Values stay as they are.
  ///
  /// - Throws: nothing that is known of; the result is parsed.
  public func formatted() throws(WGError) -> Document {
    let result = DocumentText(capacity: text.count + 16)
    var section = -1
    for index in lines.indices {
      let end = lineEnd(index)
      switch lines[index].content {
      case .blank: break
      case .comment: result.append(withoutEnds(Int(lines[index].start)..<end), of: text)
      case .header(let kind):
        section += 1
        result.append(kind.name)
        appendComment(behind: Int(lines[index].place), to: end, result)
      case .key(let key):
        let entry = entry(key, on: index, in: section)
        result.append(key.name)
        result.append(" = ")
        result.append(entry.value, of: text)
        appendComment(behind: entry.value.upperBound, to: end, result)
      }
      result.append(UInt8(ascii: "\n"))
    }
    return try Document(result, as: dialect)
  }

  private func withoutEnds(_ range: Range<Int>) -> Range<Int> {
    text.withBytes { (text) in trimmed(text, range) }
  }

  // The comment that stands behind a value or a header. A hook has none: its # is the shell's.
  private func appendComment(behind place: Int, to end: Int, _ result: DocumentText) {
    var start = place
    text.withBytes { (text) in
      while start < end, text[start] != UInt8(ascii: "#") { start += 1 }
    }
    guard start < end else { return }
    result.append(UInt8(ascii: " "))
    result.append(withoutEnds(start..<end), of: text)
  }
}
