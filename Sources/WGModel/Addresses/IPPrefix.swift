internal import Sentences

/// An address and a prefix length: an allowed IP of a peer, or an address of an interface.
///
/// Host bits are kept: an interface's address needs them. `masked` clears them.
public struct IPPrefix: Hashable, Sendable {
  /// The address, host bits included.
  public let address: IPAddress

  /// The number of leading bits that name the network: 0...32 or 0...128.
  public let length: UInt8

  /// Creates a prefix from its parts.
  ///
  /// - Parameters:
  ///   - address: the address; its host bits are kept.
  ///   - length: the number of leading bits that name the network.
  /// - Throws: `WGError` with the code `invalidAddress` when the length is above 32 for IPv4 or above
  ///   128 for IPv6.
  public init(_ address: IPAddress, length: UInt8) throws(WGError) {
    guard length <= address.family.bitCount else {
      throw WGError(
        .invalidAddress,
        "\(length) is no prefix length of \(address): \(Self.lengthAdvice(address.family))")
    }
    self.init(unchecked: address, length: length)
  }

  package init(unchecked address: IPAddress, length: UInt8) {
    self.address = address
    self.length = length
  }

  static func lengthAdvice(_ family: IPAddress.Family) -> String {
    family == .v4 ? "for IPv4 write a number from 0 to 32" : "for IPv6 write a number from 0 to 128"
  }
}

extension IPPrefix {
  /// The prefix with its host bits cleared.
  public var masked: IPPrefix {
    let mask = Self.mask(length)
    let network = IPAddress(
      family: address.family, high: address.high & mask.high, low: address.low & mask.low)
    return IPPrefix(unchecked: network, length: length)
  }

  /// Whether a bit behind the prefix length is set.
  public var hasHostBits: Bool { self != masked }

  /// Whether the address is in the network that the prefix names; its own host bits do not matter.
  public func contains(_ other: IPAddress) -> Bool {
    Self.agree(address, other, length)
  }

  /// Whether every address of the other network is in the network that the prefix names.
  public func contains(_ other: IPPrefix) -> Bool {
    length <= other.length && Self.agree(address, other.address, length)
  }

  /// Whether the two networks share an address: one of them contains the other.
  public func overlaps(_ other: IPPrefix) -> Bool {
    Self.agree(address, other.address, min(length, other.length))
  }

  private static func agree(_ left: IPAddress, _ right: IPAddress, _ length: UInt8) -> Bool {
    let mask = Self.mask(length)
    return left.family == right.family
      && (left.high ^ right.high) & mask.high == 0 && (left.low ^ right.low) & mask.low == 0
  }

  // Right for both families, since an IPv4 address stands in the upper bits of `high`.
  private static func mask(_ length: UInt8) -> (high: UInt64, low: UInt64) {
    let length = Int(length)
    return (
      length >= 64 ? .max : .max << (64 - length),
      length <= 64 ? 0 : .max << (128 - length)
    )
  }
}

extension IPPrefix: Comparable {
  /// Whether the left prefix comes first: by address, then by length.
  public static func < (left: IPPrefix, right: IPPrefix) -> Bool {
    left.address == right.address ? left.length < right.length : left.address < right.address
  }
}
