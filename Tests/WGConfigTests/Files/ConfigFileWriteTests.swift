import Foundation
import Glibc
import Testing
import WGModel

@testable import WGConfig

@Suite struct `Writing a configuration file` {
  @Test(arguments: [0, 1, 4096, 1_000_000])
  func `a new file has the text, the mode 0600 and nothing beside it`(_ size: Int) throws {
    let scratch = try Scratch()
    let text = String(repeating: "x", count: size)
    try ConfigFile(scratch("a")).write(text)
    #expect(try scratch.text("a") == text)
    #expect(scratch.mode("a") == 0o600)
    #expect(scratch.names == ["a"])
  }

  @Test(arguments: [
    (0o600, 0o600), (0o644, 0o600), (0o666, 0o600), (0o640, 0o600), (0o400, 0o400), (0o755, 0o600),
    (0o4600, 0o600),
  ])
  func `an existing file's mode is kept where it is narrower, and narrowed where it is wider`(
    _ before: Int, _ after: Int
  ) throws {
    let scratch = try Scratch()
    try scratch.put("old", "a", mode: mode_t(before))
    try ConfigFile(scratch("a")).write("new")
    #expect(try scratch.text("a") == "new")
    #expect(scratch.mode("a") == mode_t(after))
  }

  @Test func `an existing file's owner is kept`() throws {
    guard geteuid() == 0 else { return }
    let scratch = try Scratch()
    try scratch.put("old", "a")
    scratch.giveAway("a", to: 12345, 54321)
    try ConfigFile(scratch("a")).write("new")
    var status = stat()
    #expect(unsafe stat(scratch("a"), &status) == 0)
    #expect(status.st_uid == 12345 && status.st_gid == 54321)
  }

  @Test func `a relative path is relative to the working directory`() throws {
    let scratch = try Scratch()
    // The working directory is one for all tests: a path from it to the folder.
    let depth = FileManager.default.currentDirectoryPath.split(separator: "/").count
    let path = String(repeating: "../", count: depth) + scratch("a").dropFirst()
    try ConfigFile(path).write("text")
    #expect(try ConfigFile("./\(path)").read().string == "text")
  }

  @Test func `a file is made only where there is none, when that is asked for`() throws {
    let scratch = try Scratch()
    let file = try ConfigFile(scratch("a"))
    try file.write("one", over: .nothing)
    #expect(code { try file.write("two", over: .nothing) } == .alreadyExists)
    #expect(try scratch.text("a") == "one")
    #expect(scratch.names == ["a"])
  }

  @Test func `a file that has changed since it was read is not replaced`() throws {
    let scratch = try Scratch()
    try scratch.put("one", "a")
    let file = try ConfigFile(scratch("a"))
    let before = try file.read()
    for other in ["two", "longer", "", "on"] {
      try scratch.put(other, "a")
      #expect(code { try file.write("mine", over: .unchanged(before)) } == .changedMeanwhile)
      #expect(try scratch.text("a") == other)
    }
    scratch.remove("a")
    #expect(code { try file.write("mine", over: .unchanged(before)) } == .changedMeanwhile)
    #expect(scratch.names == [])
    // The same text written again is no change.
    try scratch.put("one", "a")
    try file.write("mine", over: .unchanged(before))
    #expect(try scratch.text("a") == "mine")
  }

  @Test func `fault 76: a file with a second name is refused, and both keep the old text`() throws {
    let scratch = try Scratch()
    try scratch.put("old", "a")
    scratch.giveName("b", to: "a")
    #expect(code { try ConfigFile(scratch("a")).write("new") } == .unsafeFile)
    #expect(try scratch.text("a") == "old" && scratch.text("b") == "old")
    #expect(try ConfigFile(scratch("b")).read().string == "old")
    scratch.remove("b")
    try ConfigFile(scratch("a")).write("new")
    #expect(try scratch.text("a") == "new")
  }

  @Test func `fault 77: no temporary file that is there already is written to or followed`() throws
  {
    let scratch = try Scratch()
    try scratch.put("victim", "victim", mode: 0o644)
    // That of wg-quick, as a file and as a link, and one that a killed writer has left.
    try scratch.put("theirs", "a.tmp", mode: 0o644)
    scratch.makeLink("a.conf.tmp", to: "victim")
    try scratch.put("left", ".wgkit-tmp-0123456789abcdef", mode: 0o644)
    scratch.makeLink(".wgkit-tmp-link", to: "victim")
    scratch.makeFolder(".wgkit-tmp-folder")
    try ConfigFile(scratch("a")).write("new")
    #expect(try scratch.text("a") == "new")
    #expect(scratch.mode("a") == 0o600)
    #expect(try scratch.text("victim") == "victim")
    #expect(try scratch.text("a.tmp") == "theirs")
    #expect(scratch.names == [".wgkit-tmp-folder", "a", "a.conf.tmp", "a.tmp", "victim"])
  }

  @Test(arguments: [
    (0o770, false), (0o707, false), (0o702, false), (0o720, false), (0o1777, true), (0o755, true),
  ])
  func `fault 78: a folder that others may write in is refused, unless it is sticky`(
    _ mode: Int, _ isTrusted: Bool
  ) throws {
    let scratch = try Scratch()
    try scratch.put("old", "a")
    scratch.setMode(mode_t(mode), ".")
    let found = code { try ConfigFile(scratch("a")).write("new") }
    #expect(found == (isTrusted ? nil : .unsafeFile))
    #expect(try scratch.text("a") == (isTrusted ? "new" : "old"))
  }

  @Test func `fault 78: another user's file in a sticky folder is refused`() throws {
    guard geteuid() == 0 else { return }
    let scratch = try Scratch()
    try scratch.put("old", "a")
    scratch.setMode(0o1777, ".")
    scratch.giveAway("a", to: 12345, 12345)
    #expect(code { try ConfigFile(scratch("a")).write("new") } == .unsafeFile)
    #expect(try scratch.text("a") == "old")
  }

  @Test func `fault 82: of writers at the same time none loses what another has written`() throws {
    let scratch = try Scratch()
    let file = try ConfigFile(scratch("a"))
    try file.write("")
    // Each adds a letter to what it has read, twenty times, and tries again when it was too late.
    let (writers, letters) = (8, 20)
    let retries = Counter()
    DispatchQueue.concurrentPerform(iterations: writers) { writer in
      let letter = String(UnicodeScalar(UInt8(97 + writer)))
      for _ in 0..<letters {
        while true {
          do {
            let before = try file.read()
            try file.write(before.string + letter, over: .unchanged(before), patience: 60_000)
            break
          } catch {
            guard (error as? WGError)?.code == .changedMeanwhile else {
              Issue.record(error)
              return
            }
            retries.add()
          }
        }
      }
    }
    let text = try scratch.text("a")
    #expect(text.utf8.count == writers * letters)
    for writer in 0..<writers {
      #expect(text.utf8.filter { $0 == UInt8(97 + writer) }.count == letters)
    }
    #expect(scratch.names == ["a"])
  }

  @Test func `fault 82: a lock that another has is waited for, and not for ever`() throws {
    let scratch = try Scratch()
    let file = try ConfigFile(scratch("a"))
    let folder = unsafe open(scratch.path, O_RDONLY | O_DIRECTORY)
    defer { close(folder) }
    #expect(flock(folder, LOCK_EX) == 0)
    #expect(code { try file.write("text", patience: 20) } == .timedOut)
    #expect(code { try file.write("text", patience: -1) } == .timedOut)
    #expect(scratch.names == [])
    Thread.detachNewThread {
      usleep(30_000)
      flock(folder, LOCK_UN)
    }
    try file.write("text")
    #expect(try scratch.text("a") == "text")
  }

  @Test func `a folder's lock is given back after a failure too`() throws {
    let scratch = try Scratch()
    scratch.makeFIFO("fifo")
    for _ in 0..<3 {
      #expect(code { try ConfigFile(scratch("fifo")).write("x", patience: 0) } == .unsafeFile)
    }
    try ConfigFile(scratch("a")).write("x", patience: 0)
  }

  @Test(arguments: ["short", "", String(repeating: "longer than what was there", count: 500)])
  func `a file that something is mounted at is rewritten where it is`(_ text: String) throws {
    let scratch = try Scratch()
    try scratch.put("what was there", "a", mode: 0o644)
    scratch.giveName("same", to: "a")
    let file = try ConfigFile(scratch("a"))
    let before = try file.read()
    let (folder, name) = try file.openFolder("write", listing: true)
    try file.rewrite(name, in: folder, text.utf8.span, .unchanged(before), 0)
    #expect(try scratch.text("same") == text)
    #expect(scratch.mode("a") == 0o600)
    let late = code {
      do throws(FileError) {
        try file.rewrite(name, in: folder, "x".utf8.span, .unchanged(before), 0)
      } catch {
        throw file.error("write", error)
      }
    }
    #expect(late == .changedMeanwhile)
    #expect(try scratch.text("same") == text)
  }

  @Test func `a reader waits for a file that is being rewritten where it is, and not for ever`()
    throws
  {
    let scratch = try Scratch()
    try scratch.put("text", "a")
    let held = unsafe open(scratch("a"), O_RDWR)
    #expect(flock(held, LOCK_EX) == 0)
    // Whoever may read a file may lock it.
    #expect(try ConfigFile(scratch("a")).read(patience: 10).string == "text")
    let writer = Thread {
      usleep(200_000)
      _ = unsafe pwrite(held, "new!", 4, 0)
      close(held)
    }
    writer.start()
    #expect(try ConfigFile(scratch("a")).read(patience: 60_000).string == "new!")
  }

  @Test func `no descriptor is left open`() throws {
    let scratch = try Scratch()
    try scratch.put("text", "a")
    scratch.makeFIFO("fifo")
    // Other tests open files meanwhile: those below the folder of this one count.
    func open() throws -> Int {
      try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count { name in
        let target = try? FileManager.default.destinationOfSymbolicLink(
          atPath: "/proc/self/fd/\(name)")
        return target?.hasPrefix(scratch.path) == true
      }
    }
    for _ in 0..<5 {
      let contents = try ConfigFile(scratch("a")).read()
      try ConfigFile(scratch("a")).write("text", over: .unchanged(contents))
      _ = code { _ = try ConfigFile(scratch("fifo")).read() }
      _ = code { try ConfigFile(scratch("fifo")).write("x") }
      _ = code { _ = try ConfigFile(scratch("none/a")).read() }
    }
    #expect(try open() == 0)
  }
}

final class Counter: @unchecked Sendable {
  private let lock = NSLock()
  private(set) var count = 0
  func add() { lock.withLock { count += 1 } }
}
