internal import WGKit

extension DeviceDifference {
  /// Prints what `wgk diff --json` prints; docs/json.md describes the form.
  func printJSON(of interface: InterfaceName, _ output: inout Output) {
    var json = JSONOutput(&output)
    json.put("interface", .text(interface.description), &output)
    json.put("differs", .bool(!isEmpty), &output)
    json.put("private_key", .init(update.privateKey), &output)
    json.put("listen_port", .init(update.listenPort.map { UInt64($0) }), &output)
    json.put("firewall_mark", .init(update.firewallMark.map { UInt64($0) }), &output)
    json.open("peers", .array, &output)
    for peer in update.peers { peer.print(&json, &output) }
    json.close(.array, &output)
    json.open("moves", .array, &output)
    for move in moves {
      json.open(.object, &output)
      json.put("allowed_ip", .prefix(move.allowedIP), &output)
      json.put("from", .text(move.from.base64), &output)
      json.put("to", .text(move.to.base64), &output)
      json.close(.object, &output)
    }
    json.close(.array, &output)
    json.close(.object, &output)
  }
}

extension PeerUpdate {
  fileprivate func print(_ json: inout JSONOutput, _ output: inout Output) {
    json.open(.object, &output)
    json.put("public_key", .text(publicKey.base64), &output)
    switch action {
    case .addOrChange: json.put("action", .text("add"), &output)
    case .changeOnly: json.put("action", .text("change"), &output)
    case .remove: json.put("action", .text("remove"), &output)
    }
    json.put("preshared_key", .init(presharedKey), &output)
    json.put("endpoint", endpoint, &output)
    json.put("persistent_keepalive", .init(persistentKeepalive.map { UInt64($0) }), &output)
    json.put("replaces_allowed_ips", .bool(replacesAllowedIPs), &output)
    json.open("allowed_ips", .array, &output)
    for prefix in allowedIPs { json.add(.prefix(prefix), &output) }
    json.close(.array, &output)
    json.open("removed_allowed_ips", .array, &output)
    for prefix in removedAllowedIPs { json.add(.prefix(prefix), &output) }
    json.close(.array, &output)
    json.close(.object, &output)
  }
}

extension JSONOutput.Value {
  /// What happens with a secret, never the secret; null when nothing does.
  fileprivate init<Secret>(_ change: Change<Secret>) {
    switch change {
    case .keep: self = .null
    case .set: self = .text("set")
    case .clear: self = .text("clear")
    }
  }
}
