internal import CLinux
package import Netlink
package import WGModel

/// Writes an update as messages, each as full as it gets: values in, bytes out.
///
/// The first message carries what concerns the device itself: a flag or a port that came twice would
/// apply twice. The allowed IPs of a peer that does not fit go on in the next message.
package struct KernelEncoder {
  private let name: InterfaceName
  private let update: DeviceUpdate
  private var isFirst = true
  private var peer = 0
  // The allowed IPs of the present peer that earlier messages carry, those to remove among them.
  private var allowedIP = 0

  /// Whether allowed IPs are removed by the flag that Linux has since 6.16; else they are left out.
  var sendsRemovals = true

  /// Whether a message so far carries such a flag.
  private(set) var sentRemoval = false

  /// The peers that are complete in the messages so far.
  var finishedPeers: Int { peer }

  /// The allowed IPs to give that the messages so far carry of the peer behind those.
  var finishedAllowedIPs: Int {
    guard peer < update.peers.count else { return 0 }
    let present = update.peers[peer]
    return max(
      0,
      allowedIP
        - removals(present.removedAllowedIPs, replacing: present.replacesAllowedIPs).count)
  }

  /// Whether everything is written; an update of nothing is one message, which checks the device.
  package var isFinished: Bool { !isFirst && peer == update.peers.count }

  /// Begins with the first message.
  package init(_ update: DeviceUpdate, for name: InterfaceName) {
    self.name = name
    self.update = update
  }

  /// Fills one message, which has the generic header and nothing else.
  @inline(never)
  package mutating func fill(_ message: inout MessageWriter) {
    typealias Known = WireGuardNetlink.DeviceAttribute
    message.put(Known.interfaceName, name.terminated.span)
    if isFirst {
      putDevice(in: &message)
      isFirst = false
    }
    guard peer < update.peers.count else { return }
    // A peer in a span is looked at where it is: a copy would count the references in it up and down.
    let peers = update.peers
    message.nest(Known.peers) { (message) in
      while peer < peers.count, put(peer, of: peers.span, in: &message) {}
    }
  }

  private func putDevice(in message: inout MessageWriter) {
    typealias Known = WireGuardNetlink.DeviceAttribute
    switch update.privateKey {
    case .keep: break
    case .clear: message.put(Known.privateKey, zeroKey.span)
    case .set(let key): key.withExposedBytes { (bytes) in message.put(Known.privateKey, bytes) }
    }
    if let port = update.listenPort { message.put(Known.listenPort, port) }
    if let mark = update.firewallMark { message.put(Known.firewallMark, mark) }
    if update.replacesPeers {
      message.put(Known.flags, WireGuardNetlink.DeviceFlag.replacePeers)
    }
  }

  // Answers whether the present peer was finished. A peer of which nothing fits is left for the next
  // message, where it does: no peer's fixed part and no allowed IP comes near a message's size.
  private mutating func put(
    _ place: Int, of peers: Span<PeerUpdate>, in message: inout MessageWriter
  ) -> Bool {
    let removed = removals(
      peers[place].removedAllowedIPs, replacing: peers[place].replacesAllowedIPs)
    let given = peers[place].allowedIPs
    let count = peers[place].action == .remove ? 0 : removed.count + given.count
    let start = message.mark
    let first = allowedIP
    message.nest(WireGuardNetlink.element) { (message) in
      Self.putFixedPart(place, of: peers, isContinued: first > 0, in: &message)
      guard count > 0 else { return }
      message.nest(WireGuardNetlink.PeerAttribute.allowedIPs) { (message) in
        while allowedIP < count, !message.overflowed {
          let mark = message.mark
          if allowedIP < removed.count {
            Self.put(removed[allowedIP], isRemoved: true, in: &message)
          } else {
            Self.put(given[allowedIP - removed.count], isRemoved: false, in: &message)
          }
          if message.overflowed {
            message.rewind(to: mark)
            break
          }
          allowedIP += 1
        }
      }
    }
    let isWhole = allowedIP == count
    if message.overflowed || (!isWhole && allowedIP == first) {
      message.rewind(to: start)
      allowedIP = first
      return false
    }
    if first < removed.count { sentRemoval = true }
    guard isWhole else { return false }
    self.peer += 1
    allowedIP = 0
    return true
  }

  // A list that is replaced has nothing to remove from.
  private func removals(_ prefixes: [IPPrefix], replacing: Bool) -> [IPPrefix] {
    sendsRemovals && !replacing ? prefixes : []
  }

  private static func putFixedPart(
    _ place: Int, of peers: Span<PeerUpdate>, isContinued: Bool, in message: inout MessageWriter
  ) {
    typealias Known = WireGuardNetlink.PeerAttribute
    let (action, key) = (peers[place].action, peers[place].publicKey)
    message.put(Known.publicKey, key.bytes.span)
    let flags = flags(
      action, replacing: peers[place].replacesAllowedIPs, isContinued: isContinued)
    if flags != 0 { message.put(Known.flags, flags) }
    guard !isContinued, action != .remove else { return }
    switch peers[place].presharedKey {
    case .keep: break
    case .clear: message.put(Known.presharedKey, zeroKey.span)
    case .set(let key): key.withExposedBytes { (bytes) in message.put(Known.presharedKey, bytes) }
    }
    if let endpoint = peers[place].endpoint { put(endpoint, in: &message) }
    if let keepalive = peers[place].persistentKeepalive {
      message.put(Known.persistentKeepalive, keepalive)
    }
  }

  private static func flags(
    _ action: PeerUpdate.Action, replacing: Bool, isContinued: Bool
  ) -> UInt32 {
    typealias Flag = WireGuardNetlink.PeerFlag
    if action == .remove { return Flag.remove }
    // A continuation must not bring back a peer that somebody removed after the first part, nor
    // clear what the first part has set.
    if isContinued { return Flag.updateOnly }
    return (action == .changeOnly ? Flag.updateOnly : 0)
      | (replacing ? Flag.replaceAllowedIPs : 0)
  }

  private static func put(_ endpoint: Endpoint, in message: inout MessageWriter) {
    let type = WireGuardNetlink.PeerAttribute.endpoint
    let port = endpoint.port.bigEndian
    let address = endpoint.address
    switch address.family {
    case .v4:
      // struct sockaddr_in: family, port, address, eight bytes of nothing.
      message.put(type, (UInt16(AF_INET), port, address.valueV4.bigEndian, 0 as UInt64))
    case .v6:
      // struct sockaddr_in6: family, port, flow, address, scope.
      message.put(
        type,
        (
          UInt16(AF_INET6), port, 0 as UInt32, address.high.bigEndian, address.low.bigEndian,
          endpoint.scopeID
        ))
    }
  }

  private static func put(
    _ prefix: IPPrefix, isRemoved: Bool, in message: inout MessageWriter
  ) {
    typealias Known = WireGuardNetlink.AllowedIPAttribute
    message.nest(WireGuardNetlink.element) { (message) in
      switch prefix.address.family {
      case .v4:
        message.put(Known.family, UInt16(AF_INET))
        message.put(Known.address, prefix.address.valueV4.bigEndian)
      case .v6:
        message.put(Known.family, UInt16(AF_INET6))
        message.put(
          Known.address, (prefix.address.high.bigEndian, prefix.address.low.bigEndian))
      }
      message.put(Known.prefixLength, prefix.length)
      if isRemoved { message.put(Known.flags, WireGuardNetlink.AllowedIPFlag.remove) }
    }
  }
}

// WireGuard's word for "none".
private var zeroKey: InlineArray<32, UInt8> { InlineArray(repeating: 0) }
