/// An address and a prefix length: an allowed IP of a peer, or an address of an interface.
///
/// Host bits are kept: an interface's address needs them. `masked` clears them.
public struct IPPrefix: Hashable, Sendable {
  /// The address, host bits included.
  public let address: IPAddress

  /// The number of leading bits that name the network: 0...32 or 0...128.
  public let length: UInt8

  package init(unchecked address: IPAddress, length: UInt8) {
    self.address = address
    self.length = length
  }
}

extension IPPrefix: CustomStringConvertible {
  public init(_ text: String) throws(WGError) { throw WGError(.invalidAddress, "not there yet") }
  public init(utf8 text: Span<UInt8>) throws(WGError) { throw WGError(.invalidAddress, "not there yet") }
  public var description: String { "" }
}
