internal import WGConfig
public import WGModel

/// The clients of a store at one moment, in the order in which they were made.
///
/// Looking one up by key or name takes a binary search.
public struct ProfileList: Sendable {
  private(set) var profiles: [Profile]
  private var byKey: KeyOrder
  private var byName: [Int]

  init(_ profiles: [Profile]) {
    self.profiles = profiles
    byKey = KeyOrder(profiles.map { $0.publicKey })
    byName = orderedPlaces(profiles.count) {
      comesFirst(profiles[$0].name.bytes, profiles[$1].name.bytes)
    }
  }

  /// The client of a public key, or nil when there is none.
  public subscript(publicKey: PublicKey) -> Profile? {
    byKey.place(of: publicKey).map { profiles[$0] }
  }

  /// The client of a name, or nil when there is none; the case of letters counts.
  public subscript(name: ProfileName) -> Profile? {
    guard let place = place(like: name), profiles[place].name == name else { return nil }
    return profiles[place]
  }

  /// Adds a client behind the others, none of which has its key or its name.
  mutating func append(_ profile: Profile) {
    byName.insert(profiles.count, at: order(of: profile.name))
    byKey.append(profile.publicKey)
    profiles.append(profile)
  }

  // How many names come before this one.
  @inline(never)
  private func order(of name: ProfileName) -> Int {
    firstPlace(of: byName.count) { !comesFirst(profiles[byName[$0]].name.bytes, name.bytes) }
  }

  /// The place of the client whose name is this one but for the case of letters; a store has one at most.
  func place(like name: ProfileName) -> Int? {
    let found = order(of: name)
    guard found < byName.count, profiles[byName[found]].name.isSame(as: name) else { return nil }
    return byName[found]
  }

  /// A client whose key or name another one has, or nil.
  var repeated: Profile? {
    if let key = byKey.repeatedKey { return self[key] }
    for index in byName.indices.dropFirst()
    where profiles[byName[index]].name.isSame(as: profiles[byName[index - 1]].name) {
      return profiles[byName[index]]
    }
    return nil
  }

  func place(of key: PublicKey) -> Int? { byKey.place(of: key) }
}

// Whether a name comes before another one when the case of letters does not count.
private func comesFirst(_ left: [UInt8], _ right: [UInt8]) -> Bool {
  for index in 0..<min(left.count, right.count) {
    let (one, other) = (lowercase(left[index]), lowercase(right[index]))
    if one != other { return one < other }
  }
  return left.count < right.count
}

extension ProfileList: RandomAccessCollection {
  /// Always 0.
  public var startIndex: Int { 0 }

  /// The number of clients.
  public var endIndex: Int { profiles.count }

  /// The client at a place.
  public subscript(index: Int) -> Profile { profiles[index] }
}
