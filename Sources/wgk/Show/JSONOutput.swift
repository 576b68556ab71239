internal import WGKit

/// JSON on its way out, value by value: it knows what stands between them.
///
/// ```
/// var json = JSONOutput(&output)      // {"version": 1
/// json.open("devices", .array, &output)
/// json.open(.object, &output)
/// json.put("name", .text(name), &output)
/// ```
struct JSONOutput {
  /// What holds other values.
  enum Container {
    case object, array
  }

  /// A value that holds no others.
  enum Value {
    case null
    case bool(Bool)
    case number(UInt64)
    case signed(Int64)
    /// A text of any origin.
    case text(String)
    case prefix(IPPrefix)
    case address(IPAddress)
    /// A key that was asked for; its text is base64 and needs no escapes.
    case secret(SecretBytes)
  }

  private var depth = 0
  private var isFirst = true

  /// Begins a document: an object whose first field is the version of its form.
  init(_ output: inout Output) {
    open(.object, &output)
    put("version", .number(1), &output)
  }

  /// Begins an object or an array in an array.
  mutating func open(_ container: Container, _ output: inout Output) {
    if depth > 0 { separate(&output) }
    output.print(container == .object ? "{" : "[")
    depth += 1
    isFirst = true
  }

  /// Begins an object or an array that is a field of an object.
  mutating func open(_ name: String, _ container: Container, _ output: inout Output) {
    label(name, &output)
    output.print(container == .object ? "{" : "[")
    depth += 1
    isFirst = true
  }

  /// Ends the innermost object or array.
  mutating func close(_ container: Container, _ output: inout Output) {
    depth -= 1
    if !isFirst { startLine(&output) }
    output.print(container == .object ? "}" : "]")
    if depth == 0 { output.print("\n") }
    isFirst = false
  }

  /// A field of an object.
  mutating func put(_ name: String, _ value: Value, _ output: inout Output) {
    label(name, &output)
    print(value, &output)
  }

  /// An element of an array.
  mutating func add(_ value: Value, _ output: inout Output) {
    separate(&output)
    print(value, &output)
  }

  private mutating func label(_ name: String, _ output: inout Output) {
    separate(&output)
    output.print(jsonText(name))
    output.print(": ")
  }

  private mutating func separate(_ output: inout Output) {
    if !isFirst { output.print(",") }
    isFirst = false
    startLine(&output)
  }

  private func startLine(_ output: inout Output) {
    output.print("\n")
    for _ in 0..<depth { output.print("  ") }
  }

  private func print(_ value: Value, _ output: inout Output) {
    switch value {
    case .null: output.print("null")
    case .bool(let truth): output.print(truth ? "true" : "false")
    case .number(let number): output.print(number)
    case .signed(let number): output.print(String(number))
    case .text(let text): output.print(jsonText(text))
    case .prefix(let prefix):
      output.print("\"")
      output.print(prefix)
      output.print("\"")
    case .address(let address):
      output.print("\"")
      output.print(address)
      output.print("\"")
    case .secret(let secret):
      output.print("\"")
      output.print(secret)
      output.print("\"")
    }
  }
}

extension JSONOutput {
  /// An endpoint, or null for none.
  mutating func put(_ name: String, _ endpoint: Endpoint?, _ output: inout Output) {
    guard let endpoint else { return put(name, .null, &output) }
    open(name, .object, &output)
    put("address", .address(endpoint.address), &output)
    put("port", .number(UInt64(endpoint.port)), &output)
    put("scope_id", .init(unlessZero: UInt64(endpoint.scopeID)), &output)
    close(.object, &output)
  }
}

extension JSONOutput.Value {
  /// A number, or null for 0, where that means that nothing is set.
  init(unlessZero number: UInt64) { self = number == 0 ? .null : .number(number) }

  /// A number, or null for none.
  init(_ number: UInt64?) {
    if let number { self = .number(number) } else { self = .null }
  }

  /// A text, or null for none.
  init(_ text: String?) {
    if let text { self = .text(text) } else { self = .null }
  }
}
