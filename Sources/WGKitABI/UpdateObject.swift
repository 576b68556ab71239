internal import CLinux
internal import Sentences
internal import WGKit

/// An update that C builds step by step.
final class UpdateObject: @unchecked Sendable {
  static let handles = HandleTable<UpdateObject>(.update)

  // Guarded by `updateLock`.
  private var update: DeviceUpdate

  init(_ update: DeviceUpdate = DeviceUpdate()) { self.update = update }

  /// The update as it is now.
  var value: DeviceUpdate { updateLock.withLock { update } }

  /// Changes the update; `body` calls nothing that takes a lock.
  func change(_ body: (inout DeviceUpdate) -> Void) {
    updateLock.withLock { body(&update) }
  }

  /// Changes the last peer of this key.
  ///
  /// - Throws: `WGError` with the code `notFound` when the update does not name it.
  func change(_ key: PublicKey, _ body: (inout PeerUpdate) -> Void) throws(WGError) {
    let isThere = updateLock.withLock {
      guard let place = update.lastPlace(of: key) else { return false }
      body(&update.peers[place])
      return true
    }
    guard isThere else {
      throw WGError(.notFound, "the update does not name the peer \(key); put it in first")
    }
  }
}

extension DeviceUpdate {
  /// The last place of a peer; whoever says one thing after the other about it finds it at once.
  func lastPlace(of key: PublicKey) -> Int? { peers.lastIndex { $0.publicKey == key } }
}

/// One lock for all updates, for the sake of fork as with handles; it is never held together with
/// another one.
let updateLock: Lock = {
  pthread_atfork({ updateLock.lock() }, { updateLock.unlock() }, { updateLock.unlock() })
  return Lock()
}()
