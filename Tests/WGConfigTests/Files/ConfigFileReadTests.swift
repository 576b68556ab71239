import Foundation
import Glibc
import Testing
import WGConfig
import WGModel

@Suite struct `Reading a configuration file` {
  @Test func `the bytes and the rights of others are as they are on disk`() throws {
    let scratch = try Scratch()
    try scratch.put("[Interface]\n\u{1}é", "a", mode: 0o640)
    let contents = try ConfigFile(scratch("a")).read()
    #expect(contents.string == "[Interface]\n\u{1}é")
    #expect(contents.mode == 0o640)
    #expect(contents.isReadableByOthers && !contents.isWritableByOthers)
    try scratch.put("", "empty", mode: 0o602)
    let empty = try ConfigFile(scratch("empty")).read()
    #expect(empty.text.count == 0)
    #expect(!empty.isReadableByOthers && empty.isWritableByOthers)
  }

  @Test func `a file of the limit is read and a larger one is not`() throws {
    let scratch = try Scratch()
    for size in [0, 1, 4095, 4096, 4097, 100_000] {
      try scratch.put(String(repeating: "x", count: size), "a")
      #expect(try ConfigFile(scratch("a")).read(limit: size).text.count == size)
      guard size > 0 else { continue }
      #expect(code { _ = try ConfigFile(scratch("a")).read(limit: size - 1) } == .tooLarge)
    }
  }

  @Test func `a file that the system gives no size of is read whole, up to the limit`() throws {
    // Its size is 0 there, and it has more lines than the first guess has room for.
    let expected = try String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8).utf8.count
    let file = try ConfigFile("/proc/cpuinfo")
    #expect(abs(try file.read().text.count - expected) < 100)
    #expect(code { _ = try file.read(limit: 100) } == .tooLarge)
  }

  @Test func `what comes through a pipe in pieces is read to its end, up to the limit`() throws {
    let text = String(repeating: "0123456789abcdef", count: 20_000)
    func piped(limit: Int) throws -> ConfigFile.Contents {
      var ends: [Int32] = [0, 0]
      #expect(unsafe pipe(&ends) == 0)
      defer { close(ends[0]) }
      let writer = ends[1]
      // Nobody reads any more when the limit is reached.
      _ = signal(SIGPIPE, SIG_IGN)
      Thread.detachNewThread {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
          let step = unsafe rest.prefix(977).withUnsafeBytes {
            unsafe write(writer, $0.baseAddress, $0.count)
          }
          guard step > 0 else { break }
          rest = rest.dropFirst(step)
        }
        close(writer)
      }
      return try ConfigFile.read(descriptor: ends[0], limit: limit)
    }
    let contents = try piped(limit: text.utf8.count)
    #expect(contents.string == text)
    #expect(contents.mode == nil)
    #expect(code { _ = try piped(limit: text.utf8.count - 1) } == .tooLarge)
  }

  @Test func `a missing file and a missing folder are told by code and name`() throws {
    let scratch = try Scratch()
    #expect(code { _ = try ConfigFile(scratch("none")).read() } == .notFound)
    #expect(code { _ = try ConfigFile(scratch("no/ne")).read() } == .notFound)
    do {
      _ = try ConfigFile(scratch("none")).read()
    } catch {
      #expect(error.message.contains("/none'") && error.errno == ENOENT)
    }
  }

  @Test
  func `fault 75: a symbolic link is refused as the last or a middle part, unless it is followed`()
    throws
  {
    let scratch = try Scratch()
    scratch.makeFolder("real")
    try scratch.put("text", "real/file")
    scratch.makeLink("last", to: "real/file")
    scratch.makeLink("middle", to: "real")
    scratch.makeLink("dangling", to: "nowhere")
    for path in ["last", "middle/file"] {
      #expect(code { _ = try ConfigFile(scratch(path)).read() } == .unsafeFile, "\(path)")
      #expect(code { try ConfigFile(scratch(path)).write("new") } == .unsafeFile, "\(path)")
      let followed = try ConfigFile(scratch(path), followingLinks: true)
      #expect(try followed.read().string == "text")
      try followed.write("by \(path)")
      #expect(try scratch.text("real/file") == "by \(path)")
      try followed.write("text")
    }
    #expect(code { try ConfigFile(scratch("dangling")).write("new") } == .unsafeFile)
    #expect(
      code { try ConfigFile(scratch("dangling"), followingLinks: true).write("x") } == .unsafeFile)
    #expect(
      code { _ = try ConfigFile(scratch("dangling"), followingLinks: true).read() } == .unsafeFile)
    #expect(scratch.names == ["dangling", "last", "middle", "real"])
  }

  @Test func `fault 76: a FIFO, a device, a socket or a folder is refused at once`() throws {
    let scratch = try Scratch()
    scratch.makeFIFO("fifo")
    scratch.makeFolder("folder")
    let socket = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { bytes in
      unsafe bytes.copyBytes(from: Array(scratch("socket").utf8.prefix(100)))
    }
    let bound = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe bind(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    #expect(bound == 0)
    for path in [scratch("fifo"), scratch("folder"), scratch("socket"), "/dev/zero"] {
      #expect(code { _ = try ConfigFile(path).read() } == .unsafeFile, "\(path)")
    }
    for name in ["fifo", "folder", "socket"] {
      let kind = scratch.mode(name)
      #expect(code { try ConfigFile(scratch(name)).write("text") } == .unsafeFile, "\(name)")
      #expect(scratch.mode(name) == kind)
    }
    #expect(scratch.names == ["fifo", "folder", "socket"])
  }

  @Test func `fault 83: what is read is what was checked, however often the name changes hands`()
    throws
  {
    let scratch = try Scratch()
    try scratch.put("secret", "secret")
    scratch.makeFIFO("fifo")
    let done = Flag()
    Thread.detachNewThread {
      for round in 0... {
        if done.isSet { break }
        switch round % 3 {
        case 0: try? scratch.put("text", "next")
        case 1: scratch.makeLink("next", to: "secret")
        default: scratch.giveName("next", to: "fifo")
        }
        scratch.rename("next", to: "name")
      }
      done.finish()
    }
    var found: Set<String> = []
    for _ in 0..<3000 {
      do {
        found.insert(try ConfigFile(scratch("name")).read().string)
      } catch {
        #expect([.unsafeFile, .notFound].contains(error.code), "\(error)")
      }
    }
    done.set()
    done.waitUntilFinished()
    // Now and then the text is not written yet.
    #expect(found.isSubset(of: ["text", ""]), "\(found)")
  }
}

/// Ends a thread, and waits until it has ended.
final class Flag: @unchecked Sendable {
  private let lock = NSCondition()
  private var value = false
  private var finished = false

  var isSet: Bool { lock.withLock { value } }
  func set() { lock.withLock { value = true } }
  func finish() {
    lock.withLock {
      finished = true
      lock.broadcast()
    }
  }
  func waitUntilFinished() { lock.withLock { while !finished { lock.wait() } } }
}
