internal import WGModel

extension Document {
  /// A key and its value, and where they stand.
  public struct Entry: Sendable {
    /// Which of ``Document/sections`` it is in.
    public let section: Int
    /// The key.
    public let key: Key
    /// The line, from 1 on.
    public let line: Int
    /// The first byte of the value in the line, from 1 on.
    public let column: Int
    /// The bytes of the value in the file: white space and a comment behind it left out, white space
    /// within it not.
    public let value: Range<Int>
  }

  /// The entries of a document or of one of its sections, in the order of the file.
  public struct Entries: Sequence, IteratorProtocol {
    let document: Document
    var section: Int
    var line: Int
    let end: Int

    /// The next entry.
    @inline(never)
    public mutating func next() -> Entry? {
      while line < end {
        let index = line
        line += 1
        switch document.lines[index].content {
        case .header: section += 1
        case .key(let key): return document.entry(key, on: index, in: section)
        case .blank, .comment: break
        }
      }
      return nil
    }
  }

  /// All keys that stand in the file.
  public var entries: Entries { Entries(document: self, section: -1, line: 0, end: lines.count) }

  /// The keys of one section.
  ///
  /// - Parameter section: a place in ``sections``.
  /// - Returns: its entries; none for a place that is not there.
  public func entries(of section: Int) -> Entries {
    guard sections.indices.contains(section) else {
      return Entries(document: self, section: section, line: 0, end: 0)
    }
    let lines = sections[section].lines
    return Entries(
      document: self, section: section - 1, line: lines.lowerBound, end: lines.upperBound)
  }

  /// Lends the value of an entry of this document as it stands in the file.
  public func withValue<R, E: Error>(
    of entry: Entry, _ body: (Span<UInt8>) throws(E) -> R
  ) throws(E) -> R {
    try text.withBytes { (text) throws(E) in try body(text.extracting(entry.value)) }
  }

  @inline(never)
  func entry(_ key: Key, on index: Int, in section: Int) -> Entry {
    let line = lines[index]
    let start = Int(line.place)
    var end = lineEnd(index)
    text.withBytes { (text) in
      if line.hasHash, !key.isHook,
        let comment = text.extracting(start..<end).firstIndex(of: UInt8(ascii: "#"))
      {
        end = start + comment
      }
      while end > start, isSpace(text[end - 1]) { end -= 1 }
    }
    return Entry(
      section: section, key: key, line: index + 1, column: start - Int(line.start) + 1,
      value: start..<end)
  }

  /// The place behind a line's last byte, its newline not counted.
  @inline(never)
  func lineEnd(_ index: Int) -> Int {
    // A newline is in front of every line but the first.
    if index + 1 < lines.count { return Int(lines[index + 1].start) - 1 }
    return text.withBytes { (text) in
      text.count > 0 && text[text.count - 1] == UInt8(ascii: "\n") ? text.count - 1 : text.count
    }
  }

  /// The place behind a line, its newline counted.
  @inline(never)
  func lineLimit(_ index: Int) -> Int {
    index + 1 < lines.count ? Int(lines[index + 1].start) : text.count
  }
}

/// Whether `wg` takes a byte for white space: space, tab, newline, vertical tab, form feed, return.
@inline(__always)
func isSpace(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte &- 9 < 5 }
