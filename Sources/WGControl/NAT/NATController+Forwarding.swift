internal import CLinux
internal import Netlink
internal import Sentences
public import WGModel

extension NATController {
  /// Whether the kernel forwards packets of a family: `net.ipv4.ip_forward` or
  /// `net.ipv6.conf.all.forwarding`.
  ///
  /// Without it no packet goes from a tunnel to another interface. Needs no right.
  @inline(never)
  public func forwards(_ family: IPAddress.Family) throws(WGError) -> Bool {
    try LinkController(in: namespace).perform(
      Attempt("read whether packets are forwarded")
    ) { (route) throws(NetlinkError) in
      try route.forwards(family: UInt8(family == .v4 ? AF_INET : AF_INET6))
    }
  }

  /// Makes the kernel forward packets of a family, on all interfaces, until it is started anew.
  ///
  /// With IPv6 a host that forwards no longer takes routes from the routers around it, unless
  /// `accept_ra` is 2.
  ///
  /// - Throws: ``WGError/Code/permissionDenied``; ``WGError/Code/system`` with the error number, for
  ///   instance where `/proc/sys` is read-only, as in most containers.
  @inline(never)
  public func enableForwarding(_ family: IPAddress.Family) throws(WGError) {
    let path =
      family == .v4 ? "/proc/sys/net/ipv4/ip_forward" : "/proc/sys/net/ipv6/conf/all/forwarding"
    do throws(NetlinkError) {
      try KernelSetting.turnOn(path, in: namespace.path)
    } catch {
      throw Attempt("turn forwarding on").error(error)
    }
  }
}
