extension Document {
  /// A key of a section.
  public enum Key: UInt8, Sendable {
    case privateKey, listenPort, firewallMark
    case address, dns, mtu, table, preUp, postUp, preDown, postDown, saveConfig
    case publicKey, presharedKey, endpoint, allowedIPs, persistentKeepalive

    /// The key as manuals spell it.
    public var name: String { spelling.description }

    /// The name as it lies in the program.
    package var spelling: StaticString {
      switch self {
      case .privateKey: "PrivateKey"
      case .listenPort: "ListenPort"
      case .firewallMark: "FwMark"
      case .address: "Address"
      case .dns: "DNS"
      case .mtu: "MTU"
      case .table: "Table"
      case .preUp: "PreUp"
      case .postUp: "PostUp"
      case .preDown: "PreDown"
      case .postDown: "PostDown"
      case .saveConfig: "SaveConfig"
      case .publicKey: "PublicKey"
      case .presharedKey: "PresharedKey"
      case .endpoint: "Endpoint"
      case .allowedIPs: "AllowedIPs"
      case .persistentKeepalive: "PersistentKeepalive"
      }
    }

    // No two keys have as many letters and the same first one, so these two tell which it may be.
    @inline(__always)
    static func named(count: Int, first: UInt8) -> Key? {
      switch (count, first) {
      case (3, UInt8(ascii: "d")): .dns
      case (3, UInt8(ascii: "m")): .mtu
      case (5, UInt8(ascii: "p")): .preUp
      case (5, UInt8(ascii: "t")): .table
      case (6, UInt8(ascii: "f")): .firewallMark
      case (6, UInt8(ascii: "p")): .postUp
      case (7, UInt8(ascii: "a")): .address
      case (7, UInt8(ascii: "p")): .preDown
      case (8, UInt8(ascii: "e")): .endpoint
      case (8, UInt8(ascii: "p")): .postDown
      case (9, UInt8(ascii: "p")): .publicKey
      case (10, UInt8(ascii: "a")): .allowedIPs
      case (10, UInt8(ascii: "l")): .listenPort
      case (10, UInt8(ascii: "p")): .privateKey
      case (10, UInt8(ascii: "s")): .saveConfig
      case (12, UInt8(ascii: "p")): .presharedKey
      case (19, UInt8(ascii: "p")): .persistentKeepalive
      default: nil
      }
    }

    /// The section that the key belongs to.
    public var section: Section.Kind { rawValue < Key.publicKey.rawValue ? .interface : .peer }

    /// Whether `wg-quick` takes the key out before `wg` sees the file.
    public var isOfWGQuick: Bool { Key.address.rawValue...Key.saveConfig.rawValue ~= rawValue }

    /// Whether several lines of the key add up; of others the last one counts.
    public var addsUp: Bool { isHook || self == .address || self == .dns || self == .allowedIPs }

    /// Whether the value is a command, in which `#` begins no comment.
    public var isHook: Bool { Key.preUp.rawValue...Key.postDown.rawValue ~= rawValue }
  }

  /// A run of lines from a section's header to the next one's.
  public struct Section: Sendable {
    /// The two kinds of sections.
    public enum Kind: UInt8, Sendable {
      case interface, peer

      /// The header as manuals spell it.
      public var name: String { self == .interface ? "[Interface]" : "[Peer]" }
    }

    /// Which it is.
    public let kind: Kind
    let first: UInt32
    var end: UInt32

    /// The lines from the header on, counted from 0.
    ///
    /// Comments in front of the next header are in here, although they may be about what follows.
    public var lines: Range<Int> { Int(first)..<Int(end) }
  }
}

/// A line of a document: where it begins, what it is, and where that is.
struct Line {
  enum Content: Equatable {
    case blank
    /// `place` is that of the `#`.
    case comment
    /// `place` is that of the `[`.
    case header(Document.Section.Kind)
    /// `place` is the first byte of the value.
    case key(Document.Key)
  }

  let start: UInt32
  let place: UInt32
  let content: Content
  /// Whether there is a `#` in the line, whatever it is: most lines need not be searched for one.
  let hasHash: Bool
}
