import Foundation
import SeededRandom
import Synchronization
import Testing
import WGConfig
import WGModel

@testable import WGProfiles

/// Two stores of the same server: one value that does all steps, and another folder where each step is
/// done by a value of its own, which remembers nothing.
private final class Pair {
  let one: StoreFixture
  let other: StoreFixture
  private var random: SeededGenerator
  /// Peers that are no clients.
  private var strangers: [PublicKey] = []
  private var step = 0
  /// How often steps were done, and refused.
  var outcomes = (done: 0, refused: 0)

  init(seed: UInt64) throws {
    random = SeededGenerator(state: seed)
    let key = try PrivateKey(bytes: Self.bytes(&random).span)
    (one, other) = (try Self.fixture(key), try Self.fixture(key))
  }

  private static func fixture(_ key: PrivateKey) throws -> StoreFixture {
    try StoreFixture(networks: ["10.8.0.0/26"], addresses: ["10.8.0.1/26"], key: key) {
      $0.exclusions = [try AddressRange("10.8.0.30")]
    }
  }

  // 32 bytes that a private key may have.
  private static func bytes(_ random: inout SeededGenerator) -> [UInt8] {
    var bytes = (0..<32).map { _ in UInt8(random.below(256)) }
    (bytes[0], bytes[31]) = (bytes[0] & 248, bytes[31] & 63 | 64)
    return bytes
  }

  private func name() throws -> ProfileName { try ProfileName("c\(random.below(40))") }

  // Mostly that of a client.
  private func present() throws -> ProfileName {
    let list = try StoreCore(other.folder, other.server).open().list
    return random.below(8) > 0 && !list.isEmpty
      ? list[random.below(list.count)].name : try name()
  }

  // The number of an address that is likely to be the next one that is free, or one near it.
  private func number() throws -> Int {
    var pool = try AddressPool(networks: [IPPrefix("10.8.0.0/26")])
    try pool.take(prefixes("10.8.0.1/32"))
    for peer in try other.server.device(InterfaceName("wg0")).peers { pool.take(peer.allowedIPs) }
    let free = try (2..<64).filter { try pool.isFree(IPAddress("10.8.0.\($0)")) }
    return free.isEmpty ? 2 : free[random.below(min(3, free.count))]
  }

  private func address() throws -> IPAddress { try IPAddress("10.8.0.\(number())") }

  private func network() throws -> IPPrefix {
    try IPPrefix("192.168.\(random.below(12)).0/\(23 + random.below(3))")
  }

  // A client whose keys and moment are the same in both stores.
  private func client() throws -> NewProfile {
    let key = try PrivateKey(bytes: Self.bytes(&random).span)
    var profile = NewProfile(
      try name(), keys: random.below(3) == 0 ? .publicKey(key.publicKey) : .privateKey(key),
      presharedKey: .key(try PresharedKey(bytes: Self.bytes(&random).span)),
      created: Timestamp(seconds: 1_700_000_000 + Int64(step)), isEnabled: random.below(5) > 0)
    if random.below(4) == 0 { profile.addresses = [try address()] }
    if random.below(3) == 0 { profile.networks = [try network()] }
    return profile
  }

  /// Does one step to both.
  func go() throws -> String {
    step += 1
    // What somebody else does between two clients that are added matters most.
    let kinds = [0..<6, 13..<20, 0..<6, 6..<21][step % 4]
    switch kinds.lowerBound + random.below(kinds.count) {
    case 0..<6:
      let profiles = try (0...random.below(2)).map { _ in try client() }
      return try both("add \(profiles.map { "\($0.name)" })") {
        _ = try $1.open().add(profiles, adopting: false)
      }
    case 6:
      guard let key = strangers.randomElement(using: &random) else { return "" }
      let profile = NewProfile(
        try name(), keys: .publicKey(key), presharedKey: .none,
        created: Timestamp(seconds: 1_700_000_000))
      return try both("adopt") { _ = try $1.open().add([profile], adopting: true) }
    case 7:
      let (old, new) = (try present(), try name())
      return try both("rename \(old) \(new)") { _ = try $1.open().rename(old, to: new) }
    case 8:
      let name = try present()
      return try both("disable \(name)") { _ = try $1.open().disable(name) }
    case 9:
      let name = try present()
      return try both("enable \(name)") { _ = try $1.open().enable(name) }
    case 10:
      let name = try present()
      let change = AddressChange(addresses: [try address()], networks: [try network()])
      return try both("readdress \(name)") { _ = try $1.open().readdress(name, change) }
    case 11:
      let name = try present()
      return try both("revoke \(name)") {
        let session = try $1.open()
        _ = try session.revoke(session.list[session.place(name)].publicKey)
      }
    case 12:
      let networks = [try IPPrefix("10.\(8 + random.below(2)).0.0/26")]
      return try both("change to \(networks)") {
        _ = try $1.open().change(ServerChange(networks: networks))
      }
    case 13, 14:
      // Of the same length as what was there, and a free address becomes another one.
      let number = try number()
      return try both("exclude \(number) by hand") { (fixture, _) in
        try fixture.edit(
          "profiles.conf", "Excluded = 10\\.8\\.0\\.[0-9]+", "Excluded = 10.8.0.\(number)")
      }
    case 15:
      return try both("write behind profiles.conf") { (fixture, _) in
        let path = fixture.storeFile("profiles.conf")
        try fixture.put(fixture.text(path) + "\n# Somebody's.\n", path)
      }
    case 16:
      let (key, address) = (PublicKey(bytes: InlineArray(repeating: UInt8(step))), try address())
      strangers.append(key)
      return try both("a section with \(address) by hand") { (fixture, _) in
        let text = "\n[Peer]\nPublicKey = \(key)\nAllowedIPs = \(address)/32\n"
        try fixture.put(fixture.text(fixture.configFile) + text, fixture.configFile)
      }
    case 17:
      let number = try number()
      return try both("the last section gets \(number) by hand") { (fixture, _) in
        try fixture.edit(
          "../wg0.conf", "AllowedIPs = 10\\.8\\.0\\.[0-9]+", "AllowedIPs = 10.8.0.\(number)")
      }
    case 18:
      let key = PublicKey(bytes: InlineArray(repeating: UInt8(step)))
      let stranger = strangers.randomElement(using: &random) ?? key
      let peer =
        switch random.below(4) {
        case 0: PeerUpdate(publicKey: stranger, action: .remove)
        case 1: PeerUpdate(publicKey: key, allowedIPs: [try address().asPrefix])
        default:
          PeerUpdate(
            publicKey: stranger, replacesAllowedIPs: true, allowedIPs: [try address().asPrefix])
        }
      strangers.append(peer.publicKey)
      return try both("a peer of the device") { (fixture, _) in
        try fixture.server.apply(DeviceUpdate(peers: [peer]), to: InterfaceName("wg0"))
      }
    case 19:
      let own = try ["10.8.0.1", "10.8.0.\(number())"].map {
        try IPPrefix("\($0)/26")
      }
      return try both("the interface gets \(own)") { (fixture, _) in
        try fixture.server.setAddresses(own, of: InterfaceName("wg0"))
      }
    default:
      let profile = try client()
      return try both("add, and the device refuses") { (fixture, store) in
        fixture.server.fail(.permissionDenied, 1)
        defer { fixture.server.state.withLock { $0.failures = nil } }
        _ = try store.open().add([profile], adopting: false)
      }
    }
  }

  private func both(
    _ text: String, _ body: (StoreFixture, StoreCore<SimulatedServer>) throws -> Void
  ) throws -> String {
    var errors: [String] = []
    for (fixture, store) in [(one, one.store), (other, StoreCore(other.folder, other.server))] {
      do {
        try body(fixture, store)
        errors.append("")
      } catch let error as WGError {
        errors.append("\(error.code): \(error.message)")
      }
    }
    #expect(errors[0] == errors[1], "\(text)")
    if errors[0].isEmpty { outcomes.done += 1 } else { outcomes.refused += 1 }
    return "\(text) \(errors[0])"
  }
}

extension StoreFixture {
  // Changes the last line that is as a pattern has it; the text stays as long as it was where it can.
  fileprivate func edit(_ name: String, _ pattern: String, _ text: String) throws {
    let old = try self.text(storeFile(name))
    guard let last = try old.ranges(of: Regex(pattern)).last else { return }
    try put(old.replacingCharacters(in: last, with: text), storeFile(name))
  }

  /// All that there is, without where it is.
  fileprivate func placeless() throws -> [String: String] {
    try everything().mapValues { $0.replacing(path, with: "") }
  }
}

@Suite struct StoreMemoryTests {
  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func `one value does to files and device what a new value does each time`(_ seed: UInt64) throws {
    let pair = try Pair(seed: seed)
    var steps: [String] = []
    for _ in 0..<60 {
      steps.append(try pair.go())
      let (one, other) = (try pair.one.placeless(), try pair.other.placeless())
      guard one == other else {
        let different = one.keys.filter { one[$0] != other[$0] }
        Issue.record("seed \(seed): \(different)\n\(steps.joined(separator: "\n"))")
        return
      }
    }
    #expect(pair.outcomes.done > 20 && pair.outcomes.refused > 3, "\(pair.outcomes)")
  }
}
