internal import CWGKit
internal import WGKit

/// A device in the shape in which C reads it: flat arrays at addresses that do not change until the
/// last reference goes.
@safe
final class DeviceSnapshot: @unchecked Sendable {
  static let handles = HandleTable<DeviceSnapshot>(.device)

  // Written by the initializer, read-only from then on.
  let info: UnsafeMutablePointer<wgkit_device_info>
  let peers: UnsafeMutableBufferPointer<wgkit_peer>
  let allowedIPs: UnsafeMutableBufferPointer<wgkit_prefix>
  let privateKey: PrivateKey?
  // The key of a peer is 32 bytes at the peer's own place; nil when no peer has one.
  private let presharedKeys: SecretBytes?

  init(_ device: Device) {
    privateKey = device.privateKey
    presharedKeys = device.peers.presharedKeys
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
    guard unsafe peers[index].flags & UInt32(WGKIT_PEER_HAS_PRESHARED_KEY) != 0, let presharedKeys
    else { return nil }
    return presharedKeys.withExposedBytes { body($0.extracting(index * 32..<index * 32 + 32)) }
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

extension wgkit_endpoint {
  fileprivate init(_ endpoint: Endpoint) {
    self.init()
    unsafe withUnsafeMutableBytes(of: &address) { unsafe endpoint.address.write(to: $0) }
    family = endpoint.address.family.rawValue
    port = endpoint.port
    scope_id = endpoint.scopeID
  }
}

extension wgkit_prefix {
  fileprivate init(_ prefix: IPPrefix) {
    self.init()
    unsafe withUnsafeMutableBytes(of: &address) { unsafe prefix.address.write(to: $0) }
    family = prefix.address.family.rawValue
    length = prefix.length
  }
}

extension wgkit_interface_name {
  init(_ name: InterfaceName) {
    self.init()
    var field = InlineArray<16, UInt8>(repeating: 0)
    var span = field.mutableSpan
    name.write(into: &span)
    self = unsafe unsafeBitCast(field, to: wgkit_interface_name.self)
  }
}

extension IPAddress {
  /// Writes the address in network byte order to a field of 16 bytes; one of IPv4 has the first four.
  fileprivate func write(to field: UnsafeMutableRawBufferPointer) {
    unsafe field.storeBytes(of: high.bigEndian, as: UInt64.self)
    unsafe field.storeBytes(of: low.bigEndian, toByteOffset: 8, as: UInt64.self)
  }
}
