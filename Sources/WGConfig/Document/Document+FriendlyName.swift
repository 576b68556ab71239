public import WGModel

/// Names of peers, which only comments can give.
///
/// A comment with a tag counts wherever it is among the peer's own lines: `# friendly_name = X`,
/// `# Name = X`, and `# Client: X (ID)`, which wg-easy writes. Without one, a plain comment does:
/// the one on the header's line, the one directly above it, or the one directly below.
extension Document {
  /// The name that a comment gives to a peer, or nil.
  ///
  /// - Parameter section: a place in ``sections``.
  /// - Returns: the name: UTF-8 without control characters, 128 bytes at most.
  public func friendlyName(of section: Int) -> String? {
    guard sections.indices.contains(section), let range = nameRange(of: section) else { return nil }
    return text.withBytes { (bytes) in WGConfig.text(bytes.extracting(range)) }
  }

  /// The names of all peers that have one, by their keys.
  public var peerNames: PeerNames { PeerNames(namedPeers) }

  /// The peers that have a name, in the order of their sections.
  @inline(never)
  package var namedPeers: [(key: PublicKey, name: String)] {
    var names: [(key: PublicKey, name: String)] = []
    for section in sections.indices where sections[section].kind == .peer {
      guard let key = publicKey(of: section), let name = friendlyName(of: section) else { continue }
      names.append((key, name))
    }
    return names
  }

  /// Where the name stands in the text.
  func nameRange(of section: Int) -> Range<Int>? {
    let own = ownLines(of: section)
    let header = sections[section].lines.lowerBound
    var (name, rank): (Range<Int>?, Int) = (nil, 3)
    for index in own where lines[index].hasHash {
      guard index == header || lines[index].content == .comment, let comment = comment(on: index)
      else { continue }
      if let tagged = taggedName(comment) { return tagged }
      // In this order: on the header's line, above it, below it.
      let place = index == header ? 0 : index == header - 1 ? 1 : index == header + 1 ? 2 : 3
      if place < rank, isName(comment, withEquals: false) { (name, rank) = (comment, place) }
    }
    return name
  }

  func taggedName(_ comment: Range<Int>) -> Range<Int>? {
    text.withBytes { (text) in
      if let name = behind("friendly_name", text, comment) ?? behind("name", text, comment) {
        return isName(name, withEquals: true) ? name : nil
      }
      let tag = "client:".utf8.count
      guard comment.count > tag,
        equals(text.extracting(comment.lowerBound..<comment.lowerBound + tag), "client:")
      else { return nil }
      var name = trimmed(text, comment.lowerBound + tag..<comment.upperBound)
      if !name.isEmpty, text[name.upperBound - 1] == UInt8(ascii: ")") {
        var bracket = name.upperBound - 1
        while bracket > name.lowerBound, text[bracket] != UInt8(ascii: "(") { bracket -= 1 }
        if bracket > name.lowerBound { name = trimmed(text, name.lowerBound..<bracket) }
      }
      return isName(name, withEquals: true) ? name : nil
    }
  }

  // What stands behind a word and an equals sign.
  private func behind(_ word: String, _ text: Span<UInt8>, _ comment: Range<Int>) -> Range<Int>? {
    let end = comment.lowerBound + word.utf8.count
    guard end < comment.upperBound, equals(text.extracting(comment.lowerBound..<end), word) else {
      return nil
    }
    let rest = trimmed(text, end..<comment.upperBound)
    guard !rest.isEmpty, text[rest.lowerBound] == UInt8(ascii: "=") else { return nil }
    return trimmed(text, rest.lowerBound + 1..<rest.upperBound)
  }

  // A plain comment with an equals sign is a key that somebody took out, perhaps a secret one.
  func isName(_ range: Range<Int>, withEquals: Bool) -> Bool {
    text.withBytes { (text) in
      let name = text.extracting(range)
      guard 1...128 ~= name.count, WGConfig.text(name) != nil else { return false }
      for index in name.indices {
        if name[index] < 0x20 || name[index] == 0x7f { return false }
        if !withEquals, name[index] == UInt8(ascii: "=") { return false }
      }
      return true
    }
  }
}
