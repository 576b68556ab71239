internal import Sentences
internal import WGKit

/// What `wgk show` prints for programs: the form of `wg show`.
///
/// `wg` before 2025 prints the interface's name only once for all endpoints, and no line end when
/// there are none; here every line is whole, as in later versions.
enum ShownField {
  case device(DeviceField)
  case peers
  case peer(PeerField)
  case dump

  init?(_ word: Argument) {
    switch word {
    case "public-key": self = .device(.publicKey)
    case "private-key": self = .device(.privateKey)
    case "listen-port": self = .device(.listenPort)
    case "fwmark": self = .device(.firewallMark)
    case "peers": self = .peers
    case "preshared-keys": self = .peer(.presharedKey)
    case "endpoints": self = .peer(.endpoint)
    case "allowed-ips": self = .peer(.allowedIPs(separator: " "))
    case "latest-handshakes": self = .peer(.latestHandshake)
    case "transfer": self = .peer(.transfer)
    case "persistent-keepalive": self = .peer(.keepalive)
    case "dump": self = .dump
    default: return nil
    }
  }

  /// Prints the lines of a device, each after `lineStart`.
  func print(_ device: Device, lineStart: String, _ output: inout Output) {
    switch self {
    case .device(let field):
      output.print(lineStart)
      field.print(of: device, &output)
      output.print("\n")
    case .peers:
      for peer in device.peers {
        output.print(lineStart)
        output.print(peer.publicKey)
        output.print("\n")
      }
    case .peer(let field):
      for peer in device.peers { Self.line(peer, [field], lineStart: lineStart, &output) }
    case .dump:
      output.print(lineStart)
      DeviceField.privateKey.print(of: device, &output)
      for field in [DeviceField.publicKey, .listenPort, .firewallMark] {
        output.print("\t")
        field.print(of: device, &output)
      }
      output.print("\n")
      let fields: [PeerField] = [
        .presharedKey, .endpoint, .allowedIPs(separator: ","), .latestHandshake, .transfer,
        .keepalive,
      ]
      for peer in device.peers { Self.line(peer, fields, lineStart: lineStart, &output) }
    }
  }

  @inline(never)
  private static func line(
    _ peer: Peer, _ fields: [PeerField], lineStart: String, _ output: inout Output
  ) {
    output.print(lineStart)
    output.print(peer.publicKey)
    for field in fields {
      output.print("\t")
      field.print(of: peer, &output)
    }
    output.print("\n")
  }
}

/// A value of an interface.
enum DeviceField {
  case privateKey, publicKey, listenPort, firewallMark

  func print(of device: Device, _ output: inout Output) {
    switch self {
    case .privateKey:
      if let key = device.privateKey {
        output.print(key.exposedBase64())
      } else {
        output.print("(none)")
      }
    case .publicKey:
      if let key = device.publicKey { output.print(key) } else { output.print("(none)") }
    case .listenPort: output.print(UInt64(device.listenPort))
    case .firewallMark:
      let mark = device.firewallMark
      output.print(mark == 0 ? "off" : "0x\(String(mark, radix: 16))")
    }
  }
}

/// A value of a peer.
enum PeerField {
  case presharedKey, endpoint, allowedIPs(separator: String), latestHandshake, transfer, keepalive

  func print(of peer: Peer, _ output: inout Output) {
    switch self {
    case .presharedKey:
      if let key = peer.presharedKey {
        output.print(key.exposedBase64())
      } else {
        output.print("(none)")
      }
    case .endpoint:
      if let endpoint = peer.endpoint { output.print(endpoint) } else { output.print("(none)") }
    case .allowedIPs(let separator):
      if peer.allowedIPs.isEmpty { output.print("(none)") }
      for (place, prefix) in peer.allowedIPs.enumerated() {
        if place > 0 { output.print(separator) }
        output.print(prefix)
      }
    case .latestHandshake: output.print(peer.lastHandshake?.seconds ?? 0)
    case .transfer:
      output.print(peer.receivedBytes)
      output.print("\t")
      output.print(peer.sentBytes)
    case .keepalive:
      let seconds = peer.persistentKeepalive
      if seconds == 0 { output.print("off") } else { output.print(UInt64(seconds)) }
    }
  }
}
