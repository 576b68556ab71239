internal import CLinux
internal import Netlink
internal import WGModel

extension KernelController {
  /// Takes single allowed IPs from their peers on a kernel that has no flag for it.
  ///
  /// They are given to a peer that exists for the length of one message: the kernel carries out a
  /// message under one lock, so that nobody ever sees that peer. The usual way, sending the peer's
  /// list anew without them, would cut off all its other allowed IPs for a moment, and of a long list
  /// for many messages.
  static func remove<Transport: NetlinkTransport & ~Copyable>(
    _ changes: ArraySlice<PeerUpdate>, from name: InterfaceName,
    through wireguard: inout GenericNetlink<Transport>, counting removed: inout Int
  ) throws(NetlinkError) {
    let device = try read(name, from: &wireguard)
    let order = KeyOrder(of: device.peers)
    let owners = AllowedIPOwners(of: device.peers)
    var owned: [IPPrefix] = []
    for change in changes where change.action != .remove && !change.replacesAllowedIPs {
      guard !change.removedAllowedIPs.isEmpty,
        let place = order.place(of: change.publicKey)
      else { continue }
      // What another peer has stays there, as the flag would have it.
      owned += change.removedAllowedIPs.filter { owners.owner(of: $0.masked) == place }
    }
    while !owned.isEmpty {
      let standIn: PublicKey
      do throws(WGError) { standIn = try PrivateKey.generate().publicKey } catch {
        throw NetlinkError(.systemCall, errno: error.errno ?? 0, "getting random bytes")
      }
      let update = DeviceUpdate(peers: [
        PeerUpdate(publicKey: standIn, allowedIPs: Array(owned.prefix(mostPerMessage))),
        PeerUpdate(publicKey: standIn, action: .remove),
      ])
      var encoder = KernelEncoder(update, for: name)
      var message = wireguard.message(
        command: WireGuardNetlink.Command.setDevice, version: WireGuardNetlink.version)
      encoder.fill(&message)
      try wireguard.request(&message)
      let count = min(owned.count, mostPerMessage)
      owned.removeFirst(count)
      removed += count
    }
  }

  // An allowed IP takes at most 44 bytes of the 64 KiB; both parts must be in one message.
  private static var mostPerMessage: Int { 1_024 }
}
