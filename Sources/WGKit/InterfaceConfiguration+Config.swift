internal import Sentences

extension InterfaceConfiguration {
  /// The interface that a file of `wg-quick` describes, for ``InterfaceController``.
  ///
  /// Unlike the device alone, it keeps a private key and a firewall mark that the file does not name:
  /// there, hooks set the one and `wg-quick` the other. Addresses stay where the file has none.
  ///
  /// - Parameter config: the file; its endpoints are looked up with the system's resolver.
  /// - Throws: ``WGError/Code/invalidConfiguration`` for allowed IPs with a sign, and for a routing table
  ///   by a name other than `main`, `default` and `local`; what ``Endpoint/resolve(_:)`` throws.
  public init(_ config: Config) throws(WGError) {
    var device = try DeviceConfiguration(lookingUp: config)
    device.privateKey = config.interface.privateKey
    device.firewallMark = config.interface.firewallMark
    let addresses = config.interface.addresses
    self.init(
      device: device, addresses: addresses.isEmpty ? nil : addresses, mtu: config.interface.mtu,
      routing: try AllowedIPRouting(config.interface.table))
  }
}

extension DeviceConfiguration {
  /// The device that a file describes, whole, its endpoints looked up with the system's resolver.
  ///
  /// - Throws: what ``init(_:resolving:)`` and ``Endpoint/resolve(_:)`` throw.
  @inline(never)
  public init(lookingUp config: Config) throws(WGError) {
    try self.init(config, resolving: Endpoint.resolve)
  }
}

extension Endpoint {
  /// The endpoint that a file names, a host name looked up with the system's resolver.
  ///
  /// - Throws: what `Endpoint.resolve` throws for the text.
  public static func resolve(_ text: EndpointText) throws(WGError) -> Endpoint {
    if let endpoint = text.numeric { return endpoint }
    return try resolve(text.text)
  }
}

extension AllowedIPRouting {
  fileprivate init(_ table: Config.Table?) throws(WGError) {
    switch table {
    case nil, .automatic: self = .automatic
    case .off: self = .none
    case .named(let name):
      let text = Array(name.utf8)
      for (known, number) in [("main", 254), ("default", 253), ("local", 255)] as [(String, UInt32)]
      where text == Array(known.utf8) {
        self = .table(number)
        return
      }
      guard let number = decimal(text.span, in: 0..<text.count, upTo: .max), number > 0 else {
        throw WGError(
          .invalidConfiguration,
          "Table = \(name): write the number of the table; /etc/iproute2/rt_tables has it")
      }
      self = .table(number)
    }
  }
}
