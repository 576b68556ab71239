// Prints each peer of a WireGuard interface as a line: public key, endpoint, the time of the latest
// handshake in seconds since 1970, bytes received, bytes sent. Needs to be root.
import WGKit

let name = try InterfaceName(CommandLine.arguments.dropFirst().first ?? "wg0")
let device = try KernelController().device(name)
for peer in device.peers {
  let endpoint = peer.endpoint.map { "\($0)" } ?? "(none)"
  let handshake = peer.lastHandshake?.seconds ?? 0
  print(
    peer.publicKey.base64, endpoint, handshake, peer.receivedBytes, peer.sentBytes,
    separator: "\t")
}
