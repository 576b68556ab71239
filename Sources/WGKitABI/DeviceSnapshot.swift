internal import CWGKit
internal import WGKit

/// A device in the shape in which C reads it: flat arrays at addresses that do not change until the
/// last reference goes.
@safe
final class DeviceSnapshot: @unchecked Sendable {
  static let handles = HandleTable<DeviceSnapshot>(.device)

  /// The device that the arrays are of.
  let device: Device
  // Written by the initializer, read-only from then on.
  let info: UnsafeMutablePointer<wgkit_device_info>
  let peers: UnsafeMutableBufferPointer<wgkit_peer>
  let allowedIPs: UnsafeMutableBufferPointer<wgkit_prefix>

  init(_ device: Device) {
    self.device = device
    unsafe info = .allocate(capacity: 1)
    unsafe info.initialize(to: wgkit_device_info(device))
    unsafe peers = .allocate(capacity: device.peers.records.count)
    for (index, record) in device.peers.records.enumerated() {
      unsafe peers.initializeElement(at: index, to: wgkit_peer(record))
    }
    unsafe allowedIPs = .allocate(capacity: device.peers.allowedIPs.count)
    for (index, prefix) in device.peers.allowedIPs.enumerated() {
      unsafe allowedIPs.initializeElement(at: index, to: wgkit_prefix(prefix))
    }
  }

  deinit {
    unsafe info.deallocate()
    unsafe peers.deallocate()
    unsafe allowedIPs.deallocate()
  }

  /// Lends the preshared key of the peer at a place of the array; nil when it has none.
  func withPresharedKey<Result>(
    at index: Int, _ body: (Span<UInt8>) -> Result
  ) -> Result? {
    guard device.peers.records[index].hasPresharedKey, let keys = device.peers.presharedKeys else {
      return nil
    }
    // The key of a peer is 32 bytes at the peer's own place.
    return keys.withExposedBytes { body($0.extracting(index * 32..<index * 32 + 32)) }
  }
}

extension wgkit_device_info {
  fileprivate init(_ device: Device) {
    self.init()
    name = wgkit_interface_name(device.name)
    index = device.index
    firewall_mark = device.firewallMark
    listen_port = device.listenPort
    if device.privateKey != nil { flags |= UInt32(WGKIT_DEVICE_HAS_PRIVATE_KEY) }
    if let key = device.publicKey { public_key = wgkit_public_key(key) }
  }
}

extension wgkit_peer {
  fileprivate init(_ peer: Peers.Record) {
    self.init()
    public_key = wgkit_public_key(peer.publicKey)
    received_bytes = peer.receivedBytes
    sent_bytes = peer.sentBytes
    first_allowed_ip = UInt64(peer.allowedIPs.lowerBound)
    allowed_ip_count = UInt64(peer.allowedIPs.count)
    protocol_version = peer.protocolVersion
    persistent_keepalive = peer.persistentKeepalive
    if peer.hasPresharedKey { flags |= UInt32(WGKIT_PEER_HAS_PRESHARED_KEY) }
    if let endpoint = peer.endpoint {
      self.endpoint = wgkit_endpoint(endpoint)
      flags |= UInt32(WGKIT_PEER_HAS_ENDPOINT)
    }
    if let handshake = peer.lastHandshake {
      handshake_seconds = handshake.seconds
      handshake_nanoseconds = UInt32(truncatingIfNeeded: handshake.nanoseconds)
      flags |= UInt32(WGKIT_PEER_HAS_HANDSHAKE)
    }
  }
}
