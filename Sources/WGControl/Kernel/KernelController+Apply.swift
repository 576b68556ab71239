internal import CLinux
internal import Netlink
internal import Sentences
internal import WGModel

extension KernelController {
  /// How much of an update the kernel has acknowledged.
  struct Progress {
    var messages = 0
    var applied = AppliedPart()
    // Allowed IPs that went ahead of their message, on a kernel without the flag for them.
    var removedAllowedIPs = 0
  }

  /// Sends an update; the error of one that fails says what of it is in force.
  static func apply<Transport: NetlinkTransport & ~Copyable>(
    _ update: DeviceUpdate, to name: InterfaceName,
    through wireguard: inout GenericNetlink<Transport>, _ attempt: Attempt,
    sayingWhatIsInForce: Bool = true
  ) throws(WGError) {
    var progress = Progress()
    let failure: NetlinkError
    do throws(NetlinkError) {
      try write(update, to: name, through: &wireguard, progress: &progress)
      return
    } catch {
      failure = error
    }
    let cause = attempt.error(failure)
    guard sayingWhatIsInForce else { throw cause }
    // The kernel carried out the message that failed up to the failure: the device shows how far.
    if failure.kind == .refused, let device = try? read(name, from: &wireguard) {
      progress.applied.advance(along: update, on: device)
    }
    let isSent = progress.messages > 0 || progress.removedAllowedIPs > 0
    guard isSent || progress.applied != AppliedPart() else { throw cause }
    let removed =
      progress.removedAllowedIPs == 0
      ? "" : ", the removal of \(progress.removedAllowedIPs) allowed IPs"
    throw WGError(
      isSent ? .partiallyApplied : cause.code,
      "\(cause.message); of what was asked for, in force are: \(progress.applied.text(of: update))"
        + removed,
      errno: cause.errno, applied: progress.applied)
  }

  static func write<Transport: NetlinkTransport & ~Copyable>(
    _ update: DeviceUpdate, to name: InterfaceName,
    through wireguard: inout GenericNetlink<Transport>, progress: inout Progress
  ) throws(NetlinkError) {
    var encoder = KernelEncoder(update, for: name)
    var knowsRemovals = false
    while !encoder.isFinished {
      let start = encoder
      do throws(NetlinkError) {
        var message = wireguard.message(
          command: WireGuardNetlink.Command.setDevice, version: WireGuardNetlink.version)
        encoder.fill(&message)
        try wireguard.request(&message)
      } catch {
        // The flag for removals came with Linux 6.16; before, the kernel answers so. Sending the
        // message again does no harm: all that it says, it says absolutely.
        guard encoder.sentRemoval, !knowsRemovals, error.kind == .refused, error.errno == EINVAL
        else { throw error }
        try remove(
          update.peers[start.finishedPeers...], from: name, through: &wireguard,
          counting: &progress.removedAllowedIPs)
        encoder = start
        encoder.sendsRemovals = false
        continue
      }
      knowsRemovals = encoder.sentRemoval
      progress.messages += 1
      progress.applied.settings = update.settings
      progress.applied.peers = encoder.finishedPeers
      progress.applied.allowedIPs = encoder.finishedAllowedIPs
    }
  }
}
