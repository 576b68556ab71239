internal import WGModel

extension InterfaceName {
  /// The name with the NUL that netlink wants behind it.
  var terminated: [UInt8] {
    var field = InlineArray<16, UInt8>(repeating: 0)
    var span = field.mutableSpan
    write(into: &span)
    var bytes: [UInt8] = []
    for index in 0..<16 {
      bytes.append(field[index])
      if field[index] == 0 { break }
    }
    return bytes
  }
}
