internal import Sentences
internal import WGModel

// What is wrong with a line, and what was expected.
extension LineScanner {
  func rejectNULs() throws(WGError) {
    let place = find(0, from: 0)
    guard place < count else { return }
    var (line, start) = (1, 0)
    while true {
      let newline = find(UInt8(ascii: "\n"), from: start)
      if newline >= place { break }
      line += 1
      start = newline + 1
    }
    throw WGError(
      .invalidConfiguration, "expected text, and this is a NUL byte",
      location: WGError.Location(line: line, column: place - start + 1))
  }

  // A fault on the line that comes next.
  @inline(never)
  func fault(_ place: Int, _ start: Int, _ message: String) -> WGError {
    WGError(
      .invalidConfiguration, message,
      location: WGError.Location(line: lines.count + 1, column: place - start + 1))
  }

  func unknownStart(_ first: Int, _ start: Int) -> WGError {
    if first == 0, unsafe count >= 3 && base[0] == 0xef && base[1] == 0xbb && base[2] == 0xbf {
      return fault(
        first, start, "the file begins with a byte order mark: save it as UTF-8 without one")
    }
    return fault(first, start, "expected [Interface] or [Peer] before anything else")
  }

  // The name is repeated when it is short, of letters alone and has a value: it may be the end of a
  // broken key else.
  func unknownKey(_ first: Int, _ start: Int, _ end: Int, _ newline: Int) -> WGError {
    for place in first..<newline where unsafe base[place] == UInt8(ascii: "\r") {
      if skipSpaces(from: place, to: newline) < newline {
        return fault(place, start, "expected a newline: a carriage return alone ends no line")
      }
    }
    let kind = section ?? .interface
    var name: [UInt8] = []
    for place in first..<end {
      let byte = unsafe base[place]
      guard (byte | 0x20) &- UInt8(ascii: "a") < 26, name.count < 24 else { break }
      name.append(byte)
    }
    let after = skipSpaces(from: first + name.count, to: end)
    guard unsafe !name.isEmpty && after < end && base[after] == UInt8(ascii: "="),
      skipSpaces(from: after + 1, to: end) < end
    else {
      return fault(first, start, "expected a key of \(kind.name): \(expectedKeys(kind))")
    }
    return fault(
      first, start,
      "\(String(decoding: name, as: UTF8.self)) is no key of \(kind.name): expected"
        + " \(expectedKeys(kind))")
  }

  func expectedKeys(_ kind: Document.Section.Kind) -> String {
    switch (kind, dialect) {
    case (.peer, _): "PublicKey, PresharedKey, AllowedIPs, Endpoint or PersistentKeepalive"
    case (.interface, .wg): "PrivateKey, ListenPort or FwMark"
    case (.interface, .wgQuick):
      "PrivateKey, ListenPort, FwMark, Address, DNS, MTU, Table, PreUp, PostUp, PreDown, PostDown"
        + " or SaveConfig"
    }
  }
}
