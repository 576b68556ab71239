internal import Sentences

/// What Prometheus is told of WireGuard devices, in its text format.
///
/// The names are those of the exporters that dashboards query: `wireguard_sent_bytes_total`,
/// `wireguard_received_bytes_total` and `wireguard_latest_handshake_seconds` with the labels
/// `interface`, `public_key`, `allowed_ips` and, for a peer with a name, `friendly_name`;
/// `wireguard_peer_info` with the same labels and the value 1; `wireguard_peers` for each interface.
/// Sent and received are the server's view, as the kernel counts; a handshake is the Unix time of the
/// last one, 0 for never. Endpoints are left out: they say where people are.
///
/// A snapshot is read once, from its first peer to its last. No secret is in the text.
public struct Metrics: Sendable {
  private var interfaces: [InterfaceName] = []
  private var peers = MetricFamily(
    "wireguard_peers", .gauge, help: "Number of peers of the interface.")
  private var info = MetricFamily(
    "wireguard_peer_info", .gauge, help: "A peer of the interface; the value is always 1.")
  private var sent = MetricFamily(
    "wireguard_sent_bytes_total", .counter, help: "Bytes sent to the peer since it was added.")
  private var received = MetricFamily(
    "wireguard_received_bytes_total", .counter,
    help: "Bytes received from the peer since it was added.")
  private var handshakes = MetricFamily(
    "wireguard_latest_handshake_seconds", .gauge,
    help: "Unix time of the last handshake with the peer, 0 for never.")

  /// Begins with no device.
  @inline(never)
  public init() {}

  /// Adds a device.
  ///
  /// - Parameters:
  ///   - device: the snapshot.
  ///   - names: names of its peers.
  /// - Throws: ``WGError/Code/alreadyExists`` when a device of that name was added before: the samples
  ///   of both could not be told apart.
  @inline(never)
  public mutating func add(_ device: Device, names: PeerNames = PeerNames([])) throws(WGError) {
    guard !interfaces.contains(device.name) else {
      throw WGError(.alreadyExists, "the metrics of \(device.name) are there already")
    }
    interfaces.append(device.name)
    var labels = MetricLabels()
    labels.add("interface", device.name.description)
    peers.add(labels, UInt64(device.peers.count))
    let common = labels.count
    for record in device.peers.records {
      labels.keep(first: common)
      labels.add(record.publicKey)
      labels.add(device.peers.allowedIPs[record.allowedIPs])
      if let name = names[record.publicKey] { labels.add("friendly_name", name) }
      info.add(labels, 1)
      sent.add(labels, record.sentBytes)
      received.add(labels, record.receivedBytes)
      handshakes.add(labels, UInt64(max(0, record.lastHandshake?.seconds ?? 0)))
    }
  }

  /// The text, with the type `text/plain; version=0.0.4` where it is served.
  public var text: String { String(decoding: utf8, as: UTF8.self) }

  /// The bytes of the text.
  @inline(never)
  package var utf8: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(
      peers.text.count + info.text.count + sent.text.count + received.text.count
        + handshakes.text.count)
    for family in [peers, info, sent, received, handshakes] { bytes += family.text }
    return bytes
  }
}
