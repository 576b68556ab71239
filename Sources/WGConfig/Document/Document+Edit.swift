internal import Sentences
public import WGModel

/// What stands instead of a range of the text.
struct Splice {
  let range: Range<Int>
  let replacement: DocumentText

  init(_ range: Range<Int>, with replacement: DocumentText = DocumentText(capacity: 0)) {
    self.range = range
    self.replacement = replacement
  }

  init(inserting replacement: DocumentText, at place: Int) {
    self.init(place..<place, with: replacement)
  }
}

/// Edits of keys. Each touches the lines of its key and no others, checks the value as ``Config``
/// does, and takes as long as parsing the file: the result is parsed before it counts.
extension Document {
  /// Sets a key of the interface.
  ///
  /// The value takes the place of the one that counts, in its line. Of a key whose lines add up
  /// (`Address`, `DNS`, hooks) the first line takes the value and the others go. A key that is not
  /// there gets a line behind the section's last.
  ///
  /// - Parameters:
  ///   - key: a key of the interface.
  ///   - value: what it takes; neither a control character nor `#`.
  /// - Throws: ``WGError/Code/invalidConfiguration`` for a value that the key does not take; then the
  ///   document is as it was.
  public mutating func set(_ key: Key, to value: Span<UInt8>) throws(WGError) {
    try requireSection(key, .interface)
    try requireValue(key, value)
    let visible = sections.indices.filter { sections[$0].kind == .interface }
    if let splices = replacing(key, value, in: visible) {
      return try apply(splices)
    }
    // wg-quick does not see a header with white space in it.
    let usable = visible.first { (section) in !key.isOfWGQuick || isSeenByWGQuick(section) }
    if let usable { return try apply([inserting(key, value, in: usable)]) }
    let header = DocumentText(capacity: 128)
    header.append("[Interface]" + lineEnding)
    appendLine(key, value, to: header)
    if !lines.isEmpty { header.append(lineEnding) }
    try apply([Splice(inserting: header, at: 0)])
  }

  /// Sets a key of the interface, as ``set(_:to:)`` does for a span; the string is not wiped.
  public mutating func set(_ key: Key, to value: String) throws(WGError) {
    try set(key, to: value.utf8.span)
  }

  /// Removes all lines of a key of the interface; nothing happens when there is none.
  public mutating func remove(_ key: Key) throws(WGError) {
    try requireSection(key, .interface)
    try apply(removing(key, in: sections.indices.filter { sections[$0].kind == .interface }))
  }

  /// Sets a key of a peer, as ``set(_:to:)`` does for the interface.
  ///
  /// Of a peer that stands there twice, the last section is changed: it is what counts.
  ///
  /// - Throws: ``WGError/Code/invalidConfiguration`` for a value that the key does not take,
  ///   ``WGError/Code/notFound`` for a peer that is not there or disabled.
  public mutating func set(
    _ key: Key, to value: Span<UInt8>, ofPeer peer: PublicKey
  ) throws(WGError) {
    try requireSection(key, .peer)
    try requireValue(key, value)
    let section = try places(of: peer)
    let last = section[section.count - 1]
    try apply(replacing(key, value, in: [last]) ?? [inserting(key, value, in: last)])
  }

  /// Sets a key of a peer, as ``set(_:to:ofPeer:)`` does for a span; the string is not wiped.
  public mutating func set(_ key: Key, to value: String, ofPeer peer: PublicKey) throws(WGError) {
    try set(key, to: value.utf8.span, ofPeer: peer)
  }

  /// Removes all lines of a key of a peer; nothing happens when there is none.
  ///
  /// - Throws: ``WGError/Code/notFound`` for a peer that is not there or disabled,
  ///   ``WGError/Code/invalidArgument`` for `PublicKey`, which names the peer.
  public mutating func remove(_ key: Key, ofPeer peer: PublicKey) throws(WGError) {
    try requireSection(key, .peer)
    guard key != .publicKey else {
      throw WGError(.invalidArgument, "a peer cannot be without its PublicKey: remove the peer")
    }
    try apply(removing(key, in: try places(of: peer)))
  }

  // MARK: Lines

  func replacing(_ key: Key, _ value: Span<UInt8>, in sections: [Int]) -> [Splice]? {
    var found: [Entry] = []
    for section in sections {
      for entry in entries(of: section) where entry.key == key { found.append(entry) }
    }
    guard let first = found.first, let last = found.last else { return nil }
    let replacement = DocumentText(copying: value)
    guard key.addsUp else { return [Splice(last.value, with: replacement)] }
    return [Splice(first.value, with: replacement)]
      + found.dropFirst().map { Splice(lineRange($0.line - 1)) }
  }

  private func removing(_ key: Key, in sections: [Int]) -> [Splice] {
    var splices: [Splice] = []
    for section in sections {
      for entry in entries(of: section) where entry.key == key {
        splices.append(Splice(lineRange(entry.line - 1)))
      }
    }
    return splices
  }

  // A new line behind the section's last key, indented as that is.
  func inserting(_ key: Key, _ value: Span<UInt8>, in section: Int) -> Splice {
    var last = sections[section].lines.lowerBound
    var indent = 0..<0
    for index in sections[section].lines {
      if case .key = lines[index].content {
        last = index
        indent = indentation(index)
      }
    }
    let line = DocumentText(capacity: 128)
    line.append(indent, of: text)
    appendLine(key, value, to: line)
    return inserting(line, behind: last)
  }

  /// Inserts whole lines behind a line, which may be the last and without a newline.
  func inserting(_ inserted: DocumentText, behind index: Int) -> Splice {
    let place = lineLimit(index)
    guard lineEnd(index) == place else { return Splice(inserting: inserted, at: place) }
    // The newline moves to the front, so that the file still ends without one.
    let moved = DocumentText(capacity: inserted.count)
    moved.append(lineEnding)
    moved.append(0..<inserted.count - lineEnding.utf8.count, of: inserted)
    return Splice(inserting: moved, at: place)
  }

  func appendLine(_ key: Key, _ value: Span<UInt8>, to target: DocumentText) {
    target.append(key.spelling)
    target.append(" = ")
    target.append(value)
    target.append(lineEnding)
  }

  private func indentation(_ index: Int) -> Range<Int> {
    let start = Int(lines[index].start)
    return text.withBytes { (text) in
      var end = start
      while end < text.count, text[end] == UInt8(ascii: " ") || text[end] == UInt8(ascii: "\t") {
        end += 1
      }
      return start..<end
    }
  }

  func lineRange(_ index: Int) -> Range<Int> { Int(lines[index].start)..<lineLimit(index) }

  /// How the file's first line ends, or a newline.
  @inline(never)
  var lineEnding: String { text.withBytes { (text) in Self.lineEnding(of: text) } }

  /// How the first line of a text ends, or a newline.
  static func lineEnding(of text: Span<UInt8>) -> String {
    var end = 0
    while end < text.count, text[end] != UInt8(ascii: "\n") { end += 1 }
    return end > 0 && end < text.count && text[end - 1] == UInt8(ascii: "\r") ? "\r\n" : "\n"
  }

  private func isSeenByWGQuick(_ section: Int) -> Bool {
    let header = lines[sections[section].lines.lowerBound]
    let place = Int(header.place)
    return text.withBytes { (text) in
      place + 11 <= text.count && text[place + 10] == UInt8(ascii: "]")
    }
  }

  // MARK: Checks

  private func requireSection(_ key: Key, _ section: Section.Kind) throws(WGError) {
    guard key.section == section else {
      throw WGError(.invalidArgument, "\(key.name) belongs to \(key.section.name)")
    }
    guard dialect == .wgQuick || !key.isOfWGQuick else {
      throw WGError(.invalidArgument, "\(key.name) belongs to wg-quick, and this file to wg")
    }
  }

  private func requireValue(_ key: Key, _ value: Span<UInt8>) throws(WGError) {
    try requirePlain(value, in: key.name)
    let trimmed = trimmed(value, 0..<value.count)
    guard !value.isEmpty, trimmed == 0..<value.count else {
      throw WGError(
        .invalidConfiguration,
        "the value of \(key.name) must not be empty, nor begin or end with white space")
    }
    try ConfigReader.check(key, value)
  }

  /// Applies splices that are in order, and parses the result.
  @inline(never)
  mutating func apply(_ splices: [Splice]) throws(WGError) {
    guard !splices.isEmpty else { return }
    let edited = DocumentText(
      capacity: splices.reduce(text.count) { $0 + $1.replacement.count })
    var place = 0
    for splice in splices {
      edited.append(place..<splice.range.lowerBound, of: text)
      edited.append(0..<splice.replacement.count, of: splice.replacement)
      place = splice.range.upperBound
    }
    edited.append(place..<text.count, of: text)
    self = try Document(edited, as: dialect)
  }
}

/// Throws for what must not get into a line: a control character, what some take for the end of a line,
/// the `#` that begins a comment, and what is not UTF-8.
package func requirePlain(_ value: Span<UInt8>, in name: String) throws(WGError) {
  guard text(value) != nil else {
    throw WGError(.invalidConfiguration, "the value of \(name) is not UTF-8")
  }
  for index in value.indices {
    let (byte, next) = (value[index], index + 1 < value.count ? value[index + 1] : 0)
    // U+0080 to U+009F; U+2028 and U+2029, which end a line and a paragraph.
    let isSeparator =
      byte == 0xe2 && next == 0x80 && index + 2 < value.count && value[index + 2] | 1 == 0xa9
    if byte < 0x20 || byte == 0x7f || (byte == 0xc2 && next < 0xa0) || isSeparator {
      throw WGError(
        .invalidConfiguration,
        "the value of \(name) holds a control character or the end of a line: leave it out")
    }
    if byte == UInt8(ascii: "#") {
      throw WGError(
        .invalidConfiguration,
        "the value of \(name) holds #, where a comment would begin: leave it out")
    }
  }
}
