extension Template {
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

    /// The value of a name, or nil when it has none.
    public subscript(name: String) -> Value? {
      get { self[Array(name.utf8)] }
      set {
        let name = Array(name.utf8)
        entries.removeAll { $0.name == name }
        if let newValue { entries.append(Entry(name: name, value: newValue)) }
      }
    }

    /// Adds a value: a name that has one already gets a list.
    public mutating func append(_ value: Value, to name: String) {
      guard let place = place(of: name) else { return self[name] = value }
      if case .list(var others) = entries[place].value.content {
        // Let go first: a list that two hold would be copied for each value.
        entries[place].value = .flag(false)
        others.append(value)
        entries[place].value = .list(others)
      } else {
        entries[place].value = .list([entries[place].value, value])
      }
    }

    /// Adds an element to a section.
    public mutating func append(_ record: Values, to name: String) {
      if let place = place(of: name), case .records(var others) = entries[place].value.content {
        entries[place].value = .flag(false)
        others.append(record)
        entries[place].value = .records(others)
      } else {
        self[name] = .records([record])
      }
    }

    subscript(name: [UInt8]) -> Value? {
      for entry in entries where entry.name == name { return entry.value }
      return nil
    }

    private func place(of name: String) -> Int? {
      for place in entries.indices where says(entries[place].name, name) { return place }
      return nil
    }
  }
}
