/// Names of peers by their keys: from a configuration file, or whatever a caller has.
public struct PeerNames: Sendable {
  private let names: [String]
  private let order: KeyOrder

  /// Takes keys and names; of several names for a key the last one counts.
  @inline(never)
  public init(_ names: [(key: PublicKey, name: String)]) {
    self.names = names.map { $0.name }
    order = KeyOrder(names.map { $0.key })
  }

  /// The name of a peer, or nil.
  @inline(never)
  public subscript(key: PublicKey) -> String? {
    guard let place = order.places(of: key).last else { return nil }
    return names[place]
  }
}
