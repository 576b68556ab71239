internal import Sentences
internal import WGConfig
internal import WGModel

/// Reads `profiles.conf` line by line.
struct StoreReader {
  private(set) var server: ServerSettings?
  private(set) var serverPlace: Range<Int>?
  private(set) var profiles: [Profile] = []
  private(set) var places: [Range<Int>] = []

  private enum Section { case none, server, profile }
  private var section = Section.none
  private var sectionStart = 0
  private var fields = StoreFields()
  // A bit for each key that the section has: a set would link its tables and libm.
  private var keys: UInt32 = 0

  mutating func read(_ text: Span<UInt8>) throws(WGError) {
    var (start, number) = (0, 1)
    // Where the comments directly above the next line begin.
    var commentStart: Int?
    while start < text.count {
      var end = start
      while end < text.count, text[end] != UInt8(ascii: "\n") { end += 1 }
      let line = trimmed(text, start..<end)
      do {
        if line.isEmpty {
          commentStart = nil
        } else if text[line.lowerBound] == UInt8(ascii: "#")
          || text[line.lowerBound] == UInt8(ascii: ";")
        {
          commentStart = commentStart ?? start
        } else if text[line.lowerBound] == UInt8(ascii: "[") {
          try endSection(at: commentStart ?? start)
          try beginSection(text.extracting(line), at: commentStart ?? start)
          commentStart = nil
        } else {
          commentStart = nil
          try readLine(text.extracting(line))
        }
      } catch {
        throw WGError(
          .invalidConfiguration, "profiles.conf: \(error.message)",
          location: .init(line: number, column: line.lowerBound - start + 1))
      }
      start = end + 1
      number += 1
    }
    do {
      try endSection(at: text.count)
    } catch {
      throw WGError(
        .invalidConfiguration, "profiles.conf: \(error.message)",
        location: .init(line: number, column: 1))
    }
  }

  private mutating func beginSection(_ header: Span<UInt8>, at start: Int) throws(WGError) {
    if isSameWord(header, "[Profile]".utf8.span) {
      section = .profile
    } else if isSameWord(header, "[Server]".utf8.span), server == nil {
      section = .server
    } else {
      throw WGError(
        .invalidConfiguration,
        "\(quoted(header)) is no section here: expected [Profile], or once [Server]")
    }
    sectionStart = start
    fields = StoreFields()
    keys = 0
  }

  private mutating func endSection(at end: Int) throws(WGError) {
    switch section {
    case .none: break
    case .server:
      server = try fields.server()
      serverPlace = sectionStart..<end
    case .profile:
      profiles.append(try fields.profile())
      places.append(sectionStart..<end)
    }
    section = .none
  }

  private mutating func readLine(_ line: Span<UInt8>) throws(WGError) {
    var sign = 0
    while sign < line.count, line[sign] != UInt8(ascii: "=") { sign += 1 }
    guard sign < line.count else {
      throw WGError(.invalidConfiguration, "expected a key, = and a value")
    }
    let word = line.extracting(trimmed(line, 0..<sign))
    guard let key = StoreKey.named(word),
      section == .server ? key.isOfServer : section == .profile && key.isOfProfile
    else {
      throw WGError(.invalidConfiguration, "\(quoted(word)) is no key of this section")
    }
    guard keys & key.bit == 0 else {
      throw WGError(.invalidConfiguration, "\(key.text) stands here twice")
    }
    keys |= key.bit
    try fields.read(key, line.extracting(trimmed(line, sign + 1..<line.count)))
  }
}

/// The values of a section.
struct StoreFields {
  private var interface: InterfaceName?
  private(set) var endpoint: EndpointText?
  private var configFile = ""
  private(set) var template = "client"
  private var layout = ProfileLayout.plain
  private(set) var networks: [IPPrefix] = []
  private(set) var allowedIPs: [IPPrefix] = []
  private(set) var addresses: [IPPrefix] = []
  private(set) var dnsServers: [IPAddress] = []
  private(set) var searchDomains: [String] = []
  private(set) var keepalive: UInt16?
  private(set) var mtu: UInt32?
  private(set) var reservations: [AddressRange] = []
  private(set) var exclusions: [AddressRange] = []
  private var name: ProfileName?
  private(set) var publicKey: PublicKey?
  private var created = Timestamp(seconds: 0)
  private(set) var expires: Timestamp?
  private(set) var isEnabled = true
  private var hasPrivateKey = false

  mutating func read(_ key: StoreKey, _ value: Span<UInt8>) throws(WGError) {
    switch key {
    case .interface: interface = try InterfaceName(utf8: value)
    case .configFile: configFile = try text(value)
    case .endpoint: endpoint = try EndpointText(utf8: value)
    case .dns:
      try Self.items(value) { (item) throws(WGError) in
        if let address = IPAddress.parse(item) {
          dnsServers.append(address)
        } else {
          searchDomains.append(try Config.searchDomain(item))
        }
      }
    case .persistentKeepalive: keepalive = try SettingText.keepalive(value)
    case .mtu: mtu = try SettingText.mtu(value)
    case .template: template = try text(value)
    case .layout: layout = try ProfileLayout(utf8: value)
    case .reserved: reservations = try ranges(value)
    case .excluded: exclusions = try ranges(value)
    case .networks: networks = try Self.prefixes(value)
    case .allowedIPs: allowedIPs = try Self.prefixes(value)
    case .name: name = try ProfileName(utf8: value)
    case .publicKey: publicKey = try PublicKey(base64: value)
    case .addresses: addresses = try Self.prefixes(value)
    case .created: created = try Timestamp(rfc3339: value)
    case .expires: expires = try Timestamp(rfc3339: value)
    case .state: isEnabled = try choice(value, "enabled", "disabled")
    case .hasPrivateKey: hasPrivateKey = try choice(value, "yes", "no")
    }
  }

  func server() throws(WGError) -> ServerSettings {
    guard let interface, let endpoint, !configFile.utf8.isEmpty, !networks.isEmpty else {
      throw WGError(
        .invalidConfiguration,
        "the section [Server] needs Interface, ConfigFile, Endpoint and Networks")
    }
    return ServerSettings(
      interface: interface, configFile: configFile, endpoint: endpoint, networks: networks,
      dnsServers: dnsServers, searchDomains: searchDomains, allowedIPs: allowedIPs,
      persistentKeepalive: keepalive, mtu: mtu, template: template, layout: layout,
      reservations: reservations, exclusions: exclusions)
  }

  func profile() throws(WGError) -> Profile {
    guard let name, let publicKey else {
      throw WGError(.invalidConfiguration, "the section [Profile] above needs Name and PublicKey")
    }
    return Profile(
      name: name, publicKey: publicKey, addresses: addresses, networks: networks,
      allowedIPs: allowedIPs, created: created, expires: expires, isEnabled: isEnabled,
      hasPrivateKey: hasPrivateKey)
  }

  // MARK: Values

  private func text(_ value: Span<UInt8>) throws(WGError) -> String {
    guard !value.isEmpty, let utf8 = try? UTF8Span(validating: value) else {
      throw WGError(.invalidConfiguration, "expected a text in UTF-8")
    }
    return String(copying: utf8)
  }

  private func choice(
    _ value: Span<UInt8>, _ yes: String, _ no: String
  ) throws(WGError) -> Bool {
    if isSameWord(value, yes.utf8.span) { return true }
    if isSameWord(value, no.utf8.span) { return false }
    throw WGError(.invalidConfiguration, "\(quoted(value)) is neither \(yes) nor \(no)")
  }

  static func prefixes(_ value: Span<UInt8>) throws(WGError) -> [IPPrefix] {
    var prefixes: [IPPrefix] = []
    try Self.items(value) { (item) throws(WGError) in prefixes.append(try IPPrefix(utf8: item)) }
    return prefixes
  }

  private func ranges(_ value: Span<UInt8>) throws(WGError) -> [AddressRange] {
    var ranges: [AddressRange] = []
    try Self.items(value) { (item) throws(WGError) in ranges.append(try AddressRange(utf8: item)) }
    return ranges
  }

  // What stands between the commas.
  private static func items(
    _ value: Span<UInt8>, _ body: (Span<UInt8>) throws(WGError) -> Void
  ) throws(WGError) {
    guard !value.isEmpty else { return }
    var start = 0
    for index in 0...value.count
    where index == value.count || value[index] == UInt8(ascii: ",") {
      try body(value.extracting(trimmed(value, start..<index)))
      start = index + 1
    }
  }
}
