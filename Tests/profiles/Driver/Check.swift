import Glibc
import WGKit

/// Says what a store, its files and the device hold, and where they do not fit together.
struct Check {
  let server: Server
  private var wrong: [String] = []
  // All that is there, so that two moments can be compared.
  private var everything: [UInt8] = []

  init(_ server: Server) { self.server = server }

  mutating func run() throws(WGError) {
    let store = try server.open()
    let list = try store.profiles()
    let contents = try ConfigFile(server.configFile).read()
    let config = try contents.text.withExposedBytes { (text) throws(WGError) in
      try Config(parsing: text, as: .wgQuick)
    }
    note(contents.text)
    let layout = try store.server().layout
    var files: Set<String> = ["profiles.conf"]
    for profile in list {
      let text = try store.exposedClientConfig(profile.name)
      note(text)
      let client = try text.withExposedBytes { (text) throws(WGError) in
        try Config(parsing: text, as: .wgQuick)
      }
      check(profile, client, config.peers.first { $0.publicKey == profile.publicKey })
      files.insert(layout == .plain ? "\(profile.name).conf" : "\(profile.name)")
    }
    if config.peers.count != list.filter({ $0.isEnabled }).count { wrong.append("sections") }
    if let interface = server.interface { try check(interface, list, config) }
    for name in Self.names(server.storeFolder) where !files.contains(name) {
      if !name.hasPrefix(".wgkit-tmp-") { wrong.append("\(name) is left") }
    }
    note(try ConfigFile(server.storeFolder + "/profiles.conf").read().text)
    print("names " + list.map { "\($0.name)" }.joined(separator: " "))
    var sum: UInt64 = 14_695_981_039_346_656_037
    for byte in everything { sum = (sum ^ UInt64(byte)) &* 1_099_511_628_211 }
    print("sum \(sum)")
    for line in wrong { print("WRONG \(line)") }
    exit(wrong.isEmpty ? 0 : 3)
  }

  private mutating func check(_ profile: Profile, _ client: Config, _ section: Config.Peer?) {
    let name = profile.name
    if client.interface.addresses != profile.addresses { wrong.append("\(name): its file") }
    guard case .set(let key) = client.interface.privateKey, key.publicKey == profile.publicKey
    else { return wrong.append("\(name): the key in its file") }
    if (section != nil) != profile.isEnabled { wrong.append("\(name): its section") }
    guard let section else { return }
    if section.allowedIPs != profile.serverAllowedIPs { wrong.append("\(name): allowed IPs") }
    if section.name != "\(name)" { wrong.append("\(name): the name of its section") }
    if case .set(let one) = section.presharedKey, case .set(let two) = client.peers[0].presharedKey,
      one.isEqual(to: two)
    {
      return
    }
    wrong.append("\(name): its preshared key")
  }

  private mutating func check(
    _ interface: InterfaceName, _ list: ProfileList, _ config: Config
  ) throws(WGError) {
    let device = try KernelController().device(interface)
    for peer in device.peers.sorted(by: { $0.publicKey < $1.publicKey }) {
      everything += Array("\(peer.publicKey) \(peer.allowedIPs.sorted()) ".utf8)
      if let key = peer.presharedKey { note(key.exposedBase64()) }
      guard let section = config.peers.first(where: { $0.publicKey == peer.publicKey }) else {
        wrong.append("the device has \(peer.publicKey), and the file does not")
        continue
      }
      if peer.allowedIPs.sorted() != section.allowedIPs.sorted() {
        wrong.append("the device has other allowed IPs of \(peer.publicKey)")
      }
      if case .set(let key) = section.presharedKey, peer.presharedKey?.isEqual(to: key) == true {
        continue
      }
      wrong.append("the device has another preshared key of \(peer.publicKey)")
    }
    if device.peers.count != config.peers.count { wrong.append("the number of peers") }
    let addresses = try LinkController().addresses(of: interface)
      .filter { !$0.address.isLinkLocal }
    everything += Array("\(addresses)".utf8)
    if addresses.sorted() != config.interface.addresses.sorted() {
      wrong.append("the addresses of the interface: \(addresses)")
    }
  }

  private mutating func note(_ text: SecretBytes) {
    text.withExposedBytes { (text) in for index in text.indices { everything.append(text[index]) } }
  }

  static func names(_ folder: String) -> [String] {
    guard let list = unsafe opendir(folder) else { return [] }
    defer { _ = unsafe closedir(list) }
    var names: [String] = []
    while let entry = unsafe readdir(list) {
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }
}
