import ConfigTesting
import Foundation
import SeededRandom
import Testing
import WGConfig
import WGModel

/// Files made at random: 3,000, or as many as the environment's WGKIT_CONFIG_FILES says.
@Suite struct `Properties of any file` {
  static let count = Int(ProcessInfo.processInfo.environment["WGKIT_CONFIG_FILES"] ?? "") ?? 3000
  static let seed =
    UInt64(ProcessInfo.processInfo.environment["WGKIT_CONFIG_SEED"] ?? "")
    ?? UInt64.random(in: 0...UInt64(UInt32.max))

  @Test func `what is accepted is given back, written, read and edited without loss`() throws {
    print("WGKIT_CONFIG_SEED=\(Self.seed): \(Self.count) files")
    var accepted = 0
    for number in 0..<Self.count {
      var maker = FileMaker(seed: Self.seed &+ UInt64(number))
      let file = maker.make()
      let dialect: Dialect = number % 2 == 0 ? .wg : .wgQuick
      do throws(WGError) {
        let document = try Document(parsing: file, as: dialect)
        guard document.bytes == file else {
          Issue.record("file \(number): what is given back is not what was parsed")
          continue
        }
        let config = try Config(document)
        accepted += 1
        try Self.check(document, config, number)
      } catch {
        if error.location == nil { Issue.record("file \(number): \(error) has no place") }
      }
    }
    #expect(accepted > Self.count / 4)
  }

  private static func check(
    _ document: Document, _ config: Config, _ number: Int
  ) throws(WGError) {
    // Written and read it says the same; written again it is the same.
    let written = try Document(writable(config), as: document.dialect)
    let read = try Config(written)
    if read.setText != writable(config).setText {
      Issue.record("file \(number): written as another")
    }
    if try Document(read, as: document.dialect).bytes != written.bytes {
      Issue.record("file \(number): no fixpoint")
    }
    // What wg-quick hands over says what is for wg.
    let stripped = try Config(try document.stripped())
    if stripped.peers.map(\.publicKey) != config.peers.map(\.publicKey) {
      Issue.record("file \(number): stripped of peers")
    }
    try checkEdits(document, config, number)
  }

  // Hooks may hold what is read and not written; a hook without a command is none.
  private static func writable(_ config: Config) -> Config {
    var config = config
    config.interface.hooks.removeAll {
      $0.command.utf8.contains { $0 < 32 || $0 == 35 } || $0.command.isEmpty
    }
    for place in config.peers.indices {
      if config.peers[place].replacesAllowedIPs { config.peers[place].removedAllowedIPs = [] }
      if config.peers[place].name?.contains("#") == true { config.peers[place].name = nil }
    }
    return config
  }

  private static func checkEdits(
    _ document: Document, _ config: Config, _ number: Int
  ) throws(WGError) {
    var edited = document
    guard let key = config.peers.last?.publicKey else { return }
    let others = config.peers.filter { $0.publicKey != key }.map(\.publicKey)
    try edited.disablePeer(key)
    if try Config(edited).peers.map(\.publicKey) != others {
      Issue.record("file \(number): disabled others")
    }
    try edited.enablePeer(key)
    if edited.bytes != document.bytes { Issue.record("file \(number): enabled as another") }

    try edited.set(.persistentKeepalive, to: "77", ofPeer: key)
    if try Config(edited).peers.last(where: { $0.publicKey == key })?.persistentKeepalive != 77 {
      Issue.record("file \(number): not set")
    }
    if isChanged(document, edited) > 1 { Issue.record("file \(number): an edit of other lines") }
    try edited.removePeer(key)
    if try Config(edited).peers.map(\.publicKey) != others {
      Issue.record("file \(number): removed others")
    }
    try edited.set(.listenPort, to: "77")
    if try Config(edited).interface.listenPort != 77 { Issue.record("file \(number): no port") }
  }

  // How many lines of the old document are not in the new one.
  private static func isChanged(_ old: Document, _ new: Document) -> Int {
    let kept = Set(new.bytes.split(separator: 10, omittingEmptySubsequences: false))
    return old.bytes.split(separator: 10, omittingEmptySubsequences: false)
      .count { !kept.contains($0) }
  }
}

/// Makes files of lines that stand in files, mostly good ones.
struct FileMaker {
  private var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(state: seed) }

  private mutating func below(_ limit: Int) -> Int { random.below(limit) }

  private mutating func pick(_ texts: [String]) -> String { texts[below(texts.count)] }

  private static let keys = [
    "oaGhoaGhoaGhoaGhoaGhoaGhoaGhoaGhoaGhoaGhoaE=", "srKysrKysrKysrKysrKysrKysrKysrKysrKysrKysrI=",
    "Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc=", "XFxcXFxcXFxcXFxcXFxcXFxcXFxcXFxcXFxcXFxcXFw=",
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
  ]
  private static let interface = [
    "PrivateKey = GAcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHB0c=", "ListenPort = 51820",
    "FwMark = 0xca6c", "fwmark=off", "L i s t e n P o r t = 5 1", "\tListenPort=010 # x",
  ]
  private static let quick = [
    "Address = 10.0.0.1/24, fd00::1/64,", "Address=10.0.0.2", "DNS = 1.1.1.1 example.org",
    "MTU = 1420",
    "Table = off", "PostUp = echo %i # x", "PreDown = a; b", "SaveConfig = TRUE", "DNS =", "MTU=",
    "PostUp=", "  Address = ::1 # [Peer]",
  ]
  private static let peer = [
    "AllowedIPs = 10.0.0.2/32, fd00::2/128", "AllowedIPs=0.0.0.0/0,::/0", "AllowedIPs = +10.0.0.9",
    "AllowedIPs = 10.0.0.1, -10.0.0.2/31, -10.0.0.1", "Endpoint = vpn.example.org:51820",
    "Endpoint = [2001:db8::1]:51820", "PersistentKeepalive = 25", "persistentkeepalive=off # x",
    "PresharedKey = XFxcXFxcXFxcXFxcXFxcXFxcXFxcXFxcXFxcXFxcXFw=", "Endpoint = 192.0.2.1:0005",
  ]
  private static let idle = [
    "", "", "  ", "# note", "#", "# friendly_name = zed", "# Client: y (3)", "\t# a = b",
    "# PublicKey = x", "#[Peer]",
  ]
  private static let bad = [
    "Foo = 1", "[Foo]", "ListenPort", "AllowedIPs = x", "]", "MTU = x", "\0",
  ]

  mutating func make() -> [UInt8] {
    var lines: [String] = []
    let isQuick = below(2) == 0
    for _ in 0..<below(3) { lines.append(pick(Self.idle)) }
    let sections = below(6)
    for section in 0..<sections {
      let isPeer = section > 0 && below(8) > 0
      for _ in 0..<below(3) { lines.append(pick(Self.idle)) }
      lines.append(
        isPeer
          ? pick(["[Peer]", "[Peer]", "[peer] # x", " [ P e e r ]"])
          : pick(["[Interface]", "[Interface]", "[INTERFACE] "]))
      if isPeer { lines.append(pick(["PublicKey = ", "publickey="]) + pick(Self.keys)) }
      for _ in 0..<below(5) {
        lines.append(pick(isPeer ? Self.peer : Self.interface))
        if !isPeer, isQuick { lines.append(pick(Self.quick)) }
        if below(4) == 0 { lines.append(pick(Self.idle)) }
        if below(60) == 0 { lines.append(pick(Self.bad)) }
      }
    }
    let end = pick(["\n", "\n", "\n", "\r\n"])
    return Array((lines.joined(separator: end) + pick(["", end, end])).utf8)
  }
}
