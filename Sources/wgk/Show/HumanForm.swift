internal import WGKit

/// A device as `wgk show` prints it for people: the form of `wg show`.
struct HumanForm {
  private let device: Device
  private let style = Style.ofOutput
  private let hidesKeys = Environment.variable("WG_HIDE_KEYS") != "never"
  private let now = Environment.now

  init(_ device: Device) { self.device = device }

  func print(_ output: inout Output) {
    let name = style.green(device.name.description)
    output.print("\(style.start)\(style.greenBold("interface")): \(name)\n")
    if let key = device.publicKey { line("public key", key.base64, &output) }
    if let key = device.privateKey { secretLine("private key", key.exposedBase64(), &output) }
    if device.listenPort != 0 { line("listening port", "\(device.listenPort)", &output) }
    if device.firewallMark != 0 {
      line("fwmark", "0x\(String(device.firewallMark, radix: 16))", &output)
    }
    for place in peersByHandshake() {
      output.print("\n")
      print(device.peers[place], &output)
    }
  }

  private func print(_ peer: Peer, _ output: inout Output) {
    output.print("\(style.yellowBold("peer")): \(style.yellow(peer.publicKey.base64))\n")
    if let key = peer.presharedKey { secretLine("preshared key", key.exposedBase64(), &output) }
    if let endpoint = peer.endpoint {
      label("endpoint", &output)
      output.print(endpoint)
      output.print("\n")
    }
    label("allowed ips", &output)
    if peer.allowedIPs.isEmpty { output.print("(none)") }
    for (place, prefix) in peer.allowedIPs.enumerated() {
      if place > 0 { output.print(", ") }
      output.print(prefix.address)
      output.print(style.cyan("/"))
      output.print(UInt64(prefix.length))
    }
    output.print("\n")
    if let handshake = peer.lastHandshake, handshake.seconds != 0 {
      line("latest handshake", Amounts(style).age(of: handshake.seconds, at: now), &output)
    }
    if peer.receivedBytes != 0 || peer.sentBytes != 0 {
      let received = Amounts(style).bytes(peer.receivedBytes)
      let sent = Amounts(style).bytes(peer.sentBytes)
      line("transfer", "\(received) received, \(sent) sent", &output)
    }
    if peer.persistentKeepalive != 0 {
      let interval = Amounts(style).duration(UInt64(peer.persistentKeepalive))
      line("persistent keepalive", "every \(interval)", &output)
    }
  }

  /// The places of the peers: the one with the latest handshake first, those without last, and in
  /// the kernel's order otherwise.
  private func peersByHandshake() -> [Int] {
    let peers = device.peers
    return peers.indices.sorted { left, right in
      switch (peers[left].lastHandshake, peers[right].lastHandshake) {
      case (let first?, let second?) where first != second: first > second
      case (_?, nil): true
      case (nil, _?): false
      default: left < right
      }
    }
  }

  private func label(_ text: String, _ output: inout Output) {
    output.print("  \(style.bold(text)): ")
  }

  private func line(_ text: String, _ value: String, _ output: inout Output) {
    label(text, &output)
    output.print(value)
    output.print("\n")
  }

  private func secretLine(_ text: String, _ key: SecretBytes, _ output: inout Output) {
    label(text, &output)
    if hidesKeys { output.print("(hidden)") } else { output.print(key) }
    output.print("\n")
  }
}
