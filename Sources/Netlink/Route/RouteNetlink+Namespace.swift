internal import CLibMNL

extension RouteNetlink where Transport: ~Copyable {
  /// Moves a link to another network namespace; EEXIST when its name is taken there.
  ///
  /// The command is `RTM_SETLINK`, the attribute `IFLA_NET_NS_FD`.
  ///
  /// - Parameters:
  ///   - name: the link's name with a NUL behind it.
  ///   - namespace: the file of a network namespace, with a NUL behind it.
  /// - Throws: what the kernel refused; of the kind `namespace` when the file cannot be opened.
  public mutating func moveLink(
    named name: Span<UInt8>, toNamespace namespace: [UInt8]
  ) throws(NetlinkError) {
    let file = try NamespaceFile.open(namespace)
    var message = linkMessage(RTM_SETLINK)
    message.put(UInt16(IFLA_IFNAME), name)
    message.put(UInt16(IFLA_NET_NS_FD), file.descriptor)
    try conversation.request(&message)
  }
}
