import WGConfig
import WGModel
import WGProfiles
import WGUsage

/// What ends on a disk.
var fileRows: [Row] {
  [
    // The clients that are there keep their keys to themselves; the new one has all of its own.
    Row("profile created among clients") { size in
      let store = try storeOfClients(size)
      var number = size
      return {
        number += 1
        return try store.add(NewProfile(try ProfileName("client\(number)"))).addresses.count
      }
    },
    Row("samples recorded in a ledger") { size in
      let ledger = try UsageLedger.open(folder + "/usage.db")
      let name = try InterfaceName("wg0")
      let keys = Made.keys(size)
      var time: Int64 = 1_800_000_000
      return {
        time += 60
        try ledger.record(
          keys.map { key in
            UsageLedger.Entry(
              key,
              UsageSample(
                receivedBytes: UInt64(time), sentBytes: UInt64(time), time: time,
                began: time * 1_000_000_000, ended: time * 1_000_000_000 + 1, boot: 7, device: 7))
          }, of: name)
        return try ledger.usage().count
      }
    },
  ]
}

private var folder: String { CommandLine.arguments[4] }

private func storeOfClients(_ size: Int) throws(WGError) -> ProfileStore {
  var config = Config()
  config.interface.privateKey = .set(try PrivateKey.generate())
  config.interface.addresses = [try IPPrefix("10.0.0.1/8"), try IPPrefix("fd00::1/64")]
  let document = try Document(config, as: .wgQuick)
  let file = try ConfigFile(folder + "/wg0.conf")
  try document.withBytes { (bytes) throws(WGError) in try file.write(bytes) }
  let settings = ServerSettings(
    interface: try InterfaceName("wg0"), configFile: folder + "/wg0.conf",
    endpoint: try EndpointText("vpn.example.org:51820"),
    networks: [try IPPrefix("10.0.0.0/8"), try IPPrefix("fd00::/64")])
  let store = try ProfileStore.create(folder + "/wg0.profiles", settings, device: .filesOnly)
  var clients: [NewProfile] = []
  for number in 0..<size {
    clients.append(
      NewProfile(
        try ProfileName("client\(number)"), keys: .publicKey(Made.key(number)),
        presharedKey: .none))
  }
  try store.add(clients)
  return store
}
