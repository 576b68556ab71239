import SeededRandom
import Testing
import WGModel

@testable import WGConfig

@Suite struct `What a check finds` {
  /// The findings of a text as KIND LINE:COLUMN.
  private func found(_ text: String, for target: Target = .wgQuick) -> [String] {
    Finding.all(in: text.utf8.span, for: target).map {
      "\($0.kind.slug) \($0.location.line):\($0.location.column)"
    }
  }

  private func peer(_ number: UInt8, _ rest: String = "") -> String {
    "[Peer]\nPublicKey = \(PublicKey(bytes: InlineArray(repeating: number + 9)).base64)\n\(rest)\n"
  }

  @Test func `a good file has no findings`() {
    #expect(found("") == [])
    #expect(found(peer(1, "AllowedIPs = 10.0.0.0/24") + peer(2, "AllowedIPs = 10.0.1.0/24")) == [])
  }

  @Test func `all values that are wrong are found, and one line that breaks the grammar`() {
    #expect(found("[Interface]\nListenPort = x\nMTU = y\n") == ["invalid 2:14", "invalid 3:7"])
    #expect(found("[Interface]\nListenPort = x\nwhat\nwhat\n") == ["invalid 3:1"])
  }

  @Test func `the keys that Android's app alone knows are good there alone`() {
    let text =
      "[Interface]\n includedApplications = org.a, org.b\nExcludedApplications=c\nMTU = y\n"
    #expect(found(text, for: .android) == ["missing-private-key 1:1", "invalid 4:7"])
    #expect(found(text, for: .apple) == ["invalid 2:2"])
    #expect(found(text) == ["invalid 2:2"])
    #expect(found("[Interface]\nIncludedApplicationsX = a\n", for: .android) == ["invalid 2:1"])
  }

  @Test func `a default route of two peers is found, and what it holds is not`() {
    let text = peer(1, "AllowedIPs = 0.0.0.0/0, 10.0.0.0/8") + peer(2, "AllowedIPs = 0.0.0.0/0")
    #expect(found(text) == ["overlap 6:14"])
    #expect(found(peer(1, "AllowedIPs = ::/0") + peer(2, "AllowedIPs = fd00::/8")) == [])
  }

  @Test func `findings stand in the order of the file`() {
    let text =
      peer(1, "AllowedIPs = 10.0.0.1/8") + peer(2, "AllowedIPs = 10.0.0.0/8, x, 10.0.0.1/7")
    // Found by value, by network, by value: of the second list what comes after x is not lost.
    #expect(
      found(text) == [
        "host-bits 3:14", "overlap 3:14", "overlap 6:14", "invalid 6:26", "host-bits 6:29",
      ]
        || found(text) == ["host-bits 3:14", "overlap 3:14", "invalid 6:26", "host-bits 6:29"])
  }

  @Test(arguments: [
    ("10.0.0.0/24", "10.0.0.0/24", 1), ("10.0.0.0/24", "10.0.0.7/32", 1),
    ("10.0.0.7", "10.0.0.0/24", 1),
    ("10.0.0.0/24", "10.0.1.0/24", 0), ("0.0.0.0/0", "10.0.0.0/8", 0), ("10.0.0.0/8", "::/0", 0),
    ("0.0.0.0/1, 128.0.0.0/1", "10.0.0.0/8, 192.0.2.1", 0), ("fd00::/64", "fd00::1", 1),
    ("10.0.0.0/8, 10.0.0.0/16", "10.0.0.1", 1), ("10.0.0.0/8", "-10.0.0.0/8", 0),
    ("+10.0.0.0/8", "+10.0.0.0/8", 1), ("::ffff:10.0.0.0/104", "10.0.0.0/8", 0),
    ("10.0.0.0/8,10.0.0.0/8", "11.0.0.0/8", 0), ("0.0.0.0/2", "10.0.0.0/8", 1),
  ])
  func `networks of two peers overlap or do not`(_ one: String, _ two: String, _ count: Int) {
    let text = peer(1, "AllowedIPs = \(one)") + peer(2, "AllowedIPs = \(two)")
    #expect(found(text).filter { $0.hasPrefix("overlap") }.count == count)
  }

  @Test func `overlaps are those that comparing each with each finds`() {
    let seed = UInt64.random(in: 0...UInt64(UInt32.max))
    var random = SeededGenerator(state: seed)
    for _ in 0..<300 {
      let networks = (0..<random.below(20) + 2).map { _ in
        let length = UInt8(random.below(6) + 2)
        let address = IPAddress(family: .v4, high: UInt64(random.below(64)) << 58, low: 0)
        return ListedNetwork(
          prefix: IPPrefix(unchecked: address, length: length).masked, isRemoved: false,
          section: random.below(4), location: WGError.Location(line: 1, column: 1))
      }
      let overlaps = ListedNetwork.overlaps(in: networks)
      // Whoever lies in one of another peer is found, but of equal ones the first need not be.
      for (place, network) in networks.enumerated() {
        let holders = networks.enumerated().filter { (other, holder) in
          other != place && holder.section != network.section
            && holder.prefix.contains(network.prefix)
            && (holder.prefix != network.prefix || other < place)
        }
        let isFound = overlaps.contains {
          $0.network.prefix == network.prefix && $0.network.section == network.section
        }
        if !holders.isEmpty { #expect(isFound, "seed \(seed): \(network.prefix) of \(networks)") }
      }
      for overlap in overlaps {
        #expect(overlap.other.prefix.contains(overlap.network.prefix), "seed \(seed)")
        #expect(overlap.other.section != overlap.network.section, "seed \(seed)")
      }
    }
  }

  @Test func `a peer in two sections does not overlap with itself`() {
    let text = peer(1, "AllowedIPs = 10.0.0.0/8") + peer(1, "AllowedIPs = 10.0.0.0/8")
    #expect(found(text) == ["duplicate-peer 5:13"])
  }

  @Test func `the interface's own keys are found where they do not belong, without being shown`()
    throws
  {
    let key = try PrivateKey.generate()
    let text = key.exposedBase64().withExposedBytes { bytes in
      String(decoding: bytes.indices.map { bytes[$0] }, as: UTF8.self)
    }
    let file = """
      [Interface]
      PrivateKey = \(text)
      [Peer]
      PublicKey = \(key.publicKey)
      [Peer]
      PublicKey = \(text)
      [Peer]
      PublicKey = AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
      PresharedKey = \(text)
      """
    let findings = Finding.all(in: file.utf8.span)
    #expect(
      findings.map { $0.kind } == [
        .ownKey, .misplacedPrivateKey, .lowOrderKey, .misplacedPrivateKey,
      ])
    for finding in findings { #expect(!finding.message.contains(text)) }
  }

  @Test(arguments: [
    (0, true), (575, true), (576, false), (1279, false), (1280, false), (65475, false),
    (65476, true),
  ])
  func `an MTU that IPv4 cannot work with is found`(_ mtu: Int, _ isFound: Bool) {
    #expect(found("[Interface]\nMTU = \(mtu)\n") == (isFound ? ["unworkable-mtu 2:7"] : []))
  }

  @Test func `an MTU that IPv6 cannot work with is found wherever IPv6 is used`() {
    let interface = "[Interface]\nMTU = 1279\n"
    #expect(found(interface + "Address = fd00::1/64\n") == ["unworkable-mtu 2:7"])
    #expect(found(interface + peer(1, "AllowedIPs = ::/0")) == ["unworkable-mtu 2:7"])
    #expect(found(interface + "Address = 10.0.0.1/24\n") == [])
    // The last one counts.
    #expect(found(interface + "MTU = 1280\nAddress = fd00::1/64\n") == [])
  }

  @Test func `what a target rejects is found for that target`() {
    let key = "[Interface]\nPrivateKey = \(PublicKey(bytes: InlineArray(repeating: 8)).base64)\n"
    #expect(found(key + "DNS = 1.1.1.1\n", for: .wg) == ["rejected-key 3:7"])
    #expect(found(key + "Table = off\n", for: .android) == ["rejected-key 3:9"])
    #expect(found(key + "SaveConfig = true\n", for: .wgQuick) == [])
    #expect(found(key + "MTU = 1400\nMTU = 1400\n", for: .apple) == ["rejected-key 4:7"])
    #expect(found(key + "MTU = 1400\nMTU = 1400\n", for: .android) == [])
    #expect(found("[Interface]\n", for: .apple) == ["missing-private-key 1:1"])
    #expect(found("[Interface]\n", for: .wgQuick) == [])
  }

  @Test func `no two findings have one word for programs`() {
    #expect(Set(Finding.Kind.allCases.map { $0.slug }).count == Finding.Kind.allCases.count)
  }
}
