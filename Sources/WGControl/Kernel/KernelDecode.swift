internal import CLinux
package import Netlink
internal import Sentences
package import WGModel

/// Puts a device together from the messages of a dump: bytes in, one ``Device`` out.
///
/// The kernel splits what does not fit. A message may continue the last peer of the one before: then
/// it repeats that peer's public key, and of its attributes only further allowed IPs.
package struct KernelDecoder: ~Copyable {
  private var name: InterfaceName?
  private var index: UInt32 = 0
  private var privateKey: PrivateKey?
  private var publicKey: PublicKey?
  private var listenPort: UInt16 = 0
  private var firewallMark: UInt32 = 0
  private var records: [Peers.Record] = []
  private var allowedIPs: [IPPrefix] = []
  // Made when the first preshared key is met; from then on it has 32 bytes for every peer.
  private var presharedKeys: SecretBuilder?
  private var idleMessages = 0
  /// How often the arrays of peers and of allowed IPs were made larger.
  private(set) var growths = 0
  private let limits: Limits

  // A dump that exceeds one of these does not come to an end by itself.
  package struct Limits {
    // Messages on end that bring neither a peer nor an allowed IP.
    var idleMessages = 16
    // The kernel's own MAX_PEERS_PER_DEVICE.
    var peers = 1 << 20
    // The kernel sets none; it would hold this many in two gigabytes.
    var allowedIPs = 1 << 24
  }

  /// Begins with nothing.
  package init(limits: Limits = Limits()) { self.limits = limits }

  /// Adds one message: the generic header, then the device's attributes.
  package mutating func add(_ message: RawSpan) throws(NetlinkError) {
    let before = (records.count, allowedIPs.count)
    var attributes = try GenericNetlink<KernelSocket>.attributes(of: message)
    while let attribute = try attributes.next(in: message) {
      typealias Known = WireGuardNetlink.DeviceAttribute
      switch attribute.type {
      case Known.interfaceIndex:
        let index: UInt32 = try attribute.number(in: message)
        // A dump stays with its device; the first of several peers, when it is split, repeats these.
        guard self.index == 0 || self.index == index else { throw NetlinkError(.interrupted) }
        self.index = index
      case Known.interfaceName:
        let name = try attribute.interfaceName(in: message)
        // Renamed while it was read: whether there still is one of the old name is asked again.
        guard self.name == nil || self.name == name else { throw NetlinkError(.interrupted) }
        self.name = name
      case Known.privateKey: privateKey = try attribute.privateKey(in: message)
      case Known.publicKey: publicKey = try attribute.publicKey(in: message)
      case Known.listenPort: listenPort = try attribute.number(in: message)
      case Known.firewallMark: firewallMark = try attribute.number(in: message)
      case Known.peers:
        var peers = Attributes(nestedIn: attribute)
        while let peer = try peers.next(in: message) { try add(peer: peer, of: message) }
      default: continue
      }
    }
    idleMessages = before == (records.count, allowedIPs.count) ? idleMessages + 1 : 0
    guard idleMessages <= limits.idleMessages else {
      throw .malformed("a dump that makes no progress")
    }
    guard records.count <= limits.peers, allowedIPs.count <= limits.allowedIPs else {
      throw .malformed("a dump without an end")
    }
  }

  /// The device, after the last message.
  ///
  /// A peer that comes again is a continuation only when it comes right after its first part, which
  /// is the kernel's way. Further on it is refused rather than merged: the kernel has each peer once
  /// and marks a list that changed, so what is left is a list with something lost or made up.
  package consuming func finish() throws(NetlinkError) -> Device {
    guard let name else { throw .malformed("a device without a name") }
    if let key = firstRepeatedKey(among: records.count, { records[$0].publicKey }) {
      throw .malformed("the peer \(key) is there twice")
    }
    let peers = Peers(
      records: records, allowedIPs: allowedIPs, presharedKeys: presharedKeys?.finish())
    return Device(
      name: name, index: index, privateKey: privateKey, publicKey: publicKey,
      listenPort: listenPort, firewallMark: firewallMark, peers: peers)
  }

  private mutating func add(peer: Attribute, of message: RawSpan) throws(NetlinkError) {
    typealias Known = WireGuardNetlink.PeerAttribute
    var publicKey: PublicKey?
    var presharedKey: Attribute?
    var allowedIPs: Attribute?
    var endpoint: Endpoint?
    var keepalive: UInt16 = 0
    var handshake: Timestamp?
    var received: UInt64 = 0
    var sent: UInt64 = 0
    var version: UInt32 = 0
    var attributes = Attributes(nestedIn: peer)
    while let attribute = try attributes.next(in: message) {
      switch attribute.type {
      case Known.publicKey: publicKey = try attribute.publicKey(in: message)
      case Known.presharedKey: presharedKey = attribute
      case Known.endpoint: endpoint = try attribute.endpoint(in: message)
      case Known.persistentKeepalive: keepalive = try attribute.number(in: message)
      case Known.lastHandshake: handshake = try attribute.timestamp(in: message)
      case Known.receivedBytes: received = try attribute.number(in: message)
      case Known.sentBytes: sent = try attribute.number(in: message)
      case Known.protocolVersion: version = try attribute.number(in: message)
      case Known.allowedIPs: allowedIPs = attribute
      default: continue
      }
    }
    guard let publicKey else { throw .malformed("a peer without a public key") }
    if records.last?.publicKey != publicKey {
      var record = Peers.Record(publicKey: publicKey, allowedIPsFrom: self.allowedIPs.count)
      record.endpoint = endpoint
      record.persistentKeepalive = keepalive
      record.lastHandshake = handshake
      record.receivedBytes = received
      record.sentBytes = sent
      record.protocolVersion = version
      if let presharedKey {
        record.hasPresharedKey = try add(presharedKey: presharedKey, of: message)
      } else if presharedKeys != nil {
        presharedKeys?.append(zeros: 32)
      }
      Self.makeRoom(in: &records, atFirst: Self.fewPeers, counting: &growths)
      records.append(record)
    }
    guard let allowedIPs else { return }
    var elements = Attributes(nestedIn: allowedIPs)
    while let element = try elements.next(in: message) {
      guard let prefix = try element.allowedIP(in: message) else { continue }
      Self.makeRoom(in: &self.allowedIPs, atFirst: 4 * Self.fewPeers, counting: &growths)
      self.allowedIPs.append(prefix)
    }
    let last = records.count - 1
    records[last].allowedIPs = records[last].allowedIPs.lowerBound..<self.allowedIPs.count
  }

  // There is room for so many at first.
  private static var fewPeers: Int { 512 }

  // In two steps for 100,000 peers, and two for five times as many allowed IPs: a dump does not say
  // how long it is, each step copies all that is there, and of memory that is not used yet the kernel
  // gives none.
  @inline(__always)
  private static func makeRoom<Element>(
    in array: inout [Element], atFirst least: Int, counting growths: inout Int
  ) {
    guard array.count == array.capacity else { return }
    let factor = array.count < 256 * least ? 256 : 8
    array.reserveCapacity(max(least, factor * array.count))
    growths += 1
  }

  // Answers whether there is a key: the kernel reports none as 32 zero bytes.
  private mutating func add(
    presharedKey attribute: Attribute, of message: RawSpan
  ) throws(NetlinkError) -> Bool {
    try attribute.require(count: 32)
    var key = message.bytes32(at: attribute.payload.lowerBound)
    defer { wipe(&key) }
    var any: UInt8 = 0
    for index in 0..<32 { any |= key[index] }
    if presharedKeys == nil {
      if any == 0 { return false }
      presharedKeys = SecretBuilder(roomFor: 32 * Self.fewPeers)
      presharedKeys?.append(zeros: 32 * records.count)
    }
    presharedKeys?.append(key)
    return any != 0
  }
}
