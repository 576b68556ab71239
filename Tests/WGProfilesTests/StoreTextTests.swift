import Testing
import WGConfig
import WGModel

@testable import WGProfiles

@Suite struct StoreTextTests {
  private static let key = "xTIBA5rboUvnH4htodjb6e697QjLERt1NAB4mZqp8Dg="

  private let whole = """
    # Ours.
    [Server]
    Interface = wg0
    ConfigFile = /etc/wireguard/wg 0.conf
    Endpoint = vpn.example.org:51820
    Networks = 10.8.0.0/24, fd00:8::/64
    DNS = 10.8.0.1, example.org
    AllowedIPs = 10.8.0.0/24
    PersistentKeepalive = 25
    MTU = 1420
    Template = split-tunnel
    Layout = linuxserver
    Reserved = 10.8.0.10-10.8.0.19
    Excluded = 10.8.0.200

    # Her telephone.
    [Profile]
    Name = anna
    PublicKey = \(key)
    Addresses = 10.8.0.2/32, fd00:8::2/128
    Networks = 192.168.7.0/24
    AllowedIPs = 0.0.0.0/0
    Created = 2026-11-21T08:05:00Z
    Expires = 2027-01-01T00:00:00Z
    State = disabled
    HasPrivateKey = yes

    """

  private func parse(_ text: String) throws(WGError) -> StoreText {
    try StoreText(parsing: Array(text.utf8).span)
  }

  @Test func `every key is read, and written as it was`() throws {
    let text = try parse(whole)
    #expect(text.server.layout == .linuxserver && text.server.mtu == 1420)
    #expect(text.server.configFile == "/etc/wireguard/wg 0.conf")
    #expect(text.server.searchDomains == ["example.org"])
    #expect(text.server.exclusions.map(\.description) == ["10.8.0.200"])
    let anna = text.list[0]
    #expect(anna.expires == Timestamp(seconds: 1_798_761_600))
    #expect(!anna.isEnabled && anna.hasPrivateKey && anna.networks.count == 1)
    let again = text.changing(server: text.server, [(0, anna)])
    #expect(String(decoding: again, as: UTF8.self) == whole)
  }

  @Test func `comments and the order of sections stay`() throws {
    let text = try parse(whole + "\n# His.\n[Profile]\nName = bob\nPublicKey = \(bobsKey)\n")
    let removed = String(decoding: text.changing([(0, nil)]), as: UTF8.self)
    #expect(removed.contains("# Ours.") && removed.contains("# His."))
    #expect(!removed.contains("telephone") && !removed.contains("anna"))
    #expect(try parse(removed).list.map(\.name.description) == ["bob"])
  }

  @Test func `a fault has its place`() throws {
    let faults: [(String, String)] = [
      ("Interface = wg0", "Interface = "), ("MTU = 1420", "MTU = x"),
      ("Name = anna", "Name = ../x"),
      ("State = disabled", "State = off"), ("Layout = linuxserver", "Layout = other"),
      ("Created = 2026-11-21T08:05:00Z", "Created = 2026-02-30T08:05:00Z"),
      ("MTU = 1420", "Nothing = 1"), ("MTU = 1420", "MTU = 1\nMTU = 2"), ("MTU = 1420", "MTU"),
      ("[Profile]", "[Peer]"), ("Excluded = 10.8.0.200", "Excluded = 10.8.0.9-10.8.0.1"),
      ("Name = anna", "Endpoint = a:1"), ("Interface = wg0", "Name = x"),
    ]
    for (old, new) in faults {
      do {
        _ = try parse(whole.replacing(old, with: new))
        Issue.record("\(new) was taken")
      } catch {
        #expect(error.code == .invalidConfiguration, "\(new)")
        #expect(error.location != nil, "\(new)")
      }
    }
    #expect(code { _ = try parse("") } == .invalidConfiguration)
    let twice = whole + "\n[Profile]\nName = ANNA\nPublicKey = \(bobsKey)\n"
    #expect(code { _ = try parse(twice) } == .invalidConfiguration)
    let sameKey = whole + "\n[Profile]\nName = bob\nPublicKey = \(Self.key)\n"
    #expect(code { _ = try parse(sameKey) } == .invalidConfiguration)
  }

  private var bobsKey: String { PublicKey(bytes: InlineArray(repeating: 3)).base64 }

  @Test func `moments are read as they are written`() throws {
    for seconds: Int64 in [
      0, 1, 951_782_399, 951_782_400, 951_868_800, 1_798_761_600, 4_107_542_400, -1,
      -62_167_219_200,
      253_402_300_799,
    ] {
      let text = try #require(Timestamp(seconds: seconds).rfc3339)
      let bytes = Array(text.utf8)
      #expect(try Timestamp(rfc3339: bytes.span).seconds == seconds, "\(text)")
    }
    for text in [
      "", "2026-11-21", "2026-11-21T08:05:00", "2026-13-01T00:00:00Z",
      "2026-02-29T00:00:00Z", "2026-11-21T24:00:00Z", "2026-11-21t08:05:00Z",
      "2026-00-01T00:00:00Z",
    ] {
      let bytes = Array(text.utf8)
      #expect(code { _ = try Timestamp(rfc3339: bytes.span) } == .invalidArgument, "\(text)")
    }
  }
}
