import WGKit

/// A snapshot in the format of `wg show IF dump`, written apart from the code of `wgk`.
func dumpText(_ device: Device) throws -> String {
  var lines: [String] = []
  lines.append(
    [
      device.privateKey.map { text($0.exposedBase64()) } ?? "(none)",
      device.publicKey?.base64 ?? "(none)",
      "\(device.listenPort)",
      device.firewallMark == 0 ? "off" : "0x" + String(device.firewallMark, radix: 16),
    ].joined(separator: "\t"))
  for peer in device.peers {
    lines.append(
      [
        peer.publicKey.base64,
        peer.presharedKey.map { text($0.exposedBase64()) } ?? "(none)",
        peer.endpoint?.description ?? "(none)",
        peer.allowedIPs.isEmpty
          ? "(none)" : peer.allowedIPs.map(\.description).joined(separator: ","),
        "\(peer.lastHandshake?.seconds ?? 0)",
        "\(peer.receivedBytes)",
        "\(peer.sentBytes)",
        peer.persistentKeepalive == 0 ? "off" : "\(peer.persistentKeepalive)",
      ].joined(separator: "\t"))
  }
  return lines.joined(separator: "\n") + "\n"
}

private func text(_ secret: SecretBytes) -> String {
  secret.withExposedBytes { bytes in
    String(decoding: bytes.indices.map { bytes[$0] }, as: UTF8.self)
  }
}
