import Testing
import WGConfig
import WGModel

@Suite struct `What a configuration means to a device` {
  private let one = PublicKey(bytes: InlineArray(repeating: 1))
  private let two = PublicKey(bytes: InlineArray(repeating: 2))
  private let secret = PublicKey(bytes: InlineArray(repeating: 72)).base64

  private func resolve(_ endpoint: EndpointText) throws(WGError) -> Endpoint {
    guard endpoint.text == "host.example.org:5" else {
      throw WGError(.unresolvedHost, endpoint.text)
    }
    return Endpoint(address: try IPAddress("192.0.2.1"), port: 5)
  }

  private func config(_ text: String) throws -> Config { try Config(parsing: text, as: .wg) }

  @Test func `setconf clears what is not in the file and replaces all peers`() throws {
    let empty = try DeviceUpdate(replacingAllBy: config(""), resolving: resolve)
    #expect(empty.replacesPeers && empty.peers.isEmpty)
    #expect(empty.listenPort == 0 && empty.firewallMark == 0)
    guard case .clear = empty.privateKey else { throw WGError(.system, "the key stays") }

    let text = "[Interface]\nPrivateKey=\(secret)\nListenPort=7\nFwMark=8\n"
    let update = try DeviceUpdate(replacingAllBy: config(text), resolving: resolve)
    #expect(update.listenPort == 7 && update.firewallMark == 8)
    guard case .set = update.privateKey else { throw WGError(.system, "the key is not set") }
  }

  @Test func `addconf leaves what is not in the file, but for the allowed IPs of its peers`() throws
  {
    let empty = try DeviceUpdate(adding: config(""), resolving: resolve)
    #expect(!empty.replacesPeers && empty.peers.isEmpty)
    #expect(empty.listenPort == nil && empty.firewallMark == nil)
    guard case .keep = empty.privateKey else { throw WGError(.system, "the key does not stay") }

    let update = try DeviceUpdate(adding: config("[Peer]\nPublicKey=\(one)\n"), resolving: resolve)
    let peer = try #require(update.peers.first)
    #expect(peer.replacesAllowedIPs && peer.allowedIPs.isEmpty)
    #expect(peer.endpoint == nil && peer.persistentKeepalive == nil)
    guard case .keep = peer.presharedKey else { throw WGError(.system, "the key does not stay") }
  }

  @Test func `a peer has all that its section says, and stands as often as there`() throws {
    let text = """
      [Peer]
      PublicKey = \(one)
      PresharedKey = \(secret)
      AllowedIPs = +10.0.0.5/8, -10.1.0.0/16
      Endpoint = host.example.org:5
      PersistentKeepalive = off
      [Peer]
      PublicKey = \(one)
      AllowedIPs = 11.0.0.0/8
      """
    for update in [
      try DeviceUpdate(adding: config(text), resolving: resolve),
      try DeviceUpdate(replacingAllBy: config(text), resolving: resolve),
    ] {
      #expect(update.peers.map { $0.publicKey } == [one, one])
      #expect(update.peers.map { $0.replacesAllowedIPs } == [false, true])
      #expect(update.peers[0].allowedIPs == [try IPPrefix("10.0.0.5/8")])
      #expect(update.peers[0].removedAllowedIPs == [try IPPrefix("10.1.0.0/16")])
      #expect(update.peers[0].endpoint?.port == 5)
      #expect(update.peers.map { $0.persistentKeepalive } == [0, nil])
      guard case .set = update.peers[0].presharedKey else { throw WGError(.system, "no key") }
    }
  }

  @Test func `a host without an address is an error for all three`() throws {
    let config = try config("[Peer]\nPublicKey=\(one)\nEndpoint=other.example.org:5\n")
    #expect(throws: WGError.self) { try DeviceUpdate(adding: config, resolving: resolve) }
    #expect(throws: WGError.self) { try DeviceUpdate(replacingAllBy: config, resolving: resolve) }
    #expect(throws: WGError.self) { try DeviceConfiguration(config, resolving: resolve) }
  }

  @Test
  func `a device wanted whole has no key and no mark that the file does not name, and any port`()
    throws
  {
    let wanted = try DeviceConfiguration(config(""), resolving: resolve)
    #expect(wanted.listenPort == nil && wanted.firewallMark == 0 && wanted.peers.isEmpty)
    guard case .clear = wanted.privateKey else { throw WGError(.system, "the key stays") }
  }

  @Test
  func `a peer that stands in the file twice is wanted once, the later section over the first`()
    throws
  {
    let text = """
      [Peer]
      PublicKey = \(one)
      PresharedKey = \(secret)
      AllowedIPs = 10.0.0.0/8
      PersistentKeepalive = 5
      [Peer]
      PublicKey = \(two)
      [Peer]
      PublicKey = \(one)
      AllowedIPs = 11.0.0.0/8
      Endpoint = host.example.org:5
      """
    let wanted = try DeviceConfiguration(config(text), resolving: resolve)
    #expect(wanted.peers.map { $0.publicKey } == [one, two])
    #expect(wanted.peers[0].allowedIPs == [try IPPrefix("11.0.0.0/8")])
    #expect(wanted.peers[0].presharedKey != nil && wanted.peers[0].endpoint?.port == 5)
    #expect(wanted.peers[0].persistentKeepalive == 5)
    #expect(wanted.peers[1].presharedKey == nil && wanted.peers[1].persistentKeepalive == 0)
  }

  @Test(arguments: ["+10.0.0.0/8", "-10.0.0.0/8"])
  func `of a whole nothing is added or taken away`(_ entry: String) throws {
    let config = try config("[Peer]\nPublicKey = \(one)\nAllowedIPs = \(entry)\n")
    do {
      _ = try DeviceConfiguration(config, resolving: resolve)
      Issue.record("it was taken")
    } catch {
      #expect(error.code == .invalidConfiguration)
    }
  }
}
