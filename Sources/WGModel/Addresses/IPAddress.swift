/// An IPv4 or IPv6 address.
///
/// An IPv4-mapped IPv6 address (`::ffff:1.2.3.4`) stays the IPv6 address that it is, and differs from
/// the IPv4 address in it, as it does to the kernel.
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

  /// Creates an IPv4 address from a number whose most significant byte is the address's first.
  package init(v4 value: UInt32) {
    self.init(family: .v4, high: UInt64(value) << 32, low: 0)
  }

  /// The number that an IPv4 address is, its first byte the most significant.
  package var valueV4: UInt32 { UInt32(truncatingIfNeeded: high >> 32) }

  /// Creates an IPv6 address from two numbers whose most significant bytes are the address's first
  /// and ninth.
  package init(v6High high: UInt64, low: UInt64) {
    self.init(family: .v6, high: high, low: low)
  }
}

extension IPAddress: Comparable {
  /// Whether the left address comes first: IPv4 before IPv6, then by number.
  public static func < (left: IPAddress, right: IPAddress) -> Bool {
    if left.family != right.family { return left.family == .v4 }
    return left.high == right.high ? left.low < right.low : left.high < right.high
  }
}

extension IPAddress {
  /// Whether it is the address that stands for "any": `0.0.0.0` or `::`.
  public var isUnspecified: Bool { high == 0 && low == 0 }

  /// Whether it is in `127.0.0.0/8` or is `::1`.
  public var isLoopback: Bool {
    family == .v4 ? high >> 56 == 127 : high == 0 && low == 1
  }

  /// Whether it is in `169.254.0.0/16` or `fe80::/10`: it means something on one link alone.
  public var isLinkLocal: Bool {
    family == .v4 ? high >> 48 == 0xa9fe : high >> 54 == 0xfe80 >> 6
  }

  /// Whether it is in `224.0.0.0/4` or `ff00::/8`.
  public var isMulticast: Bool {
    family == .v4 ? high >> 60 == 0xe : high >> 56 == 0xff
  }
}
