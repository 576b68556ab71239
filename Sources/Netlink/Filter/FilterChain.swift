internal import CLibMNL

/// A chain of a table of nf_tables: what it does with packets at one place of their way.
///
/// What none of its rules decides passes.
public struct FilterChain: Sendable {
  /// Where packets meet it.
  public enum Hook: Sendable {
    /// On their way from an interface to another one.
    case forward
    /// Before they leave; a chain of this hook translates addresses.
    case postRouting

    var number: UInt32 {
      self == .forward ? wgkit_NF_INET_FORWARD : wgkit_NF_INET_POST_ROUTING
    }
    var type: String { self == .forward ? "filter" : "nat" }
    // Those of nft's names `filter` and `srcnat`.
    var priority: Int32 { self == .forward ? 0 : 100 }
  }

  /// Its name.
  public let name: String
  /// Where it is.
  public let hook: Hook
  /// The expressions of its rules.
  public let rules: [[FilterExpression]]

  /// Describes a chain.
  public init(name: String, hook: Hook, rules: [[FilterExpression]]) {
    self.name = name
    self.hook = hook
    self.rules = rules
  }

  @inline(never)
  func put(into batch: inout MessageWriter, table: String) {
    FilterNetlink<KernelSocket>.start(NFT_MSG_NEWCHAIN, flags: NLM_F_CREATE, in: &batch)
    batch.put(UInt16(NFTA_CHAIN_TABLE.rawValue), text: table)
    batch.put(UInt16(NFTA_CHAIN_NAME.rawValue), text: name)
    batch.nest(UInt16(NFTA_CHAIN_HOOK.rawValue)) { (message) in
      message.put(UInt16(NFTA_HOOK_HOOKNUM.rawValue), hook.number.bigEndian)
      message.put(UInt16(NFTA_HOOK_PRIORITY.rawValue), hook.priority.bigEndian)
    }
    batch.put(UInt16(NFTA_CHAIN_POLICY.rawValue), wgkit_NF_ACCEPT.bigEndian)
    batch.put(UInt16(NFTA_CHAIN_TYPE.rawValue), text: hook.type)
  }
}

/// A rule as the kernel has it.
public struct FilterRule: Hashable, Sendable {
  /// The name of its chain.
  public let chain: [UInt8]
  /// What it does.
  public let expressions: [FilterExpression]

  /// Describes a rule.
  public init(chain: [UInt8], expressions: [FilterExpression]) {
    self.chain = chain
    self.expressions = expressions
  }
}

extension FilterRule {
  /// Reads a message of the kernel's; nil for a rule of another table.
  @inline(never)
  package init?(decoding message: RawSpan, ofTable wanted: String) throws(NetlinkError) {
    // struct nfgenmsg
    let fixed = 4
    try requireHeader(fixed, of: message)
    var table: [UInt8] = []
    var chain: [UInt8] = []
    var expressions: [FilterExpression] = []
    var attributes = Attributes(in: fixed..<message.byteCount)
    while let attribute = try attributes.next(in: message) {
      switch UInt32(attribute.type) {
      case NFTA_RULE_TABLE.rawValue: table = Self.text(attribute, in: message)
      case NFTA_RULE_CHAIN.rawValue: chain = Self.text(attribute, in: message)
      case NFTA_RULE_EXPRESSIONS.rawValue:
        var elements = Attributes(nestedIn: attribute)
        while let element = try elements.next(in: message) {
          expressions.append(try FilterExpression(decoding: element, in: message))
        }
      default: break
      }
    }
    guard table == Array(wanted.utf8) else { return nil }
    self.chain = chain
    self.expressions = expressions
  }

  private static func text(_ attribute: Attribute, in message: RawSpan) -> [UInt8] {
    var bytes = attribute.bytes(in: message)
    if bytes.last == 0 { bytes.removeLast() }
    return bytes
  }
}
