extension Document {
  /// What providers call a client's configuration, in a comment; nil without one.
  ///
  /// It is the first comment from the first `[Peer]` on, or else the first one that there is. A comment
  /// with an equals sign counts only as the name of a peer, `# friendly_name = X`: it may be a key that
  /// somebody took out, and a secret one.
  ///
  /// - Returns: UTF-8 without control characters, 128 bytes at most.
  public var title: String? {
    let peer = sections.firstIndex { $0.kind == .peer }
    let start = peer.map { sections[$0].lines.lowerBound } ?? lines.count
    let range =
      lines.indices[start...].firstValue { titleRange(on: $0) }
      ?? lines.indices[..<start].firstValue { titleRange(on: $0) }
    guard let range else { return nil }
    return text.withBytes { (bytes) in WGConfig.text(bytes.extracting(range)) }
  }

  private func titleRange(on index: Int) -> Range<Int>? {
    switch lines[index].content {
    case .comment, .header: break
    case .blank, .key: return nil
    }
    guard !isDisabled(index), let comment = comment(on: index) else { return nil }
    return taggedName(comment) ?? (isName(comment, withEquals: false) ? comment : nil)
  }
}

extension Range<Int> {
  // The first value that there is for one of the numbers.
  fileprivate func firstValue<Value>(_ value: (Int) -> Value?) -> Value? {
    for number in self { if let value = value(number) { return value } }
    return nil
  }
}
