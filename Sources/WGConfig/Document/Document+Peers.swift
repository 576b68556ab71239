internal import Sentences
public import WGModel

/// Edits of whole peers.
extension Document {
  /// Adds a peer at the end of the file, a blank line before it.
  ///
  /// - Throws: ``WGError/Code/alreadyExists`` when the file has the peer, disabled or not,
  ///   ``WGError/Code/invalidConfiguration`` for a name that cannot stand in a line.
  public mutating func add(_ peer: Config.Peer) throws(WGError) {
    let isDisabled = disabledBlocks.contains { $0.publicKey == peer.publicKey }
    guard places(ofKey: peer.publicKey).isEmpty, !isDisabled else {
      throw WGError(
        .alreadyExists,
        "the file has the peer \(peer.publicKey) already\(isDisabled ? ", disabled" : "")")
    }
    let sections = try withBytes { (text) throws(WGError) in
      try Self.sections(of: [peer], behind: text, as: dialect)
    }
    try apply([Splice(inserting: sections.text, at: text.count)])
  }

  /// What adds peers at the end of a file: a section for each, a blank line before it.
  ///
  /// The file has none of the peers, which the caller has made sure of. The `disabled` ones, by their
  /// places, are written as ``disablePeer(_:)`` would leave them.
  package static func sections(
    of peers: [Config.Peer], disabled: [Int] = [], behind text: Span<UInt8>, as dialect: Dialect
  ) throws(WGError) -> Document {
    let (ending, newline) = (lineEnding(of: text), UInt8(ascii: "\n"))
    let sections = DocumentText(capacity: 512 * peers.count)
    var end = text.count
    if end > 0 {
      if text[end - 1] == newline { end -= 1 } else { sections.append(ending) }
      var start = end
      while start > 0, text[start - 1] != newline { start -= 1 }
      if !trimmed(text, start..<end).isEmpty { sections.append(ending) }
    }
    var others = disabled[...]
    for (index, peer) in peers.enumerated() {
      let isDisabled = others.first == index
      if isDisabled { others.removeFirst() }
      if index > 0 { sections.append(ending) }
      let section = DocumentText(capacity: 512)
      try ConfigWriter(dialect: dialect, lineEnding: ending, target: section).append(peer)
      section.withBytes { (section) in
        for place in section.indices {
          let isLineStart = place == 0 || section[place - 1] == newline
          if isLineStart, isDisabled { sections.append(disabledMark) }
          sections.append(section[place])
        }
      }
    }
    return try Document(sections, as: dialect)
  }

  /// Sets the allowed IPs of peers, in every section of each; passes over those that are not there.
  package mutating func setAllowedIPs(
    _ lists: [(peer: PublicKey, prefixes: [IPPrefix])]
  ) throws(WGError) {
    let order = KeyOrder(lists.map { $0.peer })
    var splices: [Splice] = []
    for section in sections.indices where sections[section].kind == .peer {
      guard let key = publicKey(of: section), let place = order.place(of: key) else { continue }
      var list: [UInt8] = []
      for prefix in lists[place].prefixes {
        if !list.isEmpty { list += ", ".utf8 }
        prefix.append(to: &list)
      }
      splices +=
        replacing(.allowedIPs, list.span, in: [section])
        ?? [inserting(.allowedIPs, list.span, in: section)]
    }
    try apply(splices)
  }

  /// Removes a peer: its lines, the comments that belong to it, and the blank lines behind it.
  ///
  /// - Throws: ``WGError/Code/notFound`` when the file does not have it.
  public mutating func removePeer(_ key: PublicKey) throws(WGError) {
    var splices: [Splice] = []
    for section in try places(of: key) {
      var own = ownLines(of: section)
      if own.upperBound < lines.count {
        while own.upperBound < lines.count, lines[own.upperBound].content == .blank {
          own = own.lowerBound..<own.upperBound + 1
        }
      } else if own.lowerBound > 0, lines[own.lowerBound - 1].content == .blank {
        own = own.lowerBound - 1..<own.upperBound
      }
      // The blank line may have gone already, with the same peer above it.
      let start = max(Int(lines[own.lowerBound].start), splices.last?.range.upperBound ?? 0)
      splices.append(Splice(start..<lineLimit(own.upperBound - 1)))
    }
    try apply(splices)
  }

  /// Makes comments of a peer's lines, its own comments too, so that ``enablePeer(_:)`` gives them
  /// back byte for byte.
  ///
  /// - Throws: ``WGError/Code/notFound`` when the file does not have it;
  ///   ``WGError/Code/invalidConfiguration`` when it could not be given back so: one of the key is
  ///   disabled already, comments beside it look like a disabled peer, or a value of it is bad.
  public mutating func disablePeer(_ key: PublicKey) throws(WGError) {
    let mark = DocumentText(copying: Self.disabledMark.utf8.span)
    var splices: [Splice] = []
    for section in try places(of: key) {
      for index in ownLines(of: section) {
        splices.append(Splice(inserting: mark, at: Int(lines[index].start)))
      }
    }
    var disabled = self
    try disabled.apply(splices)
    var enabled = disabled
    guard (try? enabled.enablePeer(key)) != nil, enabled.isEqual(to: self) else {
      throw WGError(
        .invalidConfiguration,
        "the peer \(key) cannot be disabled so that it comes back as it is: look for one that is"
          + " disabled already, for comments around it that begin with #[disabled], and for bad values"
      )
    }
    self = disabled
  }

  private func isEqual(to other: Document) -> Bool {
    withBytes { (bytes) in
      other.withBytes { (others) in
        guard bytes.count == others.count else { return false }
        for index in bytes.indices where bytes[index] != others[index] { return false }
        return true
      }
    }
  }

  /// Takes a disabled peer into the file again, as it was.
  ///
  /// - Throws: ``WGError/Code/notFound`` when there is none of that key,
  ///   ``WGError/Code/alreadyExists`` when the file has it enabled too.
  public mutating func enablePeer(_ key: PublicKey) throws(WGError) {
    guard (try? places(of: key)) == nil else {
      throw WGError(.alreadyExists, "the file has the peer \(key), and it is enabled")
    }
    let blocks = disabledBlocks.filter { $0.publicKey == key }
    guard !blocks.isEmpty else {
      throw WGError(.notFound, "the file has no disabled peer \(key)")
    }
    var splices: [Splice] = []
    for block in blocks {
      for index in block.lines {
        let start = Int(lines[index].start)
        splices.append(Splice(start..<start + Self.disabledMark.utf8.count))
      }
    }
    try apply(splices)
  }

  /// Gives a peer a name, in the form of the comment that names it now, or as `# friendly_name = …`
  /// below the header.
  ///
  /// - Throws: ``WGError/Code/notFound`` when the file does not have the peer,
  ///   ``WGError/Code/invalidConfiguration`` for a name that cannot stand in the comment.
  public mutating func renamePeer(_ key: PublicKey, to name: String) throws(WGError) {
    let bytes = name.utf8.span
    try requireName(bytes)
    let places = try places(of: key)
    let section = places[places.count - 1]
    var renamed = self
    if let range = nameRange(of: section) {
      try renamed.apply([Splice(range, with: DocumentText(copying: bytes))])
    } else {
      let line = DocumentText(capacity: bytes.count + 32)
      line.append("# friendly_name = ")
      line.append(bytes)
      line.append(lineEnding)
      try renamed.apply([inserting(line, behind: sections[section].lines.lowerBound)])
    }
    // A name such as "Client: x" would be read as another one in a plain comment.
    guard let read = renamed.friendlyName(of: section), Array(read.utf8) == Array(name.utf8) else {
      throw WGError(
        .invalidConfiguration,
        "\(quoted(name)) would be read as another name in the comment that names the peer")
    }
    self = renamed
  }

  /// The peers that are disabled, as they would be; the place is that of their first line.
  public var disabledPeers: [Config.Peer] { disabledBlocks.map { $0.peer } }

  // MARK: Where peers are

  /// The sections that have a public key; one at least.
  func places(of key: PublicKey) throws(WGError) -> [Int] {
    let places = places(ofKey: key)
    guard !places.isEmpty else { throw WGError(.notFound, "the file has no peer \(key)") }
    return places
  }

  private func places(ofKey key: PublicKey) -> [Int] {
    sections.indices.filter { (section) in
      sections[section].kind == .peer && publicKey(of: section) == key
    }
  }

  /// The key of a peer, or nil when it has none or no good one.
  @inline(never)
  public func publicKey(of section: Int) -> PublicKey? {
    var key: PublicKey?
    for entry in entries(of: section) where entry.key == .publicKey {
      withValue(of: entry) { (value) in
        key = nil
        try? withoutSpaces(value) { (value) throws(WGError) in key = try PublicKey(base64: value) }
      }
    }
    return key
  }
}

/// Throws for what cannot be a name: see ``Document/friendlyName(of:)``.
func requireName(_ name: Span<UInt8>) throws(WGError) {
  try requirePlain(name, in: "the name")
  guard 1...128 ~= name.count, trimmed(name, 0..<name.count) == 0..<name.count else {
    throw WGError(
      .invalidConfiguration,
      "a name has 1 to 128 bytes, and white space neither at its beginning nor at its end")
  }
}
