internal import Sentences

/// An address that an interface has.
public struct InterfaceAddress: Hashable, Sendable {
  /// The address, host bits kept, and the length of its network's prefix.
  ///
  /// The kernel attribute is `IFA_LOCAL`, or `IFA_ADDRESS` where there is no other.
  public let prefix: IPPrefix

  /// The other end of an interface that has two; nil otherwise.
  ///
  /// The kernel attribute is `IFA_ADDRESS`, where `IFA_LOCAL` differs from it.
  public let peer: IPPrefix?

  /// How far the address means something.
  ///
  /// The kernel's field is `ifa_scope`.
  public let scope: NetworkScope

  package init(prefix: IPPrefix, peer: IPPrefix?, scope: NetworkScope) {
    self.prefix = prefix
    self.peer = peer
    self.scope = scope
  }
}

/// How far an address means something, or how far away the network of a route is.
///
/// Numbers that have no name here are an administrator's own.
public struct NetworkScope: RawRepresentable, Hashable, Sendable {
  /// The kernel's number, `RT_SCOPE_…`.
  public let rawValue: UInt8

  /// Creates a scope from the kernel's number.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Everywhere.
  public static var global: Self { Self(rawValue: 0) }
  /// Within a site.
  public static var site: Self { Self(rawValue: 200) }
  /// On the link alone.
  public static var link: Self { Self(rawValue: 253) }
  /// In this host alone.
  public static var host: Self { Self(rawValue: 254) }
  /// Nowhere: it does not exist yet.
  public static var nowhere: Self { Self(rawValue: 255) }
}

extension NetworkScope: CustomStringConvertible {
  /// The name as `ip` has it, or the number where there is none.
  public var description: String {
    switch self {
    case .global: "global"
    case .site: "site"
    case .link: "link"
    case .host: "host"
    case .nowhere: "nowhere"
    default: "\(rawValue)"
    }
  }
}
