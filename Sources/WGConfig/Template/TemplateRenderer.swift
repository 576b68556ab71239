internal import Sentences
internal import WGModel

/// Renders one template once.
struct TemplateRenderer {
  private let source: DocumentText
  private let steps: [Template.Step]
  private let output = DocumentText(capacity: 4096)
  private var line = TemplateLine()
  // Names that stand for an element of a list; those below `base` are outside of the record.
  private var bound: [Template.Values.Entry] = []
  private var base = 0
  private var isInRecord = false
  private var budget = Template.Limits.steps
  /// What the author's lines are, in the order of the output: keys and headers of sections.
  private(set) var outline = TemplateOutline()

  init(_ source: DocumentText, _ steps: [Template.Step]) {
    self.source = source
    self.steps = steps
  }

  /// Renders all of it.
  mutating func render(_ values: Template.Values) throws(WGError) -> DocumentText {
    try render(0..<steps.count, values)
    outline.endLine(line)
    return output
  }

  private mutating func render(
    _ range: Range<Int>, _ values: Template.Values
  ) throws(WGError) {
    var index = range.lowerBound
    while index < range.upperBound {
      let step = steps[index]
      index += 1
      try spend(step)
      switch step.kind {
      case .text: try copy(step)
      case .value: try put(step, values)
      case .section:
        try renderSection(step, index..<step.end, values)
        index = step.end
      case .inverse:
        if value(of: step.name, values)?.isAbsent ?? true { try render(index..<step.end, values) }
        index = step.end
      }
    }
  }

  private mutating func renderSection(
    _ step: Template.Step, _ body: Range<Int>, _ values: Template.Values
  ) throws(WGError) {
    guard let value = value(of: step.name, values), !value.isAbsent else { return }
    switch value.content {
    case .list(let elements):
      for element in elements {
        try spend(step)
        bound.append(Template.Values.Entry(name: step.name, value: element))
        try render(body, values)
        bound.removeLast()
      }
    case .records(let records):
      let outside = (base, isInRecord)
      (base, isInRecord) = (bound.count, true)
      for record in records {
        try spend(step)
        try render(body, record)
      }
      (base, isInRecord) = outside
    default: try render(body, values)
    }
  }

  private mutating func spend(_ step: Template.Step) throws(WGError) {
    budget -= 1
    guard budget > 0 else { throw tooLarge("the template repeats too much", step) }
  }

  private func value(of name: [UInt8], _ values: Template.Values) -> Template.Value? {
    var index = bound.count
    while index > base {
      index -= 1
      if bound[index].name == name { return bound[index].value }
    }
    return values[name]
  }

  private mutating func copy(_ step: Template.Step) throws(WGError) {
    try makeRoom(for: step.range.count, step)
    outline.noteOrigin(step.range.lowerBound)
    output.append(step.range, of: source)
    source.withBytes { (text) in
      // A step of text ends behind a line end at the latest.
      for index in step.range {
        if text[index] == UInt8(ascii: "\n") { outline.endLine(line) }
        line.feed(text[index])
      }
    }
  }

  private mutating func put(_ step: Template.Step, _ values: Template.Values) throws(WGError) {
    guard let value = value(of: step.name, values) else {
      throw refusal(
        isInRecord
          ? "has no value; an element of a section sees its own values only" : "has no value", step)
    }
    outline.noteOrigin(step.range.lowerBound)
    guard line.place != .key else {
      throw refusal("would be a key; a value stands behind '=' or in a comment", step)
    }
    if line.place == .hook, !line.command.takesValue {
      throw refusal(
        "would decide which command is run as root: a value is an argument of a command that is"
          + " written out", step)
    }
    switch value.content {
    case .privateKey(let key) where line.place == .privateKey: try append(key, step)
    case .presharedKey(let key) where line.place == .presharedKey: try append(key, step)
    case .list(let elements): try put(elements, step)
    default: try append(text(of: value, step), step)
    }
    line.feedValue()
  }

  private mutating func put(
    _ elements: [Template.Value], _ step: Template.Step
  ) throws(WGError) {
    guard line.place == .list || line.place == .comment || line.place == .hook else {
      throw refusal("is a list, and this line takes one value", step)
    }
    guard !elements.isEmpty else {
      throw refusal(
        "is an empty list: put its line into a section ${#name} ... ${/name}", step)
    }
    guard elements.count == 1 || line.place != .list || !line.isJoined else {
      throw refusal("is a list, and would continue what stands in front of it", step)
    }
    for index in elements.indices {
      if index > 0 {
        try append(Array((line.place == .hook ? "," : ", ").utf8), step)
      }
      try append(text(of: elements[index], step), step)
    }
  }

  /// The text of a value that is neither a secret nor made of others, checked for its place.
  private func text(
    of value: Template.Value, _ step: Template.Step
  ) throws(WGError) -> [UInt8] {
    var text: [UInt8] = []
    var isPublicKey = false
    switch value.content {
    case .text(let value): text = value
    case .addressV6(let address):
      let needsBrackets = line.place == .endpoint && line.last != UInt8(ascii: "[")
      text = needsBrackets ? [UInt8(ascii: "[")] + address + [UInt8(ascii: "]")] : address
    case .publicKey(let key):
      text = key
      isPublicKey = true
    case .privateKey:
      throw refusal("is a private key, which stands in a PrivateKey line only", step)
    case .presharedKey:
      throw refusal("is a preshared key, which stands in a PresharedKey line only", step)
    case .yes, .no: throw refusal("is a flag, which has no text", step)
    case .list, .records:
      throw refusal("has elements: write a section ${#name} ... ${/name}", step)
    }
    switch line.place {
    case .privateKey: throw refusal("must be a private key here", step)
    case .presharedKey: throw refusal("must be a preshared key here", step)
    case .publicKey where !isPublicKey: throw refusal("must be a public key here", step)
    default: break
    }
    // A public key may begin with a sign.
    if line.place == .publicKey { return text }
    if line.place == .list, line.isJoined, text.contains(UInt8(ascii: "/")) {
      throw refusal(
        "is \(quoted(text.span)): a part of an address has no prefix length", step)
    }
    if let flaw = TemplateText.flaw(in: text.span, at: line.place) {
      throw refusal("is \(text.isEmpty ? "empty" : quoted(text.span)): \(flaw)", step)
    }
    return text
  }

  private mutating func append(_ text: [UInt8], _ step: Template.Step) throws(WGError) {
    try makeRoom(for: text.count, step)
    output.append(text.span)
  }

  private mutating func append(_ secret: SecretBytes, _ step: Template.Step) throws(WGError) {
    try makeRoom(for: secret.count, step)
    secret.withExposedBytes { (bytes) in output.append(bytes) }
  }

  private func makeRoom(for count: Int, _ step: Template.Step) throws(WGError) {
    guard output.count + count <= Template.Limits.output else {
      throw tooLarge("the result is too large: it may have 16 MiB", step)
    }
  }

  @inline(never)
  private func tooLarge(_ message: String, _ step: Template.Step) -> WGError {
    WGError(.tooLarge, message, location: refusal("", step).location)
  }

  @inline(never)
  private func refusal(_ reason: String, _ step: Template.Step) -> WGError {
    source.withBytes { (text) in
      Template.error("'\(nameText(step.name))' \(reason)", at: step.range.lowerBound, of: text)
    }
  }
}
