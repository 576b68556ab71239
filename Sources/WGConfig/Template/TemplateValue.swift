public import WGModel

extension Template {
  /// What may stand in the place of a name: a text of some type, a key, a flag, or several of them.
  public struct Value: Sendable {
    /// The value as it is rendered; every case is one reference, so that copies are small.
    enum Content: Sendable {
      case text([UInt8])
      /// An IPv6 address, which gets brackets in front of a port.
      case addressV6([UInt8])
      case publicKey([UInt8])
      /// Base64.
      case privateKey(SecretBytes)
      case presharedKey(SecretBytes)
      case yes, no
      case list([Value])
      case records([Values])
    }
    let content: Content

    /// Whether a section of its name is left out.
    var isAbsent: Bool {
      switch content {
      case .no: true
      case .text(let text): text.isEmpty
      case .list(let values): values.isEmpty
      case .records(let records): records.isEmpty
      default: false
      }
    }
  }
}

extension Template.Value {
  /// One word, or free text where it stands in a comment.
  public static func text(_ text: String) -> Self { Self(content: .text(Array(text.utf8))) }

  /// An address.
  public static func address(_ address: IPAddress) -> Self {
    var text: [UInt8] = []
    address.append(to: &text)
    return Self(content: address.family == .v6 ? .addressV6(text) : .text(text))
  }

  /// A prefix, with its host bits.
  public static func prefix(_ prefix: IPPrefix) -> Self {
    var text: [UInt8] = []
    prefix.append(to: &text)
    return Self(content: .text(text))
  }

  /// A number.
  public static func number(_ number: UInt64) -> Self { text(String(number)) }

  /// An endpoint.
  public static func endpoint(_ endpoint: EndpointText) -> Self { text(endpoint.text) }

  /// A private key, which stands in a `PrivateKey` line only.
  public static func privateKey(_ key: PrivateKey) -> Self {
    Self(content: .privateKey(key.exposedBase64()))
  }

  /// A preshared key, which stands in a `PresharedKey` line only.
  public static func presharedKey(_ key: PresharedKey) -> Self {
    Self(content: .presharedKey(key.exposedBase64()))
  }

  /// A public key.
  public static func publicKey(_ key: PublicKey) -> Self {
    var text: [UInt8] = []
    key.append(to: &text)
    return Self(content: .publicKey(text))
  }

  /// Decides about a section, and has no text.
  public static func flag(_ flag: Bool) -> Self { Self(content: flag ? .yes : .no) }

  /// The entries of a line that takes a list; a section of its name is rendered for each, with the
  /// name standing for the entry.
  public static func list(_ values: [Self]) -> Self { Self(content: .list(values)) }

  /// A list of prefixes.
  public static func prefixes(_ prefixes: [IPPrefix]) -> Self {
    list(prefixes.map { prefix($0) })
  }

  /// A list of addresses.
  public static func addresses(_ addresses: [IPAddress]) -> Self {
    list(addresses.map { address($0) })
  }

  /// The elements of a section, which is rendered for each; each sees its own values alone.
  public static func records(_ records: [Template.Values]) -> Self {
    Self(content: .records(records))
  }
}
