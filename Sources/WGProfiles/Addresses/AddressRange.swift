internal import Sentences
public import WGModel

/// Addresses that follow each other: what a pool keeps back, or never gives.
public struct AddressRange: Hashable, Sendable {
  /// The first address.
  public let first: IPAddress
  /// The last address, which is in the range too.
  public let last: IPAddress

  /// Creates a range of addresses of one family, the last one not before the first.
  ///
  /// - Throws: ``WGModel/WGError/Code/invalidAddress``.
  public init(_ first: IPAddress, through last: IPAddress) throws(WGError) {
    guard first.family == last.family, first <= last else {
      throw WGError(
        .invalidAddress,
        "\(first)-\(last) is no range: write two addresses of one family, the lower one first")
    }
    self.init(unchecked: first, last)
  }

  init(unchecked first: IPAddress, _ last: IPAddress) {
    self.first = first
    self.last = last
  }

  /// All addresses of a network.
  public init(_ network: IPPrefix) {
    let interval = network.interval
    first = IPAddress(number: interval.first, network.address.family)
    last = IPAddress(number: interval.last, network.address.family)
  }

  /// Reads a range: `10.8.0.10-10.8.0.19`, a network such as `10.8.0.16/28`, or one address.
  ///
  /// - Throws: ``WGModel/WGError/Code/invalidAddress``.
  public init(_ text: String) throws(WGError) { try self.init(utf8: text.utf8.span) }

  /// Reads a range from the bytes of a text, as ``init(_:)`` does.
  public init(utf8 text: Span<UInt8>) throws(WGError) {
    for index in text.indices where text[index] == UInt8(ascii: "-") {
      try self.init(
        try IPAddress(utf8: text.extracting(0..<index)),
        through: try IPAddress(utf8: text.extracting(index + 1..<text.count)))
      return
    }
    self.init(try IPPrefix(utf8: text))
  }

  var family: IPAddress.Family { first.family }

  var interval: AddressSet.Interval {
    AddressSet.Interval(first: first.number, last: last.number)
  }

  /// Whether an address is in the range.
  public func contains(_ address: IPAddress) -> Bool {
    address.family == family && first <= address && address <= last
  }
}

extension AddressRange: CustomStringConvertible {
  /// The two addresses with a `-` between them, or the one address.
  public var description: String { first == last ? "\(first)" : "\(first)-\(last)" }
}

// Addresses as numbers of 128 bits, of which an IPv4 address uses the lower 32.
extension IPAddress {
  var number: UInt128 {
    family == .v4 ? UInt128(high >> 32) : UInt128(high) << 64 | UInt128(low)
  }

  init(number: UInt128, _ family: Family) {
    switch family {
    case .v4: self.init(v4: UInt32(truncatingIfNeeded: number))
    case .v6:
      self.init(
        v6High: UInt64(truncatingIfNeeded: number >> 64), low: UInt64(truncatingIfNeeded: number))
    }
  }

  /// The prefix of all bits: the address and no other.
  var asPrefix: IPPrefix { IPPrefix(unchecked: self, length: UInt8(family.bitCount)) }
}

extension IPPrefix {
  /// The addresses of the network as numbers.
  var interval: AddressSet.Interval {
    let hostBits = address.family.bitCount - Int(length)
    // Shifting by all bits gives zero, which is what is wanted here.
    let hosts: UInt128 = hostBits == 128 ? .max : (1 << UInt128(hostBits)) - 1
    let first = masked.address.number
    return AddressSet.Interval(first: first, last: first | hosts)
  }
}
