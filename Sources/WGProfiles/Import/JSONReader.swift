internal import Sentences
internal import WGModel

/// Finds the values of a JSON text.
struct JSONReader {
  private(set) var nodes: [JSONDocument.Node] = []
  private var place = 0
  private var depth = 0

  mutating func read(_ text: Span<UInt8>) throws(WGError) {
    guard text.count <= JSONDocument.Limits.bytes else {
      throw WGError(.tooLarge, "the JSON text is too large: it may have 16 MiB")
    }
    do {
      _ = try UTF8Span(validating: text)
    } catch {
      place = error.byteOffsets.lowerBound
      throw fault("expected UTF-8", text)
    }
    skipSpace(text)
    try readValue(text)
    skipSpace(text)
    guard place == text.count else {
      throw fault("expected nothing behind the value that the text is", text)
    }
  }

  // MARK: Values

  private mutating func readValue(_ text: Span<UInt8>) throws(WGError) {
    guard place < text.count else { throw fault("expected a value, and the text ends", text) }
    guard nodes.count < JSONDocument.Limits.values else {
      throw WGError(.tooLarge, "the JSON text has too many values: it may have 1,048,576")
    }
    switch text[place] {
    case UInt8(ascii: "{"): try readObject(text)
    case UInt8(ascii: "["): try readArray(text)
    case UInt8(ascii: "\""): try readString(text)
    case UInt8(ascii: "n"): try readWord("null", .null, text)
    case UInt8(ascii: "t"): try readWord("true", .yes, text)
    case UInt8(ascii: "f"): try readWord("false", .no, text)
    default: try readNumber(text)
    }
  }

  private mutating func readObject(_ text: Span<UInt8>) throws(WGError) {
    let object = try open(.object, text)
    var names: [Int] = []
    while try !closes(with: UInt8(ascii: "}"), isFirst: names.isEmpty, text) {
      guard byte(text) == UInt8(ascii: "\"") else {
        throw fault("expected a name in quotes", text)
      }
      names.append(nodes.count)
      try readString(text)
      skipSpace(text)
      guard byte(text) == UInt8(ascii: ":") else {
        throw fault("expected : behind the name", text)
      }
      place += 1
      skipSpace(text)
      try readValue(text)
      skipSpace(text)
    }
    try requireUnique(names, text)
    close(object)
  }

  private mutating func readArray(_ text: Span<UInt8>) throws(WGError) {
    let array = try open(.array, text)
    var isFirst = true
    while try !closes(with: UInt8(ascii: "]"), isFirst: isFirst, text) {
      isFirst = false
      try readValue(text)
      skipSpace(text)
    }
    close(array)
  }

  private mutating func open(
    _ kind: JSONDocument.Kind, _ text: Span<UInt8>
  ) throws(WGError) -> Int {
    depth += 1
    guard depth <= JSONDocument.Limits.depth else {
      throw fault("expected no more than 16 values within each other", text)
    }
    append(kind, place..<place)
    place += 1
    skipSpace(text)
    return nodes.count - 1
  }

  private mutating func close(_ container: Int) {
    depth -= 1
    nodes[container].end = UInt32(place)
    nodes[container].next = UInt32(nodes.count)
  }

  // Whether the container ends here; takes the comma in front of another element.
  private mutating func closes(
    with end: UInt8, isFirst: Bool, _ text: Span<UInt8>
  ) throws(WGError) -> Bool {
    if byte(text) == end {
      place += 1
      return true
    }
    if isFirst { return false }
    guard byte(text) == UInt8(ascii: ",") else {
      throw fault("expected a comma or the end of what was begun", text)
    }
    place += 1
    skipSpace(text)
    return false
  }

  private mutating func readWord(
    _ word: StaticString, _ kind: JSONDocument.Kind, _ text: Span<UInt8>
  ) throws(WGError) {
    let start = place
    for letter in word.description.utf8 {
      guard byte(text) == letter else { throw fault("expected null, true or false", text) }
      place += 1
    }
    append(kind, start..<place)
  }

  // RFC 8259, section 6. Its value is no matter: no number is ever looked at.
  private mutating func readNumber(_ text: Span<UInt8>) throws(WGError) {
    let start = place
    if byte(text) == UInt8(ascii: "-") { place += 1 }
    if byte(text) == UInt8(ascii: "0") {
      place += 1
    } else {
      try readDigits(text)
    }
    if byte(text) == UInt8(ascii: ".") {
      place += 1
      try readDigits(text)
    }
    if let letter = byte(text), letter | 0x20 == UInt8(ascii: "e") {
      place += 1
      if let sign = byte(text), sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
        place += 1
      }
      try readDigits(text)
    }
    append(.number, start..<place)
  }

  private mutating func readDigits(_ text: Span<UInt8>) throws(WGError) {
    let start = place
    while let digit = byte(text), digit &- UInt8(ascii: "0") < 10 { place += 1 }
    guard place > start else { throw fault("expected a value", text) }
  }

  // MARK: Strings

  private mutating func readString(_ text: Span<UInt8>) throws(WGError) {
    place += 1
    let start = place
    while true {
      guard let byte = byte(text) else {
        throw fault("expected the quote that ends the text", text)
      }
      switch byte {
      case 0..<0x20: throw fault("expected no control character: write it as \\u00..", text)
      case UInt8(ascii: "\\"): try readEscape(text)
      case UInt8(ascii: "\""):
        append(.string, start..<place)
        place += 1
        return
      default: place += 1
      }
    }
  }

  private mutating func readEscape(_ text: Span<UInt8>) throws(WGError) {
    let rest = text.extracting(place..<text.count)
    guard let (_, length) = Self.escape(rest) else {
      throw fault("expected an escape: \\\", \\\\, \\/, \\b, \\f, \\n, \\r, \\t or \\uXXXX", text)
    }
    place += length
  }

  /// The character that an escape at the beginning of a text stands for, and the escape's length; nil
  /// for what is none, half of a pair of surrogates too.
  static func escape(_ text: Span<UInt8>) -> (character: UInt32, length: Int)? {
    guard text.count > 1 else { return nil }
    switch text[1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return (UInt32(text[1]), 2)
    case UInt8(ascii: "b"): return (8, 2)
    case UInt8(ascii: "t"): return (9, 2)
    case UInt8(ascii: "n"): return (10, 2)
    case UInt8(ascii: "f"): return (12, 2)
    case UInt8(ascii: "r"): return (13, 2)
    default: break
    }
    guard let unit = codeUnit(text, at: 0) else { return nil }
    guard unit & 0xf800 == 0xd800 else { return (unit, 6) }
    guard unit < 0xdc00, let low = codeUnit(text, at: 6), low & 0xfc00 == 0xdc00 else { return nil }
    return (0x10000 + (unit & 0x3ff) << 10 + low & 0x3ff, 12)
  }

  // The number that \uXXXX gives.
  private static func codeUnit(_ text: Span<UInt8>, at start: Int) -> UInt32? {
    guard text.count >= start + 6, text[start] == UInt8(ascii: "\\"),
      text[start + 1] == UInt8(ascii: "u")
    else { return nil }
    var unit: UInt32 = 0
    for index in start + 2..<start + 6 {
      guard let digit = hexValue(text[index]) else { return nil }
      unit = unit << 4 | UInt32(digit)
    }
    return unit
  }

  /// The bytes that a string stands for, one after the other.
  static func decode(_ raw: Span<UInt8>, _ take: (UInt8) -> Void) {
    var place = 0
    while place < raw.count {
      guard raw[place] == UInt8(ascii: "\\"),
        let (character, length) = escape(raw.extracting(place..<raw.count))
      else {
        take(raw[place])
        place += 1
        continue
      }
      place += length
      // RFC 3629, section 3.
      if character < 0x80 {
        take(UInt8(character))
        continue
      }
      let more = character < 0x800 ? 1 : character < 0x10000 ? 2 : 3
      take(UInt8(truncatingIfNeeded: 0xff00 >> (more + 1)) | UInt8(character >> (6 * more)))
      for part in stride(from: more - 1, through: 0, by: -1) {
        take(0x80 | UInt8(character >> (6 * part) & 0x3f))
      }
    }
  }

  static func decodedCount(_ raw: Span<UInt8>) -> Int {
    var count = 0
    decode(raw) { _ in count += 1 }
    return count
  }

  static func decoded(_ raw: Span<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    decode(raw) { bytes.append($0) }
    return bytes
  }

  private func requireUnique(_ names: [Int], _ text: Span<UInt8>) throws(WGError) {
    var decoded: [[UInt8]] = []
    for name in names { decoded.append(Self.decoded(text.extracting(nodes[name].range))) }
    let order = orderedPlaces(names.count) { decoded[$0].lexicographicallyPrecedes(decoded[$1]) }
    for (place, next) in zip(order, order.dropFirst()) where decoded[place] == decoded[next] {
      let name = decoded[next]
      throw WGError(
        .invalidConfiguration, "expected each name once, and \(quoted(name.span)) is there twice",
        location: Self.location(of: nodes[names[next]].range.lowerBound, in: text))
    }
  }

  // MARK: Bytes

  private func byte(_ text: Span<UInt8>) -> UInt8? { place < text.count ? text[place] : nil }

  private mutating func skipSpace(_ text: Span<UInt8>) {
    while let byte = byte(text), byte == 0x20 || byte == 0x09 || byte == 0x0a || byte == 0x0d {
      place += 1
    }
  }

  private mutating func append(_ kind: JSONDocument.Kind, _ range: Range<Int>) {
    nodes.append(
      JSONDocument.Node(
        kind: kind, start: UInt32(range.lowerBound), end: UInt32(range.upperBound),
        next: UInt32(nodes.count + 1)))
  }

  @inline(never)
  private func fault(_ message: String, _ text: Span<UInt8>) -> WGError {
    WGError(.invalidConfiguration, message, location: Self.location(of: place, in: text))
  }

  /// The line and the column of a byte.
  static func location(of offset: Int, in text: Span<UInt8>) -> WGError.Location {
    var (line, start) = (1, 0)
    for index in 0..<min(offset, text.count) where text[index] == UInt8(ascii: "\n") {
      line += 1
      start = index + 1
    }
    return WGError.Location(line: line, column: offset - start + 1)
  }
}
