internal import Sentences
internal import WGConfig
internal import WGModel

/// What is to happen on the device.
struct DeviceChange {
  var peers: [PeerUpdate] = []
  /// Those of the peers that the device does not have.
  var added: [PublicKey] = []
  /// The addresses of the interface, when they change.
  var addresses: [IPPrefix]?
  /// The peers whose counters are wanted as they are at the end.
  var counted: [PublicKey] = []

  var isEmpty: Bool { peers.isEmpty && addresses == nil }
}

extension StoreSession {
  /// Makes a change of files and device, all of it or nothing.
  ///
  /// The order is: the journal; the files; the device; the journal goes, and with that the change is
  /// made. The device comes last because a peer that is taken away loses what it has counted: all that is
  /// likely to fail has been done by then.
  ///
  /// - Returns: what the peers in question had counted, in their order.
  @discardableResult
  func commit(
    _ changes: [FileChange], _ device: DeviceChange = DeviceChange()
  ) throws(WGError) -> [PeerCounters?] {
    var journal = Journal()
    for change in changes { journal.note(change) }
    if interface != nil, !device.isEmpty {
      journal.isLive = true
      let added = KeyOrder(device.added)
      journal.peers = device.peers.map {
        ($0.publicKey, added.place(of: $0.publicKey) == nil)
      }
      journal.changesAddresses = device.addresses != nil
    }
    var counters = [PeerCounters?](repeating: nil, count: device.counted.count)
    do throws(WGError) {
      try write(journal)
      let files = try folder.files(server)
      for change in changes { try files.put(change) }
      try folder.flush()
      if let interface, !device.isEmpty {
        counters = try counted(device.counted, on: interface)
        try apply(device, on: interface)
      }
      try folder.remove(Journal.fileName)
    } catch {
      throw takeBack(journal, after: error)
    }
    try folder.flush()
    return counters
  }

  private func write(_ journal: Journal) throws(WGError) {
    let text = journal.text()
    try text.withExposedBytes { (text) throws(WGError) in
      try folder.write(text, to: Journal.fileName, over: .nothing)
    }
    try folder.flush()
  }

  private func apply(_ change: DeviceChange, on interface: Interface) throws(WGError) {
    if !change.peers.isEmpty {
      try interface.apply(DeviceUpdate(peers: change.peers), to: server.interface)
    }
    if let addresses = change.addresses {
      try interface.setAddresses(addresses, of: server.interface)
    }
  }

  private func counted(
    _ keys: [PublicKey], on interface: Interface
  ) throws(WGError) -> [PeerCounters?] {
    guard !keys.isEmpty else { return [] }
    let device = try interface.device(server.interface)
    let places = KeyOrder(of: device.peers)
    return keys.map { (key) in
      places.place(of: key).map { PeerCounters(device.peers[$0], of: device) }
    }
  }

  // The error of a change that failed, once it has been taken back.
  private func takeBack(_ journal: Journal, after error: WGError) -> WGError {
    do throws(WGError) {
      try StoreRecovery(folder: folder, interface: interface).takeBack(journal)
      return error
    } catch let second {
      return WGError(
        .partiallyApplied,
        "\(error.message); not all could be taken back, and the next use of the store goes on with that:"
          + " \(second.message)", errno: error.errno)
    }
  }
}

extension PeerCounters {
  init(_ peer: Peer, of device: Device) {
    self.init(
      publicKey: peer.publicKey, receivedBytes: peer.receivedBytes, sentBytes: peer.sentBytes,
      lastHandshake: peer.lastHandshake, interfaceIndex: device.index, readAt: .now)
  }
}
