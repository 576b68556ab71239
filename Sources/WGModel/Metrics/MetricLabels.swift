/// The labels of a sample of a metric, in the order in which they were added.
package struct MetricLabels: Sendable {
  private(set) var text: [UInt8] = []

  package init() {}

  /// Adds a label; its value is a text of any origin.
  ///
  /// A backslash, a quote and a line feed are escaped, as the format says; all else stands there as it
  /// is.
  @inline(never)
  package mutating func add(_ name: StaticString, _ value: String) {
    begin(name)
    let bytes = value.utf8.span
    for index in bytes.indices {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "\\"), UInt8(ascii: "\""):
        text.append(UInt8(ascii: "\\"))
        text.append(byte)
      case UInt8(ascii: "\n"):
        text.append(UInt8(ascii: "\\"))
        text.append(UInt8(ascii: "n"))
      default: text.append(byte)
      }
    }
    text.append(UInt8(ascii: "\""))
  }

  /// Adds the label `public_key`.
  @inline(never)
  package mutating func add(_ key: PublicKey) {
    begin("public_key")
    key.append(to: &text)
    text.append(UInt8(ascii: "\""))
  }

  /// Adds the label `allowed_ips`: the networks with commas between them.
  @inline(never)
  package mutating func add(_ allowedIPs: ArraySlice<IPPrefix>) {
    begin("allowed_ips")
    var isFirst = true
    for prefix in allowedIPs {
      if !isFirst { text.append(UInt8(ascii: ",")) }
      isFirst = false
      prefix.append(to: &text)
    }
    text.append(UInt8(ascii: "\""))
  }

  /// The number of bytes, for ``keep(first:)``.
  var count: Int { text.count }

  /// Takes away the labels that were added since there were so many bytes.
  mutating func keep(first count: Int) { text.removeLast(text.count - count) }

  @inline(never)
  private mutating func begin(_ name: StaticString) {
    if !text.isEmpty { text.append(UInt8(ascii: ",")) }
    text += name.description.utf8
    text.append(UInt8(ascii: "="))
    text.append(UInt8(ascii: "\""))
  }
}
