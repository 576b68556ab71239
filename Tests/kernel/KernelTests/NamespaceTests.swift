import Foundation
import Testing
import WGKit

/// Devices of other network namespaces than the test's own.
@Suite(.serialized, .enabled(if: Harness.isHere, Harness.reason))
struct NamespaceTests {
  /// Lends a new namespace with a name, and deletes it whatever happens.
  private func withNamespace(
    _ name: String, _ body: (NetworkNamespace) throws -> Void
  ) throws {
    _ = try Harness.output("ip", "netns", "add", name)
    defer { _ = try? Harness.output("ip", "netns", "del", name) }
    try body(try .named(name))
  }

  private var here: String {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/thread-self/ns/net")) ?? ""
  }

  @Test func `every operation works in another namespace, and the thread stays in its own`() throws
  {
    try withNamespace("far") { far in
      let before = here
      let (kernel, links) = (KernelController(in: far), LinkController(in: far))
      let name = try InterfaceName("wgfar")
      try links.create(name, mtu: 1380)
      #expect(try kernel.devices() == [name])
      #expect(try !KernelController().devices().contains(name))
      let update = DeviceUpdate(
        privateKey: .set(try PrivateKey.generate()), listenPort: 51850,
        peers: [try makePeer(1, allowedIPs: 2)])
      try kernel.apply(update, to: name)
      #expect(try kernel.sync(DeviceConfiguration(kernel.device(name)), to: name).isEmpty)
      try links.addAddress(IPPrefix("10.77.0.1/24"), to: name)
      try links.bringUp(name)
      try links.setMTU(1400, of: name)
      try links.addRoute(to: IPPrefix("10.78.0.0/16"), through: name)
      #expect(try links.addresses(of: name).contains(IPPrefix("10.77.0.1/24")))
      #expect(try links.routes(through: name).contains(IPPrefix("10.78.0.0/16")))
      let dump = try Harness.output("ip", "netns", "exec", "far", "wg", "show", "wgfar", "dump")
      #expect(try dumpText(kernel.device(name)) == dump)
      try links.removeRoute(to: IPPrefix("10.78.0.0/16"), through: name)
      try links.removeAddress(IPPrefix("10.77.0.1/24"), from: name)
      try links.bringDown(name)
      try links.delete(name)
      #expect(try kernel.devices().isEmpty)
      #expect(here == before && !before.isEmpty)
    }
  }

  @Test func `eight threads control an interface of another namespace at once`() throws {
    try withNamespace("busy") { busy in
      let name = try InterfaceName("wgbusy")
      try LinkController(in: busy).create(name)
      let before = here
      let outcome = Outcome()
      DispatchQueue.concurrentPerform(iterations: 8) { thread in
        do {
          let kernel = KernelController(in: busy)
          for round in 0..<25 {
            let peer = try makePeer(thread * 100 + round, allowedIPs: 2)
            try kernel.apply(DeviceUpdate(peers: [peer]), to: name)
            let read = try kernel.device(name).peers[peer.publicKey]
            if Set(read?.allowedIPs ?? []) != Set(peer.allowedIPs) {
              outcome.add(
                "thread \(thread): peer \(round) reads back as \(String(describing: read))")
            }
          }
        } catch {
          outcome.add("thread \(thread): \(error)")
        }
      }
      #expect(outcome.failures == [])
      #expect(try KernelController(in: busy).device(name).peers.count == 200)
      #expect(here == before)
    }
  }

  private final class Outcome: @unchecked Sendable {
    private let lock = NSLock()
    private var texts: [String] = []
    func add(_ text: String) { lock.withLock { texts.append(text) } }
    var failures: [String] { lock.withLock { texts } }
  }

  @Test func `the namespace of a process is found by its number`() throws {
    try withNamespace("owned") { owned in
      let name = try InterfaceName("wgowned")
      try LinkController(in: owned).create(name)
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = ["ip", "netns", "exec", "owned", "sleep", "1000"]
      try process.run()
      defer { process.terminate() }
      let namespace = try NetworkNamespace.process(process.processIdentifier)
      var names: [InterfaceName] = []
      // `ip` enters the namespace a moment after it has started.
      for _ in 0..<100 where !names.contains(name) {
        usleep(50_000)
        names = try KernelController(in: namespace).devices()
      }
      #expect(names.contains(name))
    }
  }

  @Test func `an interface created here and moved keeps its key and peers`() throws {
    try withNamespace("moved") { moved in
      let name = try InterfaceName("wgmoved")
      try LinkController().create(name)
      let peer = try makePeer(1)
      try KernelController().apply(DeviceUpdate(listenPort: 51860, peers: [peer]), to: name)
      try LinkController().move(name, to: moved)
      let error = Harness.error { () throws(WGError) in _ = try KernelController().device(name) }
      #expect(error?.code == .noSuchInterface)
      let device = try KernelController(in: moved).device(name)
      #expect(device.listenPort == 51860)
      #expect(device.peers.map(\.publicKey) == [peer.publicKey])

      // And back, by the thread's own namespace.
      try LinkController(in: moved).move(name, to: .current)
      #expect(try KernelController().device(name).listenPort == 51860)

      try LinkController(in: moved).create(name)
      let clash = Harness.error { () throws(WGError) in
        try LinkController().move(name, to: moved)
      }
      #expect(clash?.code == .alreadyExists)
      try LinkController().delete(name)
    }
  }

  @Test func `what is no namespace is an error that names it`() throws {
    let missing = Harness.error { () throws(WGError) in
      _ = try KernelController(in: .named("nowhere")).devices()
    }
    #expect(missing?.code == .noSuchNamespace)
    #expect(missing.map { "\($0)".contains("/run/netns/nowhere") } == true)
    let process = Harness.error { () throws(WGError) in
      _ = try LinkController(in: .process(4_000_000)).index(of: InterfaceName("lo"))
    }
    #expect(process?.code == .noSuchNamespace)
    let other = Harness.error { () throws(WGError) in
      _ = try KernelController(in: .file("/etc/passwd")).devices()
    }
    #expect(other?.code == .invalidArgument)
    _ = try Harness.output("mkfifo", "/run/fifo")
    let fifo = Harness.error { () throws(WGError) in
      _ = try KernelController(in: .file("/run/fifo")).devices()
    }
    #expect(fifo?.code == .invalidArgument)
  }
}
