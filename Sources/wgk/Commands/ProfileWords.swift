internal import Sentences
internal import WGKit

// What the words of `wgk profile` stand for.
extension Arguments {
  /// The folder that the first word names.
  func storeFolder() throws(WGError) -> String {
    guard let word = self[0] else { return "" }
    guard word.place(of: UInt8(ascii: "/")) == nil else { return word.text }
    return "/etc/wireguard/\(try word.interfaceName()).profiles"
  }

  /// Where the interface of a store is.
  var serverDevice: ServerDevice {
    options.contains(.filesOnly) ? .filesOnly : .kernel(in: namespace)
  }

  /// The store that the first word names.
  func store() throws(WGError) -> ProfileStore {
    try ProfileStore(storeFolder(), device: serverDevice)
  }

  func profileName(at place: Int) throws(WGError) -> ProfileName {
    guard let word = self[place] else { return try ProfileName("") }
    return try word.withBytes { (text) throws(WGError) in try ProfileName(utf8: text) }
  }

  /// The key that a word is, or that the client of its name has.
  func publicKey(at place: Int, in store: ProfileStore) throws(WGError) -> PublicKey {
    // No name has an equals sign, with which every key ends.
    guard let word = self[place], word.place(of: UInt8(ascii: "=")) != nil else {
      return try store.profile(profileName(at: place)).publicKey
    }
    return try word.withBytes { (text) throws(WGError) in try PublicKey(base64: text) }
  }

  func importFormat(at place: Int) throws(WGError) -> ImportedProfiles.Format {
    switch self[place] {
    case "folder"?: return .folder
    case "linuxserver"?: return .linuxserver
    case "wg-easy"?: return .wgEasy
    default:
      throw mistake(
        "the format is folder, linuxserver or wg-easy, and not \(self[place]?.quoted ?? "")",
        in: "wgk profile import")
    }
  }

  /// The settings of a server that the words are, from a place on.
  func serverText(from start: Int) throws(WGError) -> ServerText {
    var text = ServerText()
    for place in start..<count {
      guard let word = self[place] else { break }
      try word.withSetting { (name, value) throws(WGError) in try text.set(name, to: value) }
    }
    return text
  }

  /// The client that the words behind its name describe.
  func newProfile() throws(WGError) -> NewProfile {
    let name = try profileName(at: 1)
    var text = ProfileText()
    var (own, shared): (Argument?, Argument?)
    for place in 2..<count {
      guard let word = self[place] else { break }
      if let file = word.rest(behind: "PrivateKey=") {
        own = file
      } else if let file = word.rest(behind: "PresharedKey=") {
        shared = file
      } else {
        try word.withSetting { (name, value) throws(WGError) in try text.set(name, to: value) }
      }
    }
    var profile = try text.profile(name)
    if let own {
      if case .publicKey = profile.keys {
        throw mistake("a client has PublicKey or PrivateKey, not both", in: "wgk profile add")
      }
      profile.keys = .privateKey(
        try own.secretFile("PrivateKey").withExposedBytes { (text) throws(WGError) in
          try PrivateKey(base64: text)
        })
    }
    if let shared {
      profile.presharedKey =
        shared == "none"
        ? .none
        : .key(
          try shared.secretFile("PresharedKey").withExposedBytes { (text) throws(WGError) in
            try PresharedKey(base64: text)
          })
    }
    return profile
  }

  /// The file of the client that the second word names, for the program that --target names.
  func clientDocument() throws(WGError) -> Document {
    let name = try profileName(at: 1)
    let target = try value(of: .target).map { (word) throws(WGError) in
      try Command.target(word, in: "wgk profile")
    }
    return try store().exposedClientConfig(name, for: target ?? .wgQuick)
  }
}

extension Argument {
  /// Lends the two sides of the equals sign.
  fileprivate func withSetting(
    _ body: (Span<UInt8>, Span<UInt8>) throws(WGError) -> Void
  ) throws(WGError) {
    guard let sign = place(of: UInt8(ascii: "=")) else {
      throw mistake("expected NAME=VALUE in place of \(quoted)", in: "wgk profile")
    }
    try withBytes { (word) throws(WGError) in
      try body(word.extracting(0..<sign), word.extracting(sign + 1..<word.count))
    }
  }

  /// What stands behind a beginning, or nil when the word begins with something else.
  fileprivate func rest(behind beginning: StaticString) -> Argument? {
    let beginning = Array(beginning.description.utf8)
    guard count >= beginning.count else { return nil }
    let isThere = withBytes { (word) in
      for index in beginning.indices where word[index] != beginning[index] { return false }
      return true
    }
    return isThere ? rest(from: beginning.count) : nil
  }

  // The key in the file that @FILE names, or in standard input: -. Never the word itself, which every
  // user of the machine can see.
  fileprivate func secretFile(_ name: StaticString) throws(WGError) -> SecretBytes {
    let isFile = place(of: UInt8(ascii: "@")) == 0
    guard isFile || self == "-" else {
      throw mistake(
        "a key in the command line is no secret: write \(name)=@FILE, or \(name)=-",
        in: "wgk profile add")
    }
    let text = isFile ? try KeyFile(rest(from: 1)).read() : try KeyFile().read()
    guard let text else { throw WGError(.invalidKey, "there is no key in the file of \(name)") }
    return text
  }
}

extension Arguments {
  /// Counts the traffic of a store's interface into the ledger that --ledger names, if it does.
  ///
  /// A peer that goes takes with it what it has counted since the last sample.
  func collect(for store: ProfileStore) throws(WGError) {
    guard let ledger = value(of: .ledger), !options.contains(.filesOnly) else { return }
    try UsageProgram.collect(try store.server().interface, in: namespace, to: ledger)
  }
}
