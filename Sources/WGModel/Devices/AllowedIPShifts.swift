/// How allowed IPs have to change hands: for each wanted peer what it gets and what it gives up.
struct AllowedIPShifts {
  /// The change of one peer's list.
  struct Shift {
    var added: [IPPrefix] = []
    /// What nobody is to have; what another peer gets leaves by itself.
    var removed: [IPPrefix] = []
    /// Whether nothing of what the peer has remains.
    var keepsNone = true
  }

  /// The networks that leave a peer which stays, or that several peers are to have.
  private(set) var moves: [AllowedIPMove] = []

  private var shifts: [Shift]

  subscript(index: Int) -> Shift { shifts[index] }

  /// Compares the lists.
  ///
  /// - Parameters:
  ///   - present: the peers of the device.
  ///   - wanted: the peers as wanted, each once.
  ///   - places: where the wanted peers are among the present ones, nil for a new one.
  init(from present: Peers, to wanted: [PeerConfiguration], at places: [Int?]) {
    shifts = Array(repeating: Shift(), count: wanted.count)
    // The present peers' places among the wanted ones.
    var wantedPlaces = [Int?](repeating: nil, count: present.count)
    for (index, place) in places.enumerated() {
      if let place { wantedPlaces[place] = index }
    }
    var wishes: [(network: IPPrefix, index: Int)] = []
    for (index, peer) in wanted.enumerated() {
      for allowedIP in peer.allowedIPs { wishes.append((allowedIP.masked, index)) }
    }
    wishes = orderedPlaces(wishes.count) { wishes[$0].network < wishes[$1].network }
      .map { wishes[$0] }
    let owners = AllowedIPOwners(of: present).entries

    // Both lists are in the order of networks: walk them side by side, one network at a time.
    var (wish, owner) = (0, 0)
    while wish < wishes.count || owner < owners.count {
      let isWished =
        owner == owners.count
        || (wish < wishes.count && wishes[wish].network < owners[owner].network)
      let network = isWished ? wishes[wish].network : owners[owner].network
      var holder: Int?
      if owner < owners.count, owners[owner].network == network {
        // A peer that does not stay gives up what it has.
        holder = wantedPlaces[owners[owner].place]
        owner += 1
      }
      let first = wish
      while wish < wishes.count, wishes[wish].network == network { wish += 1 }
      settle(network, holder, wishes[first..<wish], wanted)
    }
  }

  private mutating func settle(
    _ network: IPPrefix, _ holder: Int?, _ wishes: ArraySlice<(network: IPPrefix, index: Int)>,
    _ wanted: [PeerConfiguration]
  ) {
    guard let last = wishes.last?.index else {
      if let holder { shifts[holder].removed.append(network) }
      return
    }
    if holder == last {
      shifts[last].keepsNone = false
      return
    }
    shifts[last].added.append(network)
    var loser = holder
    for wish in wishes {
      if let loser, loser != wish.index {
        moves.append(
          AllowedIPMove(
            network, from: wanted[loser].publicKey, to: wanted[wish.index].publicKey))
      }
      loser = wish.index
    }
  }
}
