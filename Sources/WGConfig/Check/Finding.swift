public import WGModel

/// Something in a configuration file that is wrong, or hardly what was meant.
public struct Finding: Sendable {
  /// How bad it is.
  public enum Severity: Sendable {
    /// The file is rejected, or a part of it cannot work.
    case error
    /// The file works, and hardly as it was meant.
    case warning
  }

  /// What it is.
  public enum Kind: Sendable, CaseIterable {
    /// The file breaks its grammar, or a key does not take its value.
    case invalid
    /// The target does not take a key, or not twice.
    case rejectedKey
    /// The target needs a private key, and there is none.
    case missingPrivateKey
    /// An allowed IP has bits behind its prefix length.
    case hostBits
    /// Two peers have networks that overlap.
    case overlap
    /// A peer stands in the file twice.
    case duplicatePeer
    /// A peer has the interface's own key.
    case ownKey
    /// A peer's key with which no handshake succeeds.
    case lowOrderKey
    /// The interface's private key stands where another key belongs.
    case misplacedPrivateKey
    /// An MTU that cannot work.
    case unworkableMTU
    /// A client's tunnel cannot come up without a key that is not there.
    case missingKey
    /// A configuration from elsewhere has a command that would be run as root.
    case foreignHook
    /// The file holds keys, and others may read it.
    case readableByOthers
    /// Others may change the file.
    case writableByOthers

    /// The word for programs; it never changes.
    public var slug: String {
      switch self {
      case .invalid: "invalid"
      case .rejectedKey: "rejected-key"
      case .missingPrivateKey: "missing-private-key"
      case .hostBits: "host-bits"
      case .overlap: "overlap"
      case .duplicatePeer: "duplicate-peer"
      case .ownKey: "own-key"
      case .lowOrderKey: "low-order-key"
      case .misplacedPrivateKey: "misplaced-private-key"
      case .unworkableMTU: "unworkable-mtu"
      case .missingKey: "missing-key"
      case .foreignHook: "foreign-hook"
      case .readableByOthers: "readable-by-others"
      case .writableByOthers: "writable-by-others"
      }
    }

    /// How bad it is.
    public var severity: Severity {
      switch self {
      case .hostBits, .overlap, .duplicatePeer, .readableByOthers: .warning
      default: .error
      }
    }
  }

  /// What it is.
  public let kind: Kind
  /// Where it is; the first byte for what is about the file as a whole.
  public let location: WGError.Location
  /// A sentence that says what is wrong and what to do; it holds no secret.
  public let message: String

  /// How bad it is.
  public var severity: Severity { kind.severity }
}

extension Finding {
  /// What is wrong with a configuration file's text.
  ///
  /// A line that breaks the grammar is the only finding, since what follows it cannot be understood.
  ///
  /// - Parameters:
  ///   - text: the file.
  ///   - target: the program that is to read it.
  /// - Returns: the findings in the order of the file; none when nothing is wrong.
  public static func all(in text: Span<UInt8>, for target: Target = .wgQuick) -> [Finding] {
    do throws(WGError) {
      // What wg takes wg-quick takes too; what it does not take is found by key.
      let document =
        target == .android
        ? try Document(parsing: withoutApplications(text), as: .wgQuick)
        : try Document(parsing: text, as: .wgQuick)
      var checker = Checker(document, for: target)
      return checker.run()
    } catch {
      return [
        Finding(
          kind: .invalid, location: error.location ?? WGError.Location(line: 1, column: 1),
          message: error.message)
      ]
    }
  }

  /// What is wrong with a configuration file as it is on disk: its text and who may read and write it.
  public static func all(
    in contents: ConfigFile.Contents, for target: Target = .wgQuick
  ) -> [Finding] {
    let found = contents.text.withExposedBytes { (text) in all(in: text, for: target) }
    let start = WGError.Location(line: 1, column: 1)
    var ofFile: [Finding] = []
    if contents.isWritableByOthers {
      ofFile.append(
        Finding(
          kind: .writableByOthers, location: start,
          message:
            "other users may change this file, and wg-quick runs its hooks as root: chmod 600"))
    }
    if contents.isReadableByOthers, holdsKeys(contents.text) {
      ofFile.append(
        Finding(
          kind: .readableByOthers, location: start,
          message: "other users may read this file, which holds keys: chmod 600"))
    }
    return ofFile + found
  }

  // Of a file that cannot be understood it is assumed.
  private static func holdsKeys(_ text: SecretBytes) -> Bool {
    guard let document = try? Document(parsing: text, as: .wgQuick) else { return true }
    return document.entries.contains { $0.key == .privateKey || $0.key == .presharedKey }
  }
}
