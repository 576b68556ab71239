import NetlinkTesting
import Testing

@testable import Netlink

struct AttributesTests {
  /// The types and payloads found, or the error's text.
  private func walk(_ bytes: [UInt8]) -> Result<[(UInt16, [UInt8])], NetlinkError> {
    let message = unsafe bytes.span.bytes
    var attributes = Attributes(in: 0..<bytes.count)
    var found: [(UInt16, [UInt8])] = []
    do throws(NetlinkError) {
      while let attribute = try attributes.next(in: message) {
        found.append((attribute.type, Array(bytes[attribute.payload])))
      }
      return .success(found)
    } catch {
      return .failure(error)
    }
  }

  private func isMalformed(_ bytes: [UInt8]) -> Bool {
    guard case .failure(let error) = walk(bytes) else { return false }
    return error.kind == .malformed
  }

  @Test func `attributes are found in order, padding passed over`() throws {
    let bytes =
      Bytes.attribute(1, [7]) + Bytes.attribute(2, []) + Bytes.attribute(3, [1, 2, 3, 4, 5])
    let found = try walk(bytes).get()
    #expect(found.map(\.0) == [1, 2, 3])
    #expect(found.map(\.1) == [[7], [], [1, 2, 3, 4, 5]])
  }

  @Test func `the flag bits are no part of the type`() throws {
    let found = try walk(Bytes.attribute(0xC000 | 8, [])).get()
    #expect(found.map(\.0) == [8])
  }

  @Test func `a last attribute needs no padding`() throws {
    #expect(try walk([5, 0, 9, 0, 42]).get().map(\.1) == [[42]])
  }

  @Test(arguments: 0...3) func `fault 4: a length under four is malformed`(length: UInt8) {
    #expect(isMalformed([length, 0, 1, 0]))
  }

  @Test func `fault 5: a length past the parent is malformed`() {
    #expect(isMalformed([9, 0, 1, 0, 1, 2, 3, 4]))
    #expect(isMalformed([0xff, 0xff, 1, 0]))
  }

  @Test func `fault 6: a nested attribute may not run past its parent`() throws {
    // The inner one claims 12 bytes of the outer one's 4, and the message goes on behind both.
    let bytes = [8, 0, 1, 0x80, 12, 0, 2, 0] + Bytes.attribute(3, [1, 2, 3, 4])
    let message = unsafe bytes.span.bytes
    var attributes = Attributes(in: 0..<bytes.count)
    let outer = try #require(try attributes.next(in: message))
    var nested = Attributes(nestedIn: outer)
    do {
      _ = try nested.next(in: message)
      Issue.record("the overrun went unnoticed")
    } catch {
      #expect(error.kind == .malformed)
    }
  }

  @Test(arguments: 1...3) func `fault 7: stray bytes behind the last attribute are malformed`(
    count: Int
  ) {
    #expect(isMalformed(Bytes.attribute(1, [1, 2, 3, 4]) + [UInt8](repeating: 0, count: count)))
  }

  @Test(arguments: [0, 1, 3, 4, 8]) func `fault 11: a number has exactly its width`(count: Int)
    throws
  {
    let bytes = Bytes.attribute(6, [UInt8](repeating: 1, count: count))
    let message = unsafe bytes.span.bytes
    var attributes = Attributes(in: 0..<bytes.count)
    let attribute = try #require(try attributes.next(in: message))
    do {
      let _: UInt16 = try attribute.number(in: message)
      Issue.record("a number of \(count) bytes was read as one of two")
    } catch {
      #expect(error.kind == .malformed)
    }
  }
}
