internal import CWGKit
internal import WGKit

extension wgkit_public_key {
  init(_ key: PublicKey) {
    // Both are 32 bytes without alignment.
    self = unsafe unsafeBitCast(key.bytes, to: wgkit_public_key.self)
  }
}
