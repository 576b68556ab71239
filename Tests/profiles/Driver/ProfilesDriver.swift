import Glibc
import WGKit

/// Works on stores of clients where processes die and meet.
///
/// `Tests/profiles/run` starts it; INTERFACE
/// is one of the kernel's, or - for files alone.
///
///     ProfilesDriver create FOLDER INTERFACE LAYOUT  makes a store of four clients
///     ProfilesDriver once FOLDER INTERFACE OPERATION does one thing with it
///     ProfilesDriver check FOLDER INTERFACE          opens it and says what is there, and what is wrong
///     ProfilesDriver add FOLDER INTERFACE WORD COUNT adds clients and prints their addresses
///     ProfilesDriver churn FOLDER INTERFACE SEED     does one thing after the other until it is killed
///     ProfilesDriver grow FOLDER INTERFACE COUNT     adds clients and prints what they cost
///     ProfilesDriver pool - -                        prints what an address costs in pools of many
@main
enum ProfilesDriver {
  static func main() {
    let words = Array(CommandLine.arguments.dropFirst())
    guard words.count >= 3 else { exit(2) }
    // Nothing may hang.
    alarm(600)
    do {
      let server = try Server(folder: words[1], interface: words[2])
      switch (words[0], words.count) {
      case ("create", 4): try server.create(layout: words[3])
      case ("once", 4): try server.perform(words[3], on: try server.open())
      case ("check", 3):
        var check = Check(server)
        try check.run()
      case ("add", 5): try server.add(word: words[3], count: Int(words[4]) ?? 0)
      case ("churn", 4): try server.churn(seed: UInt64(words[3]) ?? 0)
      case ("grow", 4): try server.grow(count: Int(words[3]) ?? 0)
      case ("pool", 3): try PoolGrowth.print()
      default: exit(2)
      }
    } catch {
      print("\(error.code.rawValue) \(error.message)")
      exit(1)
    }
  }
}

/// A server in a folder.
struct Server {
  let folder: String
  let interface: InterfaceName?
  var storeFolder: String { folder + "/wg0.profiles" }
  var configFile: String { folder + "/wg0.conf" }
  var device: ServerDevice { interface == nil ? .filesOnly : .kernel(in: .current) }

  init(folder: String, interface: String) throws(WGError) {
    self.folder = folder
    self.interface = interface == "-" ? nil : try InterfaceName(interface)
  }

  func open() throws(WGError) -> ProfileStore { try ProfileStore(storeFolder, device: device) }

  func create(layout: String) throws(WGError) {
    let key = try PrivateKey.generate()
    var config = Config()
    config.interface.privateKey = .set(key)
    config.interface.addresses = [try IPPrefix("10.8.0.1/16"), try IPPrefix("fd00:8::1/64")]
    let document = try Document(config, as: .wgQuick)
    let file = try ConfigFile(configFile)
    try document.withBytes { (bytes) throws(WGError) in try file.write(bytes) }
    if let interface {
      try KernelController().apply(
        DeviceUpdate(privateKey: .set(key), replacesPeers: true), to: interface)
      let links = LinkController()
      for address in try links.addresses(of: interface) {
        try links.removeAddress(address, from: interface)
      }
      for address in config.interface.addresses { try links.addAddress(address, to: interface) }
    }
    let fallback = try InterfaceName("wg0")
    let settings = ServerSettings(
      interface: interface ?? fallback, configFile: configFile,
      endpoint: try EndpointText("vpn.example.org:51820"),
      networks: [try IPPrefix("10.8.0.0/16"), try IPPrefix("fd00:8::/64")],
      dnsServers: [try IPAddress("10.8.0.1")], layout: try ProfileLayout(layout))
    let store = try ProfileStore.create(storeFolder, settings, device: device)
    for name in ["a", "b", "c", "d"] {
      var profile = NewProfile(try ProfileName(name))
      if name == "c" { profile.isEnabled = false }
      if name == "d" { profile.expires = Timestamp(seconds: 100) }
      try store.add(profile)
    }
  }

  static var operations: [String] {
    [
      "add", "revoke", "rename", "disable", "enable", "expire", "remove-expired", "endpoint",
      "networks",
    ]
  }

  func perform(_ operation: String, on store: ProfileStore) throws(WGError) {
    let (a, c) = (try ProfileName("a"), try ProfileName("c"))
    switch operation {
    case "add": try store.add(NewProfile(try ProfileName("new")))
    case "revoke": try store.revoke(try store.profile(a).publicKey)
    case "rename": try store.rename(a, to: ProfileName("other"))
    case "disable": try store.disable(a)
    case "enable": try store.enable(c)
    case "expire": try store.expire(a, at: Timestamp(seconds: 1_000))
    case "remove-expired": try store.removeExpired(at: Timestamp(seconds: 200))
    case "endpoint": _ = try store.change(ServerChange(endpoint: try EndpointText("other:1")))
    case "networks":
      _ = try store.change(
        ServerChange(networks: [try IPPrefix("10.9.0.0/16"), try IPPrefix("fd00:9::/64")]))
    default: throw WGError(.invalidArgument, "there is no operation \(operation)")
    }
  }

  func add(word: String, count: Int) throws(WGError) {
    let store = try open()
    for number in 0..<count {
      let profile = try store.add(NewProfile(try ProfileName("\(word)\(number)")))
      print(profile.addresses.map { "\($0)" }.joined(separator: " "))
    }
  }

  /// Adds, revokes, renames, disables and enables clients in an order that a seed decides.
  func churn(seed: UInt64) throws(WGError) {
    let store = try open()
    var state = seed
    func draw(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(limit))
    }
    while true {
      let list = try store.profiles()
      let name = try ProfileName("n\(draw(1_000_000))")
      if list.count < 4 || (list.count < 12 && draw(2) == 0) {
        if list[name] == nil { try store.add(NewProfile(name)) }
        continue
      }
      let profile = list[draw(list.count)]
      switch draw(4) {
      case 0: try store.revoke(profile.publicKey)
      case 1: if list[name] == nil { try store.rename(profile.name, to: name) }
      case 2: try store.disable(profile.name)
      default: try store.enable(profile.name)
      }
    }
  }

  /// Adds clients one by one; prints the time of each hundred for one.
  func grow(count: Int) throws(WGError) {
    let store = try open()
    var begin = Self.microseconds
    for number in 1...count {
      try store.add(NewProfile(try ProfileName("client\(number)")))
      guard number % 100 == 0 else { continue }
      print("\(number) \((Self.microseconds - begin) / 100)")
      begin = Self.microseconds
    }
  }

  static var microseconds: Int {
    var now = timespec()
    _ = unsafe clock_gettime(CLOCK_MONOTONIC, &now)
    return now.tv_sec * 1_000_000 + now.tv_nsec / 1_000
  }
}
