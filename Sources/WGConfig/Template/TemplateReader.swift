internal import Sentences
internal import WGModel

/// Takes a template apart into tokens, each on one line but for comments.
struct TemplateReader {
  struct Token {
    enum Kind: Equatable {
      /// Text; it ends behind a line end at the latest.
      case text
      case value(TemplateLine.Place)
      case open, openInverse, close
      /// A comment of the template's.
      case comment
    }
    let kind: Kind
    let range: Range<Int>
    var name: [UInt8] = []
  }

  private let options: Template.Options
  private(set) var tokens: [Token] = []
  /// The names in paths of keys' files.
  private(set) var mentioned: [[UInt8]] = []
  private var line = TemplateLine()
  private var position = 0
  // Where text that is no token yet begins.
  private var start = 0

  init(_ options: Template.Options) { self.options = options }

  /// Reads all of it.
  mutating func read(_ text: Span<UInt8>) throws(WGError) {
    while position < text.count {
      let byte = text[position]
      let next: UInt8 = position + 1 < text.count ? text[position + 1] : 0
      switch byte {
      case 0: throw error(text, "the template holds a NUL byte; remove it")
      case UInt8(ascii: "$") where next == UInt8(ascii: "{"): try readTag(text)
      case UInt8(ascii: "$") where next == UInt8(ascii: "("): try readCommand(text)
      case UInt8(ascii: "`") where line.place != .hook && line.place != .comment:
        throw error(text, "a command in backticks stands here, and nothing is run: write ${name}")
      case UInt8(ascii: "{") where options.contains(.braces): readBraces(text)
      default: readByte(text)
      }
    }
    finishText()
  }

  private mutating func readByte(_ text: Span<UInt8>) {
    line.feed(text[position])
    position += 1
    if text[position - 1] == UInt8(ascii: "\n") { finishText() }
  }

  private mutating func finishText() {
    if start < position { tokens.append(Token(kind: .text, range: start..<position)) }
    start = position
  }

  /// Makes a token of what reaches from the position to `end`.
  private mutating func add(_ kind: Token.Kind, to end: Int, _ name: [UInt8] = []) {
    finishText()
    tokens.append(Token(kind: kind, range: position..<end, name: name))
    if case .value = kind { line.feedValue() }
    position = end
    start = end
  }

  /// `${name}`, `${#name}`, `${^name}`, `${/name}` or `${! comment}`.
  private mutating func readTag(_ text: Span<UInt8>) throws(WGError) {
    let isComment = position + 2 < text.count && text[position + 2] == UInt8(ascii: "!")
    var end = position + 2
    while end < text.count, text[end] != UInt8(ascii: "}"),
      isComment || text[end] != UInt8(ascii: "\n")
    {
      end += 1
    }
    guard end < text.count, text[end] == UInt8(ascii: "}") else {
      throw error(text, "'${' is not closed: write '}' behind the name")
    }
    if isComment { return add(.comment, to: end + 1) }
    var kind = Token.Kind.value(line.place)
    var begin = position + 3
    switch text[position + 2] {
    case UInt8(ascii: "#"): kind = .open
    case UInt8(ascii: "^"): kind = .openInverse
    case UInt8(ascii: "/"): kind = .close
    default: begin = position + 2
    }
    guard begin <= end, let name = name(text, begin..<end) else {
      throw error(
        text,
        "\(quoted(text.extracting(position..<end + 1))) has no name: write ${name} with letters,"
          + " digits, - and _; nothing else is expanded")
    }
    if kind == .value(.key) {
      throw error(
        text,
        "a value cannot be a key or a section's name: ${\(nameText(name))} must stand behind '=' or in"
          + " a comment")
    }
    add(kind, to: end + 1, name)
  }

  /// `{name}`, where it is asked for.
  private mutating func readBraces(_ text: Span<UInt8>) {
    var end = position + 1
    while end < text.count, isNameByte(text[end]) { end += 1 }
    guard end < text.count, text[end] == UInt8(ascii: "}"), line.place != .key,
      let name = name(text, position + 1..<end)
    else { return readByte(text) }
    add(.value(line.place), to: end + 1, name)
  }

  /// `$(cat …/publickey-NAME)` is a value; a command in a hook or a comment is text; any other has no
  /// meaning here.
  private mutating func readCommand(_ text: Span<UInt8>) throws(WGError) {
    if line.place == .hook { return readByte(text) }
    if let (end, name) = keyFile(text) {
      guard line.place != .key else {
        throw error(text, "a key must stand behind '=': write PublicKey = $(cat …)")
      }
      return add(.value(line.place), to: end, name)
    }
    guard line.place == .comment else {
      throw error(
        text,
        "a command stands here, and nothing is run: write ${name}; of commands, only"
          + " '$(cat FOLDER/publickey-NAME)' is known, and the like with privatekey and presharedkey"
      )
    }
    readByte(text)
  }

  /// The end of a key file's `$(cat …)` at the position, and the name of its value: that of the file.
  private mutating func keyFile(_ text: Span<UInt8>) -> (Int, [UInt8])? {
    var index = position
    for byte in "$(cat ".utf8 {
      guard index < text.count, text[index] == byte else { return nil }
      index += 1
    }
    var name: [UInt8] = []
    var inner: [[UInt8]] = []
    while index < text.count, text[index] == UInt8(ascii: " ") { index += 1 }
    while index < text.count, text[index] != UInt8(ascii: ")") {
      let byte = text[index]
      if byte == UInt8(ascii: "$"), index + 1 < text.count, text[index + 1] == UInt8(ascii: "{") {
        var end = index + 2
        while end < text.count, isNameByte(text[end]) { end += 1 }
        guard end < text.count, text[end] == UInt8(ascii: "}"),
          let part = self.name(text, index + 2..<end)
        else { return nil }
        inner.append(part)
        name += part
        index = end + 1
        continue
      }
      guard isNameByte(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "/") else {
        return nil
      }
      if byte == UInt8(ascii: "/") { name = [] } else { name.append(byte) }
      index += 1
    }
    guard index < text.count, name.count <= Template.Limits.name, isKeyFile(name) else {
      return nil
    }
    mentioned += inner
    return (index + 1, name)
  }

  private func isKeyFile(_ name: [UInt8]) -> Bool {
    guard let dash = name.firstIndex(of: UInt8(ascii: "-")), dash + 1 < name.count else {
      return false
    }
    let kind = Array(name[..<dash])
    return says(kind, "publickey") || says(kind, "privatekey") || says(kind, "presharedkey")
  }

  private func name(_ text: Span<UInt8>, _ range: Range<Int>) -> [UInt8]? {
    guard 1...Template.Limits.name ~= range.count else { return nil }
    let first = text[range.lowerBound]
    guard isNameByte(first), first != UInt8(ascii: "-"), !(0x30...0x39 ~= first) else { return nil }
    var name: [UInt8] = []
    for index in range {
      guard isNameByte(text[index]) else { return nil }
      name.append(text[index])
    }
    return name
  }

  private func isNameByte(_ byte: UInt8) -> Bool {
    isLetterOrDigit(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
  }

  private func error(_ text: Span<UInt8>, _ message: String) -> WGError {
    Template.error(message, at: position, of: text)
  }
}
