/// An IPv4 or IPv6 address.
public struct IPAddress: Hashable, Sendable {
  /// The two families of addresses.
  public enum Family: UInt8, Hashable, Sendable {
    /// IPv4: 32 bits.
    case v4 = 4
    /// IPv6: 128 bits.
    case v6 = 6

    /// The number of bits of an address.
    public var bitCount: Int { self == .v4 ? 32 : 128 }
  }

  // An IPv4 address stands in the upper 32 bits of `high`, so that prefixes of both families
  // mask and compare alike.
  package let high: UInt64
  package let low: UInt64

  /// The family.
  public let family: Family

  package init(family: Family, high: UInt64, low: UInt64) {
    self.family = family
    self.high = high
    self.low = low
  }
}

extension IPAddress: CustomStringConvertible {
  public init(_ text: String) throws(WGError) { throw WGError(.invalidAddress, "not there yet") }
  public init(utf8 text: Span<UInt8>) throws(WGError) { throw WGError(.invalidAddress, "not there yet") }
  public var description: String { "" }
}
