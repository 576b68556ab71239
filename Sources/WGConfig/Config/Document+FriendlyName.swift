extension Document {
  /// The name that a comment gives to a peer.
  func friendlyName(of section: Int) -> String? { nil }
}
