internal import CLinux
internal import Sentences
public import WGControl
public import WGModel

extension UsageLedger {
  /// A peer's sample, and whose it is.
  public struct Entry: Sendable {
    /// The key that names the peer.
    public let publicKey: PublicKey
    /// What was read.
    public let sample: UsageSample

    /// Creates an entry.
    public init(_ publicKey: PublicKey, _ sample: UsageSample) {
      self.publicKey = publicKey
      self.sample = sample
    }
  }

  /// Reads a device and adds what its peers have sent and received since the time before.
  ///
  /// The device is read while no other writer is: collectors that run at the same time count nothing
  /// twice.
  ///
  /// - Parameters:
  ///   - name: the interface.
  ///   - namespace: where it is.
  ///   - zone: the clocks by which the day of the traffic is found.
  /// - Returns: what was read.
  /// - Throws: as `KernelController.device(_:)`, ``WGError/Code/timedOut`` for another writer,
  ///   ``WGError/Code/outOfResources`` for a full disk, and as ``usage(in:of:)``. Then nothing was
  ///   added.
  @discardableResult
  public func collect(
    _ name: InterfaceName, in namespace: NetworkNamespace = .current, zone: UsageZone = .utc
  ) throws(WGError) -> UsageReading {
    try write { () throws(WGError) in
      let reading = try KernelController(in: namespace).usageReading(name)
      try add(Self.entries(of: reading), to: Array(namespace.description.utf8), name, zone)
      return reading
    }
  }

  /// Reads a device, adds its traffic, and removes a peer from it: what the peer had sent and received
  /// is counted before its counters go.
  ///
  /// - Throws: ``WGError/Code/notFound`` when the device does not have the peer; as
  ///   ``collect(_:in:zone:)`` and `KernelController.apply(_:to:)`. Nothing is removed that was not
  ///   counted.
  /// - Returns: the peer's last sample.
  @discardableResult
  public func removePeer(
    _ key: PublicKey, from name: InterfaceName, in namespace: NetworkNamespace = .current,
    zone: UsageZone = .utc
  ) throws(WGError) -> UsageSample {
    let reading = try collect(name, in: namespace, zone: zone)
    guard let peer = reading.device.peers[key] else {
      throw WGError(.notFound, "\(name.description) has no peer \(key.base64)")
    }
    let update = DeviceUpdate(peers: [PeerUpdate(publicKey: key, action: .remove)])
    try KernelController(in: namespace).apply(update, to: name)
    return reading.sample(of: peer)
  }

  /// Adds samples that the caller has read, in one transaction.
  ///
  /// - Parameters:
  ///   - entries: a sample each of the peers of one device, read together; the wall clock's time in them
  ///     says the day, and must be known.
  ///   - name: the interface.
  ///   - namespace: where it is, by any name that is always the same; empty for the caller's own.
  ///   - zone: the clocks by which the day of the traffic is found.
  /// - Throws: ``WGError/Code/invalidArgument`` for a sample without a time or with one that no clock
  ///   shows, one whose reading ends before it begins, and a namespace with a control character; as
  ///   ``collect(_:in:zone:)``, but for the device.
  public func record(
    _ entries: [Entry], of name: InterfaceName, in namespace: String = "", zone: UsageZone = .utc
  ) throws(WGError) {
    let namespace = Array(namespace.utf8)
    // It is printed in lines.
    guard !namespace.contains(where: { $0 < 0x20 || $0 == 0x7f }) else {
      throw WGError(
        .invalidArgument, "the namespace \(quoted(namespace.span)) has a control character")
    }
    for entry in entries {
      guard 1...Self.moments.upperBound ~= entry.sample.time,
        entry.sample.began <= entry.sample.ended
      else {
        throw WGError(
          .invalidArgument,
          "a sample of \(entry.publicKey) has no time, or ends before it begins: the time, in seconds"
            + " since 1970, says which day its traffic is of")
      }
    }
    try write { () throws(WGError) in
      try add(entries, to: namespace, name, zone)
    }
  }

  private func write<Result>(
    _ body: () throws(WGError) -> Result
  ) throws(WGError) -> Result {
    try database.locked { () throws(WGError) in
      try database.transaction { () throws(WGError) in try body() }
    }
  }

  private static func entries(of reading: UsageReading) -> [Entry] {
    reading.device.peers.map { Entry($0.publicKey, reading.sample(of: $0)) }
  }

  private func add(
    _ entries: [Entry], to namespace: [UInt8], _ name: InterfaceName, _ zone: UsageZone
  ) throws(WGError) {
    guard let first = entries.first?.sample else { return }
    var interface = try InterfaceRow(of: name, in: namespace, database)
    let day = CivilDate.days(at: first.time, offset: zone.offset(at: first.time))
    try interface.add(first, database)
    let peers = try PeerRows(database)
    for entry in entries {
      try peers.add(entry.publicKey, entry.sample, of: interface, on: day)
    }
  }
}
