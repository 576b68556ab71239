/// An allowed IP that goes from one peer to another.
///
/// A device gives each network to one peer only. Whoever adds it to a second peer takes it from the
/// first, which is then cut off from it, and the kernel says nothing.
public struct AllowedIPMove: Equatable, Sendable {
  /// The network, host bits cleared.
  public let allowedIP: IPPrefix

  /// The peer that loses it.
  public let from: PublicKey

  /// The peer that gets it.
  public let to: PublicKey

  /// Describes a move.
  public init(_ allowedIP: IPPrefix, from: PublicKey, to: PublicKey) {
    self.allowedIP = allowedIP
    self.from = from
    self.to = to
  }
}

extension DeviceUpdate {
  /// The allowed IPs that this update would take from peers which keep them as far as it says.
  ///
  /// A peer that the update removes, whose list it replaces or from which it removes the network
  /// gives it up by itself: that is no move. Of several peers of the update that are given the same
  /// network each takes it from the one before.
  ///
  /// - Parameter device: the device before the update.
  /// - Returns: the moves by network, those of one network in the order in which they happen.
  public func moves(on device: Device) -> [AllowedIPMove] {
    var gifts: [(network: IPPrefix, place: Int)] = []
    for (place, peer) in peers.enumerated() where peer.action != .remove {
      for allowedIP in peer.allowedIPs { gifts.append((allowedIP.masked, place)) }
    }
    gifts = orderedPlaces(gifts.count) { gifts[$0].network < gifts[$1].network }
      .map { gifts[$0] }
    let owners = AllowedIPOwners(of: device.peers)
    let order = KeyOrder(peers.map { $0.publicKey })
    var moves: [AllowedIPMove] = []
    var owner: PublicKey?
    for (index, gift) in gifts.enumerated() {
      if index == 0 || gifts[index - 1].network != gift.network {
        let place = replacesPeers ? nil : owners.owner(of: gift.network)
        owner = place.map { device.peers.records[$0].publicKey }
        if let key = owner, givesUp(gift.network, order.places(of: key)) { owner = nil }
      }
      let receiver = peers[gift.place].publicKey
      if let owner, owner != receiver {
        moves.append(AllowedIPMove(gift.network, from: owner, to: receiver))
      }
      owner = receiver
    }
    return moves
  }

  private func givesUp(_ network: IPPrefix, _ places: ArraySlice<Int>) -> Bool {
    places.contains { place in
      peers[place].action == .remove || peers[place].replacesAllowedIPs
        || peers[place].removedAllowedIPs.contains { $0.masked == network }
    }
  }
}
