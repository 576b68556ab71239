internal import Sentences

extension Device {
  /// What has to change for the device to become what is wanted.
  ///
  /// A pure function: nothing is read and nothing is sent. Applied to the device as it is here, the
  /// update makes it as wanted; of that device in turn the difference is empty.
  ///
  /// - Throws: ``WGError/Code/invalidArgument`` when a peer is wanted twice, or when one has the
  ///   device's own key, which the kernel ignores.
  public func difference(to wanted: DeviceConfiguration) throws(WGError) -> DeviceDifference {
    let peersWanted = wanted.peers
    if let key = firstRepeatedKey(among: peersWanted.count, { peersWanted[$0].publicKey }) {
      throw WGError(.invalidArgument, "the peer \(key) is wanted twice; make it one")
    }
    if let own = wanted.ownKey(on: self), peersWanted.contains(where: { $0.publicKey == own }) {
      throw WGError(
        .invalidArgument,
        "the peer \(own) has the device's own key, and a device is no peer of itself")
    }
    var update = settings(for: wanted)
    // Where the wanted peers are on the device, nil for a new one. The device mostly has them in the
    // order in which they are wanted: then none is searched for.
    var places = [Int?](repeating: nil, count: peersWanted.count)
    var order: KeyOrder?
    var next = 0
    for (place, record) in peers.records.enumerated() {
      if next == peersWanted.count || peersWanted[next].publicKey != record.publicKey {
        let known = order ?? KeyOrder(peersWanted.map { $0.publicKey })
        order = known
        guard let index = known.place(of: record.publicKey) else {
          update.peers.append(PeerUpdate(publicKey: record.publicKey, action: .remove))
          continue
        }
        next = index
      }
      places[next] = place
      next += 1
    }
    let shifts = AllowedIPShifts(from: peers, to: wanted.peers, at: places)
    for (index, peer) in wanted.peers.enumerated() {
      let shift = shifts[index]
      guard let place = places[index] else {
        update.peers.append(peer.addition(giving: shift.added))
        continue
      }
      if let change = peer.change(from: peers[place], shift) { update.peers.append(change) }
    }
    return DeviceDifference(update: update, moves: shifts.moves)
  }

  // What differs of the device's own values.
  private func settings(for wanted: DeviceConfiguration) -> DeviceUpdate {
    var update = DeviceUpdate()
    switch (wanted.privateKey, privateKey) {
    case (.set(let key), let present) where present?.isEqual(to: key) != true:
      update.privateKey = .set(key)
    case (.clear, _?): update.privateKey = .clear
    default: break
    }
    // A port of 0 would make the kernel choose anew.
    if let port = wanted.listenPort, port != 0, port != listenPort { update.listenPort = port }
    if let mark = wanted.firewallMark, mark != firewallMark { update.firewallMark = mark }
    return update
  }
}

extension DeviceConfiguration {
  // The public key that the device will have.
  fileprivate func ownKey(on device: Device) -> PublicKey? {
    switch privateKey {
    case .keep: device.publicKey
    case .set(let key):
      device.privateKey?.isEqual(to: key) == true ? device.publicKey : key.publicKey
    case .clear: nil
    }
  }
}

extension PeerConfiguration {
  // The update that adds the peer. Should it be there by then, it still gets this list and no other.
  fileprivate func addition(giving added: [IPPrefix]) -> PeerUpdate {
    PeerUpdate(
      publicKey: publicKey, presharedKey: presharedKey.map { .set($0) } ?? .keep,
      endpoint: endpoint, persistentKeepalive: persistentKeepalive == 0 ? nil : persistentKeepalive,
      replacesAllowedIPs: true, allowedIPs: added)
  }

  // The update that makes this of a peer, or nil when it is so. A peer that is gone by then stays
  // gone: half of it would be worse.
  fileprivate func change(from peer: Peer, _ shift: AllowedIPShifts.Shift) -> PeerUpdate? {
    var update = PeerUpdate(publicKey: publicKey, action: .changeOnly)
    var differs = false
    switch (presharedKey, peer.presharedKey) {
    case (let key?, let present) where present?.isEqual(to: key) != true:
      update.presharedKey = .set(key)
      differs = true
    case (nil, _?):
      update.presharedKey = .clear
      differs = true
    default: break
    }
    if let endpoint, endpoint != peer.endpoint {
      update.endpoint = endpoint
      differs = true
    }
    if persistentKeepalive != peer.persistentKeepalive {
      update.persistentKeepalive = persistentKeepalive
      differs = true
    }
    if shift.added.isEmpty && shift.removed.isEmpty { return differs ? update : nil }
    update.allowedIPs = shift.added
    // Where nothing stays, replacing the list is shorter, and every kernel can do it.
    if shift.keepsNone && !shift.removed.isEmpty {
      update.replacesAllowedIPs = true
    } else {
      update.removedAllowedIPs = shift.removed
    }
    return update
  }
}
