internal import Sentences
internal import WGConfig
internal import WGModel

/// A store, with whatever its interface is in.
package struct StoreCore<Interface: ServerInterface>: Sendable {
  let folder: String
  /// Nil where files alone are changed.
  let interface: Interface?
  private let memory = StoreMemory()

  /// Names a store; nothing is opened.
  package init(_ folder: String, _ interface: Interface?) {
    self.folder = folder
    self.interface = interface
  }

  func create(_ server: ServerSettings) throws(WGError) {
    try server.check()
    _ = try StoreSession<Interface>.template(server.template)
    let folder = try LockedFolder.open(folder, creating: true)
    try StoreRecovery(folder: folder, interface: interface).run()
    folder.removeLeftovers()
    guard try folder.read(StoreText.fileName) == nil else {
      throw WGError(
        .alreadyExists,
        "the folder \(quoted(self.folder, limit: 300)) has a store already: open it, or name another"
          + " folder")
    }
    // The server must be there as the settings say.
    let file = try ServerFile(try folder.files(server).read(.server))
    let device: Device? =
      if let interface { try interface.device(server.interface) } else { nil }
    _ = try StoreSession<Interface>.serverKey(file, device, server)
    var wanted = server
    wanted.networks = server.networks.map { $0.masked }
    let text = StoreText.new(wanted)
    // What is written must be what is read.
    _ = try StoreText(parsing: text.span)
    try folder.write(text.span, to: StoreText.fileName, over: .nothing)
    try folder.flush()
  }

  func profile(_ name: ProfileName) throws(WGError) -> Profile {
    let session = try open()
    return session.list[try session.place(name)]
  }

  func exposedClientConfig(_ name: ProfileName) throws(WGError) -> SecretBytes {
    let session = try open()
    _ = try session.place(name)
    let files = try session.folder.files(session.server)
    return try files.read(session.server.layout.configFile(of: name)).text
  }

  /// Locks the folder, takes back what an interrupted change has begun, and reads `profiles.conf`.
  func open() throws(WGError) -> StoreSession<Interface> {
    let folder = try LockedFolder.open(folder)
    try StoreRecovery(folder: folder, interface: interface).run()
    return try StoreSession(folder, interface, memory)
  }
}

/// What one operation has open and has read, under the lock.
struct StoreSession<Interface: ServerInterface> {
  let folder: LockedFolder
  let interface: Interface?
  let memory: StoreMemory
  let known: StoreMemory.Known

  var contents: ConfigFile.Contents { known.contents }
  var text: StoreText { known.text }
  var server: ServerSettings { text.server }
  var list: ProfileList { text.list }

  init(
    _ folder: LockedFolder, _ interface: Interface?, _ memory: StoreMemory
  ) throws(WGError) {
    self.folder = folder
    self.interface = interface
    self.memory = memory
    let contents = try StoreRecovery(folder: folder, interface: interface).storeContents()
    if let known = memory.known, known.contents.text.isEqual(to: contents.text) {
      self.known = known
      return
    }
    let text = try contents.text.withExposedBytes { (text) throws(WGError) in
      try StoreText(parsing: text)
    }
    known = StoreMemory.Known(contents, text)
    memory.known = known
  }

  /// The place of a client in the list.
  func place(_ name: ProfileName) throws(WGError) -> Int {
    guard let place = list.place(like: name), list[place].name == name else {
      throw WGError(.notFound, "the store has no client \(name); `wgk profile list` shows them")
    }
    return place
  }

  @inline(never)
  func readServerFile() throws(WGError) -> ServerFile {
    let contents = try folder.files(server).read(.server)
    if let file = known.file, file.contents.text.isEqual(to: contents.text) { return file }
    return try ServerFile(contents)
  }

  /// The device, or nil where files alone are changed.
  func readDevice() throws(WGError) -> Device? {
    guard let interface else { return nil }
    return try interface.device(server.interface)
  }

  /// The public key that clients know the server by.
  func serverKey(_ file: ServerFile, _ device: Device?) throws(WGError) -> PublicKey {
    try Self.serverKey(file, device, server)
  }

  static func serverKey(
    _ file: ServerFile, _ device: Device?, _ server: ServerSettings
  ) throws(WGError) -> PublicKey {
    if let key = file.publicKey ?? device?.publicKey { return key }
    throw WGError(
      .invalidConfiguration,
      "the server has no private key: \(server.configFile) needs a line PrivateKey in [Interface]")
  }

  func template() throws(WGError) -> Template {
    try Self.template(server.template)
  }

  /// The template of a name that ships, or of a path.
  static func template(_ name: String) throws(WGError) -> Template {
    if Array(name.utf8).contains(UInt8(ascii: "/")) {
      let file = try ConfigFile(name).read(limit: Template.sizeLimit + 1)
      return try file.text.withExposedBytes { (text) throws(WGError) in
        try Template.refuseBraces(in: text)
        return try Template(parsing: text)
      }
    }
    guard let shipped = Template.shipped(name) else {
      throw WGError(
        .invalidArgument,
        "there is no template \(quoted(name)): `wgk template list` shows those there are; for a file"
          + " write its path")
    }
    return try Template(parsing: shipped.text)
  }

  /// The file of a client as it is, with the private key in it.
  func clientFile(
    _ profile: Profile, _ serverFile: ServerFile
  ) throws(WGError) -> (file: ClientFile, contents: ConfigFile.Contents) {
    let place = server.layout.configFile(of: profile.name)
    let contents = try folder.files(server).read(place)
    var key: PrivateKey?
    if profile.hasPrivateKey {
      key = try ClientFile.privateKey(in: contents)
      guard key?.publicKey == profile.publicKey else {
        throw WGError(
          .invalidConfiguration,
          "the file of \(profile.name) has not the private key that belongs to its public key: put it"
            + " back, or write HasPrivateKey = no in profiles.conf")
      }
    }
    let shared = serverFile.peer(profile.publicKey)?.sharedKey
    return (ClientFile(profile: profile, privateKey: key, presharedKey: shared), contents)
  }
}
