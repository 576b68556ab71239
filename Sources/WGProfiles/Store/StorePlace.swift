internal import WGConfig
internal import WGModel

/// Where a file of a change lies.
enum StorePlace: Equatable {
  /// The server's file.
  case server
  /// A name in the store's folder.
  case file([UInt8])
  /// A name in a folder of the store.
  case inFolder([UInt8], [UInt8])

  /// The place as the journal has it.
  var text: [UInt8] {
    switch self {
    // No name begins with a dash.
    case .server: Array("-server".utf8)
    case .file(let name): name
    case .inFolder(let folder, let name): folder + [UInt8(ascii: "/")] + name
    }
  }

  init?(_ text: [UInt8]) {
    if text == StorePlace.server.text {
      self = .server
    } else if let slash = text.firstIndex(of: UInt8(ascii: "/")) {
      self = .inFolder(Array(text[..<slash]), Array(text[(slash + 1)...]))
    } else {
      self = .file(text)
    }
  }
}

/// The text of a file, in whatever it has come to be in.
enum FileText {
  case document(Document)
  case plain([UInt8])
  case secret(SecretBytes)
  /// A text that has grown at its end, and where what was added begins.
  case grown(SecretBytes, from: Int)

  func withBytes<R, E: Error>(_ body: (Span<UInt8>) throws(E) -> R) throws(E) -> R {
    switch self {
    case .document(let document): try document.withBytes(body)
    case .plain(let bytes): try body(bytes.span)
    case .secret(let bytes), .grown(let bytes, _): try bytes.withExposedBytes(body)
    }
  }
}

/// What is to become of a file.
final class FileChange {
  let place: StorePlace
  /// What stands there now, nil for nothing.
  let before: ConfigFile.Contents?
  /// What is to stand there, nil for nothing.
  let after: FileText?

  @inline(never)
  init(place: StorePlace, before: ConfigFile.Contents?, after: FileText?) {
    self.place = place
    self.before = before
    self.after = after
  }
}

extension ProfileLayout {
  /// The place of a client's configuration file.
  func configFile(of name: ProfileName) -> StorePlace {
    let file = name.bytes + Array(".conf".utf8)
    return switch self {
    case .plain: .file(file)
    case .linuxserver: .inFolder(name.bytes, file)
    case .linuxserverPeer: .inFolder(name.bytes, Array("peer.conf".utf8))
    }
  }

  /// The places of a client's key files, with what is in each; none in a layout that has none.
  func keyFiles(of file: ClientFile) -> [(place: StorePlace, text: FileText?)] {
    guard self != .plain else { return [] }
    let name = file.profile.name.bytes
    func place(_ word: String) -> StorePlace { .inFolder(name, Array(word.utf8) + name) }
    let publicKey = Array(file.profile.publicKey.base64.utf8) + [UInt8(ascii: "\n")]
    return [
      (place("privatekey-"), file.privateKey.map { .secret(line($0.exposedBase64())) }),
      (place("publickey-"), .plain(publicKey)),
      (place("presharedkey-"), file.presharedKey.map { .secret(line($0.exposedBase64())) }),
    ]
  }
}

// A secret with a newline behind it.
private func line(_ secret: SecretBytes) -> SecretBytes {
  let builder = SecretBuilder()
  secret.withExposedBytes { (bytes) in builder.append(bytes) }
  builder.append([UInt8(ascii: "\n")].span)
  return builder.finish()
}
