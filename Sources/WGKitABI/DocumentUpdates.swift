// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// The documentation is in include/wgkit.h.

public import CWGKit
internal import Sentences
internal import WGKit

@implementation @c
public func wgkit_document_to_update(
  _ document: OpaquePointer?, _ meaning: UInt32, _ update: UnsafeMutablePointer<OpaquePointer?>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe runWithSecrets(error) { () throws(WGError) in
    let result = unsafe try required(update, "update")
    let meaning = Int32(truncatingIfNeeded: meaning)
    guard (WGKIT_CONFIG_MEANS_WHOLE...WGKIT_CONFIG_MEANS_ADD).contains(meaning) else {
      throw WGError(.invalidArgument, "a configuration cannot mean the number \(meaning)")
    }
    let config = try Config(unsafe try requiredDocument(document))
    let made: DeviceUpdate
    switch meaning {
    case WGKIT_CONFIG_MEANS_WHOLE:
      made = DeviceUpdate(whole: try DeviceConfiguration(lookingUp: config))
    case WGKIT_CONFIG_MEANS_REPLACE:
      made = try DeviceUpdate(replacingAllBy: config, resolving: Endpoint.resolve)
    default:
      made = try DeviceUpdate(adding: config, resolving: Endpoint.resolve)
    }
    unsafe try store(UpdateObject(made), in: UpdateObject.handles, to: result)
  }
}

extension DeviceUpdate {
  /// The update that names all that a device is to have: what `DeviceConfiguration(wholly:)` reads.
  fileprivate init(whole wanted: DeviceConfiguration) {
    self.init(
      privateKey: wanted.privateKey, listenPort: wanted.listenPort,
      firewallMark: wanted.firewallMark,
      peers: wanted.peers.map { (peer) in
        PeerUpdate(
          publicKey: peer.publicKey, presharedKey: peer.presharedKey.map { .set($0) } ?? .keep,
          endpoint: peer.endpoint, persistentKeepalive: peer.persistentKeepalive,
          replacesAllowedIPs: true, allowedIPs: peer.allowedIPs)
      })
  }
}
