import Glibc
import WGKit

/// The ways to write a whole device, and to change one peer of it.
struct Writing {
  let name: InterfaceName
  let options: Options
  /// Keys and networks of all peers, as they are to be in the end.
  private let update: DeviceUpdate
  /// The same in one file for `wg`, and in another one where one peer has another keepalive.
  private let file: String
  private let changedFile: String
  private let changed: DeviceConfiguration

  init(_ name: InterfaceName, _ options: Options) throws(WGError) {
    self.name = name
    self.options = options
    var update = try DeviceRead.update(peers: options.peers)
    update.replacesPeers = true
    // With one the kernel multiplies on a curve for each peer that it is given, which takes ten times
    // as long as all else, whoever gives them.
    update.privateKey = .clear
    self.update = update
    file = "/tmp/device.conf"
    changedFile = "/tmp/changed.conf"
    write(Self.text(update, keepaliveOf: nil), to: file)
    write(Self.text(update, keepaliveOf: options.peers / 2), to: changedFile)
    try KernelController().apply(update, to: name)
    var changed = DeviceConfiguration(try KernelController().device(name))
    changed.peers[options.peers / 2].persistentKeepalive = 21
    self.changed = changed
  }

  var contenders: [Contender] {
    var all = [
      Contender(name: "WGKit", row: "write", prepare: clear) {
        measure { run { () throws(WGError) in try KernelController().apply(update, to: name) } }
      },
      Contender(name: "WGKit, one call a peer", row: "write", prepare: clear) {
        measure { run(writeOneByOne) }
      },
      Contender(name: "WGKit", row: "sync", prepare: fill) {
        measure {
          run { () throws(WGError) in
            let difference = try KernelController().sync(changed, to: name)
            if difference.update.peers.count != 1 { stop("the sync changes other than one peer") }
          }
        }
      },
    ]
    for (tool, path) in [("wgk", options.wgk), ("wg", options.wg ?? "")] where !path.isEmpty {
      all += [
        Contender(name: "\(tool) setconf", row: "setconf", prepare: clear) {
          measure(process: [path, "setconf", name.description, file])
        },
        Contender(name: "\(tool) syncconf", row: "syncconf", prepare: fill) {
          measure(process: [path, "syncconf", name.description, changedFile])
        },
      ]
    }
    return all
  }

  private func writeOneByOne() throws(WGError) {
    for peer in update.peers {
      try KernelController().apply(DeviceUpdate(peers: [peer]), to: name)
    }
  }

  /// The device without peers.
  private func clear() {
    run { () throws(WGError) in
      try KernelController().apply(DeviceUpdate(replacesPeers: true), to: name)
    }
  }

  /// The device with all peers, none of which has a keepalive.
  private func fill() {
    run { () throws(WGError) in
      let device = try KernelController().device(name)
      if device.peers.count != options.peers {
        try KernelController().apply(update, to: name)
      }
      var one = update.peers[options.peers / 2]
      one.persistentKeepalive = 0
      try KernelController().apply(DeviceUpdate(peers: [one]), to: name)
    }
  }

  private func run(_ work: () throws(WGError) -> Void) {
    do { try work() } catch { stop("\(error)") }
  }

  private static func text(_ update: DeviceUpdate, keepaliveOf changed: Int?) -> String {
    var text = "[Interface]\nListenPort = 51820\n"
    for (index, peer) in update.peers.enumerated() {
      let networks = peer.allowedIPs.map { $0.description }.joined(separator: ", ")
      text += "\n[Peer]\nPublicKey = \(peer.publicKey.base64)\nAllowedIPs = \(networks)\n"
      if index == changed { text += "PersistentKeepalive = 21\n" }
    }
    return text
  }
}

private func write(_ text: String, to path: String) {
  guard let file = fopen(path, "w") else { stop("\(path) cannot be written") }
  defer { fclose(file) }
  let bytes = Array(text.utf8)
  if fwrite(bytes, 1, bytes.count, file) != bytes.count { stop("\(path) cannot be written") }
}
