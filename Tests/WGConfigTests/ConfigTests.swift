import Testing
import WGModel

@testable import WGConfig

@Suite struct `What a configuration file says` {
  @Test func `an endpoint's host name is kept as it stands`() throws {
    #expect(try EndpointText("vpn.example.org:51820").text == "vpn.example.org:51820")
    #expect(throws: WGError.self) { try EndpointText("vpn.example.org") }
  }

  @Test func `an endpoint is kept as it was written, whichever way it is kept`() throws {
    let canonical = ["192.0.2.1:51820", "0.0.0.0:1", "255.255.255.255:65535"]
    let others = [
      "192.0.2.1:051820", "[192.0.2.1]:51820", "[2001:db8::1]:51820", "2001:db8::1:51820",
      "[fe80::1%eth0]:51820", "a.example:51820", "1.2.3.4.example:1", "1.2.3.com:1",
    ]
    for text in canonical + others {
      let endpoint = try EndpointText(text)
      #expect(endpoint.text == text)
      #expect(endpoint.numeric?.description == (canonical.contains(text) ? text : nil))
      for other in canonical + others {
        #expect(try (endpoint == EndpointText(other)) == (text == other))
      }
    }
    #expect(try EndpointText("192.0.2.1:51820").canonical == "192.0.2.1:51820")
    #expect(try EndpointText("[192.0.2.1]:051820").canonical == "192.0.2.1:51820")
    for wrong in [
      "192.0.2.1:0", "192.0.2.1:65536", "192.0.2.1:", "192.0.2:1", "192.0.2.1.5:1", "192.0.2.01:1",
      "256.0.2.1:1", "192.0.2.1:1 ", "192.0.2.1 :1", ".192.0.2:1", "192..0.2:1", "192.0.2.1",
    ] {
      #expect(throws: WGError.self) { try EndpointText(wrong) }
      #expect(throws: WGError.self) { try Endpoint(wrong) }
    }
  }
}
