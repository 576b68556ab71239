internal import Sentences
public import WGModel

/// How the files of clients lie in the folder of a store.
public enum ProfileLayout: Sendable, CaseIterable {
  /// `NAME.conf`, and nothing else.
  case plain
  /// A folder `NAME` with `NAME.conf`, `privatekey-NAME`, `publickey-NAME` and `presharedkey-NAME`, as in
  /// the linuxserver image.
  case linuxserver
  /// The same, with the configuration in `peer.conf`.
  case linuxserverPeer

  /// The word for it: `plain`, `linuxserver`, `linuxserver-peer`.
  public var name: String {
    switch self {
    case .plain: "plain"
    case .linuxserver: "linuxserver"
    case .linuxserverPeer: "linuxserver-peer"
    }
  }

  /// The layout of a word.
  ///
  /// - Throws: ``WGModel/WGError/Code/invalidArgument`` for a word that is none.
  public init(_ name: String) throws(WGError) { try self.init(utf8: name.utf8.span) }

  init(utf8 name: Span<UInt8>) throws(WGError) {
    for layout in Self.allCases where isSameWord(name, layout.name.utf8.span) {
      self = layout
      return
    }
    throw WGError(
      .invalidArgument,
      "\(quoted(name)) is no layout of files: write plain, linuxserver or linuxserver-peer")
  }
}
