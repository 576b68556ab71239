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
    let touched = AllowedIPOwners(Self.touched(from: present, to: wanted, at: places))
    if touched.entries.isEmpty { return }
    // The present peers' places among the wanted ones.
    var wantedPlaces = [Int?](repeating: nil, count: present.count)
    for (index, place) in places.enumerated() {
      if let place { wantedPlaces[place] = index }
    }
    var wished: [AllowedIPOwners.Entry] = []
    for (index, peer) in wanted.enumerated() {
      for allowedIP in peer.allowedIPs where touched.has(allowedIP.masked) {
        wished.append((allowedIP.masked, index))
      }
    }
    let wishes = AllowedIPOwners(wished).entries
    let owners = AllowedIPOwners(of: present, amid: touched).entries

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

  // The networks of all lists that are not on the device as they are wanted. Where none of these is
  // in a list, nobody gives it anything and nobody takes from it.
  private static func touched(
    from present: Peers, to wanted: [PeerConfiguration], at places: [Int?]
  ) -> [AllowedIPOwners.Entry] {
    var touched: [AllowedIPOwners.Entry] = []
    var stays = [Bool](repeating: false, count: present.count)
    for (index, peer) in wanted.enumerated() {
      if let place = places[index] {
        stays[place] = isSame(present, present.records[place].allowedIPs, peer.allowedIPs)
        if stays[place] { continue }
      }
      for allowedIP in peer.allowedIPs { touched.append((allowedIP.masked, index)) }
    }
    for (place, record) in present.records.enumerated() where !stays[place] {
      for index in record.allowedIPs { touched.append((present.allowedIPs[index], place)) }
    }
    return touched
  }

  private static func isSame(_ present: Peers, _ has: Range<Int>, _ wanted: [IPPrefix]) -> Bool {
    guard has.count == wanted.count else { return false }
    for index in wanted.indices
    where present.allowedIPs[has.lowerBound + index] != wanted[index].masked { return false }
    return true
  }

  private mutating func settle(
    _ network: IPPrefix, _ holder: Int?, _ wishes: ArraySlice<AllowedIPOwners.Entry>,
    _ wanted: [PeerConfiguration]
  ) {
    guard let last = wishes.last?.place else {
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
      if let loser, loser != wish.place {
        moves.append(
          AllowedIPMove(
            network, from: wanted[loser].publicKey, to: wanted[wish.place].publicKey))
      }
      loser = wish.place
    }
  }
}
