internal import WGKit

/// Devices as `wgk show --json` prints them; docs/json.md describes the form.
struct JSONForm {
  private var json: JSONOutput
  private let showsKeys: Bool

  /// Begins the document.
  init(showingKeys showsKeys: Bool, _ output: inout Output) {
    self.showsKeys = showsKeys
    json = JSONOutput(&output)
    json.open("devices", .array, &output)
  }

  /// Ends the document with the devices that could not be read.
  mutating func finish(_ failures: [(InterfaceName, WGError)], _ output: inout Output) {
    json.close(.array, &output)
    json.open("errors", .array, &output)
    for (name, error) in failures {
      json.open(.object, &output)
      json.put("interface", .text(name.description), &output)
      json.put("code", .number(UInt64(clamping: error.code.rawValue)), &output)
      json.put("message", .text(error.message), &output)
      json.close(.object, &output)
    }
    json.close(.array, &output)
    json.close(.object, &output)
  }

  mutating func print(_ device: Device, _ output: inout Output) {
    json.open(.object, &output)
    json.put("name", .text(device.name.description), &output)
    json.put("index", .number(UInt64(device.index)), &output)
    json.put("public_key", .init(device.publicKey?.base64), &output)
    json.put("has_private_key", .bool(device.privateKey != nil), &output)
    json.put("private_key", secret(device.privateKey?.exposedBase64()), &output)
    json.put("listen_port", .init(unlessZero: UInt64(device.listenPort)), &output)
    json.put("firewall_mark", .init(unlessZero: UInt64(device.firewallMark)), &output)
    json.open("peers", .array, &output)
    for peer in device.peers { print(peer, &output) }
    json.close(.array, &output)
    json.close(.object, &output)
  }

  private mutating func print(_ peer: Peer, _ output: inout Output) {
    json.open(.object, &output)
    json.put("public_key", .text(peer.publicKey.base64), &output)
    let preshared = peer.presharedKey
    json.put("has_preshared_key", .bool(preshared != nil), &output)
    json.put("preshared_key", secret(preshared?.exposedBase64()), &output)
    json.put("endpoint", peer.endpoint, &output)
    json.open("allowed_ips", .array, &output)
    for prefix in peer.allowedIPs { json.add(.prefix(prefix), &output) }
    json.close(.array, &output)
    if let handshake = peer.lastHandshake {
      json.put("latest_handshake", .init(handshake.rfc3339), &output)
      json.put("latest_handshake_epoch", .signed(handshake.seconds), &output)
    } else {
      json.put("latest_handshake", .null, &output)
      json.put("latest_handshake_epoch", .null, &output)
    }
    json.put("received_bytes", .number(peer.receivedBytes), &output)
    json.put("sent_bytes", .number(peer.sentBytes), &output)
    json.put("persistent_keepalive", .init(unlessZero: UInt64(peer.persistentKeepalive)), &output)
    json.put("protocol_version", .number(UInt64(peer.protocolVersion)), &output)
    json.close(.object, &output)
  }

  private func secret(_ key: @autoclosure () -> SecretBytes?) -> JSONOutput.Value {
    guard showsKeys, let key = key() else { return .null }
    return .secret(key)
  }
}
