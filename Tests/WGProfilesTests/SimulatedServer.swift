import Synchronization
import WGConfig
import WGModel

@testable import WGProfiles

/// An interface in memory: what the kernel does with peers, in the plainest way, and failures on demand.
final class SimulatedServer: ServerInterface {
  struct SimulatedPeer {
    var presharedKey: PresharedKey?
    var allowedIPs: [IPPrefix] = []
    var keepalive: UInt16 = 0
    var counters: (received: UInt64, sent: UInt64) = (0, 0)
  }

  struct State {
    var privateKey: PrivateKey?
    var keys: [PublicKey] = []
    var peers: [PublicKey: SimulatedPeer] = [:]
    var addresses: [IPPrefix] = []
    /// How many calls come before those that fail, and how many fail.
    var failures: (after: Int, count: Int, error: WGError)?
    /// Whether a call that fails has done its work all the same.
    var failsAfterwards = false
    var touched: [PublicKey] = []
    var updates = 0
    var isGone = false
    /// Called before a change.
    var onChange: (@Sendable () -> Void)?
  }

  let state: Mutex<State>

  init(_ privateKey: PrivateKey, addresses: [String]) throws {
    var state = State()
    state.privateKey = privateKey
    state.addresses = try addresses.map { try IPPrefix($0) }
    self.state = Mutex(state)
  }

  /// Lets calls that change something fail.
  func fail(
    _ code: WGError.Code, _ errno: Int32, after: Int = 0, count: Int = 1, done: Bool = false
  ) {
    state.withLock {
      $0.failures = (
        after, count, WGError(code, "cannot configure: failed on purpose", errno: errno)
      )
      $0.failsAfterwards = done
    }
  }

  private static func failure(_ state: inout State) -> WGError? {
    guard var plan = state.failures else { return nil }
    defer { state.failures = plan.count > 0 ? plan : nil }
    if plan.after > 0 {
      plan.after -= 1
      return nil
    }
    plan.count -= 1
    return plan.count >= 0 ? plan.error : nil
  }

  private func change(_ body: (inout State) -> Void) throws(WGError) {
    state.withLock { $0.onChange }?()
    let error = state.withLock { (state) -> WGError? in
      let error = Self.failure(&state)
      if error == nil || state.failsAfterwards { body(&state) }
      return error
    }
    if let error { throw error }
  }

  func apply(_ update: DeviceUpdate, to name: InterfaceName) throws(WGError) {
    try change { (state) in
      state.updates += 1
      for peer in update.peers {
        state.touched.append(peer.publicKey)
        if peer.action == .remove {
          state.peers[peer.publicKey] = nil
          state.keys.removeAll { $0 == peer.publicKey }
          continue
        }
        if state.peers[peer.publicKey] == nil {
          if peer.action == .changeOnly { continue }
          state.keys.append(peer.publicKey)
          state.peers[peer.publicKey] = SimulatedPeer()
        }
        switch peer.presharedKey {
        case .keep: break
        case .set(let key): state.peers[peer.publicKey]?.presharedKey = key
        case .clear: state.peers[peer.publicKey]?.presharedKey = nil
        }
        if let keepalive = peer.persistentKeepalive {
          state.peers[peer.publicKey]?.keepalive = keepalive
        }
        if peer.replacesAllowedIPs { state.peers[peer.publicKey]?.allowedIPs = [] }
        for prefix in peer.allowedIPs {
          for key in state.keys { state.peers[key]?.allowedIPs.removeAll { $0 == prefix.masked } }
          state.peers[peer.publicKey]?.allowedIPs.append(prefix.masked)
        }
      }
    }
  }

  func addresses(of name: InterfaceName) throws(WGError) -> [IPPrefix] {
    state.withLock { $0.addresses }
  }

  func setAddresses(_ wanted: [IPPrefix], of name: InterfaceName) throws(WGError) {
    guard state.withLock({ $0.addresses != wanted }) else { return }
    try change { $0.addresses = wanted }
  }

  func device(_ name: InterfaceName) throws(WGError) -> Device {
    let device = state.withLock { (state) -> Device? in
      guard !state.isGone else { return nil }
      var records: [Peers.Record] = []
      var allowedIPs: [IPPrefix] = []
      let keys = SecretBuilder()
      for key in state.keys {
        guard let peer = state.peers[key] else { continue }
        var record = Peers.Record(publicKey: key, allowedIPsFrom: allowedIPs.count)
        allowedIPs += peer.allowedIPs
        record.allowedIPs = record.allowedIPs.lowerBound..<allowedIPs.count
        record.persistentKeepalive = peer.keepalive
        record.receivedBytes = peer.counters.received
        record.sentBytes = peer.counters.sent
        record.hasPresharedKey = peer.presharedKey != nil
        peer.presharedKey?.withExposedBytes { keys.append($0) }
        if peer.presharedKey == nil { keys.append(zeros: 32) }
        records.append(record)
      }
      return Device(
        name: name, index: 7, privateKey: state.privateKey,
        publicKey: state.privateKey?.publicKey, listenPort: 51820, firewallMark: 0,
        peers: Peers(records: records, allowedIPs: allowedIPs, presharedKeys: keys.finish()))
    }
    guard let device else {
      throw WGError(.noSuchInterface, "cannot read \(name): there is no such interface", errno: 19)
    }
    return device
  }

  /// Lets a peer count traffic.
  func count(_ key: PublicKey, received: UInt64, sent: UInt64) {
    state.withLock { $0.peers[key]?.counters = (received, sent) }
  }

  var touched: [PublicKey] { state.withLock { $0.touched } }
  var keys: [PublicKey] { state.withLock { $0.keys } }
  func allowedIPs(_ key: PublicKey) -> [IPPrefix]? { state.withLock { $0.peers[key]?.allowedIPs } }
}
