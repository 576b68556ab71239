/// Where a peer's packets go: an address, a UDP port and, for link-local IPv6, the scope.
public struct Endpoint: Hashable, Sendable {
  /// The IP address.
  public let address: IPAddress

  /// The UDP port.
  ///
  /// Text has 1...65535. The kernel may hold 0, which reaches nobody.
  public let port: UInt16

  /// The index of the interface that an IPv6 link-local address belongs to; 0 when it has none.
  public let scopeID: UInt32

  /// Creates an endpoint from its parts; an IPv4 address has no scope, so that its `scopeID` is 0
  /// whatever is passed.
  public init(address: IPAddress, port: UInt16, scopeID: UInt32 = 0) {
    self.address = address
    self.port = port
    self.scopeID = address.family == .v6 ? scopeID : 0
  }
}
