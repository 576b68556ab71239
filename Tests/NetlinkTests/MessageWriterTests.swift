import Testing

@testable import Netlink

/// A writer takes memory as it comes and wipes what it has written.
///
/// One at a time: the allocator gives memory that was just let go to whoever asks for as much next.
@Suite(.serialized)
struct MessageWriterTests {
  private let secret: [UInt8] = (0..<32).map { 0x80 | $0 }

  /// What the next writer will find in its memory.
  private func withMemory<R>(_ body: (UnsafeMutableRawBufferPointer) -> R) -> R {
    let memory = UnsafeMutableRawBufferPointer.allocate(
      byteCount: MessageWriter.capacity, alignment: 16)
    defer { unsafe memory.deallocate() }
    return unsafe body(memory)
  }

  private var secretsInMemory: Int {
    unsafe withMemory { (memory) in
      var found = 0
      // Eight bytes in a row: the allocator itself writes to the first ones.
      for place in 0..<memory.count - 8 where unsafe memory[place] == 0x88 {
        if (0..<8).allSatisfy({ unsafe memory[place + $0] == UInt8(0x88 + $0) }) {
          found += 1
        }
      }
      return found
    }
  }

  @Test func `what is between two attributes is zero, whatever the memory held`() {
    unsafe withMemory { (memory) in
      _ = unsafe memory.initializeMemory(as: UInt8.self, repeating: 0xAA)
    }
    var message = MessageWriter(type: 1)
    message.put(header: (1 as UInt8, 2 as UInt8, 3 as UInt8))
    message.put(1, 7 as UInt8)
    message.put(2, text: "wg0")
    message.nest(3) { (message) in message.put(4, [1, 2, 3, 4, 5].span) }
    let bytes = message.withBytes { (bytes) in unsafe bytes.withUnsafeBytes { unsafe Array($0) } }
    // Behind struct nlmsghdr.
    #expect(
      bytes[16...] == [
        1, 2, 3, 0,
        5, 0, 1, 0, 7, 0, 0, 0,
        8, 0, 2, 0, 0x77, 0x67, 0x30, 0,
        16, 0, 3, 0x80, 9, 0, 4, 0, 1, 2, 3, 4, 5, 0, 0, 0,
      ])
  }

  @Test func `a secret is wiped with its message`() {
    func write() {
      var message = MessageWriter(type: 1)
      for _ in 0..<100 { message.put(1, secret.span) }
    }
    write()
    #expect(secretsInMemory == 0)
  }

  @Test func `a secret that a message was rewound past is wiped too`() {
    func write() {
      var message = MessageWriter(type: 1)
      let mark = message.mark
      message.nest(1) { (message) in
        for _ in 0..<10_000 where !message.overflowed { message.put(2, secret.span) }
      }
      message.rewind(to: mark)
      message.put(3, 1 as UInt32)
    }
    write()
    #expect(secretsInMemory == 0)
  }

  @Test func `the search finds what is not wiped`() {
    // Another thread may have taken the memory meanwhile, but not each time.
    var isFound = false
    for _ in 0..<100 where !isFound {
      unsafe withMemory { (memory) in
        for place in stride(from: 64, to: memory.count - 32, by: 32) {
          unsafe memory[place..<place + 32].copyBytes(from: secret)
        }
      }
      isFound = secretsInMemory > 0
    }
    #expect(isFound)
  }
}
