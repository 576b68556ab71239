/// Text put together out of line.
///
/// The standard library's own functions for `"cannot read \(name)"` are inlined: 150 bytes of code
/// for each piece, 65 KB of `wgk`'s first 500. A file that imports this module calls these instead,
/// which do the same; one that does not is only larger.
extension DefaultStringInterpolation {
  @inline(never)
  package mutating func appendLiteral(_ literal: String) { write(literal) }

  @inline(never)
  package mutating func appendInterpolation(_ text: String) { write(text) }

  @inline(never)
  package mutating func appendInterpolation<Value: CustomStringConvertible>(_ value: Value) {
    write(value.description)
  }
}
