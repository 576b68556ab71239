import Glibc
import SeededRandom
import Testing
import WGModel

@Suite struct `Hostile text` {
  /// What each parser says of a text.
  private func failures(of text: [UInt8]) -> [WGError?] {
    [
      failure { () throws(WGError) in try IPAddress(utf8: text.span) },
      failure { () throws(WGError) in try IPPrefix(utf8: text.span) },
      failure { () throws(WGError) in try IPPrefix(utf8: text.span, leadingZeros: true) },
      failure { () throws(WGError) in try Endpoint(utf8: text.span) },
      failure { () throws(WGError) in try HostPort(utf8: text.span) },
      failure { () throws(WGError) in try InterfaceName(utf8: text.span) },
    ]
  }

  /// Processor time of this thread: other tests at the same moment do not count.
  private func threadMilliseconds() -> Int {
    var time = timespec()
    unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }

  @Test func `no single byte is an address, a prefix or an endpoint`() {
    for byte in UInt8.min...UInt8.max {
      for error in failures(of: [byte]).dropLast() {
        #expect(error?.code == .invalidAddress, "byte \(byte)")
      }
    }
  }

  @Test func `a message about any bytes is short and printable ASCII`() {
    var random = SeededGenerator(state: 7)
    for _ in 0..<2_000 {
      let count = Int.random(in: 0...200, using: &random)
      let text = (0..<count).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      for error in failures(of: text) {
        guard let error else { continue }
        if !error.message.utf8.allSatisfy({ 0x20...0x7e ~= $0 }) || error.message.utf8.count > 450 {
          Issue.record("\(error.message)")
        }
      }
    }
  }

  @Test(arguments: ["1", "0", ":", "1:", ".", "1.", "[", "]", "%", "/", "a", " ", "\0", "ü"])
  func `10 MB of anything are rejected at once`(piece: String) {
    var text = Array(piece.utf8)
    while text.count < 10_000_000 { text += text }
    let start = threadMilliseconds()
    let errors = failures(of: text)
    // Reading the text once takes far longer in a debug build.
    #expect(threadMilliseconds() - start < 50)
    for error in errors { #expect((error?.message.utf8.count ?? 1000) < 450) }
  }

  @Test func `a key in the wrong place is not repeated`() {
    let base64 = String(repeating: "aB3+/", count: 9).prefix(43) + "="
    let hex = String(repeating: "0123456789abcdef", count: 4)
    for key in [String(base64), hex] {
      for text in [key, key + "/32", key + ":51820", "[" + key, "PrivateKey = " + key] {
        // To HostPort, a key in front of a port is a host name.
        let errors = failures(of: Array(text.utf8)).compactMap { $0 }
        #expect(errors.count >= 5)
        for error in errors { #expect(!error.message.contains(key.prefix(12))) }
      }
    }
  }
}
