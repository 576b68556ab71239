internal import CLibMNL

extension FilterExpression {
  /// Reads an element of a rule's list.
  @inline(never)
  init(decoding element: Attribute, in message: RawSpan) throws(NetlinkError) {
    var name: [UInt8] = []
    var fields = Fields()
    var attributes = Attributes(nestedIn: element)
    while let attribute = try attributes.next(in: message) {
      switch UInt32(attribute.type) {
      case NFTA_EXPR_NAME.rawValue:
        name = attribute.bytes(in: message)
        if name.last == 0 { name.removeLast() }
      case NFTA_EXPR_DATA.rawValue: fields = try Fields(nestedIn: attribute, in: message)
      default: break
      }
    }
    self = try fields.expression(name, in: message) ?? .other
  }
}

/// The attributes of an expression by their numbers.
private struct Fields {
  // No expression that is known here has one beyond.
  private var all = InlineArray<8, Attribute?>(repeating: nil)
  // Whether there is one beyond: then it is another expression than one that is known here.
  private var hasMore = false

  init() {}

  @inline(never)
  init(nestedIn attribute: Attribute, in message: RawSpan) throws(NetlinkError) {
    var attributes = Attributes(nestedIn: attribute)
    while let attribute = try attributes.next(in: message) {
      if all.indices.contains(Int(attribute.type)) {
        all[Int(attribute.type)] = attribute
      } else {
        hasMore = true
      }
    }
  }

  @inline(never)
  func expression(_ name: [UInt8], in message: RawSpan) throws(NetlinkError) -> FilterExpression? {
    guard !hasMore else { return nil }
    let register = UInt32(NFT_REG_1.rawValue)
    if name == Array("meta".utf8) {
      guard try number(NFTA_META_DREG.rawValue, in: message) == register,
        let key = try number(NFTA_META_KEY.rawValue, in: message)
      else { return nil }
      return .meta(key)
    }
    if name == Array("payload".utf8) {
      guard try number(NFTA_PAYLOAD_DREG.rawValue, in: message) == register,
        try number(NFTA_PAYLOAD_BASE.rawValue, in: message)
          == UInt32(NFT_PAYLOAD_NETWORK_HEADER.rawValue),
        let offset = try number(NFTA_PAYLOAD_OFFSET.rawValue, in: message),
        let count = try number(NFTA_PAYLOAD_LEN.rawValue, in: message)
      else { return nil }
      return .header(offset: offset, count: count)
    }
    if name == Array("bitwise".utf8) {
      guard try number(NFTA_BITWISE_SREG.rawValue, in: message) == register,
        try number(NFTA_BITWISE_DREG.rawValue, in: message) == register,
        // NFTA_BITWISE_OP, which older headers do not name: a mask and an exclusive or.
        try number(6, in: message) ?? 0 == 0,
        let mask = try value(NFTA_BITWISE_MASK.rawValue, in: message),
        let bits = try value(NFTA_BITWISE_XOR.rawValue, in: message),
        bits == [UInt8](repeating: 0, count: mask.count)
      else { return nil }
      return .mask(mask)
    }
    if name == Array("cmp".utf8) {
      guard try number(NFTA_CMP_SREG.rawValue, in: message) == register,
        let operation = try number(NFTA_CMP_OP.rawValue, in: message),
        let bytes = try value(NFTA_CMP_DATA.rawValue, in: message)
      else { return nil }
      switch operation {
      case UInt32(NFT_CMP_EQ.rawValue): return .equals(bytes)
      case UInt32(NFT_CMP_NEQ.rawValue): return .differs(bytes)
      default: return nil
      }
    }
    if name == Array("immediate".utf8) {
      guard
        try number(NFTA_IMMEDIATE_DREG.rawValue, in: message) == UInt32(NFT_REG_VERDICT.rawValue),
        let data = self[NFTA_IMMEDIATE_DATA.rawValue],
        let verdict = try Fields(nestedIn: data, in: message)[NFTA_DATA_VERDICT.rawValue],
        try Fields(nestedIn: verdict, in: message)
          .number(NFTA_VERDICT_CODE.rawValue, in: message) == wgkit_NF_ACCEPT
      else { return nil }
      return .accept
    }
    // With an attribute, it is one with ports or flags.
    if name == Array("masq".utf8), isEmpty { return .masquerade }
    return nil
  }

  private var isEmpty: Bool {
    for index in all.indices where all[index] != nil { return false }
    return true
  }

  private subscript(number: UInt32) -> Attribute? { all[Int(number)] }

  @inline(never)
  private func number(_ type: UInt32, in message: RawSpan) throws(NetlinkError) -> UInt32? {
    guard let attribute = self[type] else { return nil }
    return UInt32(bigEndian: try attribute.number(in: message))
  }

  // The bytes of a `struct nft_data` that is a value.
  private func value(_ type: UInt32, in message: RawSpan) throws(NetlinkError) -> [UInt8]? {
    guard let attribute = self[type] else { return nil }
    return try Fields(nestedIn: attribute, in: message)[NFTA_DATA_VALUE.rawValue]?
      .bytes(in: message)
  }
}
