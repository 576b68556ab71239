internal import Sentences
internal import WGConfig
internal import WGModel

// What changes one client that stays.
extension StoreSession {
  func rename(_ name: ProfileName, to newName: ProfileName) throws(WGError) -> Profile {
    let place = try place(name)
    let old = list[place]
    guard name != newName else { return old }
    if let other = list.place(like: newName), other != place {
      throw WGError(.alreadyExists, "there is a client \(list[other].name) already")
    }
    var profile = old
    profile.name = newName
    let file = try readServerFile()
    var document = try file.document
    if file.peer(old.publicKey) != nil {
      // A disabled one has its name in a comment of a comment.
      let isDisabled = file.isDisabled(old.publicKey)
      if isDisabled { try document.enablePeer(old.publicKey) }
      try document.renamePeer(old.publicKey, to: newName.description)
      if isDisabled { try document.disablePeer(old.publicKey) }
    }
    let client = try clientFile(old, file).file
    let renamed = client.with(profile)
    let serverKey = try serverKey(file, file.publicKey == nil ? try readDevice() : nil)
    // First what goes: on some systems the two names are one file.
    var changes = try filesToRemove(old, try folder.files(server))
    changes += try filesToMake(renamed, try template(), serverKey, adopting: false)
    changes.append(
      FileChange(place: .server, before: file.contents, after: .document(document)))
    changes.append(storeChange(text.changing([(place, profile)])))
    try commit(changes)
    return profile
  }

  func enable(_ name: ProfileName) throws(WGError) -> Profile {
    let place = try place(name)
    var profile = list[place]
    let file = try readServerFile()
    guard let peer = file.peer(profile.publicKey) else {
      throw WGError(
        .notFound,
        "the server's file has no section of \(name) any more: revoke the client, and make it anew")
    }
    var document = try file.document
    let isDisabled = file.isDisabled(profile.publicKey)
    if isDisabled { try document.enablePeer(profile.publicKey) }
    let device = try readDevice()
    let present = device?.peers[profile.publicKey]
    var change = DeviceChange()
    let isLike = device == nil || present?.isLike(peer) == true
    if isDisabled || !isLike {
      var taken = TakenNetworks(list, file, device)
      taken.sort()
      try taken.refuseOverlap(of: peer.allowedIPs, for: profile.publicKey)
    }
    if !isLike {
      change.peers = [ServerFile.update(of: peer)]
      if present == nil { change.added = [profile.publicKey] }
    }
    profile.isEnabled = true
    try commit(
      [
        FileChange(place: .server, before: file.contents, after: .document(document)),
        storeChange(text.changing([(place, profile)])),
      ], change)
    return profile
  }

  func expire(_ name: ProfileName, at moment: Timestamp?) throws(WGError) -> Profile {
    if let moment { try Self.requireText(of: moment) }
    let place = try place(name)
    var profile = list[place]
    profile.expires = moment
    try commit([storeChange(text.changing([(place, profile)]))])
    return profile
  }
}
