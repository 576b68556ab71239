internal import Sentences
internal import WGConfig
internal import WGModel

// What changes where one client is, and what it may reach.
extension StoreSession {
  func readdress(_ name: ProfileName, _ change: AddressChange) throws(WGError) -> Profile {
    let place = try place(name)
    var profile = list[place]
    let file = try readServerFile()
    let device = try readDevice()
    if let addresses = change.addresses {
      guard !addresses.isEmpty else {
        throw WGError(.invalidArgument, "the client \(name) needs an address")
      }
      profile.addresses = addresses.map { $0.asPrefix }
    }
    if let networks = change.networks { profile.networks = networks.map { $0.masked } }
    if let allowedIPs = change.allowedIPs { profile.allowedIPs = allowedIPs }
    var taken = TakenNetworks(list, file, device)
    taken.sort()
    if change.addresses != nil {
      var pool = try pool(
        server, serverAddresses(file), taken.networks(notOf: [profile.publicKey]))
      try pool.claim(profile.addresses)
    }
    try refuse(profile.networks, of: "\(name)", in: server.networks)
    try taken.refuseOverlap(of: profile.networks, for: profile.publicKey)

    var document = try file.document
    try setAllowedIPs(of: [profile], file, &document)
    let (client, before) = try clientFile(list[place], file)
    let renewed = client.with(profile)
    let after = try renewed.render(
      template(), server, serverKey: serverKey(file, file.publicKey == nil ? device : nil))
    var deviceChange = DeviceChange()
    if device?.peers[profile.publicKey] != nil { deviceChange.peers = [profile.newAllowedIPs] }
    try commit(
      [
        FileChange(
          place: server.layout.configFile(of: name), before: before, after: .document(after)),
        FileChange(place: .server, before: file.contents, after: .document(document)),
        storeChange(text.changing([(place, profile)])),
      ], deviceChange)
    return profile
  }
}
