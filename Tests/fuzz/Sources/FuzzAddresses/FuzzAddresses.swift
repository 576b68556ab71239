import Fuzzing
import Glibc

@testable import WGModel

/// Addresses, prefixes, endpoints and names of interfaces: what is printed can be read and is the
/// same, and addresses are those of inet_pton(3).
@main
enum FuzzAddresses {
  static func main() {
    fuzz { (bytes, count) in
      FuzzAddresses.test(Input(bytes, count))
      return 0
    }
  }

  private static func test(_ made: Input) {
    var input = made
    let choice = input.byte() % 7
    let text = input.remainder()
    switch choice {
    case 0: checkAddress(text)
    case 1: checkPrefix(text)
    case 2: checkEndpoint(text)
    case 3: checkName(text)
    case 4: checkBytes(text)
    case 5: _ = try? AllowedIPList(utf8: text.span)
    default: _ = try? HostPort(utf8: text.span)
    }
  }

  private static func checkAddress(_ text: [UInt8]) {
    let address = try? IPAddress(utf8: text.span)
    expect(address?.bytes, systemAddress(text), "an address")
    guard let address else { return }
    expect(try? IPAddress("\(address)"), address, "an address as text")
    expect(systemText(address.bytes), "\(address)", "the text of an address")
  }

  private static func checkPrefix(_ text: [UInt8]) {
    guard let prefix = try? IPPrefix(utf8: text.span) else { return }
    expect(try? IPPrefix("\(prefix)"), prefix, "a prefix as text")
    expect(Int(prefix.length) <= prefix.address.bytes.count * 8, true, "a length")
    let masked = prefix.masked
    expect(masked.masked, masked, "a masked prefix")
    for bit in 0..<prefix.address.bytes.count * 8 {
      let isSet = masked.address.bytes[bit / 8] >> UInt8(7 - bit % 8) & 1 == 1
      let wasSet = prefix.address.bytes[bit / 8] >> UInt8(7 - bit % 8) & 1 == 1
      expect(isSet, wasSet && bit < Int(prefix.length), "bit \(bit)")
    }
  }

  private static func checkEndpoint(_ text: [UInt8]) {
    guard let endpoint = try? Endpoint(utf8: text.span) else { return }
    expect(try? Endpoint("\(endpoint)"), endpoint, "an endpoint as text")
    expect(endpoint.port > 0, true, "a port")
  }

  private static func checkName(_ text: [UInt8]) {
    if let name = try? InterfaceName(utf8: text.span) {
      expect("\(name)", String(decoding: text, as: UTF8.self), "a name")
      expect((1...15).contains(text.count), true, "the length of a name")
      expect(try? InterfaceName(kernel: (text + [0]).span), name, "a name of the kernel's")
    }
    guard let name = try? InterfaceName(kernel: text.span) else { return }
    expect("\(name)".utf8.allSatisfy { (0x21..<0x7f).contains($0) }, true, "a printable name")
    expect(name.byteCount, text.firstIndex(of: 0), "the length of a name of the kernel's")
  }

  private static func checkBytes(_ bytes: [UInt8]) {
    guard let address = try? IPAddress(bytes: bytes.span) else {
      expect(bytes.count == 4 || bytes.count == 16, false, "4 or 16 bytes")
      return
    }
    expect(address.bytes, bytes, "the bytes of an address")
    checkAddress(Array("\(address)".utf8))
  }

  private static func systemAddress(_ text: [UInt8]) -> [UInt8]? {
    guard !text.contains(0) else { return nil }
    let terminated = text.map { CChar(bitPattern: $0) } + [0]
    for (family, count) in [(AF_INET, 4), (AF_INET6, 16)] {
      var bytes = [UInt8](repeating: 0, count: count)
      if inet_pton(family, terminated, &bytes) == 1 { return bytes }
    }
    return nil
  }

  private static func systemText(_ bytes: [UInt8]) -> String {
    var text = [CChar](repeating: 0, count: 64)
    inet_ntop(bytes.count == 4 ? AF_INET : AF_INET6, bytes, &text, 64)
    return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
