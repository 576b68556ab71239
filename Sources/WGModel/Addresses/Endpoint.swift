/// Where a peer's packets go: an address, a UDP port and, for link-local IPv6, the scope.
public struct Endpoint: Hashable, Sendable {
  /// The IP address.
  public let address: IPAddress

  /// The UDP port, 1...65535 in what a person writes.
  public let port: UInt16

  /// The index of the interface that an IPv6 link-local address belongs to; 0 when it has none.
  public let scopeID: UInt32

  /// Creates an endpoint from its parts.
  public init(address: IPAddress, port: UInt16, scopeID: UInt32 = 0) {
    self.address = address
    self.port = port
    self.scopeID = scopeID
  }
}

extension Endpoint: CustomStringConvertible {
  public init(_ text: String) throws(WGError) { throw WGError(.invalidAddress, "not there yet") }
  public init(utf8 text: Span<UInt8>) throws(WGError) { throw WGError(.invalidAddress, "not there yet") }
  public var description: String { "" }
}
