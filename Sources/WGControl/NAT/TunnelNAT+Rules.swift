internal import Netlink
internal import WGModel

/// What stands in the table of a tunnel: `docs/nat.md` shows it as `nft` prints it.
extension TunnelNAT {
  /// The name of a tunnel's table.
  static func table(of name: InterfaceName) -> String { "wgkit-\(name)" }

  static var forwardChain: String { "forward" }
  static var natChain: String { "postrouting" }

  /// The chains of the table.
  @inline(never)
  func chains(for name: InterfaceName) -> [FilterChain] {
    [
      FilterChain(
        name: Self.forwardChain, hook: .forward,
        rules: [
          [.incomingInterface, .equals(name.field), .accept],
          [.outgoingInterface, .equals(name.field), .accept],
        ]),
      FilterChain(
        name: Self.natChain, hook: .postRouting,
        rules: networks.map { rule(for: $0, of: name) }),
    ]
  }

  @inline(never)
  private func rule(for network: IPPrefix, of name: InterfaceName) -> [FilterExpression] {
    var rule = Self.source(network)
    if let outInterface {
      rule += [.outgoingInterface, .equals(outInterface.field)]
    } else {
      rule += [.outgoingInterface, .differs(name.field)]
      // A packet of this host to itself would lose the address that it is answered at.
      rule += [.outgoingInterface, .differs(Self.loopback)]
    }
    return rule + [.masquerade]
  }

  private static var loopback: [UInt8] {
    [UInt8(ascii: "l"), UInt8(ascii: "o")] + [UInt8](repeating: 0, count: 14)
  }

  // Leaves the rule unless a packet comes from the network.
  @inline(never)
  private static func source(_ network: IPPrefix) -> [FilterExpression] {
    let family = network.address.family
    let bytes = network.address.bytes
    var steps: [FilterExpression] = [.family, family == .v4 ? .isIPv4 : .isIPv6]
    guard network.length > 0 else { return steps }
    // Where the source address stands in the header of IPv4, and in that of IPv6.
    steps.append(.header(offset: family == .v4 ? 12 : 8, count: UInt32(bytes.count)))
    if network.length < family.bitCount { steps.append(.mask(mask(network))) }
    steps.append(.equals(bytes))
    return steps
  }

  private static func mask(_ network: IPPrefix) -> [UInt8] {
    var mask: [UInt8] = []
    for index in 0..<network.address.byteCount {
      let bits = min(max(Int(network.length) - 8 * index, 0), 8)
      mask.append(UInt8(truncatingIfNeeded: 0xff00 >> bits))
    }
    return mask
  }
}

extension TunnelNAT {
  /// What the rules of a tunnel's table say; nil when they are not such as WGKit makes them.
  @inline(never)
  init?(_ rules: [FilterRule], of name: InterfaceName) {
    var networks: [IPPrefix] = []
    var out: InterfaceName?
    for rule in rules where rule.chain == Array(Self.natChain.utf8) {
      guard let network = Self.network(rule.expressions) else { return nil }
      networks.append(network)
      out = Self.outInterface(rule.expressions)
    }
    self.init(networks: networks, outInterface: out)
    // Only what would be made anew from this is what it was made from.
    var wanted: [FilterRule] = []
    for chain in chains(for: name) {
      for expressions in chain.rules {
        wanted.append(FilterRule(chain: Array(chain.name.utf8), expressions: expressions))
      }
    }
    guard wanted == rules else { return nil }
  }

  @inline(never)
  private static func network(_ rule: [FilterExpression]) -> IPPrefix? {
    var bytes: [UInt8] = []
    var length = 0
    var isSource = false
    for step in rule {
      switch step {
      case .isIPv4: bytes = [0, 0, 0, 0]
      case .isIPv6: bytes = [UInt8](repeating: 0, count: 16)
      case .header: isSource = true
      case .mask(let mask) where isSource:
        length = mask.reduce(0) { $0 + $1.nonzeroBitCount }
      case .equals(let value) where isSource:
        if length == 0 { length = 8 * value.count }
        bytes = value
        isSource = false
      default: break
      }
    }
    guard let address = try? IPAddress(bytes: bytes.span) else { return nil }
    return try? IPPrefix(address, length: UInt8(clamping: length))
  }

  // What the last comparison but one step is with, when it is one with a single interface.
  private static func outInterface(_ rule: [FilterExpression]) -> InterfaceName? {
    guard case .equals(let field)? = rule.dropLast().last, rule.count > 3,
      rule[rule.count - 3] == .outgoingInterface
    else { return nil }
    return try? InterfaceName(kernel: field.span)
  }
}

extension InterfaceName {
  /// The name as the kernel compares it: 16 bytes.
  fileprivate var field: [UInt8] {
    let bytes = terminated
    return bytes + [UInt8](repeating: 0, count: 16 - bytes.count)
  }
}
