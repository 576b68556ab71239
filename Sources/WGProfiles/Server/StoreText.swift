internal import Sentences
internal import WGConfig
internal import WGModel

/// What `profiles.conf` says, and where in it.
///
/// A section begins with the comments directly above its header. What is changed is one section at a
/// time: comments and the order of the others stay.
final class StoreText {
  private(set) var bytes: [UInt8]
  let server: ServerSettings
  private(set) var list: ProfileList
  private var serverPlace: Range<Int>
  private var places: [Range<Int>]

  /// The name of the file.
  static var fileName: [UInt8] { Array("profiles.conf".utf8) }

  /// Reads the file.
  ///
  /// - Throws: ``WGError/Code/invalidConfiguration`` with the place of the first fault.
  init(parsing text: Span<UInt8>) throws(WGError) {
    var reader = StoreReader()
    try reader.read(text)
    guard let server = reader.server, let place = reader.serverPlace else {
      throw WGError(
        .invalidConfiguration, "profiles.conf has no section [Server]: it is not what WGKit wrote")
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    for index in text.indices { bytes.append(text[index]) }
    self.bytes = bytes
    self.server = server
    serverPlace = place
    list = ProfileList(reader.profiles)
    places = reader.places
    try requireEachOnce()
  }

  // Somebody may have written in the file.
  private func requireEachOnce() throws(WGError) {
    guard let profile = list.repeated else { return }
    throw WGError(
      .invalidConfiguration,
      "profiles.conf has two clients with the name or the key of \(profile.name): remove one")
  }

  /// The text of a new store.
  static func new(_ server: ServerSettings) -> [UInt8] {
    Array("# The clients of \(server.interface), written by WGKit: see docs/profiles.md.\n\n".utf8)
      + section(of: server)
  }

  /// The text with other sections.
  ///
  /// - Parameters:
  ///   - server: the server's settings, or nil to leave them.
  ///   - changed: clients by their places in the list, in order; nil for one that is to go.
  /// - Returns: the text.
  func changing(
    server: ServerSettings? = nil, _ changed: [(place: Int, profile: Profile?)] = []
  ) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    var done = 0
    func replace(_ range: Range<Int>, _ section: [UInt8]?) {
      text += bytes[done..<range.lowerBound]
      if let section { text += withComments(of: range, section) }
      done = range.upperBound
    }
    // Somebody may have put the server's section anywhere.
    var isServerDone = server == nil
    for (place, profile) in changed {
      if let server, !isServerDone, serverPlace.lowerBound < places[place].lowerBound {
        replace(serverPlace, Self.section(of: server))
        isServerDone = true
      }
      replace(places[place], profile.map { Self.section(of: $0) })
    }
    if let server, !isServerDone { replace(serverPlace, Self.section(of: server)) }
    text += bytes[done...]
    let newline = UInt8(ascii: "\n")
    // The blank line in front of a section that was the last one goes with it.
    while changed.contains(where: { $0.profile == nil }), text.count > 1, text.last == newline,
      text[text.count - 2] == newline
    { text.removeLast() }
    return text
  }

  /// A text with clients at its end that another one does not have.
  init(_ text: StoreText, with profiles: [Profile]) {
    (bytes, server, list) = (text.bytes, text.server, text.list)
    (serverPlace, places) = (text.serverPlace, text.places)
    let newline = UInt8(ascii: "\n")
    for profile in profiles {
      let end = bytes.count
      if bytes.last != newline { bytes.append(newline) }
      bytes.append(newline)
      // The blank line belongs to the section that was the last one.
      let start = bytes.count
      if serverPlace.upperBound == end { serverPlace = serverPlace.lowerBound..<start }
      if let last = places.last, last.upperBound == end {
        places[places.count - 1] = last.lowerBound..<start
      }
      bytes += Self.section(of: profile)
      places.append(start..<bytes.count)
      list.append(profile)
    }
  }

  // A section with the comments that its place has: those above the header, those within, and the blank
  // lines at the end.
  private func withComments(of range: Range<Int>, _ section: [UInt8]) -> [UInt8] {
    var (above, within) = ([UInt8](), [UInt8]())
    var isAbove = true
    var lineStart = range.lowerBound
    for index in range where bytes[index] == UInt8(ascii: "\n") || index == range.upperBound - 1 {
      let line = bytes[lineStart...index]
      lineStart = index + 1
      let first = line.first { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
      switch first {
      case UInt8(ascii: "#"), UInt8(ascii: ";"):
        if isAbove { above += line } else { within += line }
      case UInt8(ascii: "["): isAbove = false
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"): if !isAbove { within += line }
      default: break
      }
    }
    return above + section + within
  }

  // MARK: Sections

  private static func section(of server: ServerSettings) -> [UInt8] {
    var writer = StoreWriter("[Server]")
    for key: StoreKey in [
      .interface, .configFile, .endpoint, .networks, .dns, .allowedIPs, .persistentKeepalive, .mtu,
      .template, .layout, .reserved, .excluded,
    ] {
      let text = server.text(key)
      if !text.utf8.isEmpty { writer.put(key, text) }
    }
    return writer.text
  }

  private static func section(of profile: Profile) -> [UInt8] {
    var writer = StoreWriter("[Profile]")
    writer.put(.name, profile.name.description)
    writer.put(.publicKey, profile.publicKey.base64)
    writer.put(.addresses, profile.addresses)
    writer.put(.networks, profile.networks)
    writer.put(.allowedIPs, profile.allowedIPs)
    writer.put(.created, profile.created)
    if let expires = profile.expires { writer.put(.expires, expires) }
    writer.put(.state, profile.isEnabled ? "enabled" : "disabled")
    writer.put(.hasPrivateKey, profile.hasPrivateKey ? "yes" : "no")
    return writer.text
  }
}

/// Writes a section line by line.
private struct StoreWriter {
  var text: [UInt8]

  init(_ header: String) {
    text = Array(header.utf8)
    text.append(UInt8(ascii: "\n"))
  }

  @inline(never)
  mutating func put(_ key: StoreKey, _ value: String) {
    text += key.text.utf8
    text += " = ".utf8
    text += value.utf8
    text.append(UInt8(ascii: "\n"))
  }

  // A list that is empty has no line.
  mutating func put(_ key: StoreKey, _ values: [String]) {
    guard !values.isEmpty else { return }
    var list = ""
    for value in values { list += (list.utf8.isEmpty ? "" : ", ") + value }
    put(key, list)
  }

  mutating func put(_ key: StoreKey, _ prefixes: [IPPrefix]) {
    put(key, prefixes.map { $0.description })
  }

  mutating func put(_ key: StoreKey, _ moment: Timestamp) {
    // Who makes one of the year 10000 has checked that it has a text.
    if let text = moment.rfc3339 { put(key, text) }
  }
}
