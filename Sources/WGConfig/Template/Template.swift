public import WGModel

/// A configuration file with places for values: `${name}`, sections and comments.
///
/// ```
/// let template = try Template(parsing: "[Interface]\nAddress = ${address}\n…")
/// let file = try template.render(["address": .prefix(try IPPrefix("10.0.0.2/32")), …])
/// ```
///
/// Nothing in a template is ever evaluated, and a value cannot add a line, a key or an entry of a
/// list: what is rendered is parsed, and must have the keys that the template's author wrote. The
/// syntax and the rules are in `docs/templates.md`.
public struct Template: Sendable {
  /// The bytes of the template; wiped, since a key may stand in it.
  let source: DocumentText
  /// What to do, in order.
  let steps: [Step]
  /// Names that stand in the path of a key's file alone: a value for one is no mistake, nor needed.
  let mentioned: [[UInt8]]
  /// What the template asks for, in the order in which the names first stand in it.
  public let names: [Name]

  /// The most bytes that a template may have: 256 KiB.
  public static var sizeLimit: Int { 1 << 18 }

  /// Reads a template.
  ///
  /// - Parameters:
  ///   - text: the template, at most ``sizeLimit`` bytes.
  ///   - options: other placeholders to recognise.
  /// - Throws: ``WGError/Code/invalidTemplate`` with the place of the fault, or
  ///   ``WGError/Code/tooLarge``.
  public init(parsing text: Span<UInt8>, options: Options = []) throws(WGError) {
    guard text.count <= Self.sizeLimit else {
      throw WGError(.tooLarge, "the template is too large: it may have 256 KiB")
    }
    var reader = TemplateReader(options)
    try reader.read(text)
    steps = try TemplateReader.steps(of: reader.tokens, in: text)
    mentioned = reader.mentioned
    names = try Self.names(of: steps)
    source = DocumentText(copying: text)
  }

  /// Reads a template.
  ///
  /// - Throws: ``WGError/Code/invalidTemplate`` with the place of the fault, or
  ///   ``WGError/Code/tooLarge``.
  public init(parsing text: String, options: Options = []) throws(WGError) {
    try self.init(parsing: text.utf8.span, options: options)
  }
}

extension Template {
  /// Placeholders that are recognised only when they are asked for.
  public struct Options: OptionSet, Sendable {
    /// The options as bits.
    public let rawValue: Int

    /// Creates options from bits.
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// `{name}` as well as `${name}`.
    public static var braces: Self { Self(rawValue: 1) }
  }

  /// What a template asks for.
  public struct Name: Equatable, Sendable {
    /// The name.
    public let text: String
    /// What stands in its place.
    public let kind: Kind
    /// The sections it stands in, outermost first, its own not among them: a value is needed when they
    /// are rendered.
    public let sections: [String]
    /// Whether it stands in sections of its own name alone, which are left out without a value.
    public let isOptional: Bool

    /// What stands in the place of a name.
    public enum Kind: Equatable, Sendable {
      /// One word in a line of any other key.
      case text
      /// An entry or a list of them: `Address`, `DNS`, `AllowedIPs`.
      case list
      case endpoint
      case privateKey, presharedKey, publicKey
      /// One word in a command that is run as root.
      case hook
      /// Free text in a comment.
      case note
      /// No text: it decides whether or how often a section is rendered.
      case section
    }
  }

  /// What keeps a template from taking all memory or time.
  enum Limits {
    static var output: Int { 16 << 20 }
    static var depth: Int { 16 }
    static var name: Int { 64 }
    static var names: Int { 256 }
    static var steps: Int { 4_000_000 }
  }

  /// A piece of a template.
  struct Step: Sendable {
    enum Kind: Equatable {
      /// Text to copy.
      case text
      /// A value in a place of the line.
      case value(TemplateLine.Place)
      /// The steps up to `end`, for each element or when there is a value.
      case section
      /// The steps up to `end`, when there is no value.
      case inverse
    }
    let kind: Kind
    /// The bytes in the template.
    let range: Range<Int>
    /// The name; empty for text.
    let name: [UInt8]
    /// The place behind the section's last step.
    var end = 0
  }

  /// An error with a place in the template.
  static func error(
    _ message: String, at offset: Int, of text: Span<UInt8>
  ) -> WGError {
    var line = 1
    var start = 0
    for index in 0..<min(offset, text.count) where text[index] == UInt8(ascii: "\n") {
      line += 1
      start = index + 1
    }
    return WGError(
      .invalidTemplate, message, location: .init(line: line, column: offset - start + 1))
  }
}

/// A name's bytes as text; a name is ASCII, or the caller's.
func nameText(_ name: [UInt8]) -> String { String(decoding: name, as: UTF8.self) }
