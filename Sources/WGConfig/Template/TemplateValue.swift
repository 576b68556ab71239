public import WGModel

extension Template {
  /// What may stand in the place of a name.
  ///
  /// Two cases hold others: ``list(_:)`` for several entries of one line, ``records(_:)`` for a section
  /// that is rendered once for each.
  public enum Value: Sendable {
    /// One word, or free text where it stands in a comment.
    case text(String)
    case address(IPAddress)
    case prefix(IPPrefix)
    case number(UInt64)
    /// Stands in a `PrivateKey` line only.
    case privateKey(PrivateKey)
    /// Stands in a `PresharedKey` line only.
    case presharedKey(PresharedKey)
    case publicKey(PublicKey)
    case endpoint(EndpointText)
    /// Decides about a section, and has no text.
    case flag(Bool)
    /// The entries of a line that takes a list; a section of its name is rendered for each, with the
    /// name standing for the entry.
    case list([Value])
    /// The elements of a section; each sees its own values alone.
    case records([Values])

    /// A list of prefixes.
    public static func prefixes(_ prefixes: [IPPrefix]) -> Value {
      .list(prefixes.map { .prefix($0) })
    }

    /// A list of addresses.
    public static func addresses(_ addresses: [IPAddress]) -> Value {
      .list(addresses.map { .address($0) })
    }
  }

  /// Values by their names.
  public struct Values: Sendable, ExpressibleByDictionaryLiteral {
    struct Entry: Sendable {
      let name: [UInt8]
      var value: Value
    }
    private(set) var entries: [Entry] = []

    /// Creates a collection without values.
    public init() {}

    /// Creates a collection of values; of two with one name the later one counts.
    public init(dictionaryLiteral elements: (String, Value)...) {
      for (name, value) in elements { self[name] = value }
    }

    /// The names that have a value, in the order in which they got one.
    public var names: [String] { entries.map { nameText($0.name) } }

    /// The value of a name, or nil when it has none.
    public subscript(name: String) -> Value? {
      get { self[Array(name.utf8)] }
      set {
        let name = Array(name.utf8)
        entries.removeAll { $0.name == name }
        if let newValue { entries.append(Entry(name: name, value: newValue)) }
      }
    }

    subscript(name: [UInt8]) -> Value? {
      for entry in entries where entry.name == name { return entry.value }
      return nil
    }
  }
}

extension Template.Value {
  /// Whether a section of its name is left out.
  var isAbsent: Bool {
    switch self {
    case .flag(let flag): !flag
    case .text(let text): text.isEmpty
    case .list(let values): values.isEmpty
    case .records(let records): records.isEmpty
    default: false
    }
  }
}
