internal import Sentences
public import WGModel

/// What is said about a new client as texts, by their names in `profiles.conf`: `PublicKey`, `Addresses`,
/// `Networks`, `AllowedIPs`, `Expires`, `State`; lists with commas between their entries.
public struct ProfileText: Sendable {
  private var fields = StoreFields()
  private var given: UInt32 = 0

  /// Creates a collection of nothing.
  public init() {}

  /// Says one thing.
  ///
  /// - Throws: ``WGModel/WGError/Code/invalidArgument`` for a name that is none or comes twice, or what is
  ///   wrong with the text.
  public mutating func set(_ name: Span<UInt8>, to text: Span<UInt8>) throws(WGError) {
    guard let key = StoreKey.named(name), key.isOfProfile, key != .name, key != .created,
      key != .hasPrivateKey, given & key.bit == 0
    else {
      throw WGError(
        .invalidArgument,
        "\(quoted(name)) says nothing about a new client, or comes twice: there are PublicKey, Addresses,"
          + " Networks, AllowedIPs, Expires and State")
    }
    try fields.read(key, text)
    given |= key.bit
  }

  /// The client of a name, whose keys are made unless its public one was said.
  ///
  /// - Throws: ``WGModel/WGError/Code/invalidAddress`` for an address that is a network.
  public func profile(_ name: ProfileName) throws(WGError) -> NewProfile {
    var profile = NewProfile(
      name, networks: fields.networks, allowedIPs: fields.allowedIPs, expires: fields.expires,
      isEnabled: fields.isEnabled)
    if let key = fields.publicKey { profile.keys = .publicKey(key) }
    for address in fields.addresses where address != address.address.asPrefix {
      throw WGError(
        .invalidAddress, "\(address) is a network, and a client's address is a single one")
    }
    if !fields.addresses.isEmpty { profile.addresses = fields.addresses.map { $0.address } }
    return profile
  }
}
