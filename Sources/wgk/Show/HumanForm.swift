internal import WGKit

/// A device as `wgk show` prints it for people: the form of `wg show`.
struct HumanForm {
  private let device: Device
  private let style = Style.ofOutput
  private let hidesKeys: Bool
  private let now = Environment.now

  init(_ device: Device, showingKeys showsKeys: Bool) {
    self.device = device
    hidesKeys = !showsKeys
  }

  func print(_ output: inout Output) {
    output.printReset(style)
    title("interface", .boldGreen, device.name.description, .green, &output)
    if let key = device.publicKey {
      label("public key", &output)
      output.print(key)
      output.print("\n")
    }
    if let key = device.privateKey { line("private key", key.exposedBase64(), &output) }
    if device.listenPort != 0 {
      label("listening port", &output)
      output.print(UInt64(device.listenPort))
      output.print("\n")
    }
    if device.firewallMark != 0 {
      label("fwmark", &output)
      DeviceField.firewallMark.print(of: device, &output)
      output.print("\n")
    }
    for place in peersByHandshake() {
      output.print("\n")
      print(device.peers[place], &output)
    }
  }

  private func print(_ peer: Peer, _ output: inout Output) {
    title("peer", .boldYellow, peer.publicKey.base64, .yellow, &output)
    if let key = peer.presharedKey { line("preshared key", key.exposedBase64(), &output) }
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
      output.print("/", .cyan, style)
      output.print(UInt64(prefix.length))
    }
    output.print("\n")
    if let handshake = peer.lastHandshake, handshake.seconds != 0 {
      label("latest handshake", &output)
      output.print(ageOf: handshake.seconds, at: now, style)
      output.print("\n")
    }
    if peer.receivedBytes != 0 || peer.sentBytes != 0 {
      label("transfer", &output)
      output.print(bytes: peer.receivedBytes, style)
      output.print(" received, ")
      output.print(bytes: peer.sentBytes, style)
      output.print(" sent\n")
    }
    if peer.persistentKeepalive != 0 {
      label("persistent keepalive", &output)
      output.print("every ")
      output.print(duration: UInt64(peer.persistentKeepalive), style)
      output.print("\n")
    }
  }

  /// The places of the peers: the one with the latest handshake first, those without last, and in
  /// the kernel's order otherwise.
  private func peersByHandshake() -> [Int] {
    let peers = device.peers
    return orderedPlaces(peers.count) { left, right in
      switch (peers[left].lastHandshake, peers[right].lastHandshake) {
      case (let first?, let second?) where first != second: first > second
      case (_?, nil): true
      case (nil, _?): false
      default: left < right
      }
    }
  }

  private func title(
    _ kind: String, _ kindLook: Style.Look, _ name: String, _ nameLook: Style.Look,
    _ output: inout Output
  ) {
    output.print(kind, kindLook, style)
    output.print(": ")
    output.print(name, nameLook, style)
    output.print("\n")
  }

  private func label(_ text: String, _ output: inout Output) {
    output.print("  ")
    output.print(text, .bold, style)
    output.print(": ")
  }

  private func line(_ text: String, _ key: SecretBytes, _ output: inout Output) {
    label(text, &output)
    if hidesKeys { output.print("(hidden)") } else { output.print(key) }
    output.print("\n")
  }
}
