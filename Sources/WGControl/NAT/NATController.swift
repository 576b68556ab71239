internal import CLinux
internal import Netlink
internal import Sentences
public import WGModel

/// NAT for tunnels: a table of nf_tables for each, which is WGKit's own.
///
/// The table of `wg0` is `wgkit-wg0`, of the family `inet`. It is added whole and removed whole, each in
/// one transaction of the kernel's, and no other table is looked at or changed. So what another table
/// drops stays dropped: a rule can let a packet pass in its own table alone. Every call needs
/// CAP_NET_ADMIN in the network namespace, one that reads too, but for ``forwards(_:)``.
public struct NATController: Sendable {
  let namespace: NetworkNamespace

  /// Creates a controller of a network namespace, the caller's unless another one is named.
  public init(in namespace: NetworkNamespace = .current) { self.namespace = namespace }

  /// Adds NAT for a tunnel, in the place of what was there for it.
  ///
  /// Packets from the networks that leave by another interface get its address, and packets that are
  /// forwarded from the tunnel or into it are accepted, whoever sent the first one. Neither the tunnel
  /// nor the other interface needs to be there: rules know names. That packets are forwarded at all is
  /// a setting of its own: see ``forwards(_:)``.
  ///
  /// - Parameters:
  ///   - nat: what is to be translated.
  ///   - name: the tunnel's interface.
  /// - Throws: ``WGError/Code/invalidArgument`` when there is no network, or the tunnel is its own way
  ///   out; ``WGError/Code/tooLarge`` for more than 100 networks; ``WGError/Code/moduleMissing`` when
  ///   the kernel has no nf_tables, or not all of it.
  @inline(never)
  public func add(_ nat: TunnelNAT, to name: InterfaceName) throws(WGError) {
    let nat = try nat.checked(for: name)
    try perform("add NAT for \(name)", Self.partMissing) { (filter) throws(NetlinkError) in
      try filter.replaceTable(
        named: TunnelNAT.table(of: name), with: nat.chains(for: name))
    }
  }

  /// Removes a tunnel's NAT.
  ///
  /// Connections that are known already keep their addresses until they end.
  ///
  /// - Throws: ``WGError/Code/notFound`` when there is none.
  @inline(never)
  public func remove(from name: InterfaceName) throws(WGError) {
    let missing = Attempt.Meaning(errno: ENOENT, code: .notFound, text: "there is none")
    try perform("remove the NAT of \(name)", missing) { (filter) throws(NetlinkError) in
      try filter.deleteTable(named: TunnelNAT.table(of: name))
    }
  }

  /// A tunnel's NAT as the kernel has it.
  ///
  /// - Throws: ``WGError/Code/notFound`` when there is none; ``WGError/Code/malformedReply`` when there
  ///   is a table of its name with other rules than WGKit makes.
  @inline(never)
  public func nat(of name: InterfaceName) throws(WGError) -> TunnelNAT {
    let table = TunnelNAT.table(of: name)
    let rules = try perform("read the NAT of \(name)", nil) { (filter) throws(NetlinkError) in
      try filter.rules(ofTable: table)
    }
    guard !rules.isEmpty else { throw WGError(.notFound, "there is no NAT of \(name)") }
    guard let nat = TunnelNAT(rules, of: name) else {
      throw WGError(
        .malformedReply,
        "the table \(table) is not as WGKit makes it: somebody has changed its rules; remove it, or add"
          + " it anew")
    }
    return nat
  }

  /// The networks of a tunnel by the addresses of its interface.
  ///
  /// Link-local addresses, and those that are a network of one address, do not count.
  ///
  /// - Throws: ``WGError/Code/invalidArgument`` when there is none;
  ///   ``WGError/Code/noSuchInterface``.
  @inline(never)
  public func networks(of name: InterfaceName) throws(WGError) -> [IPPrefix] {
    let networks = try LinkController(in: namespace).addresses(of: name).filter {
      $0.length < $0.address.family.bitCount && !$0.address.isLinkLocal
    }.orderedNetworks()
    guard !networks.isEmpty else {
      throw WGError(
        .invalidArgument,
        "the addresses of \(name) do not tell its networks; name those that packets come from")
    }
    return networks
  }

  private func perform<Result>(
    _ task: String, _ meaning: Attempt.Meaning?,
    _ body: (inout FilterNetlink<KernelSocket>) throws(NetlinkError) -> Result
  ) throws(WGError) -> Result {
    var meanings = Self.missing
    if let meaning { meanings.append(meaning) }
    do throws(NetlinkError) {
      var filter = try FilterNetlink(in: namespace.path)
      return try body(&filter)
    } catch {
      throw Attempt(task, meanings).error(error)
    }
  }

  // Without nfnetlink there is no socket; without nf_tables a batch is not supported, and another
  // request not valid.
  @inline(never)
  private static var missing: [Attempt.Meaning] {
    [EPROTONOSUPPORT, EOPNOTSUPP, EINVAL].map {
      Attempt.Meaning(
        errno: $0, code: .moduleMissing,
        text: "the kernel has no nf_tables; load it with `modprobe nf_tables`")
    }
  }

  @inline(never)
  private static var partMissing: Attempt.Meaning {
    .init(
      errno: ENOENT, code: .moduleMissing,
      text: "the kernel lacks a part of nf_tables; load it with `modprobe -a nft_chain_nat"
        + " nft_masq`")
  }
}
