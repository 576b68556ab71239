internal import CLinux
internal import Sentences
internal import WGModel

/// Finds out what each line of a file is, in one pass over its bytes.
///
/// White space counts for nothing, wherever `wg` takes none for anything: between the letters of a key
/// too. The keys of `wg-quick` must stand in one piece, and below an `[Interface]` that does, because
/// its script looks at them before `wg` does.
@safe
struct LineScanner {
  let base: UnsafePointer<UInt8>
  let count: Int
  let dialect: Dialect
  private(set) var lines: [Line] = []
  private var sections: [Document.Section] = []
  private(set) var section: Document.Section.Kind?
  // Whether there is a # in the line.
  private var hasHash = false
  // Whether `wg-quick` sees that it is in an [Interface] section.
  private var takesKeysOfWGQuick = false

  static func scan(
    _ text: DocumentText, as dialect: Dialect
  ) throws(WGError) -> (lines: [Line], sections: [Document.Section]) {
    var scanner = LineScanner(text, dialect)
    try scanner.scan()
    // `base` is the text's, which must outlive the scanner.
    withExtendedLifetime(text) {}
    return (scanner.lines, scanner.sections)
  }

  private init(_ text: DocumentText, _ dialect: Dialect) {
    unsafe base = text.base
    count = text.count
    self.dialect = dialect
    // A line has about 30 bytes; what is too much here is never touched.
    lines.reserveCapacity(count / 24 + 8)
  }

  private mutating func scan() throws(WGError) {
    try rejectNULs()
    var start = 0
    // The first # from the line on: one search for all lines in front of it.
    var hash = -1
    while start < count {
      let newline = find(UInt8(ascii: "\n"), from: start)
      if hash < start { hash = find(UInt8(ascii: "#"), from: start) }
      hasHash = hash < newline
      let end = min(newline, hash)
      let first = skipSpaces(from: start, to: end)
      if first == end {
        append(start, hasHash ? hash : start, hasHash ? .comment : .blank)
      } else if scanUsual(start, first, end) {
        // Most lines are this way.
      } else if unsafe base[first] == UInt8(ascii: "[") {
        try scanHeader(start, first, end)
      } else {
        try scanKey(start, first, end, newline)
      }
      start = newline + 1
    }
    endSection()
  }

  mutating func append(_ start: Int, _ place: Int, _ content: Line.Content) {
    lines.append(
      Line(
        start: UInt32(truncatingIfNeeded: start), place: UInt32(truncatingIfNeeded: place),
        content: content, hasHash: hasHash))
  }

  // MARK: Headers

  private mutating func scanHeader(_ start: Int, _ first: Int, _ end: Int) throws(WGError) {
    var place = first + 1
    let kind: Document.Section.Kind
    if let after = match("interface", from: place, to: end) {
      (kind, place) = (.interface, after)
    } else if let after = match("peer", from: place, to: end) {
      (kind, place) = (.peer, after)
    } else {
      throw fault(first, start, "this is no section: expected [Interface] or [Peer]")
    }
    place = skipSpaces(from: place, to: end)
    guard place < end, unsafe base[place] == UInt8(ascii: "]") else {
      throw fault(first, start, "this is no section: expected [Interface] or [Peer]")
    }
    let next = skipSpaces(from: place + 1, to: end)
    guard next == end else {
      throw fault(next, start, "expected the end of the line or a comment behind \(kind.name)")
    }
    beginSection(kind, isSeenByWGQuick: place - first == 10)
    append(start, first, .header(kind))
  }

  mutating func beginSection(_ kind: Document.Section.Kind, isSeenByWGQuick: Bool) {
    takesKeysOfWGQuick = kind == .interface && isSeenByWGQuick
    endSection()
    section = kind
    sections.append(
      Document.Section(kind: kind, first: UInt32(truncatingIfNeeded: lines.count), end: 0))
  }

  private mutating func endSection() {
    if !sections.isEmpty {
      sections[sections.count - 1].end = UInt32(truncatingIfNeeded: lines.count)
    }
  }

  // MARK: Keys

  private mutating func scanKey(
    _ start: Int, _ first: Int, _ end: Int, _ newline: Int
  ) throws(WGError) {
    guard let section else { throw unknownStart(first, start) }
    // The letters up to the sign, wherever they stand.
    var (letters, sign, lastLetter) = (0, first, first)
    while sign < end {
      let byte = unsafe base[sign]
      if (byte | 0x20) &- UInt8(ascii: "a") < 26 {
        letters += 1
        lastLetter = sign
      } else if !isSpace(byte) {
        break
      }
      sign += 1
    }
    guard let key = unsafe Document.Key.named(count: letters, first: base[first] | 0x20),
      match(key.spelling, from: first, to: sign) != nil,
      unsafe sign == end || base[sign] == UInt8(ascii: "=")
    else { throw unknownKey(first, start, end, newline) }

    guard key.section == section else {
      throw fault(
        first, start,
        "\(key.name) belongs to \(key.section.name), not to \(section.name): expected"
          + " \(expectedKeys(section))")
    }
    if key.isOfWGQuick {
      try requireWGQuick(key, isInOnePiece: lastLetter - first + 1 == letters, first, start)
    }
    guard sign < end else {
      throw fault(lastLetter + 1, start, "expected = and a value behind \(key.name)")
    }
    // In a command # begins no comment.
    let limit = key.isHook ? newline : end
    var value = skipSpaces(from: sign + 1, to: limit)
    if value == limit {
      // An empty value stands in front of the line's end, which can be a carriage return too.
      value = sign + 1
      while value < limit, unsafe base[value] == UInt8(ascii: " ") || base[value] == 9 {
        value += 1
      }
    }
    guard skipSpaces(from: value, to: end) < end || key.isOfWGQuick else {
      throw fault(sign + 1, start, "expected a value behind \(key.name) =")
    }
    append(start, value, .key(key))
  }

  private func requireWGQuick(
    _ key: Document.Key, isInOnePiece: Bool, _ first: Int, _ start: Int
  ) throws(WGError) {
    guard dialect == .wgQuick else {
      throw fault(
        first, start,
        "\(key.name) belongs to wg-quick; here expected \(expectedKeys(.interface))")
    }
    guard isInOnePiece else {
      throw fault(
        first, start, "write \(key.name) in one piece: wg-quick takes no white space in it")
    }
    guard takesKeysOfWGQuick else {
      throw fault(
        first, start,
        "\(key.name) needs a section that wg-quick sees: write [Interface] without white space in it"
      )
    }
  }

  // MARK: Bytes

  // The place of a byte, or the end of the text.
  @inline(__always)
  func find(_ byte: UInt8, from start: Int) -> Int {
    guard let found = unsafe memchr(base + start, Int32(byte), count - start) else { return count }
    return unsafe UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  @inline(__always)
  func skipSpaces(from start: Int, to end: Int) -> Int {
    var place = start
    while place < end, isSpace(unsafe base[place]) { place += 1 }
    return place
  }

  // The place behind letters, of either case and with any white space between them.
  @inline(__always)
  private func match(_ letters: StaticString, from start: Int, to end: Int) -> Int? {
    var place = start
    let expected = unsafe letters.utf8Start
    for index in 0..<letters.utf8CodeUnitCount {
      while place < end, isSpace(unsafe base[place]) { place += 1 }
      guard place < end, unsafe base[place] | 0x20 == expected[index] | 0x20 else { return nil }
      place += 1
    }
    return place
  }
}
