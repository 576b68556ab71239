import Testing
import WGModel
import WGProfiles

@Suite struct AddressPoolTests {
  @Test func `a network gives its lowest free address, not its own and not the broadcast`() throws {
    var pool = try AddressPool(networks: [IPPrefix("10.8.0.0/30")])
    #expect(try pool.next() == [IPPrefix("10.8.0.1/32")])
    #expect(try pool.next() == [IPPrefix("10.8.0.2/32")])
    #expect(throws: WGError.self) { try pool.next() }
  }
}
