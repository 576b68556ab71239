internal import Sentences
internal import WGConfig
public import WGModel

// wg0.json as wg-easy has written it up to version 14: `server` with its keys and address, and
// `clients`, an object of one object a client.
extension ImportedProfiles {
  /// Reads the file `wg0.json` of wg-easy.
  ///
  /// A client is what `name`, `address`, `publicKey`, `privateKey`, `preSharedKey`, `createdAt`,
  /// `expiredAt` and `enabled` say; one that is not `enabled` may not connect, as there. Other members
  /// are of no account.
  ///
  /// - Throws: ``WGModel/WGError/Code/invalidConfiguration`` for what is no JSON, or has neither server
  ///   nor clients, or two keys of the server; ``WGModel/WGError/Code/tooLarge``.
  public init(wgEasy text: SecretBytes) throws(WGError) {
    let json = try JSONDocument(parsing: text)
    var collector = ImportCollector()
    guard let server = json.member("server", of: json.root), json.kind(of: server) == .object,
      let clients = json.member("clients", of: json.root), json.kind(of: clients) == .object
    else {
      throw WGError(
        .invalidConfiguration,
        "expected an object with server and clients, as wg0.json of wg-easy has it",
        location: json.location(of: json.root))
    }
    do throws(WGError) {
      try json.with("publicKey", of: server) { (text) throws(WGError) in
        try collector.take(serverKey: try PublicKey(base64: text))
      }
      try json.with("privateKey", of: server) { (text) throws(WGError) in
        try collector.take(serverKey: try PrivateKey(base64: text))
      }
      try json.with("address", of: server) { (text) throws(WGError) in
        collector.server?.addresses = [try IPPrefix(utf8: text)]
      }
    } catch {
      throw WGError(error.code, "the server: \(error.message)", location: json.location(of: server))
    }
    for (id, client) in json.members(of: clients) {
      collector.add(wgEasy: client, id: json.bytes(of: id), in: json)
    }
    self = collector.finish()
  }
}

extension ImportCollector {
  fileprivate mutating func add(
    wgEasy client: JSONDocument.Value, id: [UInt8], in json: JSONDocument
  ) {
    let name = json.member("name", of: client).map { json.bytes(of: $0) } ?? []
    add(source: name.isEmpty ? id : name, name: name) { (candidate) throws(WGError) in
      guard json.kind(of: client) == .object else {
        throw WGError(.invalidConfiguration, "it is no object")
      }
      try json.with("privateKey", of: client) { (text) throws(WGError) in
        try candidate.take(try PrivateKey(base64: text))
      }
      try json.with("publicKey", of: client) { (text) throws(WGError) in
        try candidate.take(try PublicKey(base64: text))
      }
      try json.with("preSharedKey", of: client) { (text) throws(WGError) in
        try candidate.take(try PresharedKey(base64: text))
      }
      try json.with("address", of: client) { (text) throws(WGError) in
        candidate.addresses = [try IPAddress(utf8: text).asPrefix]
      }
      try json.with("createdAt", of: client) { (text) throws(WGError) in
        candidate.created = try Timestamp(rfc3339: text)
      }
      try json.with("expiredAt", of: client) { (text) throws(WGError) in
        candidate.expires = try Timestamp(rfc3339: text)
      }
      candidate.isEnabled = try json.isYes("enabled", of: client)
    }
  }
}

extension JSONDocument {
  /// Lends the text that a member is; nothing happens when there is none, null or an empty one.
  fileprivate func with(
    _ name: StaticString, of object: Value, _ body: (Span<UInt8>) throws(WGError) -> Void
  ) throws(WGError) {
    guard let value = member(name, of: object) else { return }
    guard kind(of: value) == .string else {
      throw WGError(.invalidConfiguration, "\(name) is no text")
    }
    do throws(WGError) {
      try withText(of: value) { (text) throws(WGError) in
        if !text.isEmpty { try body(text) }
      }
    } catch {
      throw WGError(error.code, "\(name): \(error.message)")
    }
  }

  fileprivate func isYes(_ name: StaticString, of object: Value) throws(WGError) -> Bool {
    guard let value = member(name, of: object) else { return false }
    switch kind(of: value) {
    case .yes: return true
    case .no: return false
    default: throw WGError(.invalidConfiguration, "\(name) is neither true nor false")
    }
  }
}
