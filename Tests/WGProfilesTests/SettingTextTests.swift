import Testing
import WGConfig
import WGModel

@testable import WGProfiles

// What C, Python and the command line say about clients and servers.
@Suite struct SettingTextTests {
  private func client(_ words: [(String, String)]) throws(WGError) -> NewProfile {
    var text = ProfileText()
    for (name, value) in words {
      let (name, value) = (Array(name.utf8), Array(value.utf8))
      try text.set(name.span, to: value.span)
    }
    return try text.profile(ProfileName("anna"))
  }

  private func server(_ words: [(String, String)]) throws(WGError) -> ServerText {
    var text = ServerText()
    for (name, value) in words {
      let (name, value) = (Array(name.utf8), Array(value.utf8))
      try text.set(name.span, to: value.span)
    }
    return text
  }

  private let needed = [
    ("Interface", "wg0"), ("ConfigFile", "/etc/wireguard/wg0.conf"),
    ("Endpoint", "a.example:51820"), ("Networks", "10.8.0.0/24"),
  ]

  @Test func `what is said about a new client is what it gets`() throws {
    let key = PublicKey(bytes: InlineArray(repeating: 3))
    let anna = try client([
      ("publickey", key.base64), ("Addresses", "10.8.0.7, fd00::7"), ("Networks", "192.168.7.0/24"),
      ("AllowedIPs", "10.8.0.0/24"), ("Expires", "2027-01-01T00:00:00Z"), ("STATE", "Disabled"),
    ])
    guard case .publicKey(let found) = anna.keys else { throw Wrong.keys }
    #expect(found == key && !anna.isEnabled && anna.expires?.seconds == 1_798_761_600)
    #expect(anna.addresses == [try IPAddress("10.8.0.7"), try IPAddress("fd00::7")])
    #expect(anna.networks == (try prefixes("192.168.7.0/24")))
    #expect(anna.allowedIPs == (try prefixes("10.8.0.0/24")))
    let plain = try client([])
    guard case .generated = plain.keys else { throw Wrong.keys }
    #expect(plain.addresses == nil && plain.expires == nil && plain.isEnabled)
  }

  private enum Wrong: Error { case keys }

  @Test func `what says nothing about a new client, or comes twice, is refused`() {
    for name in ["Name", "Created", "HasPrivateKey", "Endpoint", "PrivateKey", "", "State "] {
      #expect(code { _ = try client([(name, "yes")]) } == .invalidArgument, "\(name)")
    }
    #expect(
      code { _ = try client([("State", "enabled"), ("state", "enabled")]) } == .invalidArgument)
    #expect(code { _ = try client([("Addresses", "10.8.0.0/24")]) } == .invalidAddress)
    #expect(code { _ = try client([("Addresses", "10.8.0.7,,")]) } == .invalidAddress)
  }

  @Test func `settings that are not said have their usual value`() throws {
    let settings = try server(needed).settings()
    #expect(settings.allowedIPs == ServerSettings.everything)
    #expect(settings.template == "client" && settings.layout == .plain)
    #expect(settings.persistentKeepalive == nil && settings.mtu == nil)
    // Nothing is something else than what was not said.
    #expect(try server(needed + [("AllowedIPs", "")]).settings().allowedIPs == [])
    for place in needed.indices {
      var words = needed
      words.remove(at: place)
      #expect(code { _ = try server(words).settings() } == .invalidConfiguration)
    }
  }

  @Test func `a setting that comes twice, is none or cannot be changed is refused`() {
    #expect(code { _ = try server([("MTU", "1420"), ("mtu", "1420")]) } == .invalidArgument)
    for name in ["Name", "PublicKey", "Peer", "", "DNS "] {
      #expect(code { _ = try server([(name, "x")]) } == .invalidArgument, "\(name)")
    }
    for (name, value) in [("Interface", "wg1"), ("ConfigFile", "/x"), ("Layout", "plain")] {
      #expect(code { _ = try server([(name, value)]).change() } == .invalidArgument, "\(name)")
    }
  }

  @Test func `a change is what was said, and an empty value takes a setting away`() throws {
    let change = try server([
      ("PersistentKeepalive", ""), ("MTU", ""), ("DNS", "10.8.0.1, example.org"), ("Excluded", ""),
      ("Reserved", "10.8.0.9"), ("ServerAddresses", "10.9.0.1/24"), ("Template", "split-tunnel"),
    ]).change()
    guard case .clear = change.persistentKeepalive, case .clear = change.mtu else {
      Issue.record("they stay")
      return
    }
    #expect(change.dnsServers == [try IPAddress("10.8.0.1")])
    #expect(change.searchDomains == ["example.org"] && change.exclusions == [])
    #expect(change.reservations?.count == 1 && change.template == "split-tunnel")
    #expect(change.serverAddresses == (try prefixes("10.9.0.1/24")))
    #expect(change.endpoint == nil && change.networks == nil && change.allowedIPs == nil)
    let set = try server([("PersistentKeepalive", "25"), ("MTU", "1420")]).change()
    guard case .set(25) = set.persistentKeepalive, case .set(1420) = set.mtu else {
      Issue.record("they are not set")
      return
    }
    guard case .keep = try server([]).change().mtu else {
      Issue.record("it does not stay")
      return
    }
  }

  @Test func `a setting as text is what was said`() throws {
    let words =
      needed + [
        ("DNS", "10.8.0.1, example.org"), ("AllowedIPs", "10.8.0.0/24, fd00::/64"),
        ("PersistentKeepalive", "25"), ("MTU", "1420"), ("Template", "split-tunnel"),
        ("Layout", "linuxserver-peer"), ("Reserved", "10.8.0.9-10.8.0.10"),
        ("Excluded", "10.8.0.8"),
      ]
    let settings = try server(words).settings()
    for (name, value) in words {
      let bytes = Array(name.utf8)
      #expect(try settings.text(bytes.span) == value)
    }
    let bytes = Array("Name".utf8)
    #expect(code { _ = try settings.text(bytes.span) } == .invalidArgument)
  }
}
