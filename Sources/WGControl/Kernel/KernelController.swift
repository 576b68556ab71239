internal import CLinux
internal import Netlink
public import WGModel

/// WireGuard in the Linux kernel, controlled over generic netlink.
///
/// Reading and changing need the right CAP_NET_ADMIN in the network namespace; listing needs none.
public struct KernelController: DeviceController {
  /// Creates a controller of the caller's network namespace.
  public init() {}

  /// The names of the WireGuard interfaces, in the order of their creation.
  ///
  /// Links of the kind `wireguard`; one that another program serves in user space is not among them.
  public func devices() throws(WGError) -> [InterfaceName] {
    let attempt = Attempt("list the interfaces")
    do throws(NetlinkError) {
      var route = try RouteNetlink()
      var names: [InterfaceName] = []
      // Bytes: comparing strings would link the tables of Unicode, 40 KB.
      for link in try route.links()
      where link.kind.utf8.elementsEqual(WireGuardNetlink.family.utf8) {
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
  public func device(_ name: InterfaceName) throws(WGError) -> Device {
    let attempt = Attempt("read \(name)", Self.meanings(name))
    var wireguard = try Self.open()
    do throws(NetlinkError) {
      return try Self.read(name, from: &wireguard)
    } catch {
      throw attempt.error(error)
    }
  }

  /// Changes a device; what the update does not name stays as it is.
  ///
  /// The kernel command is `WG_CMD_SET_DEVICE`. A large update travels in several messages; when a
  /// later one fails, the error has the code ``WGError/Code/partiallyApplied`` and says how far it
  /// came. One message is not atomic either: what precedes the offending peer in it may be in force.
  /// Public keys of low order are refused: the kernel takes them and never sends anything.
  public func apply(_ update: DeviceUpdate, to name: InterfaceName) throws(WGError) {
    for peer in update.peers where peer.action != .remove && peer.publicKey.isLowOrder {
      throw WGError(
        .invalidKey,
        "cannot configure \(name): \(peer.publicKey) is a key of low order, with which no handshake"
          + " can be made; check where it came from")
    }
    var meanings = Self.meanings(name)
    if let port = update.listenPort {
      meanings.append(
        .init(
          errno: EADDRINUSE, code: .portInUse,
          text: "UDP port \(port) is in use; choose another one or stop what listens there"))
    }
    let attempt = Attempt("configure \(name)", meanings)
    var wireguard = try Self.open()
    var progress = Progress()
    do throws(NetlinkError) {
      try Self.write(update, to: name, through: &wireguard, progress: &progress)
    } catch {
      let cause = attempt.error(error)
      guard progress.messages > 0 else { throw cause }
      throw WGError(
        .partiallyApplied,
        "\(cause.message); \(progress.peers) of \(update.peers.count) peers had been applied before",
        errno: cause.errno)
    }
  }
}

extension KernelController {
  /// How much of an update the kernel has acknowledged.
  struct Progress {
    var messages = 0
    var peers = 0
  }

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

  static func write<Transport: NetlinkTransport & ~Copyable>(
    _ update: DeviceUpdate, to name: InterfaceName,
    through wireguard: inout GenericNetlink<Transport>, progress: inout Progress
  ) throws(NetlinkError) {
    var encoder = KernelEncoder(update, for: name)
    while !encoder.isFinished {
      var message = wireguard.message(
        command: WireGuardNetlink.Command.setDevice, version: WireGuardNetlink.version)
      encoder.fill(&message)
      try wireguard.request(&message)
      progress.messages += 1
      progress.peers = encoder.finishedPeers
    }
  }

  private static func open() throws(WGError) -> GenericNetlink<KernelSocket> {
    do throws(NetlinkError) {
      return try GenericNetlink(family: WireGuardNetlink.family)
    } catch {
      throw opening.error(error)
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
