/// The peers of a device, in the kernel's order.
public struct Peers: Sendable {
  // A peer's fixed part; its allowed IPs are a range of the shared array, its preshared key is the
  // 32 bytes at its own place in the shared buffer.
  package struct Record: Sendable {
    package var publicKey: PublicKey
    package var hasPresharedKey: Bool
    package var endpoint: Endpoint?
    package var persistentKeepalive: UInt16
    package var lastHandshake: Timestamp?
    package var receivedBytes: UInt64
    package var sentBytes: UInt64
    package var protocolVersion: UInt32
    package var allowedIPs: Range<Int>

    package init(publicKey: PublicKey, allowedIPsFrom start: Int) {
      self.publicKey = publicKey
      hasPresharedKey = false
      endpoint = nil
      persistentKeepalive = 0
      lastHandshake = nil
      receivedBytes = 0
      sentBytes = 0
      protocolVersion = 0
      allowedIPs = start..<start
    }
  }

  package let records: [Record]
  package let allowedIPs: [IPPrefix]
  package let presharedKeys: SecretBytes?

  /// The allowed IPs of all peers together.
  public var allowedIPCount: Int { allowedIPs.count }

  package init(records: [Record], allowedIPs: [IPPrefix], presharedKeys: SecretBytes?) {
    self.records = records
    self.allowedIPs = allowedIPs
    self.presharedKeys = presharedKeys
  }
}

extension Peers: RandomAccessCollection {
  /// Always 0.
  public var startIndex: Int { 0 }

  /// The number of peers.
  public var endIndex: Int { records.count }

  /// The peer at a place in the kernel's order.
  public subscript(index: Int) -> Peer {
    Peer(record: records[index], index: index, owner: self)
  }

  /// The peer with this public key, or nil when the device has none such; linear in the peers.
  public subscript(publicKey: PublicKey) -> Peer? {
    guard let index = records.firstIndex(where: { $0.publicKey == publicKey }) else { return nil }
    return self[index]
  }
}
