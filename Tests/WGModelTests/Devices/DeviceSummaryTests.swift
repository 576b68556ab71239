import Testing

@testable import WGModel

@Suite struct `A device in a few numbers` {
  private func device(_ handshakes: [Int64?], received: [UInt64]) throws -> Device {
    var records: [Peers.Record] = []
    for (number, moment) in handshakes.enumerated() {
      var record = Peers.Record(
        publicKey: PublicKey(bytes: InlineArray(repeating: UInt8(number))), allowedIPsFrom: 0)
      record.lastHandshake = moment.map { Timestamp(seconds: $0) }
      record.receivedBytes = received[number]
      record.sentBytes = 1
      records.append(record)
    }
    return Device(
      name: try InterfaceName("wg0"), index: 1, privateKey: nil, publicKey: nil, listenPort: 0,
      firewallMark: 0, peers: Peers(records: records, allowedIPs: [], presharedKeys: nil))
  }

  @Test func `connected is who had a handshake less than 180 seconds ago`() throws {
    let summary = DeviceSummary(
      try device([nil, 820, 821, 1000, 1001], received: [1, 2, 3, 4, 5]), at: 1000)
    #expect(summary.peers == 5 && summary.connected == 3)
    #expect(summary.received == 15 && summary.sent == 5)
    #expect(summary.latestHandshake == Timestamp(seconds: 1001))
  }

  @Test func `fault 86: a sum that has no room stays at the greatest number`() throws {
    let summary = DeviceSummary(try device([nil, nil], received: [.max, 1]), at: 0)
    #expect(summary.received == .max && summary.latestHandshake == nil && summary.connected == 0)
  }
}

@Suite struct `Base64 of any length` {
  private func decoded(_ text: String) -> String? {
    SecretBytes(base64Text: text.utf8.span)?.withExposedBytes { (bytes) in
      String(decoding: bytes.indices.map { bytes[$0] }, as: UTF8.self)
    }
  }

  @Test func `the examples of RFC 4648 are read`() {
    let examples = ["Zg==": "f", "Zm8=": "fo", "Zm9v": "foo", "Zm9vYmFy": "foobar"]
    for (text, wanted) in examples { #expect(decoded(text) == wanted) }
    #expect(decoded(" Zm9v\r\n\tYm Fy\n") == "foobar")
  }

  @Test(
    arguments: [
      "", "\n", "Zg", "Zg=", "Z===", "Zm9v=", "Zm=9v", "Zm9*", "Zm9v====", "Zm-_", "Zm8=x",
    ]
  )
  func `anything else is none`(text: String) { #expect(decoded(text) == nil) }
}
