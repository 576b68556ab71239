@testable import WGModel

/// What the kernel does with an update, in the plainest way: peers in a list, each with a set.
struct SimulatedDevice {
  struct SimulatedPeer {
    var key: PublicKey
    var presharedKey: PresharedKey?
    var endpoint: Endpoint?
    var keepalive: UInt16 = 0
    var allowedIPs: Set<IPPrefix> = []
  }

  var privateKey: PrivateKey?
  var port: UInt16 = 0
  var mark: UInt32 = 0
  var peers: [SimulatedPeer] = []

  mutating func apply(_ update: DeviceUpdate) {
    if let mark = update.firewallMark { self.mark = mark }
    if let port = update.listenPort { self.port = port == 0 ? 40_000 : port }
    if update.replacesPeers { peers = [] }
    switch update.privateKey {
    case .keep: break
    case .set(let key):
      privateKey = key
      peers.removeAll { $0.key == key.publicKey }
    case .clear: privateKey = nil
    }
    for peer in update.peers { apply(peer) }
  }

  private mutating func apply(_ update: PeerUpdate) {
    if update.publicKey == privateKey?.publicKey { return }
    if update.action == .remove { return peers.removeAll { $0.key == update.publicKey } }
    var place = peers.firstIndex { $0.key == update.publicKey }
    if place == nil {
      if update.action == .changeOnly { return }
      peers.append(SimulatedPeer(key: update.publicKey))
      place = peers.count - 1
    }
    guard let place else { return }
    switch update.presharedKey {
    case .keep: break
    case .set(let key): peers[place].presharedKey = key
    case .clear: peers[place].presharedKey = nil
    }
    if let endpoint = update.endpoint { peers[place].endpoint = endpoint }
    if let keepalive = update.persistentKeepalive { peers[place].keepalive = keepalive }
    if update.replacesAllowedIPs { peers[place].allowedIPs = [] }
    if !update.replacesAllowedIPs {
      for prefix in update.removedAllowedIPs { peers[place].allowedIPs.remove(prefix.masked) }
    }
    for prefix in update.allowedIPs {
      for other in peers.indices { peers[other].allowedIPs.remove(prefix.masked) }
      peers[place].allowedIPs.insert(prefix.masked)
    }
  }

  /// The device as a dump shows it.
  var snapshot: Device {
    var records: [Peers.Record] = []
    var allowedIPs: [IPPrefix] = []
    let keys = SecretBuilder()
    for peer in peers {
      var record = Peers.Record(publicKey: peer.key, allowedIPsFrom: allowedIPs.count)
      allowedIPs += peer.allowedIPs.sorted()
      record.allowedIPs = record.allowedIPs.lowerBound..<allowedIPs.count
      record.endpoint = peer.endpoint
      record.persistentKeepalive = peer.keepalive
      record.hasPresharedKey = peer.presharedKey != nil
      peer.presharedKey?.withExposedBytes { bytes in
        keys.append(InlineArray<32, UInt8> { bytes[$0] })
      }
      if peer.presharedKey == nil { keys.append(zeros: 32) }
      records.append(record)
    }
    return Device(
      name: Made.interface, index: 3, privateKey: privateKey,
      publicKey: privateKey?.publicKey, listenPort: port, firewallMark: mark,
      peers: Peers(records: records, allowedIPs: allowedIPs, presharedKeys: keys.finish()))
  }
}

/// Keys, networks and endpoints by number.
enum Made {
  static var interface: InterfaceName {
    guard let name = try? InterfaceName("wg0") else { preconditionFailure("wg0 is a name") }
    return name
  }

  static func publicKey(_ number: UInt8) -> PublicKey {
    PublicKey(bytes: InlineArray<32, UInt8> { $0 == 0 ? number : 9 })
  }

  static func presharedKey(_ number: UInt8) throws -> PresharedKey {
    try PresharedKey(bytes: [UInt8](repeating: number + 1, count: 32).span)
  }

  static func network(_ number: UInt32) -> IPPrefix {
    IPPrefix(unchecked: IPAddress(v4: 0x0a00_0000 + number << 8), length: 24)
  }

  static func endpoint(_ number: UInt16) throws -> Endpoint { try Endpoint("192.0.2.1:\(number)") }
}
