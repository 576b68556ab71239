/// A program that a configuration file is for.
public enum Target: Sendable, CaseIterable {
  /// `wg setconf` and the like.
  case wg
  /// `wg-quick`.
  case wgQuick
  /// The WireGuard app of Android.
  case android
  /// The WireGuard app of macOS and iOS.
  case apple

  /// The grammar that its files are in.
  public var dialect: Dialect { self == .wg ? .wg : .wgQuick }

  /// Whether it is one of the apps, which take less than `wg-quick` does.
  public var isPhone: Bool { self == .android || self == .apple }

  /// Whether it takes a key; what it does not take makes it reject the file.
  public func accepts(_ key: Document.Key) -> Bool {
    switch self {
    case .wg: !key.isOfWGQuick
    case .wgQuick: true
    case .android, .apple:
      !key.isHook && key != .table && key != .saveConfig && key != .firewallMark
    }
  }

  /// Whether it rejects a section in which a key stands twice.
  public func rejectsRepeated(_ key: Document.Key) -> Bool {
    self == .apple && key != .address && key != .dns && key != .allowedIPs
  }
}
