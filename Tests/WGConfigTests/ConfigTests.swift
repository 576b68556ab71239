import Testing
import WGConfig
import WGModel

@Suite struct `What a configuration file says` {
  @Test func `an endpoint's host name is kept as it stands`() throws {
    #expect(try EndpointText("vpn.example.org:51820").text == "vpn.example.org:51820")
    #expect(throws: WGError.self) { try EndpointText("vpn.example.org") }
  }
}
