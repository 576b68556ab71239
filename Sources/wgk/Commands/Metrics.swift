internal import WGKit

extension Command {
  static var metrics: Command {
    Command(
      "metrics", "[INTERFACE | all] [--config FILE]... [--output FILE]", 0...1,
      valued: [.config, .output], summary: "Print what Prometheus is told of the interfaces",
      details: """
        Without a word, or with "all", of every interface. docs/metrics.md has the names
        of the metrics; no secret is among them.

        --config FILE    take the names of peers from a configuration file; may come
                         several times. A word without a slash that does not end in
                         .conf is a name, and stands for /etc/wireguard/NAME.conf
        --output FILE    write the file, with mode 0644, whole or not at all: for the
                         textfile collector of node_exporter
        """
    ) { (words, output) throws(WGError) in
      var names: [(key: PublicKey, name: String)] = []
      for word in words.values(of: .config) {
        let document = try word.namedConfiguration().document(as: .wgQuick, from: word)
        names += document.namedPeers
      }
      let metrics = try words.metrics(PeerNames(names))
      guard let path = words.value(of: .output) else {
        output.print(metrics.utf8.span)
        return true
      }
      let file = try path.withBytes { (path) throws(WGError) in
        try ConfigFile(utf8: path, readableByAll: true)
      }
      try file.write(metrics.utf8.span)
      return true
    }
  }
}

extension Arguments {
  // What cannot be read fails the whole: a metric that is missing would look like a peer that is.
  fileprivate func metrics(_ names: PeerNames) throws(WGError) -> Metrics {
    var metrics = Metrics()
    if let word = self[0], !(word == "all") {
      try metrics.add(kernel.device(word.interfaceName()), names: names)
      return metrics
    }
    for name in try kernel.devices() {
      do throws(WGError) {
        try metrics.add(kernel.device(name), names: names)
      } catch {
        // It went after it had been listed.
        guard error.code == .noSuchInterface else { throw error }
      }
    }
    return metrics
  }
}
