internal import CWGKit
internal import WGKit

/// A difference of a device, or of a whole interface, in the shape in which C reads it.
@safe
final class DifferenceObject: @unchecked Sendable {
  static let handles = HandleTable<DifferenceObject>(.difference)

  let update: DeviceUpdate
  /// The MTU to set, or 0.
  let mtu: UInt32
  // Written by the initializer, read-only from then on.
  let info: UnsafeMutablePointer<wgkit_difference_info>
  let moves: UnsafeMutableBufferPointer<wgkit_move>
  // The four kinds of networks, one behind the other, and where each begins and the last one ends.
  private let networks: UnsafeMutableBufferPointer<wgkit_prefix>
  private let networkEnds: [Int]

  convenience init(_ difference: DeviceDifference) {
    self.init(difference, mtu: nil, networks: [])
  }

  convenience init(_ difference: InterfaceDifference) {
    // In the order of WGKIT_NETWORKS_*.
    self.init(
      difference.device, mtu: difference.mtu,
      networks: [
        difference.addedAddresses, difference.removedAddresses, difference.addedRoutes,
        difference.removedRoutes,
      ])
  }

  private init(_ difference: DeviceDifference, mtu: UInt32?, networks lists: [[IPPrefix]]) {
    update = difference.update
    self.mtu = mtu ?? 0
    unsafe info = .allocate(capacity: 1)
    unsafe info.initialize(to: wgkit_difference_info(difference))
    unsafe moves = .allocate(capacity: difference.moves.count)
    for (index, move) in difference.moves.enumerated() {
      unsafe moves.initializeElement(at: index, to: wgkit_move(move))
    }
    unsafe networks = .allocate(capacity: lists.reduce(0) { $0 + $1.count })
    var ends = [0]
    var end = 0
    for list in lists {
      for network in list {
        unsafe networks.initializeElement(at: end, to: wgkit_prefix(network))
        end += 1
      }
      ends.append(end)
    }
    networkEnds = ends
  }

  deinit {
    unsafe info.deallocate()
    unsafe moves.deallocate()
    unsafe networks.deallocate()
  }

  /// The networks of a kind, WGKIT_NETWORKS_*; nil for a number that is none.
  func networks(_ which: UInt32) -> UnsafeMutableBufferPointer<wgkit_prefix>? {
    guard case 1...4 = which else { return nil }
    let which = Int(which)
    guard which < networkEnds.count else { return unsafe .init(start: nil, count: 0) }
    return unsafe .init(rebasing: networks[networkEnds[which - 1]..<networkEnds[which]])
  }
}

extension wgkit_difference_info {
  fileprivate init(_ difference: DeviceDifference) {
    self.init()
    settings = UInt32(difference.update.settings.rawValue)
    moves = UInt64(difference.moves.count)
    for peer in difference.update.peers {
      switch peer.action {
      case .addOrChange: added_peers += 1
      case .changeOnly: changed_peers += 1
      case .remove: removed_peers += 1
      }
    }
  }
}

extension wgkit_move {
  fileprivate init(_ move: AllowedIPMove) {
    self.init(
      allowed_ip: wgkit_prefix(move.allowedIP), from: wgkit_public_key(move.from),
      to: wgkit_public_key(move.to))
  }
}
