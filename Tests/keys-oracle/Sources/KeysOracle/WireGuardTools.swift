import Glibc
import Synchronization

/// Held while a process starts, so that none inherits a pipe that is not yet closed on exec.
private let starting = Mutex(())

/// The program `wg`.
enum WireGuardTools {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// What `wg pubkey` prints for a private key in base64, which it gets by standard input alone.
  static func publicKey(of privateKey: String) throws(Failure) -> String {
    let (input, output) = (try Pipe(), try Pipe())
    defer {
      input.close()
      output.close()
    }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input.reading, STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, output.writing, STDOUT_FILENO)

    // Both ends are closed on exec, so that `wg` sees the end of its input.
    var arguments: [UnsafeMutablePointer<CChar>?] = [strdup("wg"), strdup("pubkey"), nil]
    defer { arguments.forEach { free($0) } }
    var process: pid_t = 0
    let status = starting.withLock { _ in
      posix_spawnp(&process, "wg", &actions, nil, &arguments, environ)
    }
    guard status == 0 else {
      throw Failure(
        description: "cannot run wg: \(String(cString: strerror(status))); "
          + "the Debian package is wireguard-tools")
    }
    // The text fits into the pipe: nothing waits here for `wg` to read.
    let text = Array((privateKey + "\n").utf8)
    let written = write(input.writing, text, text.count)
    input.close()
    output.closeWriting()
    let printed = output.readAll()
    var ended: Int32 = 0
    guard waitpid(process, &ended, 0) == process, ended == 0, written == text.count else {
      throw Failure(description: "wg pubkey failed with wait status \(ended)")
    }
    return String(decoding: printed, as: UTF8.self)
  }
}

private final class Pipe {
  private(set) var reading: Int32
  private(set) var writing: Int32

  init() throws(WireGuardTools.Failure) {
    var ends: [Int32] = [-1, -1]
    guard
      starting.withLock({ _ in
        pipe(&ends) == 0 && ends.allSatisfy { fcntl($0, F_SETFD, FD_CLOEXEC) == 0 }
      })
    else {
      throw WireGuardTools.Failure(description: "cannot make a pipe: error \(errno)")
    }
    (reading, writing) = (ends[0], ends[1])
  }

  func close() {
    if reading >= 0 { _ = Glibc.close(reading) }
    reading = -1
    closeWriting()
  }

  func closeWriting() {
    if writing >= 0 { _ = Glibc.close(writing) }
    writing = -1
  }

  func readAll() -> [UInt8] {
    var all = [UInt8]()
    var part = [UInt8](repeating: 0, count: 256)
    while true {
      let count = read(reading, &part, part.count)
      if count <= 0 { return all }
      all += part[..<count]
    }
  }
}
