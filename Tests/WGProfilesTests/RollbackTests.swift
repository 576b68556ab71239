import Foundation
import Glibc
import Synchronization
import Testing
import WGConfig
import WGModel

@testable import WGProfiles

/// What can be done with a store of the clients a, b and c, of which c is disabled and expires at 100.
private enum Operation: CaseIterable {
  case add, addMany, adopt, revoke, rename, disable, enable, expire, removeExpired, change, renumber

  func run(_ fixture: StoreFixture) throws(WGError) {
    let session = try fixture.store.open()
    let (a, c) = (try ProfileName("a"), try ProfileName("c"))
    switch self {
    case .add: _ = try session.add([NewProfile(try ProfileName("new"))], adopting: false)
    case .addMany:
      var profiles: [NewProfile] = []
      for number in 0..<3 { profiles.append(NewProfile(try ProfileName("new\(number)"))) }
      profiles[1].isEnabled = false
      _ = try session.add(profiles, adopting: false)
    case .adopt:
      _ = try session.add(
        [NewProfile(try ProfileName("new"), keys: .publicKey(fixture.stranger))], adopting: true)
    case .revoke: _ = try session.revoke(session.list[0].publicKey)
    case .rename: _ = try session.rename(a, to: ProfileName("other"))
    case .disable: _ = try session.disable(a)
    case .enable: _ = try session.enable(c)
    case .expire: _ = try session.expire(a, at: Timestamp(seconds: 5))
    case .removeExpired: _ = try session.removeExpired(at: Timestamp(seconds: 200))
    case .change: _ = try session.change(ServerChange(endpoint: try EndpointText("other:1")))
    case .renumber:
      _ = try session.change(
        ServerChange(networks: [try IPPrefix("10.9.0.0/24"), try IPPrefix("fd00:9::/64")]))
    }
  }

  var isOfDevice: Bool { ![.rename, .expire, .change].contains(self) }
}

extension StoreFixture {
  /// The key of a peer that is no client.
  var stranger: PublicKey { PublicKey(bytes: InlineArray(repeating: 9)) }

  static func filled(_ layout: ProfileLayout = .plain) throws -> StoreFixture {
    let key = PublicKey(bytes: InlineArray(repeating: 9))
    let fixture = try StoreFixture(
      more: "\n[Peer]\nPublicKey = \(key)\nAllowedIPs = 10.8.0.99/32\n"
    ) { $0.layout = layout }
    for name in ["a", "b", "c"] { try fixture.add(name) }
    _ = try fixture.store.open().disable(ProfileName("c"))
    _ = try fixture.store.open().expire(ProfileName("c"), at: Timestamp(seconds: 100))
    return fixture
  }
}

@Suite struct RollbackTests {
  @Test func `a device that refuses leaves files and device as they were`() throws {
    var refused = 0
    for layout in [ProfileLayout.plain, .linuxserverPeer] {
      for operation in Operation.allCases where operation.isOfDevice {
        let isPlain = layout == .plain
        for (error, errno) in isPlain
          ? [(WGError.Code.permissionDenied, EPERM)] : [(.outOfResources, ENOSPC)]
        {
          for (after, done) in [(0, false), (0, true), (1, false), (1, true)] {
            let fixture = try StoreFixture.filled(layout)
            let before = try fixture.everything()
            fixture.server.fail(error, errno, after: after, done: done)
            var thrown: WGError?
            do { try operation.run(fixture) } catch { thrown = error }
            guard let thrown else {
              #expect(after == 1, "\(operation)")
              continue
            }
            refused += 1
            #expect(thrown.code == error && thrown.errno == errno, "\(operation)")
            fixture.server.state.withLock { $0.failures = nil }
            #expect(try fixture.everything() == before, "\(operation) \(after) \(done)")
          }
        }
      }
    }
    #expect(refused > 30)
  }

  @Test func `what cannot be taken back at once is taken back by the next use`() throws {
    for operation in Operation.allCases where operation.isOfDevice {
      let fixture = try StoreFixture.filled()
      let before = try fixture.everything()
      // The device does its work, says that it did not, and then refuses to go back.
      fixture.server.fail(.permissionDenied, EPERM, count: 100, done: false)
      fixture.server.state.withLock { $0.failsAfterwards = true }
      var thrown: WGError?
      do { try operation.run(fixture) } catch { thrown = error }
      #expect(thrown != nil)
      fixture.server.state.withLock { $0.failures = nil }
      _ = try fixture.store.open()
      #expect(try fixture.everything() == before, "\(operation)")
    }
  }

  @Test func `an interrupted change can be taken back twice, and after all of it`() throws {
    for operation in Operation.allCases where operation.isOfDevice {
      // The change is made, and its journal put back, as if the process had died at the last moment.
      let fixture = try StoreFixture.filled()
      let before = try fixture.everything()
      let journal = Mutex<String?>(nil)
      let path = fixture.storeFile(".journal")
      fixture.server.state.withLock { (state) in
        state.onChange = {
          let text = try? String(contentsOfFile: path, encoding: .utf8)
          journal.withLock { $0 = $0 ?? text }
        }
      }
      try operation.run(fixture)
      fixture.server.state.withLock { $0.onChange = nil }
      if operation == .adopt { continue }
      #expect(try fixture.everything() != before, "\(operation)")
      for _ in 0..<2 {
        try fixture.put(try #require(journal.withLock { $0 }), path)
        _ = try fixture.store.open()
        #expect(try fixture.everything() == before, "\(operation)")
      }
    }
  }

  @Test func `a restart of the machine leaves only the files to be taken back`() throws {
    let fixture = try StoreFixture.filled()
    let before = try fixture.text(fixture.configFile)
    let path = fixture.storeFile(".journal")
    fixture.server.fail(.permissionDenied, EPERM, count: 100, done: true)
    #expect(code { try Operation.add.run(fixture) } == .partiallyApplied)
    #expect(fixture.names.contains(".journal"))
    fixture.server.state.withLock {
      $0.failures = nil
      $0.isGone = true
    }
    _ = try fixture.store.open()
    #expect(try fixture.text(fixture.configFile) == before)
    #expect(!fixture.names.contains("new.conf") && !fixture.names.contains(".journal"))
    _ = path
  }

  @Test func `files alone do not take back what was begun on a device`() throws {
    let fixture = try StoreFixture.filled()
    fixture.server.fail(.permissionDenied, EPERM, count: 100, done: true)
    #expect(code { try Operation.add.run(fixture) } == .partiallyApplied)
    let blind = StoreCore<SimulatedServer>(fixture.folder, nil)
    #expect(code { _ = try blind.open() } == .invalidArgument)
    #expect(fixture.names.contains(".journal"))
  }

  @Test func `what somebody writes after an interruption is not lost`() throws {
    for isTakenOut in [false, true] {
      let fixture = try StoreFixture.filled()
      let before = try fixture.text(fixture.configFile)
      let after = Mutex<(journal: String?, server: String?)>((nil, nil))
      let (path, configFile) = (fixture.storeFile(".journal"), fixture.configFile)
      fixture.server.state.withLock { (state) in
        state.onChange = {
          let texts = (
            try? String(contentsOfFile: path, encoding: .utf8),
            try? String(contentsOfFile: configFile, encoding: .utf8)
          )
          after.withLock { $0 = texts }
        }
      }
      try Operation.add.run(fixture)
      fixture.server.state.withLock { $0.onChange = nil }
      let (journal, text) = after.withLock { $0 }
      try fixture.put(try #require(journal), path)
      try fixture.put(
        "# Somebody's.\n" + (isTakenOut ? before : try #require(text)), fixture.configFile)
      _ = try fixture.store.open()
      #expect(try fixture.text(fixture.configFile) == "# Somebody's.\n" + before)
      #expect(!fixture.names.contains(".journal") && !fixture.names.contains("new.conf"))
    }
  }

  @Test func `what cannot be taken out of a file that somebody has changed is left, and an error`()
    throws
  {
    let fixture = try StoreFixture.filled()
    let path = fixture.storeFile(".journal")
    let store = try fixture.text(fixture.storeFile("profiles.conf"))
    let journal = Mutex<String?>(nil)
    fixture.server.state.withLock { (state) in
      state.onChange = {
        let text = try? String(contentsOfFile: path, encoding: .utf8)
        journal.withLock { $0 = text }
      }
    }
    try Operation.revoke.run(fixture)
    fixture.server.state.withLock { $0.onChange = nil }
    try fixture.put(try #require(journal.withLock { $0 }), path)
    // The section of the client is neither there nor where it was.
    let text = "[Interface]\nPrivateKey = \(fixture.key.exposedBase64().text)\n"
    try fixture.put(text, fixture.configFile)
    #expect(code { _ = try fixture.store.open() } == .changedMeanwhile)
    #expect(try fixture.text(fixture.configFile) == text)
    #expect(fixture.names.contains(".journal"))
    // What was done last has been taken back, and what was done first has not.
    #expect(try fixture.text(fixture.storeFile("profiles.conf")) == store)
    #expect(!fixture.names.contains("a.conf"))
  }

  @Test func `an edit by somebody else is never lost`() throws {
    // Between reading and writing there is no call of the device for this, so the journal is where it
    // can be seen: the expectation that the server's file is written over is what was read.
    let fixture = try StoreFixture.filled()
    let session = try fixture.store.open()
    let before = try fixture.everything()
    let text = try fixture.text(fixture.configFile)
    let files = try session.folder.files(session.server)
    let contents = try files.read(.server)
    try fixture.put(text + "# Somebody's.\n", fixture.configFile)
    #expect(
      code {
        try session.commit([
          FileChange(place: .file(Array("x.conf".utf8)), before: nil, after: .plain([65])),
          FileChange(
            place: .server, before: contents, after: .plain(Array((text + "# New.\n").utf8))),
        ])
      } == .changedMeanwhile)
    #expect(try fixture.text(fixture.configFile) == text + "# Somebody's.\n")
    try fixture.put(text, fixture.configFile)
    #expect(try fixture.everything() == before)
  }

  @Test func `a damaged journal is an error that says so, and nothing is guessed`() throws {
    let fixture = try StoreFixture.filled()
    for text in [
      "", "x", "WGKit journal 1:\n", "WGKit journal 1:\nfile a 1 1 - - 0 9 0\nend\n",
      "WGKit journal 1:\nend\nmore", "WGKit journal 2:\nend\n",
      "WGKit journal 1:\nfile a 1 1 1 1 18446744073709551615 1 1\nxy\nend\n",
    ] {
      try fixture.put(text, fixture.storeFile(".journal"))
      #expect(code { _ = try fixture.store.open() } == .invalidConfiguration, "\(text)")
      #expect(fixture.names.contains(".journal"))
    }
  }
}
