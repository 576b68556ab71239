internal import CLibMNL

/// A step of a rule of nf_tables: it loads something of the packet, compares it, or decides.
///
/// Everything is loaded into one register, the first one of 16 bytes.
public enum FilterExpression: Hashable, Sendable {
  /// Loads what the kernel knows of a packet besides its bytes, `NFT_META_…`.
  case meta(UInt32)
  /// Loads bytes of the network header.
  case header(offset: UInt32, count: UInt32)
  /// Keeps the bits of what is loaded that are set here.
  case mask([UInt8])
  /// Leaves the rule unless what is loaded has these bytes.
  case equals([UInt8])
  /// Leaves the rule when what is loaded has these bytes.
  case differs([UInt8])
  /// Lets the packet pass this chain.
  case accept
  /// Gives the packet the address of the interface that it leaves by.
  case masquerade
  /// One that is none of these.
  case other

  /// Loads the name of the interface that a packet came in by, 16 bytes with NULs at the end.
  public static var incomingInterface: Self { .meta(NFT_META_IIFNAME.rawValue) }
  /// Loads the name of the interface that a packet leaves by, 16 bytes with NULs at the end.
  public static var outgoingInterface: Self { .meta(NFT_META_OIFNAME.rawValue) }
  /// Loads the family of a packet's addresses, one byte: see ``isIPv4`` and ``isIPv6``.
  public static var family: Self { .meta(NFT_META_NFPROTO.rawValue) }
  /// Leaves the rule unless the family that is loaded is that of IPv4.
  public static var isIPv4: Self { .equals([wgkit_NFPROTO_IPV4]) }
  /// Leaves the rule unless the family that is loaded is that of IPv6.
  public static var isIPv6: Self { .equals([wgkit_NFPROTO_IPV6]) }
}

extension FilterExpression {
  private static var register: UInt32 { UInt32(NFT_REG_1.rawValue) }

  /// Puts the expression into a rule's list.
  @inline(never)
  func put(into message: inout MessageWriter) {
    message.nest(UInt16(NFTA_LIST_ELEM.rawValue)) { (message) in
      message.put(UInt16(NFTA_EXPR_NAME.rawValue), text: name)
      message.nest(UInt16(NFTA_EXPR_DATA.rawValue)) { (message) in putData(into: &message) }
    }
  }

  private var name: String {
    switch self {
    case .meta: "meta"
    case .header: "payload"
    case .mask: "bitwise"
    case .equals, .differs: "cmp"
    case .accept: "immediate"
    case .masquerade: "masq"
    case .other: ""
    }
  }

  @inline(never)
  private func putData(into message: inout MessageWriter) {
    switch self {
    case .meta(let key):
      message.put(UInt16(NFTA_META_DREG.rawValue), Self.register.bigEndian)
      message.put(UInt16(NFTA_META_KEY.rawValue), key.bigEndian)
    case .header(let offset, let count):
      let base = UInt32(NFT_PAYLOAD_NETWORK_HEADER.rawValue)
      message.put(UInt16(NFTA_PAYLOAD_DREG.rawValue), Self.register.bigEndian)
      message.put(UInt16(NFTA_PAYLOAD_BASE.rawValue), base.bigEndian)
      message.put(UInt16(NFTA_PAYLOAD_OFFSET.rawValue), offset.bigEndian)
      message.put(UInt16(NFTA_PAYLOAD_LEN.rawValue), count.bigEndian)
    case .mask(let bits):
      message.put(UInt16(NFTA_BITWISE_SREG.rawValue), Self.register.bigEndian)
      message.put(UInt16(NFTA_BITWISE_DREG.rawValue), Self.register.bigEndian)
      message.put(UInt16(NFTA_BITWISE_LEN.rawValue), UInt32(bits.count).bigEndian)
      Self.put(UInt16(NFTA_BITWISE_MASK.rawValue), bits, into: &message)
      let zeros = [UInt8](repeating: 0, count: bits.count)
      Self.put(UInt16(NFTA_BITWISE_XOR.rawValue), zeros, into: &message)
    case .equals(let bytes): Self.putComparison(NFT_CMP_EQ, bytes, into: &message)
    case .differs(let bytes): Self.putComparison(NFT_CMP_NEQ, bytes, into: &message)
    case .accept:
      message.put(UInt16(NFTA_IMMEDIATE_DREG.rawValue), UInt32(NFT_REG_VERDICT.rawValue).bigEndian)
      message.nest(UInt16(NFTA_IMMEDIATE_DATA.rawValue)) { (message) in
        message.nest(UInt16(NFTA_DATA_VERDICT.rawValue)) { (message) in
          message.put(UInt16(NFTA_VERDICT_CODE.rawValue), wgkit_NF_ACCEPT.bigEndian)
        }
      }
    case .masquerade, .other: break
    }
  }

  @inline(never)
  private static func putComparison(
    _ operation: nft_cmp_ops, _ bytes: [UInt8], into message: inout MessageWriter
  ) {
    message.put(UInt16(NFTA_CMP_SREG.rawValue), register.bigEndian)
    message.put(UInt16(NFTA_CMP_OP.rawValue), UInt32(operation.rawValue).bigEndian)
    put(UInt16(NFTA_CMP_DATA.rawValue), bytes, into: &message)
  }

  @inline(never)
  private static func put(_ type: UInt16, _ bytes: [UInt8], into message: inout MessageWriter) {
    message.nest(type) { (message) in
      message.put(UInt16(NFTA_DATA_VALUE.rawValue), bytes.span)
    }
  }
}
