internal import Sentences
internal import WGKit

extension Command {
  static var totals: Command {
    Command(
      "totals", "INTERFACE [STATE] [--json]", 1...2, options: [.json],
      summary: "Print an interface in a few numbers",
      details: """
        clients             its peers
        connected           those with a handshake less than 180 seconds ago
        received, sent      bytes, since each peer was added
        handshake           the latest one of all, in seconds since 1970; 0 for never
        total_received,     with STATE, a file: bytes of all peers that there ever were,
        total_sent          also when the interface was made anew since

        A line is a name, a tab and a number. STATE is made when it is not there; what
        the counters show the first time counts. It is replaced whole, under a lock, and
        nothing in it is run. With --json, as one JSON document (docs/json.md).
        """
    ) { (words, output) throws(WGError) in
      let name = try words.interfaceName(at: 0)
      let device: Device
      var total: (received: UInt64, sent: UInt64)?
      if let word = words[1] {
        let file = try word.withBytes { (path) throws(WGError) in try ConfigFile(utf8: path) }
        var read: Device?
        total = try TotalsFile(file).add { () throws(WGError) in
          let reading = try words.kernel.usageReading(name)
          read = reading.device
          return reading.device.peers.map { ($0.publicKey, reading.sample(of: $0)) }
        }
        guard let read else { return false }
        device = read
      } else {
        device = try words.kernel.device(name)
      }
      let summary = DeviceSummary(device, at: Environment.now)
      let handshake = UInt64(max(0, summary.latestHandshake?.seconds ?? 0))
      var numbers: [(String, UInt64)] = [
        ("clients", UInt64(summary.peers)), ("connected", UInt64(summary.connected)),
        ("received", summary.received), ("sent", summary.sent), ("handshake", handshake),
      ]
      if let total {
        numbers += [("total_received", total.received), ("total_sent", total.sent)]
      }
      print(numbers, of: name, asJSON: words.options.contains(.json), &output)
      return true
    }
  }

  private static func print(
    _ numbers: [(String, UInt64)], of name: InterfaceName, asJSON: Bool, _ output: inout Output
  ) {
    guard asJSON else {
      for (label, number) in numbers { output.print("\(label)\t\(number)\n") }
      return
    }
    var json = JSONOutput(&output)
    json.put("interface", .text(name.description), &output)
    for (label, number) in numbers { json.put(label, .number(number), &output) }
    json.close(.object, &output)
  }
}
