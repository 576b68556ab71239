internal import CLinux
internal import Netlink
public import WGModel

/// A device as it was read for its counters, with what tells this reading from others.
public struct UsageReading: Sendable {
  /// The device with its peers.
  public let device: Device
  /// Which start of the machine it was read in: the kernel's `boot_id`; 0 when that cannot be read.
  public let boot: UInt64
  /// Which interface it is: its index and its namespace's cookie (`SO_NETNS_COOKIE`, Linux 5.14).
  ///
  /// The kernel counts indexes on and gives one that was used to no new interface, unless it is asked
  /// to. The time of an interface's creation it does not tell.
  public let deviceID: UInt64
  /// When the reading began, in nanoseconds of CLOCK_BOOTTIME.
  public let began: Int64
  /// When the reading had ended, on the same clock.
  public let ended: Int64
  /// The wall clock's time, in seconds since 1970-01-01 00:00 UTC.
  public let time: Int64

  /// The sample of one of its peers.
  public func sample(of peer: Peer) -> UsageSample {
    UsageSample(
      receivedBytes: peer.receivedBytes, sentBytes: peer.sentBytes,
      lastHandshake: peer.lastHandshake, time: time, began: began, ended: ended, boot: boot,
      device: deviceID)
  }
}

extension KernelController {
  /// Reads a device for its counters.
  ///
  /// - Throws: as ``device(_:)``.
  @inline(never)
  public func usageReading(_ name: InterfaceName) throws(WGError) -> UsageReading {
    let began = wgkit_boot_nanoseconds()
    let device = try device(name)
    let ended = wgkit_boot_nanoseconds()
    return UsageReading(
      device: device, boot: wgkit_boot_id(), deviceID: try usageID(index: device.index),
      began: began, ended: ended, time: Int64(time(nil)))
  }

  /// What tells an interface with an index from all others of this start of the machine.
  @inline(never)
  public func usageID(index: UInt32) throws(WGError) -> UInt64 {
    do throws(NetlinkError) {
      return try KernelSocket.cookie(ofNamespace: namespace.path) << 32 ^ UInt64(index)
    } catch {
      throw Attempt("find the network namespace").error(error)
    }
  }

  /// Which start of the machine this is: the kernel's `boot_id`, or 0 when that cannot be read.
  public static var usageBoot: UInt64 { wgkit_boot_id() }
}
