internal import Sentences
internal import WGKit

/// A difference as `wgk diff` prints it: one change a line, secrets only by their names.
struct DifferenceForm {
  private let difference: DeviceDifference

  init(_ difference: DeviceDifference) { self.difference = difference }

  func print(_ output: inout Output) {
    let update = difference.update
    switch update.privateKey {
    case .keep: break
    case .set: output.print("private-key (hidden)\n")
    case .clear: output.print("private-key (none)\n")
    }
    if let port = update.listenPort { output.print("listen-port \(port)\n") }
    if let mark = update.firewallMark { output.print("fwmark \(mark)\n") }
    for peer in update.peers { print(peer, &output) }
    for move in difference.moves {
      output.print("! ")
      output.print(move.allowedIP)
      output.print(" from \(move.from) to \(move.to)\n")
    }
  }

  private func print(_ peer: PeerUpdate, _ output: inout Output) {
    switch peer.action {
    case .addOrChange: output.print("+")
    case .changeOnly: output.print("~")
    case .remove: output.print("-")
    }
    output.print(" peer \(peer.publicKey)")
    switch peer.presharedKey {
    case .keep: break
    case .set: output.print(" preshared-key (hidden)")
    case .clear: output.print(" preshared-key (none)")
    }
    if let endpoint = peer.endpoint {
      output.print(" endpoint ")
      output.print(endpoint)
    }
    if let seconds = peer.persistentKeepalive {
      output.print(" persistent-keepalive \(seconds == 0 ? "off" : String(seconds))")
    }
    var mark = peer.replacesAllowedIPs ? "" : "+"
    var separator = " allowed-ips "
    for prefix in peer.allowedIPs {
      output.print(separator + mark)
      output.print(prefix)
      separator = ","
    }
    mark = "-"
    for prefix in peer.removedAllowedIPs {
      output.print(separator + mark)
      output.print(prefix)
      separator = ","
    }
    if peer.replacesAllowedIPs, peer.allowedIPs.isEmpty, peer.action == .changeOnly {
      output.print(" allowed-ips \"\"")
    }
    output.print("\n")
  }
}
