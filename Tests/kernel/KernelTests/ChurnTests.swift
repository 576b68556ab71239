import Foundation
import Testing
import WGKit

/// One process that changes all the time, and others that must never see what is not so.
@Suite(.serialized, .enabled(if: Harness.isHere, Harness.reason))
struct ChurnTests {
  // Every peer says by its allowed IPs which peer it is: whatever a snapshot holds can be checked
  // without knowing what the writer was just doing.
  private static func peer(_ number: Int, allowedIPs count: Int) throws -> PeerUpdate {
    var peer = try makePeer(number)
    peer.persistentKeepalive = UInt16(count)
    peer.allowedIPs = try (0..<count).map { index in
      let bytes = [10, number >> 8, number, index].map { UInt8(truncatingIfNeeded: $0) }
      return try IPPrefix(IPAddress(bytes: bytes.span), length: 32)
    }
    return peer
  }

  // The writer's own peers, and those of the sync.
  private static let written = 1_000..<1_100
  private static let synced = 1_200..<1_210
  // They are made and removed together, in one message: a snapshot has all or none of them.
  private static let anchors = 2_000..<2_040

  /// What is wrong with a snapshot, or nil.
  private static func fault(in device: Device) -> String? {
    var seen: Set<Int> = []
    for peer in device.peers {
      let number = Int(peer.publicKey.bytes[0]) | Int(peer.publicKey.bytes[1]) << 8
      guard seen.insert(number).inserted else { return "peer \(number) is there twice" }
      guard written.contains(number) || synced.contains(number) || anchors.contains(number) else {
        return "there never was a peer \(number)"
      }
      for prefix in peer.allowedIPs {
        let bytes = prefix.address.bytes
        guard bytes[1] == UInt8(number >> 8), bytes[2] == UInt8(truncatingIfNeeded: number) else {
          return "peer \(number) has \(prefix), which is another one's"
        }
      }
      guard Set(peer.allowedIPs).count == peer.allowedIPs.count else {
        return "peer \(number) has an allowed IP twice"
      }
      if anchors.contains(number), peer.allowedIPs.count != 20 {
        return "peer \(number) has \(peer.allowedIPs.count) allowed IPs of 20"
      }
    }
    let present = anchors.filter { seen.contains($0) }.count
    return present == 0 || present == anchors.count
      ? nil : "\(present) of \(anchors.count) peers that come and go together"
  }

  /// What the threads found, and whether they are to stop.
  private final class Record: @unchecked Sendable {
    private let lock = NSLock()
    private var texts: [String] = []
    private var counts: [String: Int] = [:]
    private var ended = false

    func fail(_ text: String) { lock.withLock { if texts.count < 20 { texts.append(text) } } }
    func count(_ what: String) { lock.withLock { counts[what, default: 0] += 1 } }
    func end() { lock.withLock { ended = true } }
    var hasEnded: Bool { lock.withLock { ended } }
    var failures: [String] { lock.withLock { texts } }
    func number(_ what: String) -> Int { lock.withLock { counts[what] ?? 0 } }
    var summary: String { lock.withLock { "\(counts.sorted { $0.key < $1.key })" } }
  }

  private static var descriptors: Int {
    (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count) ?? -1
  }

  private static var residentKilobytes: Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") } ?? ""
    return Int(line.split { !$0.isNumber }.first ?? "") ?? -1
  }

  // Which errors a reader may see: the device was gone for a moment, or never held still.
  private static func isExpected(_ error: WGError) -> Bool {
    // With the first errno, ENODEV, also a sync of which a message had been carried out.
    [.noSuchInterface, .interrupted].contains(error.code) || error.errno == 19
  }

  @Test func `readers and syncs beside a writer see no wrong snapshot, and nothing leaks`() throws {
    let seconds =
      ProcessInfo.processInfo.environment["WGKIT_CHURN_SECONDS"].flatMap { Double($0) } ?? 60
    let name = try InterfaceName("wgchurn")
    try LinkController().create(name)
    defer { try? LinkController().delete(name) }
    let record = Record()
    let threads: [@Sendable () -> Void] = [
      { Self.change(name, record) }, { Self.read(name, record) }, { Self.read(name, record) },
      { Self.sync(name, record) },
    ]
    // What the first round allocates for good is not a leak.
    var before = (descriptors: Self.descriptors, kilobytes: 0)
    let group = DispatchGroup()
    for thread in threads {
      group.enter()
      Thread.detachNewThread {
        thread()
        group.leave()
      }
    }
    Thread.sleep(forTimeInterval: seconds / 3)
    before.kilobytes = Self.residentKilobytes
    Thread.sleep(forTimeInterval: seconds * 2 / 3)
    record.end()
    #expect(group.wait(timeout: .now() + 60) == .success, "a thread hangs")
    print("churn: \(record.summary)")

    #expect(record.failures == [])
    #expect(record.number("changes") > 50)
    #expect(record.number("whole snapshots") > 50)
    #expect(record.number("syncs") > 20)
    #expect(record.number("interfaces made again") > 2)
    // Descriptors come and go with the threads; one that stayed for each call would be thousands.
    #expect(Self.descriptors <= before.descriptors + 4)
    #expect(Self.residentKilobytes < before.kilobytes + 8_192)
  }

  /// Adds, changes and removes peers, and now and then makes the interface anew.
  private static func change(_ name: InterfaceName, _ record: Record) {
    let kernel = KernelController()
    var generator = SystemRandomNumberGenerator()
    var generation = 0
    while !record.hasEnded {
      generation += 1
      do throws(WGError) {
        if generation % 60 == 0 {
          try LinkController().delete(name)
          try LinkController().create(name)
          try kernel.apply(DeviceUpdate(peers: anchors.map(anchor)), to: name)
          record.count("interfaces made again")
        }
        var update = DeviceUpdate()
        for _ in 0..<Int.random(in: 1...12, using: &generator) {
          let number = Int.random(in: written, using: &generator)
          let count = Int.random(in: 0...60, using: &generator)
          guard var peer = try? peer(number, allowedIPs: count) else { continue }
          if Int.random(in: 0..<3, using: &generator) == 0 {
            peer = PeerUpdate(publicKey: peer.publicKey, action: .remove)
          }
          update.peers.append(peer)
        }
        try kernel.apply(update, to: name)
        record.count("changes")
      } catch {
        record.fail("changing: \(error)")
      }
    }
  }

  private static func anchor(_ number: Int) -> PeerUpdate {
    (try? peer(number, allowedIPs: 20))
      ?? PeerUpdate(publicKey: PublicKey(bytes: InlineArray(repeating: 9)))
  }

  private static func read(_ name: InterfaceName, _ record: Record) {
    let kernel = KernelController()
    while !record.hasEnded {
      do throws(WGError) {
        let device = try kernel.device(name)
        if let fault = fault(in: device) { record.fail("reading: \(fault)") }
        if device.name != name { record.fail("reading: the device is called \(device.name)") }
        record.count("whole snapshots")
      } catch {
        if isExpected(error) {
          record.count("\(error.code.rawValue)")
        } else {
          record.fail("reading: \(error)")
        }
      }
    }
  }

  /// Wants peers of its own, which the writer never touches, beside all that it finds.
  private static func sync(_ name: InterfaceName, _ record: Record) {
    let kernel = KernelController()
    var generation = 0
    while !record.hasEnded {
      generation += 1
      do throws(WGError) {
        let device = try kernel.device(name)
        var wanted = DeviceConfiguration(peers: device.peers.map { PeerConfiguration($0) })
        let own = try synced.map { number throws(WGError) in
          do {
            return PeerConfiguration(try peer(number, allowedIPs: (generation + number) % 50))
          } catch {
            throw WGError(.invalidArgument, "\(error)")
          }
        }
        let keys = own.map(\.publicKey)
        wanted.peers.removeAll { keys.contains($0.publicKey) }
        wanted.peers += own
        try kernel.sync(wanted, to: name)
        record.count("syncs")
      } catch {
        if isExpected(error) {
          record.count("\(error.code.rawValue)")
        } else {
          record.fail("syncing: \(error)")
        }
      }
    }
  }
}
