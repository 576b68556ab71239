internal import WGModel

/// A JSON text, RFC 8259, read strictly and left where it stands.
///
/// A value is a place in the text, which lies in memory that is wiped: no string is copied before it is
/// asked for. Refused are a text that is not UTF-8, a name that an object has twice, half of a surrogate
/// pair, and what exceeds ``Limits``.
struct JSONDocument: Sendable {
  /// What keeps a text from taking all memory or the whole stack.
  enum Limits {
    static var bytes: Int { 16 << 20 }
    static var values: Int { 1 << 20 }
    static var depth: Int { 16 }
  }

  /// What a value is.
  enum Kind: UInt8, Sendable {
    case null, yes, no, number, string, object, array
  }

  /// A value of this document.
  struct Value: Equatable, Sendable {
    fileprivate let place: Int
  }

  /// A value where it stands: of a string what is between the quotes, escapes and all.
  struct Node: Sendable {
    let kind: Kind
    let start: UInt32
    var end: UInt32
    /// The place of the next value that is not in this one.
    var next: UInt32

    var range: Range<Int> { Int(start)..<Int(end) }
  }

  private let text: SecretBytes
  // In the order of the text: of an object a name, its value and all in it, the next name.
  private let nodes: [Node]

  /// Reads a text.
  ///
  /// - Throws: ``WGError/Code/invalidConfiguration`` with the place of the fault, or
  ///   ``WGError/Code/tooLarge``.
  init(parsing text: SecretBytes) throws(WGError) {
    nodes = try text.withExposedBytes { (bytes) throws(WGError) in
      var reader = JSONReader()
      try reader.read(bytes)
      return reader.nodes
    }
    self.text = text
  }

  /// The value that the text is.
  var root: Value { Value(place: 0) }

  /// What a value is.
  func kind(of value: Value) -> Kind { nodes[value.place].kind }

  /// The members of an object, in the order of the text; none of what is no object.
  func members(of object: Value) -> [(name: Value, value: Value)] {
    guard kind(of: object) == .object else { return [] }
    var members: [(name: Value, value: Value)] = []
    var place = object.place + 1
    while place < Int(nodes[object.place].next) {
      members.append((Value(place: place), Value(place: place + 1)))
      place = Int(nodes[place + 1].next)
    }
    return members
  }

  /// The elements of an array, in the order of the text; none of what is no array.
  func elements(of array: Value) -> [Value] {
    guard kind(of: array) == .array else { return [] }
    var elements: [Value] = []
    var place = array.place + 1
    while place < Int(nodes[array.place].next) {
      elements.append(Value(place: place))
      place = Int(nodes[place].next)
    }
    return elements
  }

  /// The value that an object has under a name; nil when it has none, and for JSON's null.
  func member(_ name: StaticString, of object: Value) -> Value? {
    let wanted = Array(name.description.utf8)
    for member in members(of: object) where bytes(of: member.name) == wanted {
      return kind(of: member.value) == .null ? nil : member.value
    }
    return nil
  }

  /// What a string says, which is not to be a secret; empty for what is no string.
  func bytes(of string: Value) -> [UInt8] {
    guard kind(of: string) == .string else { return [] }
    let range = nodes[string.place].range
    return text.withExposedBytes { (text) in JSONReader.decoded(text.extracting(range)) }
  }

  /// Lends what a string says, and nothing of what is no string.
  ///
  /// A copy that this takes is wiped.
  func withText<R>(
    of string: Value, _ body: (Span<UInt8>) throws(WGError) -> R
  ) throws(WGError) -> R {
    let range = kind(of: string) == .string ? nodes[string.place].range : 0..<0
    return try text.withExposedBytes { (text) throws(WGError) in
      let raw = text.extracting(range)
      let count = JSONReader.decodedCount(raw)
      if count == raw.count { return try body(raw) }
      let decoded = SecretBytes(count: count) { (bytes) in
        var place = 0
        JSONReader.decode(raw) { (byte) in
          bytes[place] = byte
          place += 1
        }
      }
      return try decoded.withExposedBytes(body)
    }
  }

  /// Where a value begins.
  func location(of value: Value) -> WGError.Location {
    text.withExposedBytes { (text) in
      JSONReader.location(of: Int(nodes[value.place].start), in: text)
    }
  }
}
