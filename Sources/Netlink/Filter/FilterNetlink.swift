internal import CLibMNL

/// nf_tables: tables of the kernel's packet filter, for both families of addresses (`inet`).
///
/// A table is replaced and deleted whole, in one transaction of the kernel's. Every call, also one that
/// reads, needs CAP_NET_ADMIN.
public struct FilterNetlink<Transport: NetlinkTransport & ~Copyable>: ~Copyable {
  private var conversation: Conversation<Transport>

  /// Takes over a socket of the bus NETLINK_NETFILTER.
  @inline(never)
  public init(over transport: consuming Transport) {
    conversation = Conversation(over: transport)
  }

  /// Makes a table what the chains say, whether it is there or not.
  ///
  /// The commands are `NFT_MSG_NEWTABLE`, `NFT_MSG_DELTABLE`, `NFT_MSG_NEWCHAIN` and
  /// `NFT_MSG_NEWRULE` in one batch. ENOENT means that the kernel lacks a type of chains or an
  /// expression.
  @inline(never)
  public mutating func replaceTable(
    named table: String, with chains: [FilterChain]
  ) throws(NetlinkError) {
    var batch = Self.batch()
    // Created where it was missing, there is something to delete, with all that is in it.
    for command in [NFT_MSG_NEWTABLE, NFT_MSG_DELTABLE, NFT_MSG_NEWTABLE] {
      Self.start(command, flags: command == NFT_MSG_NEWTABLE ? NLM_F_CREATE : 0, in: &batch)
      batch.put(UInt16(NFTA_TABLE_NAME.rawValue), text: table)
    }
    for chain in chains { chain.put(into: &batch, table: table) }
    for chain in chains {
      for rule in chain.rules {
        Self.start(NFT_MSG_NEWRULE, flags: NLM_F_CREATE | NLM_F_APPEND, in: &batch)
        batch.put(UInt16(NFTA_RULE_TABLE.rawValue), text: table)
        batch.put(UInt16(NFTA_RULE_CHAIN.rawValue), text: chain.name)
        batch.nest(UInt16(NFTA_RULE_EXPRESSIONS.rawValue)) { (message) in
          for expression in rule { expression.put(into: &message) }
        }
      }
    }
    // The last message that does something: what is acknowledged is that all was.
    Self.start(NFT_MSG_NEWTABLE, flags: NLM_F_CREATE | NLM_F_ACK, in: &batch)
    batch.put(UInt16(NFTA_TABLE_NAME.rawValue), text: table)
    try send(&batch)
  }

  /// Deletes a table with all that is in it; ENOENT when there is none.
  ///
  /// The command is `NFT_MSG_DELTABLE`.
  @inline(never)
  public mutating func deleteTable(named table: String) throws(NetlinkError) {
    var batch = Self.batch()
    Self.start(NFT_MSG_DELTABLE, flags: NLM_F_ACK, in: &batch)
    batch.put(UInt16(NFTA_TABLE_NAME.rawValue), text: table)
    try send(&batch)
  }

  /// The rules of a table in the kernel's order; none when there is no such table.
  ///
  /// The command is `NFT_MSG_GETRULE`.
  @inline(never)
  public mutating func rules(ofTable table: String) throws(NetlinkError) -> [FilterRule] {
    var message = MessageWriter(type: Self.type(NFT_MSG_GETRULE))
    message.put(header: Self.header)
    message.put(UInt16(NFTA_RULE_TABLE.rawValue), text: table)
    var rules: [FilterRule] = []
    try conversation.dump(&message, start: { rules = [] }) {
      (type, payload) throws(NetlinkError) in
      guard type == Self.type(NFT_MSG_NEWRULE) else { return }
      if let rule = try FilterRule(decoding: payload, ofTable: table) { rules.append(rule) }
    }
    return rules
  }

  @inline(never)
  private mutating func send(_ batch: inout MessageWriter) throws(NetlinkError) {
    batch.startNext(type: UInt16(NFNL_MSG_BATCH_END))
    batch.put(header: Self.batchHeader)
    try conversation.request(batch: &batch)
  }

  @inline(never)
  private static func batch() -> MessageWriter {
    var batch = MessageWriter(type: UInt16(NFNL_MSG_BATCH_BEGIN))
    batch.put(header: batchHeader)
    return batch
  }
}

extension FilterNetlink where Transport == KernelSocket {
  /// Opens a socket of its own, in a network namespace as ``KernelSocket`` names it.
  @inline(never)
  public init(in namespace: [UInt8] = []) throws(NetlinkError) {
    try self.init(over: KernelSocket(bus: NETLINK_NETFILTER, in: namespace))
  }
}

extension FilterNetlink where Transport: ~Copyable {
  @inline(never)
  static func start(
    _ command: nf_tables_msg_types, flags: Int32, in batch: inout MessageWriter
  ) {
    batch.startNext(type: type(command), flags: UInt16(flags))
    batch.put(header: header)
  }

  private static func type(_ command: nf_tables_msg_types) -> UInt16 {
    UInt16(NFNL_SUBSYS_NFTABLES) << 8 | UInt16(command.rawValue)
  }

  // struct nfgenmsg: family, version, and a number in network order.
  private static var header: (UInt8, UInt8, UInt16) { (wgkit_NFPROTO_INET, 0, 0) }
  private static var batchHeader: (UInt8, UInt8, UInt16) {
    (0, 0, UInt16(NFNL_SUBSYS_NFTABLES).bigEndian)
  }
}
