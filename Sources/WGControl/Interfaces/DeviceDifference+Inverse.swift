internal import WGModel

extension DeviceDifference {
  /// The update that takes this one back, as far as it was carried out, and touches nothing else.
  ///
  /// - Parameter device: the device before this update.
  /// - Returns: the update.
  func inverse(from device: Device) -> DeviceUpdate {
    var inverse = DeviceUpdate()
    if case .keep = update.privateKey {
    } else {
      inverse.privateKey = device.privateKey.map { .set($0) } ?? .clear
    }
    if update.listenPort != nil { inverse.listenPort = device.listenPort }
    if update.firewallMark != nil { inverse.firewallMark = device.firewallMark }
    let order = KeyOrder(of: device.peers)
    for change in update.peers {
      guard let place = order.place(of: change.publicKey) else {
        inverse.peers.append(PeerUpdate(publicKey: change.publicKey, action: .remove))
        continue
      }
      let peer = device.peers[place]
      // An endpoint can be changed and not cleared.
      if change.endpoint != nil, peer.endpoint == nil {
        inverse.peers.append(PeerUpdate(publicKey: change.publicKey, action: .remove))
      }
      inverse.peers.append(
        PeerUpdate(
          publicKey: peer.publicKey, presharedKey: peer.presharedKey.map { .set($0) } ?? .clear,
          endpoint: change.endpoint == nil && change.action != .remove ? nil : peer.endpoint,
          persistentKeepalive: peer.persistentKeepalive, replacesAllowedIPs: true,
          allowedIPs: Array(peer.allowedIPs)))
    }
    // A peer that only lost a network is not in the update.
    for move in moves {
      inverse.peers.append(
        PeerUpdate(publicKey: move.from, action: .changeOnly, allowedIPs: [move.allowedIP]))
    }
    return inverse
  }
}
