public import WGConfig
public import WGModel

/// Clients of a server as the files of another program describe them: read and checked, and nothing of
/// it in force.
///
/// What cannot be taken over as it is stands in ``rejected`` with the reason; nothing is made to fit.
public struct ImportedProfiles: Sendable {
  /// What the files say about the server itself; nil when none of them does.
  public internal(set) var server: Server?
  /// The clients, in the order of their names' bytes.
  public internal(set) var clients: [ImportedClient] = []
  /// What is no client, or none that can be taken over.
  public internal(set) var rejected: [Rejection] = []
}

extension ImportedProfiles {
  /// The server that the clients connect to.
  public struct Server: Sendable {
    /// Its public key.
    public var publicKey: PublicKey
    /// Its private key, when the files have it.
    public var privateKey: PrivateKey?
    /// Its addresses in the tunnel.
    public var addresses: [IPPrefix] = []
    /// The UDP port that it listens on, when the files say so.
    public var listenPort: UInt16?
  }

  /// Something that is not taken over.
  public struct Rejection: Sendable {
    /// Where it stands: the name of a file or folder, or a client's id, as an error may repeat it.
    public let source: String
    /// Why.
    public let reason: WGError
  }

  /// Whose files they are.
  public enum Format: Sendable, CaseIterable {
    /// A folder with a file `NAME.conf` for each client, or with the server's file, or with both.
    case folder
    /// The folder `/config` of the linuxserver image: `peer_NAME/` with keys and a file for each client.
    case linuxserver
    /// The file `wg0.json` of wg-easy.
    case wgEasy
  }

  /// Reads what another program has written.
  ///
  /// - Parameters:
  ///   - path: the folder, or for wg-easy the file.
  ///   - format: whose files they are.
  /// - Throws: what the system says about a folder or a file that is needed;
  ///   ``WGModel/WGError/Code/invalidConfiguration`` for a file without which nothing can be said.
  public init(reading path: String, as format: Format) throws(WGError) {
    switch format {
    case .folder: try self.init(folder: path)
    case .linuxserver: try self.init(linuxserver: path)
    case .wgEasy: try self.init(wgEasy: try ConfigFile(path, followingLinks: true).read().text)
    }
  }
}

/// A client that another program's files describe.
public struct ImportedClient: Sendable {
  /// Its name, as it is there.
  public var name: ProfileName
  /// Its public key.
  public var publicKey: PublicKey
  /// Its private key; nil when the client keeps it to itself.
  public var privateKey: PrivateKey?
  /// The preshared key, when there is one.
  public var presharedKey: PresharedKey?
  /// Its own addresses in the tunnel, each of one host.
  public var addresses: [IPPrefix]
  /// Other networks that the server sends to it.
  public var networks: [IPPrefix] = []
  /// What the client sends through the tunnel; nil when the files do not say.
  public var allowedIPs: [IPPrefix]?
  /// The server's endpoint as the client knows it; nil when the files do not say.
  public var endpoint: EndpointText?
  /// Whether it may connect.
  public var isEnabled = true
  /// When it was made, if the files say so.
  public var created: Timestamp?
  /// When it is to be removed, if ever.
  public var expires: Timestamp?
  /// Where it stands: the name of a file or folder, or its id, as an error may repeat it.
  public var source: String
}
