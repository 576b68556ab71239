internal import Netlink

/// The numbers of the generic netlink family `wireguard`, version 1, from `linux/wireguard.h`.
///
/// They stand here rather than come from the header, so that the headers of an old system build all
/// of them.
enum WireGuardNetlink {
  static var family: String { "wireguard" }
  static var version: UInt8 { 1 }

  enum Command {
    static var getDevice: UInt8 { 0 }
    static var setDevice: UInt8 { 1 }
  }

  enum DeviceAttribute {
    static var interfaceIndex: UInt16 { 1 }
    static var interfaceName: UInt16 { 2 }
    static var privateKey: UInt16 { 3 }
    static var publicKey: UInt16 { 4 }
    static var flags: UInt16 { 5 }
    static var listenPort: UInt16 { 6 }
    static var firewallMark: UInt16 { 7 }
    static var peers: UInt16 { 8 }
  }

  enum DeviceFlag {
    static var replacePeers: UInt32 { 1 }
  }

  enum PeerAttribute {
    static var publicKey: UInt16 { 1 }
    static var presharedKey: UInt16 { 2 }
    static var flags: UInt16 { 3 }
    static var endpoint: UInt16 { 4 }
    static var persistentKeepalive: UInt16 { 5 }
    static var lastHandshake: UInt16 { 6 }
    static var receivedBytes: UInt16 { 7 }
    static var sentBytes: UInt16 { 8 }
    static var allowedIPs: UInt16 { 9 }
    static var protocolVersion: UInt16 { 10 }
  }

  enum PeerFlag {
    static var remove: UInt32 { 1 }
    static var replaceAllowedIPs: UInt32 { 2 }
    static var updateOnly: UInt32 { 4 }
  }

  enum AllowedIPAttribute {
    static var family: UInt16 { 1 }
    static var address: UInt16 { 2 }
    static var prefixLength: UInt16 { 3 }
    static var flags: UInt16 { 4 }
  }

  enum AllowedIPFlag {
    static var remove: UInt32 { 1 }
  }

  /// Every element of a nested array has this type.
  static var element: UInt16 { 0 }
}
