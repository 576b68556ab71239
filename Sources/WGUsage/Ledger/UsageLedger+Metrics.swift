public import WGModel

extension UsageLedger {
  /// What Prometheus is told of everything that was counted, in its text format.
  ///
  /// `wgkit_peer_received_bytes_total` and `wgkit_peer_sent_bytes_total` with the labels `interface` and
  /// `public_key`, and `namespace` where it is not the collector's own. They survive a peer that is
  /// added anew, an interface that is made anew and a machine that starts anew.
  public func metrics() throws(WGError) -> String {
    var received = MetricFamily(
      "wgkit_peer_received_bytes_total", .counter,
      help: "Bytes received from the peer since it was first seen.")
    var sent = MetricFamily(
      "wgkit_peer_sent_bytes_total", .counter,
      help: "Bytes sent to the peer since it was first seen.")
    for record in try usage() {
      var labels = MetricLabels()
      labels.add("interface", record.interface)
      if !record.namespace.utf8.isEmpty { labels.add("namespace", record.namespace) }
      labels.add(record.publicKey)
      received.add(labels, record.receivedBytes)
      sent.add(labels, record.sentBytes)
    }
    return String(decoding: received.text + sent.text, as: UTF8.self)
  }
}
