import Glibc
import Testing
import WGConfig
import WGModel

@Suite struct `The size of a configuration file` {
  @Test func `a file of 4 GiB is refused, and no byte of it is looked at`() throws {
    // Addresses without memory: to read one would end the process.
    let count = 1 << 32
    let start = unsafe mmap(
      nil, count, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
    let pages = unsafe try #require(start == MAP_FAILED ? nil : start)
    defer { unsafe munmap(pages, count) }
    let bytes = unsafe UnsafeRawBufferPointer(start: pages, count: count)
    for dialect in [Dialect.wg, .wgQuick] {
      let error = #expect(throws: WGError.self) {
        try unsafe Document(
          parsing: Span(_unsafeElements: bytes.assumingMemoryBound(to: UInt8.self)), as: dialect)
      }
      #expect(error?.code == .tooLarge)
    }
  }
}
