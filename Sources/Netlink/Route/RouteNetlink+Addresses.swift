internal import CLibMNL

extension RouteNetlink where Transport: ~Copyable {
  /// The addresses of a link, of both families.
  ///
  /// The command is `RTM_GETADDR`.
  public mutating func addresses(ofLink index: UInt32) throws(NetlinkError) -> [RouteAddress] {
    var message = addressMessage(RTM_GETADDR, family: 0, prefixLength: 0, link: 0)
    var addresses: [RouteAddress] = []
    try conversation.dump(&message, start: { addresses = [] }) {
      (type, payload) throws(NetlinkError) in
      guard Int(type) == RTM_NEWADDR else { return }
      let (link, address) = try RouteAddress.decodeAddress(payload)
      if link == index, let address { addresses.append(address) }
    }
    return addresses
  }

  /// Gives an address to a link; EEXIST when it has it.
  ///
  /// The command is `RTM_NEWADDR`.
  public mutating func addAddress(
    _ address: RouteAddress, toLink index: UInt32
  ) throws(NetlinkError) {
    try changeAddress(RTM_NEWADDR, flags: NLM_F_CREATE | NLM_F_EXCL, address, link: index)
  }

  /// Takes an address from a link; EADDRNOTAVAIL when it does not have it.
  ///
  /// The command is `RTM_DELADDR`.
  public mutating func removeAddress(
    _ address: RouteAddress, fromLink index: UInt32
  ) throws(NetlinkError) {
    try changeAddress(RTM_DELADDR, flags: 0, address, link: index)
  }

  private mutating func changeAddress(
    _ command: Int, flags: Int32, _ address: RouteAddress, link index: UInt32
  ) throws(NetlinkError) {
    var message = addressMessage(
      command, flags: flags, family: address.family, prefixLength: address.prefixLength,
      link: index)
    message.put(UInt16(IFA_LOCAL), address.bytes.span)
    message.put(UInt16(IFA_ADDRESS), address.bytes.span)
    try conversation.request(&message)
  }

  private func addressMessage(
    _ command: Int, flags: Int32 = 0, family: UInt8, prefixLength: UInt8, link index: UInt32
  ) -> MessageWriter {
    var message = MessageWriter(type: UInt16(command), flags: UInt16(flags))
    // struct ifaddrmsg: family, prefix length, flags, scope, index of the link.
    message.put(header: (family, prefixLength, 0 as UInt8, 0 as UInt8, index))
    return message
  }
}

extension RouteAddress {
  /// Reads a message of type `RTM_NEWADDR`: `struct ifaddrmsg`, then attributes.
  ///
  /// Answers the link's index and the address; nil when the message has none, as for families that
  /// have no addresses.
  package static func decodeAddress(
    _ payload: RawSpan
  ) throws(NetlinkError) -> (link: UInt32, address: RouteAddress?) {
    let header = 8
    try requireHeader(header, of: payload)
    let (family, length) = (
      payload.number(at: 0, as: UInt8.self), payload.number(at: 1, as: UInt8.self)
    )
    var local: Attribute?
    var remote: Attribute?
    var attributes = Attributes(in: header..<payload.byteCount)
    while let attribute = try attributes.next(in: payload) {
      switch Int(attribute.type) {
      // On a link with two ends IFA_ADDRESS is the far one; where there is IFA_LOCAL, it is ours.
      case IFA_LOCAL: local = attribute
      case IFA_ADDRESS: remote = attribute
      default: continue
      }
    }
    let link = payload.number(at: 4, as: UInt32.self)
    guard let attribute = local ?? remote else { return (link, nil) }
    return (
      link,
      RouteAddress(
        family: family, prefixLength: length, attribute: attribute, in: payload)
    )
  }
}
