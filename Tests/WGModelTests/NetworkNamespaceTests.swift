import Testing

@testable import WGModel

@Suite("Network namespaces")
struct NetworkNamespaceTests {
  @Test func `each form of text names a file`() throws {
    #expect(try NetworkNamespace("blue").description == "/run/netns/blue")
    #expect(try NetworkNamespace("/proc/7/ns/net").description == "/proc/7/ns/net")
    #expect(try NetworkNamespace("pid:42").description == "/proc/42/ns/net")
    #expect(try NetworkNamespace("42").description == "/run/netns/42")
    #expect(NetworkNamespace.current.description.isEmpty)
    #expect(try NetworkNamespace("blue").path.last == 0)
  }

  @Test(arguments: [
    "", ".", "..", "a/b", "../x", "a\0b", "/a\0b", "pid:", "pid:0", "pid:x", "pid:2147483648",
    "pid:-1", "pid:1/..", String(repeating: "x", count: 256),
  ])
  func `what can name none is refused`(text: String) {
    #expect(throws: WGError.self) { try NetworkNamespace(text) }
  }

  @Test func `a file is named by a whole path`() {
    #expect(throws: WGError.self) { try NetworkNamespace.file("run/netns/x") }
    #expect(throws: WGError.self) { try NetworkNamespace.process(0) }
  }
}
