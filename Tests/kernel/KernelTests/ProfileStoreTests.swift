import Foundation
import Glibc
import Testing
import WGKit

/// A store of clients on a device of the kernel's.
@Suite(.serialized, .enabled(if: Harness.isHere, Harness.reason))
struct ProfileStoreTests {
  private let kernel = KernelController()
  private let links = LinkController()

  /// A server with a store, and another interface as a client of it.
  private func withServer(
    leaving: Bool = false, _ body: (ProfileStore, InterfaceName, PrivateKey, URL) throws -> Void
  ) throws {
    let folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appendingPathComponent("wgkit-store-\(UInt32.random(in: 0...UInt32.max))")
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(at: folder) }
    try Harness.withInterface(leaving ? "wgclients" : "wgserver", leaving: leaving) { name in
      let key = try PrivateKey.generate()
      var config = Config()
      config.interface.privateKey = .set(key)
      // The interface that stays has a port of its own.
      let port: UInt16 = leaving ? 51_998 : 51_999
      config.interface.listenPort = port
      config.interface.addresses = [try IPPrefix("10.8.0.1/16"), try IPPrefix("fd00:8::1/64")]
      let file = folder.appendingPathComponent("wg0.conf").path
      try Document(config, as: .wgQuick).withBytes { try ConfigFile(file).write($0) }
      try kernel.apply(DeviceUpdate(privateKey: .set(key), listenPort: port), to: name)
      for address in config.interface.addresses { try links.addAddress(address, to: name) }
      try links.bringUp(name)
      let settings = ServerSettings(
        interface: name, configFile: file, endpoint: try EndpointText("127.0.0.1:\(port)"),
        networks: [try IPPrefix("10.8.0.0/16"), try IPPrefix("fd00:8::/64")])
      let store = try ProfileStore.create(
        folder.appendingPathComponent("store").path, settings, device: .kernel(in: .current))
      try body(store, name, key, folder)
    }
  }

  /// Lets an interface be a client, and waits until it has met the server.
  private func connect(
    _ name: InterfaceName, _ config: Config, to server: InterfaceName, _ key: PublicKey
  ) throws -> Peer {
    var update = try DeviceUpdate(replacingAllBy: config) { (endpoint) throws(WGError) in
      try Endpoint.resolve(endpoint.text)
    }
    // Not its routes: the server is on the same machine.
    update.peers[0].persistentKeepalive = 1
    try kernel.apply(update, to: name)
    try links.bringUp(name)
    for _ in 0..<600 {
      if let peer = try kernel.device(server).peers[key], peer.lastHandshake != nil { return peer }
      usleep(50_000)
    }
    throw WGError(.timedOut, "the client never met the server")
  }

  private static var microseconds: Int {
    var now = timespec()
    _ = unsafe clock_gettime(CLOCK_MONOTONIC, &now)
    return now.tv_sec * 1_000_000 + now.tv_nsec / 1_000
  }

  @Test func `1,000 clients are made without disturbing anybody, and none costs much more`() throws
  {
    try withServer(leaving: true) { store, name, _, _ in
      try Harness.withInterface("wgclient") { clientName in
        let profile = try store.add(NewProfile(try ProfileName("tester")))
        let text = try store.exposedClientConfig(profile.name)
        let config = try text.withExposedBytes { try Config(parsing: $0, as: .wgQuick) }
        let before = try connect(clientName, config, to: name, profile.publicKey)
        let index = try kernel.device(name).index

        // Of what an addition does, reading the device grows with the clients: the kernel tells of all
        // peers or of none.
        var (additions, readings): ([Int], [Int]) = ([], [])
        for number in 1...900 {
          let begin = Self.microseconds
          try store.add(NewProfile(try ProfileName("client\(number)")))
          let added = Self.microseconds
          _ = try kernel.device(name)
          additions.append(added - begin)
          readings.append(Self.microseconds - added)
          guard number % 100 == 0 else { continue }
          print(
            "    \(number) clients: one more takes \(additions.sorted()[50]) µs, of which reading the"
              + " device \(readings.sorted()[50])")
          (additions, readings) = ([], [])
        }
        // The last hundred by turns with the first hundred of another server: whatever else the machine
        // does falls on both.
        try withServer { (small, _, _, _) in
          var firsts: [Int] = []
          for number in 901...1_000 {
            let begin = Self.microseconds
            try store.add(NewProfile(try ProfileName("client\(number)")))
            let added = Self.microseconds
            try small.add(NewProfile(try ProfileName("client\(number)")))
            additions.append(added - begin)
            firsts.append(Self.microseconds - added)
          }
          let (last, first) = (additions.sorted()[50], firsts.sorted()[50])
          print(
            "    1000 clients: one more takes \(last) µs, and \(first) µs where there are a hundred:"
              + " \(Double(last) / Double(first)) times")
          #expect(last < 4 * first)
        }

        let device = try kernel.device(name)
        #expect(device.index == index, "the interface was made anew")
        #expect(device.peers.count == 1_001)
        let after = try #require(device.peers[profile.publicKey])
        #expect(after.receivedBytes >= before.receivedBytes && before.receivedBytes > 0)
        #expect(after.sentBytes >= before.sentBytes && before.sentBytes > 0)
        #expect(try #require(after.lastHandshake) >= #require(before.lastHandshake))
        #expect(Array(after.allowedIPs) == Array(before.allowedIPs))
        #expect(Set(device.peers.flatMap { $0.allowedIPs }).count == 2_002)
      }
    }
  }

  @Test func `a client connects, is disabled, enabled and revoked, and its counters are told`()
    throws
  {
    try withServer { store, name, _, _ in
      try Harness.withInterface("wgclient") { clientName in
        let anna = try store.add(NewProfile(try ProfileName("anna")))
        let bob = try store.add(NewProfile(try ProfileName("bob")))
        let text = try store.exposedClientConfig(anna.name)
        let config = try text.withExposedBytes { try Config(parsing: $0, as: .wgQuick) }
        _ = try connect(clientName, config, to: name, anna.publicKey)
        let disabled = try store.disable(anna.name)
        #expect(try #require(disabled.lastCounters).receivedBytes > 0)
        #expect(try kernel.device(name).peers.map(\.publicKey) == [bob.publicKey])
        try store.enable(anna.name)
        _ = try connect(clientName, config, to: name, anna.publicKey)
        let removed = try store.revoke(anna.publicKey)
        #expect(try #require(removed.lastCounters).lastHandshake != nil)
        #expect(removed.lastCounters?.interfaceIndex == (try kernel.device(name).index))
        #expect(try kernel.device(name).peers.map(\.publicKey) == [bob.publicKey])
      }
    }
  }

  @Test func `other networks change the interface without making it anew`() throws {
    try withServer { store, name, _, _ in
      let anna = try store.add(NewProfile(try ProfileName("anna")))
      let index = try kernel.device(name).index
      let again = try store.change(
        ServerChange(networks: [try IPPrefix("10.9.0.0/16"), try IPPrefix("fd00:9::/64")]))
      #expect(again == [anna.name])
      let addresses = try links.addresses(of: name).filter { !$0.address.isLinkLocal }
      #expect(addresses == [try IPPrefix("10.9.0.1/16"), try IPPrefix("fd00:9::1/64")])
      let device = try kernel.device(name)
      #expect(device.index == index)
      #expect(
        Array(device.peers[0].allowedIPs).sorted() == [
          try IPPrefix("10.9.0.2/32"), try IPPrefix("fd00:9::2/128"),
        ])
    }
  }

  @Test func `an overlap with another peer is an error before the kernel moves anything`() throws {
    try withServer { store, name, _, _ in
      let other = try makePeer(7)
      var update = other
      update.allowedIPs = [try IPPrefix("10.8.0.2/32"), try IPPrefix("192.168.7.0/24")]
      try kernel.apply(DeviceUpdate(peers: [update]), to: name)
      let anna = try store.add(NewProfile(try ProfileName("anna")))
      #expect(anna.addresses.first == (try IPPrefix("10.8.0.3/32")))
      let error = Harness.error { () throws(WGError) in
        var profile = NewProfile(try ProfileName("bob"))
        profile.networks = [try IPPrefix("192.168.0.0/16")]
        try store.add(profile)
      }
      #expect(error?.code == .wouldMove)
      #expect(
        try kernel.device(name).peers[other.publicKey].map { Array($0.allowedIPs).sorted() }
          == update.allowedIPs.sorted())
    }
  }

  @Test func `an interface that is not there is an error, and no client is made`() throws {
    try withServer { store, name, _, folder in
      try links.delete(name)
      let error = Harness.error { () throws(WGError) in
        try store.add(NewProfile(try ProfileName("anna")))
      }
      #expect(error?.code == .noSuchInterface)
      #expect(try store.profiles().isEmpty)
      try links.create(name)
      #expect(
        try FileManager.default.contentsOfDirectory(
          atPath: folder.appendingPathComponent("store").path) == ["profiles.conf"])
    }
  }
}
