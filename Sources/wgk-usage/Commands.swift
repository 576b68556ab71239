internal import CLinux
internal import Sentences
internal import WGKit
internal import WGUsage

extension Command {
  static var usage: Command {
    Command(
      "usage", summary: "Count what peers send and receive over time",
      details: """
        Traffic is counted in a file, the ledger: what a peer has sent and received
        since it was first seen, whether it is added anew, its interface is made anew
        or the machine starts anew. docs/usage.md says how. 'collect' is to run once
        a minute; a timer of systemd comes with it.

        --ledger FILE   the ledger; without it /var/lib/wgkit/usage.db

        The exit status is 0 when all was done and 1 otherwise.
        """,
      choose: [collect, show, rates, history, metrics, remove, forget])
  }

  private static var collect: Command {
    Command(
      "collect", "[INTERFACE]... [--ledger FILE] [--zone ZONE]", 0...Int.max,
      valued: [.ledger, .zone], summary: "Read the counters once, and add what is new",
      details: """
        Of every WireGuard interface, or of those that are named. The ledger is made
        when it is not there. One interface that cannot be read is reported, spoils
        the exit status, and keeps none of the others from being counted.

        --zone ZONE   by whose clocks a day ends: utc, which is meant without it,
                      local, or as far ahead of UTC as +01:00 or -05:30
        """
    ) { (words, _) throws(WGError) in
      let zone = try words.zone()
      let ledger = try words.ledger(creating: true)
      var names: [InterfaceName] = []
      for place in 0..<words.count { names.append(try words.interfaceName(at: place)) }
      let all = names.isEmpty
      if all { names = try words.kernel.devices() }
      var done = true
      for name in names {
        do throws(WGError) {
          try ledger.collect(name, in: words.namespace, zone: zone)
        } catch {
          // It went after it had been listed.
          if all, error.code == .noSuchInterface { continue }
          StandardStreams.report(error.message)
          done = false
        }
      }
      return done
    }
  }

  private static var show: Command {
    Command(
      "show", "[PEER] [--month MONTH] [--day DAY] [--months] [--ledger FILE] [--json]", 0...1,
      options: [.json, .months], valued: [.month, .day, .ledger],
      summary: "Print what peers have sent and received",
      details: """
        A line for each peer of each interface: the interface, the public key, bytes
        received from it, bytes sent to it, with tabs between them; everything that was
        counted, or what falls into a month or a day by the clocks of the collector.
        PEER is a public key. With --json, as one JSON document (docs/usage.md).

        --month MONTH   only one month, such as 2026-11
        --day DAY       only one day, such as 2026-11-21
        --months        a line for each month with traffic, the month in front
        """
    ) { (words, output) throws(WGError) in
      let ledger = try words.ledger(creating: false)
      let peer = try words.peer(at: 0)
      let isByMonth = words.options.contains(.months)
      let records: [UsageRecord]
      if isByMonth {
        guard words.value(of: .month) == nil, words.value(of: .day) == nil else {
          throw mistake("'--months' prints all months", in: "wgk usage show")
        }
        records = try ledger.months(of: peer)
      } else {
        records = try ledger.usage(in: words.period(), of: peer)
      }
      if words.options.contains(.json) {
        output.print(json: records, byMonth: isByMonth)
      } else {
        for record in records { output.print(record, byMonth: isByMonth) }
      }
      return true
    }
  }

  private static var rates: Command {
    Command(
      "rates", "[PEER] [--ledger FILE] [--json]", 0...1, options: [.json], valued: [.ledger],
      summary: "Print how fast peers send and receive, over five minutes",
      details: """
        A line for each peer of each interface: the interface, the public key, bytes
        received in a second, bytes sent in a second, with tabs between them; "-" where
        nobody has measured for two and a half minutes or more.
        With --json, as one JSON document (docs/usage.md).
        """
    ) { (words, output) throws(WGError) in
      let ledger = try words.ledger(creating: false)
      let rates = try ledger.rates(at: Environment.now, of: words.peer(at: 0))
      if words.options.contains(.json) {
        output.print(json: rates)
      } else {
        for rate in rates { output.print(rate) }
      }
      return true
    }
  }

  private static var history: Command {
    Command(
      "history", "PEER [--hours HOURS] [--step SECONDS] [--ledger FILE] [--json]", 1...1,
      options: [.json], valued: [.hours, .step, .ledger],
      summary: "Print how fast a peer sent and received",
      details: """
        A line for each interval, the first one first: when it begins, in UTC, bytes
        received in a second, bytes sent in a second, with tabs between them; "-" for a
        gap, in which nobody measured. What is older than a day is not kept.
        With --json, as one JSON document (docs/usage.md).

        --hours HOURS    how far back, 1 to 24; 24 without it
        --step SECONDS   the length of an interval, 60 to 86400; 300 without it
        """
    ) { (words, output) throws(WGError) in
      let ledger = try words.ledger(creating: false)
      guard let peer = try words.peer(at: 0) else { return false }
      let history = try ledger.history(
        of: peer, until: Environment.now, hours: words.number(.hours, 24),
        step: words.number(.step, 300))
      if words.options.contains(.json) {
        output.print(json: history, of: peer)
      } else {
        for interval in history { output.print(interval) }
      }
      return true
    }
  }

  private static var metrics: Command {
    Command(
      "metrics", "[--ledger FILE] [--output FILE]", 0...0, valued: [.ledger, .output],
      summary: "Print what Prometheus is told of all that was counted",
      details: """
        wgkit_peer_received_bytes_total and wgkit_peer_sent_bytes_total with the labels
        interface and public_key. Beside them, 'wgk metrics' prints what the kernel
        counts.

        --output FILE   write the file, with mode 0644, whole or not at all: for the
                        textfile collector of node_exporter
        """
    ) { (words, output) throws(WGError) in
      let text = try words.ledger(creating: false).metrics()
      guard let path = words.value(of: .output) else {
        output.print(text)
        return true
      }
      let file = try path.withBytes { (path) throws(WGError) in
        try ConfigFile(utf8: path, readableByAll: true)
      }
      try file.write(Array(text.utf8).span)
      return true
    }
  }

  private static var remove: Command {
    Command(
      "remove", "INTERFACE PEER [--ledger FILE] [--zone ZONE]", 2...2, valued: [.ledger, .zone],
      summary: "Count a peer for the last time, and remove it",
      details: """
        The counters of the interface are read and added to the ledger; then the peer is
        removed from the interface, and its last counters are printed: bytes received
        and bytes sent, with a tab between them. Nothing is removed that was not counted.
        """
    ) { (words, output) throws(WGError) in
      guard let peer = try words.peer(at: 1) else { return false }
      let last = try words.ledger(creating: true).removePeer(
        peer, from: words.interfaceName(at: 0), in: words.namespace, zone: words.zone())
      output.print("\(last.receivedBytes)\t\(last.sentBytes)\n")
      return true
    }
  }

  private static var forget: Command {
    Command(
      "forget", "PEER [--ledger FILE]", 1...1, valued: [.ledger],
      summary: "Forget all that was counted of a peer",
      details: "On every interface. The interfaces themselves are not touched."
    ) { (words, _) throws(WGError) in
      guard let peer = try words.peer(at: 0) else { return false }
      try words.ledger(creating: false).forget(peer)
      return true
    }
  }
}
