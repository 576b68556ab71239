/// The name of a network interface: 1 to 15 bytes.
public struct InterfaceName: Hashable, Sendable {
  // The bytes in memory order, padded with zeros: a name costs no allocation.
  let first: UInt64
  let second: UInt64
}

extension InterfaceName: CustomStringConvertible {
  public init(_ text: String) throws(WGError) { throw WGError(.invalidAddress, "not there yet") }
  public init(utf8 text: Span<UInt8>) throws(WGError) { throw WGError(.invalidAddress, "not there yet") }
  public var description: String { "" }
}
