public import WGModel

extension Document {
  /// The file as `wg-quick` hands it to `wg`, byte for byte what `wg-quick strip` prints.
  ///
  /// The lines of its own keys are left out, spaces and tabs at the two ends of the others too, and a
  /// blank line is added at the end.
  ///
  /// - Returns: a document of the dialect ``Dialect/wg``.
  /// - Throws: nothing that is known of; the result is parsed.
  public func stripped() throws(WGError) -> Document {
    let result = DocumentText(capacity: text.count + 2)
    for index in lines.indices {
      if case .key(let key) = lines[index].content, key.isOfWGQuick { continue }
      var start = Int(lines[index].start)
      var end = lineEnd(index)
      text.withBytes { (text) in
        while start < end, text[start] == UInt8(ascii: " ") || text[start] == UInt8(ascii: "\t") {
          start += 1
        }
        while end > start,
          text[end - 1] == UInt8(ascii: " ") || text[end - 1] == UInt8(ascii: "\t")
        { end -= 1 }
      }
      // The script takes nothing for a line that has neither a newline nor anything in it.
      if start == end, lineEnd(index) == lineLimit(index) { continue }
      result.append(start..<end, of: text)
      result.append(UInt8(ascii: "\n"))
    }
    result.append(UInt8(ascii: "\n"))
    return try Document(result, as: .wg)
  }
}
