internal import CLibMNL

extension RouteNetlink where Transport: ~Copyable {
  /// The addresses of all links, of both families.
  ///
  /// The command is `RTM_GETADDR`.
  @inline(never)
  public mutating func addresses() throws(NetlinkError) -> [LinkAddress] {
    var message = addressMessage(RTM_GETADDR, family: 0, prefixLength: 0, link: 0)
    var addresses: [LinkAddress] = []
    try conversation.dump(&message, start: { addresses = [] }) {
      (type, payload) throws(NetlinkError) in
      guard Int(type) == RTM_NEWADDR else { return }
      if let address = try LinkAddress.decode(payload) { addresses.append(address) }
    }
    return addresses
  }

  /// The addresses of a link, of both families.
  public mutating func addresses(ofLink index: UInt32) throws(NetlinkError) -> [LinkAddress] {
    try addresses().filter { $0.link == index }
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
