import Testing

@testable import WGModel

@Suite struct `Metrics for Prometheus` {
  private func key(_ number: UInt8) -> PublicKey {
    PublicKey(bytes: InlineArray(repeating: number))
  }

  // A device of two peers; the first one never had a handshake.
  private func device(named name: String = "wg0", numbers: [UInt8] = [1, 2]) throws -> Device {
    var allowedIPs: [IPPrefix] = []
    var records: [Peers.Record] = []
    for number in numbers {
      var record = Peers.Record(publicKey: key(number), allowedIPsFrom: allowedIPs.count)
      allowedIPs.append(try IPPrefix("10.8.0.\(number)/32"))
      if number > 1 {
        allowedIPs.append(try IPPrefix("fd00::\(number)/128"))
        record.lastHandshake = Timestamp(seconds: 1_700_000_000, nanoseconds: 999_999_999)
      }
      record.allowedIPs = record.allowedIPs.lowerBound..<allowedIPs.count
      record.sentBytes = UInt64(number)
      // Fault 86: more than a signed number holds, and more than a floating-point one tells apart.
      record.receivedBytes = UInt64.max - UInt64(number)
      records.append(record)
    }
    return Device(
      name: try InterfaceName(name), index: 7, privateKey: nil, publicKey: nil, listenPort: 51820,
      firewallMark: 0,
      peers: Peers(records: records, allowedIPs: allowedIPs, presharedKeys: nil))
  }

  @Test func `the text is the one that exporters write`() throws {
    var metrics = Metrics()
    try metrics.add(try device(), names: PeerNames([(key(2), "anna")]))
    let first = "interface=\"wg0\",public_key=\"\(key(1))\",allowed_ips=\"10.8.0.1/32\""
    let second =
      "interface=\"wg0\",public_key=\"\(key(2))\",allowed_ips=\"10.8.0.2/32,fd00::2/128\""
      + ",friendly_name=\"anna\""
    #expect(
      metrics.text == """
        # HELP wireguard_peers Number of peers of the interface.
        # TYPE wireguard_peers gauge
        wireguard_peers{interface="wg0"} 2
        # HELP wireguard_peer_info A peer of the interface; the value is always 1.
        # TYPE wireguard_peer_info gauge
        wireguard_peer_info{\(first)} 1
        wireguard_peer_info{\(second)} 1
        # HELP wireguard_sent_bytes_total Bytes sent to the peer since it was added.
        # TYPE wireguard_sent_bytes_total counter
        wireguard_sent_bytes_total{\(first)} 1
        wireguard_sent_bytes_total{\(second)} 2
        # HELP wireguard_received_bytes_total Bytes received from the peer since it was added.
        # TYPE wireguard_received_bytes_total counter
        wireguard_received_bytes_total{\(first)} 18446744073709551614
        wireguard_received_bytes_total{\(second)} 18446744073709551613
        # HELP wireguard_latest_handshake_seconds Unix time of the last handshake with the peer, \
        0 for never.
        # TYPE wireguard_latest_handshake_seconds gauge
        wireguard_latest_handshake_seconds{\(first)} 0
        wireguard_latest_handshake_seconds{\(second)} 1700000000

        """)
  }

  @Test func `the samples of a metric stand together, those of several devices too`() throws {
    var metrics = Metrics()
    try metrics.add(try device())
    try metrics.add(try device(named: "wg1", numbers: []))
    #expect(
      metrics.text.contains(
        "wireguard_peers{interface=\"wg0\"} 2\nwireguard_peers{interface=\"wg1\"} 0\n# HELP"))
  }

  @Test func `a handshake of before 1970 is told as none`() throws {
    var record = Peers.Record(publicKey: key(1), allowedIPsFrom: 0)
    record.lastHandshake = Timestamp(seconds: -1, nanoseconds: 5)
    var metrics = Metrics()
    try metrics.add(
      Device(
        name: try InterfaceName("wg0"), index: 7, privateKey: nil, publicKey: nil, listenPort: 0,
        firewallMark: 0, peers: Peers(records: [record], allowedIPs: [], presharedKeys: nil)))
    #expect(metrics.text.hasSuffix(",allowed_ips=\"\"} 0\n"))
  }

  @Test func `a device is not added twice`() throws {
    var metrics = Metrics()
    try metrics.add(try device())
    let before = metrics.text
    let error = try #require(throws: WGError.self) { try metrics.add(try device()) }
    #expect(error.code == .alreadyExists)
    #expect(metrics.text == before)
  }

  @Test func `a value of a label cannot end it, and cannot begin a line`() {
    var labels = MetricLabels()
    labels.add("a", "x\"} 1\n# \\ \u{e9}\t\r\u{0}")
    labels.add("b", "")
    #expect(
      labels.text == Array("a=\"x\\\"} 1\\n# \\\\ \u{e9}\t\r\u{0}\",b=\"\"".utf8))
  }

  @Test func `of several names for a key the last one counts`() {
    let names = PeerNames([(key(3), "a"), (key(1), "b"), (key(3), "c")])
    #expect(names[key(3)] == "c")
    #expect(names[key(1)] == "b")
    #expect(names[key(2)] == nil)
    #expect(PeerNames([])[key(1)] == nil)
  }
}
