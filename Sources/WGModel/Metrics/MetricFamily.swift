/// The lines of one metric in Prometheus's text format: its help, its type, and a sample for each set
/// of labels.
///
/// The format is that of Prometheus's "Exposition formats", version 0.0.4: all samples of a metric
/// stand together, behind its help and its type.
package struct MetricFamily: Sendable {
  /// The two kinds of metrics.
  package enum Kind: Sendable {
    /// A number that only grows, until it begins anew.
    case counter
    /// A number that goes up and down.
    case gauge
  }

  // Bytes: a text of more than fifteen would be made anew for every sample.
  private let name: [UInt8]
  /// The lines so far; each ends with a line feed.
  package private(set) var text: [UInt8] = []

  /// Begins a metric.
  ///
  /// - Parameters:
  ///   - name: its name: letters, digits and `_`, that of a counter with `_total` at its end.
  ///   - kind: what its numbers do.
  ///   - help: what it is, in one line without a backslash.
  @inline(never)
  package init(_ name: StaticString, _ kind: Kind, help: StaticString) {
    self.name = Array(name.description.utf8)
    append("# HELP ")
    text += self.name
    append(" ")
    append(help)
    append("\n# TYPE ")
    text += self.name
    append(kind == .counter ? " counter\n" : " gauge\n")
  }

  /// Adds a sample; no two may have the same labels.
  @inline(never)
  package mutating func add(_ labels: MetricLabels, _ value: UInt64) {
    text += name
    text.append(UInt8(ascii: "{"))
    text += labels.text
    text.append(UInt8(ascii: "}"))
    text.append(UInt8(ascii: " "))
    appendDecimal(value, to: &text)
    text.append(UInt8(ascii: "\n"))
  }

  @inline(never)
  private mutating func append(_ part: StaticString) { text += part.description.utf8 }
}
