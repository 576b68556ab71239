internal import CLinux
internal import Netlink
internal import Sentences
public import WGModel

/// WireGuard in the Linux kernel, controlled over generic netlink.
///
/// Reading and changing need the right CAP_NET_ADMIN in the network namespace; listing needs none.
public struct KernelController: DeviceController {
  let namespace: NetworkNamespace

  /// Creates a controller of a network namespace, the caller's unless another one is named.
  public init(in namespace: NetworkNamespace = .current) { self.namespace = namespace }

  /// The names of the WireGuard interfaces, in the order of their creation.
  ///
  /// Links of the kind `wireguard`; one that another program serves in user space is not among them.
  @inline(never)
  public func devices() throws(WGError) -> [InterfaceName] {
    let attempt = Attempt("list the interfaces")
    do throws(NetlinkError) {
      var route = try RouteNetlink(in: namespace.path)
      var names: [InterfaceName] = []
      // Bytes: comparing strings would link the tables of Unicode, 40 KB.
      for link in try route.links()
      where Array(link.kind.utf8) == Array(WireGuardNetlink.family.utf8) {
        guard let name = try? InterfaceName(kernel: link.name.span) else {
          throw .malformed("a link with a name of \(link.name.count) bytes")
        }
        names.append(name)
      }
      return names
    } catch {
      throw attempt.error(error)
    }
  }

  /// A snapshot of one device with all its peers.
  ///
  /// The kernel command is `WG_CMD_GET_DEVICE`. A snapshot that the kernel marks as inconsistent is
  /// read again, up to sixteen times.
  @inline(never)
  public func device(_ name: InterfaceName) throws(WGError) -> Device {
    let attempt = Attempt("read \(name)", Self.meanings(name))
    var wireguard = try open()
    do throws(NetlinkError) {
      return try Self.read(name, from: &wireguard)
    } catch {
      throw attempt.error(error)
    }
  }

  /// Changes a device; what the update does not name stays as it is.
  ///
  /// The kernel command is `WG_CMD_SET_DEVICE`. A large update travels in several messages, and the
  /// kernel carries out each until something in it fails: then ``WGModel/WGError/applied`` of the
  /// error is what of the update is in force, and the code is ``WGError/Code/partiallyApplied`` when
  /// a message had been carried out before. Public keys of low order are refused: the kernel takes
  /// them and never sends anything. Single allowed IPs are removed on kernels too that have no flag
  /// for it (before Linux 6.16), in a way that disturbs no others.
  public func apply(_ update: DeviceUpdate, to name: InterfaceName) throws(WGError) {
    try Self.refuseLowOrder(in: update, for: name)
    try apply(update, to: name, sayingWhatIsInForce: true)
  }

  /// Applies an update; an error says what of it is in force unless the caller takes it back.
  func apply(
    _ update: DeviceUpdate, to name: InterfaceName, sayingWhatIsInForce: Bool
  ) throws(WGError) {
    var meanings = Self.meanings(name)
    if let port = update.listenPort {
      meanings.append(
        .init(
          errno: EADDRINUSE, code: .portInUse,
          text: "UDP port \(port) is in use; choose another one or stop what listens there"))
    }
    let attempt = Attempt("configure \(name)", meanings)
    var wireguard = try open()
    try Self.apply(
      update, to: name, through: &wireguard, attempt, sayingWhatIsInForce: sayingWhatIsInForce)
  }

  /// Throws for a peer that no handshake could be made with.
  static func refuseLowOrder(
    in update: DeviceUpdate, for name: InterfaceName
  ) throws(WGError) {
    let peers = update.peers.span
    for place in peers.indices
    where peers[place].action != .remove && peers[place].publicKey.isLowOrder {
      throw WGError(
        .invalidKey,
        "cannot configure \(name): \(peers[place].publicKey) is a key of low order, with which no handshake"
          + " can be made; check where it came from")
    }
  }
}

extension KernelController {
  static func read<Transport: NetlinkTransport & ~Copyable>(
    _ name: InterfaceName, from wireguard: inout GenericNetlink<Transport>
  ) throws(NetlinkError) -> Device {
    var message = wireguard.message(
      command: WireGuardNetlink.Command.getDevice, version: WireGuardNetlink.version)
    message.put(WireGuardNetlink.DeviceAttribute.interfaceName, name.terminated.span)
    var decoder = KernelDecoder()
    try wireguard.dump(&message, start: { decoder = KernelDecoder() }) {
      (payload) throws(NetlinkError) in
      try decoder.add(payload)
    }
    return try decoder.finish()
  }

  private func open() throws(WGError) -> GenericNetlink<KernelSocket> {
    do throws(NetlinkError) {
      return try GenericNetlink(family: WireGuardNetlink.family, in: namespace.path)
    } catch {
      throw Self.opening.error(error)
    }
  }

  static var opening: Attempt {
    Attempt(
      "reach WireGuard in the kernel",
      [
        .init(
          errno: ENOENT, code: .moduleMissing,
          text: "the kernel has no WireGuard; load it with `modprobe wireguard`, or use Linux 5.6"
            + " or later")
      ])
  }

  private static func meanings(_ name: InterfaceName) -> [Attempt.Meaning] {
    [
      .init(
        errno: ENODEV, code: .noSuchInterface,
        text: "there is no interface of that name; `wgk show interfaces` lists those of WireGuard"),
      .init(
        errno: EOPNOTSUPP, code: .notWireGuard,
        text: "it is not a WireGuard interface; `wgk show interfaces` lists those that are"),
    ]
  }
}
