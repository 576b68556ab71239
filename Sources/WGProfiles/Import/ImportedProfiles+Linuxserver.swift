internal import Sentences
internal import WGConfig
internal import WGModel

// The layout of the linuxserver image: what its start script makes below /config.
extension ImportedProfiles {
  /// Reads a folder as the linuxserver image has it.
  ///
  /// A client is a folder with `privatekey-FOLDER` or `publickey-FOLDER` in it, and, if there are such,
  /// with `presharedkey-FOLDER` and `FOLDER.conf` or `peer.conf`. One that is called `peer_NAME` is the
  /// client NAME, any other is called as its folder. The server's file is `wg_confs/wg0.conf` or
  /// `wg0.conf`, its keys are in `server`.
  ///
  /// - Throws: what the system says about the folder; ``WGModel/WGError/Code/invalidConfiguration`` when
  ///   the server's file cannot be read or two keys of the server are there.
  init(linuxserver path: String) throws(WGError) {
    let root = try ReadFolder(path)
    let (files, folders) = try root.names()
    var collector = ImportCollector()
    collector.namesFolders = true
    if folders.contains(Array("server".utf8)) {
      try collector.takeServer(in: root.folder(Array("server".utf8)))
    }
    let (confs, name) = (Array("wg_confs".utf8), Array("wg0.conf".utf8))
    if folders.contains(confs), try root.folder(confs).names().files.contains(name) {
      try collector.take(serverFile: root.folder(confs).document(name))
    } else if files.contains(name) {
      try collector.take(serverFile: root.document(name))
    }
    for name in folders {
      let folder = root.folder(name)
      do throws(WGError) {
        let files = try folder.names().files
        guard
          files.contains(Array("privatekey-".utf8) + name)
            || files.contains(Array("publickey-".utf8) + name), name != Array("server".utf8)
        else { continue }
        collector.addClient(name, in: folder, files)
      } catch {
        collector.reject(quoted(name.span), error)
      }
    }
    self = collector.finish()
  }
}

extension ImportCollector {
  fileprivate mutating func takeServer(in folder: ReadFolder) throws(WGError) {
    let files = try folder.names().files
    let (secret, known) = (Array("privatekey-server".utf8), Array("publickey-server".utf8))
    if files.contains(known) {
      try folder.withKey(known) { (text) throws(WGError) in
        try take(serverKey: try PublicKey(base64: text))
      }
    }
    if files.contains(secret) {
      try folder.withKey(secret) { (text) throws(WGError) in
        try take(serverKey: try PrivateKey(base64: text))
      }
    }
  }

  fileprivate mutating func addClient(
    _ name: [UInt8], in folder: ReadFolder, _ files: [[UInt8]]
  ) {
    add(source: name, name: clientName(name)) { (candidate) throws(WGError) in
      let secret = Array("privatekey-".utf8) + name
      if files.contains(secret) {
        try folder.withKey(secret) { (text) throws(WGError) in
          try candidate.take(try PrivateKey(base64: text))
        }
      }
      let known = Array("publickey-".utf8) + name
      if files.contains(known) {
        try folder.withKey(known) { (text) throws(WGError) in
          try candidate.take(try PublicKey(base64: text))
        }
      }
      let shared = Array("presharedkey-".utf8) + name
      if files.contains(shared) {
        try folder.withKey(shared) { (text) throws(WGError) in
          try candidate.take(try PresharedKey(base64: text))
        }
      }
      for file in [name + Array(".conf".utf8), Array("peer.conf".utf8)] where files.contains(file) {
        let document = try folder.document(file)
        do throws(WGError) {
          try candidate.take(try Config(document))
        } catch {
          throw error.placed(in: quoted(file.span))
        }
        break
      }
    }
  }
}
