internal import Sentences
internal import WGKit

/// The words of `wgk template render` behind the template's name.
struct TemplateWords {
  /// The values of the template.
  private(set) var all = Template.Values()
  /// Where to write, or nil for standard output.
  private(set) var output: ConfigFile?

  private var words: Arguments
  private let names: [Template.Name]
  // The element that the next values belong to, and the section's name.
  private var element: (section: String, values: Template.Values)?
  private var standardInputIsUsed = false

  init(_ words: Arguments, for template: Template) {
    self.words = words
    names = template.names
  }

  /// Reads all words, and the files that they name.
  mutating func read() throws(WGError) {
    while let word = words[0] {
      words = words.rest
      if word == "--output" {
        guard let path = words[0] else { throw mistake("'--output' needs a file") }
        words = words.rest
        output = try path.withBytes { (path) throws(WGError) in try ConfigFile(utf8: path) }
      } else if let section = word.text(behind: UInt8(ascii: "+")) {
        guard names.contains(where: { isSame($0.text, section) }) else {
          throw mistake("\(word.quoted) begins no element: the template has no such section")
        }
        finishElement()
        element = (section, Template.Values())
      } else {
        try readValue(word)
      }
    }
    finishElement()
  }

  private mutating func finishElement() {
    guard let (section, values) = element else { return }
    element = nil
    all.append(values, to: section)
  }

  private mutating func readValue(_ word: Argument) throws(WGError) {
    guard let sign = word.place(of: UInt8(ascii: "=")) else {
      throw mistake("\(word.quoted) is no value: write NAME=VALUE")
    }
    let name = word.text(in: 0..<sign)
    let value = try value(of: name, word, from: sign + 1)
    let isGiven = (element == nil ? all[name] : element?.values[name]) != nil
    let kind = kind(of: name)
    guard !isGiven || kind == .list || kind == .hook || kind == .note else {
      throw mistake("\(quoted(name)) is given twice, and its line takes one value")
    }
    // Named again, it is a list.
    if element == nil {
      all.append(value, to: name)
    } else {
      element?.values.append(value, to: name)
    }
  }

  private mutating func value(
    of name: String, _ word: Argument, from start: Int
  ) throws(WGError) -> Template.Value {
    let kind = kind(of: name)
    if let file = try file(in: word, from: start) { return try value(of: kind, in: file) }
    return try word.withBytes { (bytes) throws(WGError) in
      let bytes = bytes.extracting(start..<bytes.count)
      // A public key looks the same: only the template tells.
      let looksSecret = kind != .publicKey && (try? PublicKey(base64: bytes)) != nil
      if looksSecret || kind == .privateKey || kind == .presharedKey {
        throw WGError(
          .invalidArgument,
          "the value of \(quoted(name)) would be a secret, and every user of the machine can read"
            + " command lines: write NAME=@FILE, or NAME=- for standard input")
      }
      return try Self.value(of: kind, bytes, text: word.text(in: start..<word.count))
    }
  }

  /// A value that is no secret.
  private static func value(
    of kind: Template.Name.Kind, _ bytes: Span<UInt8>, text: String
  ) throws(WGError) -> Template.Value {
    switch kind {
    case .publicKey: return .publicKey(try PublicKey(base64: bytes))
    // An IPv6 address in front of a port gets brackets.
    case .endpoint:
      guard let address = try? IPAddress(utf8: bytes) else { return .text(text) }
      return .address(address)
    case .section:
      if isText(bytes, "yes") { return .flag(true) }
      if isText(bytes, "no") { return .flag(false) }
      throw WGError(
        .invalidArgument,
        "\(quoted(bytes)) is neither yes nor no, and the name is that of a section; its elements"
          + " begin with +NAME")
    default: return .text(text)
    }
  }

  // MARK: Files

  private enum Source {
    case file(Argument)
    case standardInput
  }

  /// What `@FILE` or `-` behind the sign names; nil for a value that stands there itself.
  private mutating func file(in word: Argument, from start: Int) throws(WGError) -> Source? {
    guard start < word.count else { return nil }
    let first = word.withBytes { (bytes) in bytes[start] }
    if first == UInt8(ascii: "@") { return .file(word.rest(from: start + 1)) }
    guard first == UInt8(ascii: "-"), word.count == start + 1 else { return nil }
    guard !standardInputIsUsed else {
      throw mistake("standard input can give one value only; put the other in a file")
    }
    standardInputIsUsed = true
    return .standardInput
  }

  private func value(
    of kind: Template.Name.Kind, in source: Source
  ) throws(WGError) -> Template.Value {
    switch kind {
    case .privateKey:
      return .privateKey(
        try key(in: source).withExposedBytes { (text) throws(WGError) in
          try PrivateKey(base64: text)
        })
    case .presharedKey:
      return .presharedKey(
        try key(in: source).withExposedBytes { (text) throws(WGError) in
          try PresharedKey(base64: text)
        })
    default:
      return try text(in: source).withExposedBytes { (text) throws(WGError) in
        var end = text.count
        while end > 0, text[end - 1] == UInt8(ascii: "\n") || text[end - 1] == UInt8(ascii: "\r") {
          end -= 1
        }
        let text = text.extracting(0..<end)
        var bytes: [UInt8] = []
        for index in text.indices { bytes.append(text[index]) }
        return try Self.value(of: kind, text, text: String(decoding: bytes, as: UTF8.self))
      }
    }
  }

  private func key(in source: Source) throws(WGError) -> SecretBytes {
    let text =
      switch source {
      case .file(let path): try KeyFile(path).read()
      case .standardInput: try KeyFile().read()
      }
    guard let text else {
      throw WGError(.invalidKey, "the file that is to hold a key is empty")
    }
    return text
  }

  private func text(in source: Source) throws(WGError) -> SecretBytes {
    switch source {
    case .file(let path):
      let file = try path.withBytes { (path) throws(WGError) in
        try ConfigFile(utf8: path, followingLinks: true)
      }
      return try file.read(limit: 65536).text
    case .standardInput: return try ConfigFile.read(descriptor: 0, limit: 65536).text
    }
  }

  // MARK: Names

  /// What stands in the place of a name, best in the section that is being filled.
  ///
  /// A name that is a secret anywhere is one everywhere.
  private func kind(of name: String) -> Template.Name.Kind {
    var kind: Template.Name.Kind?
    for known in names where isSame(known.text, name) {
      if known.kind == .privateKey || known.kind == .presharedKey { return known.kind }
      var isInside = false
      for section in known.sections {
        if let element, isSame(section, element.section) { isInside = true }
      }
      if kind == nil || isInside == (element != nil) { kind = known.kind }
    }
    return kind ?? .text
  }

  private func mistake(_ message: String) -> WGError {
    wgk.mistake(message, in: "wgk template render")
  }
}

private func isSame(_ left: String, _ right: String) -> Bool { isText(left.utf8.span, right) }

/// Whether bytes are those of a text.
func isText(_ bytes: Span<UInt8>, _ text: String) -> Bool {
  let text = text.utf8.span
  guard bytes.count == text.count else { return false }
  for index in text.indices where bytes[index] != text[index] { return false }
  return true
}
