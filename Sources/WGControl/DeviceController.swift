internal import Sentences
public import WGModel

/// What every way to a WireGuard device can do: list, read, change.
///
/// A controller holds no connection and no state: each call opens what it needs and closes it, so
/// that one value serves any number of threads and survives a fork.
public protocol DeviceController: Sendable {
  /// The names of the WireGuard interfaces, in the order of their creation.
  func devices() throws(WGError) -> [InterfaceName]

  /// A snapshot of one device with all its peers.
  func device(_ name: InterfaceName) throws(WGError) -> Device

  /// Changes a device; what the update does not name stays as it is.
  func apply(_ update: DeviceUpdate, to name: InterfaceName) throws(WGError)
}

extension DeviceController {
  /// Makes a device what is wanted, by sending only what differs.
  ///
  /// It reads the device, takes the ``WGModel/Device/difference(to:)`` and applies that. A device that
  /// is as wanted is sent nothing; peers that are as wanted keep their handshakes and counters. What
  /// others change between reading and sending is not seen: sync again.
  ///
  /// - Parameters:
  ///   - wanted: the device as it is to be.
  ///   - name: the interface.
  ///   - allowingMoves: whether allowed IPs may go from a peer that stays to another one.
  /// - Returns: what was changed.
  /// - Throws: ``WGError/Code/wouldMove``, before anything is changed, when they may not and would.
  @discardableResult
  public func sync(
    _ wanted: DeviceConfiguration, to name: InterfaceName, allowingMoves: Bool = false
  ) throws(WGError) -> DeviceDifference {
    let difference = try device(name).difference(to: wanted)
    if !allowingMoves { try difference.refuseMoves(on: name) }
    if !difference.isEmpty { try apply(difference.update, to: name) }
    return difference
  }
}

extension DeviceDifference {
  /// Throws when there are moves, and names the first of them.
  func refuseMoves(on name: InterfaceName) throws(WGError) {
    guard let first = moves.first else { return }
    let others = moves.count == 1 ? "" : " and \(moves.count - 1) more would move"
    throw WGError(
      .wouldMove,
      "cannot configure \(name): \(first.allowedIP) would move from the peer \(first.from) to the"
        + " peer \(first.to)\(others); take it from the one, or allow moves")
  }
}
