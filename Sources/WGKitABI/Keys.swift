// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// The documentation is in include/wgkit.h.

internal import CLinux
public import CWGKit
internal import WGKit

@implementation @c
public func wgkit_keypair_generate(
  _ private_key: UnsafeMutablePointer<wgkit_private_key>?,
  _ public_key: UnsafeMutablePointer<wgkit_public_key>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe runWithSecrets(error) { () throws(WGError) in
    let privateResult = unsafe try required(private_key, "private_key")
    let publicResult = unsafe try required(public_key, "public_key")
    let key = try PrivateKey.generate()
    let publicKey = key.publicKey
    key.withExposedBytes { unsafe copy($0, to: privateResult) }
    unsafe publicResult.pointee = wgkit_public_key(publicKey)
  }
}

@implementation @c
public func wgkit_keypairs_generate(
  _ count: Int, _ private_keys: UnsafeMutablePointer<wgkit_private_key>?,
  _ public_keys: UnsafeMutablePointer<wgkit_public_key>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe runWithSecrets(error) { () throws(WGError) in
    guard count != 0 else { return }
    let privateResult = unsafe try required(private_keys, "private_keys")
    let publicResult = unsafe try required(public_keys, "public_keys")
    let pairs = try KeyPair.generate(count: count)
    for index in pairs.indices {
      pairs[index].privateKey.withExposedBytes { unsafe copy($0, to: privateResult + index) }
      unsafe publicResult[index] = wgkit_public_key(pairs[index].publicKey)
    }
  }
}

@implementation @c
public func wgkit_public_key_derive(
  _ private_key: UnsafePointer<wgkit_private_key>?,
  _ public_key: UnsafeMutablePointer<wgkit_public_key>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe runWithSecrets(error) { () throws(WGError) in
    let bytes = unsafe try required(private_key, "private_key")
    let result = unsafe try required(public_key, "public_key")
    let key = unsafe try PrivateKey(bytes: Span(_unsafeElements: bytes))
    unsafe result.pointee = wgkit_public_key(key.publicKey)
  }
}

@implementation @c
public func wgkit_preshared_key_generate(
  _ key: UnsafeMutablePointer<wgkit_preshared_key>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe runWithSecrets(error) { () throws(WGError) in
    let result = unsafe try required(key, "key")
    try PresharedKey.generate().withExposedBytes { unsafe copy($0, to: result) }
  }
}

@implementation @c
public func wgkit_secret_wipe(_ bytes: UnsafeMutableRawPointer?, _ count: Int) {
  guard let bytes = unsafe bytes, count > 0 else { return }
  unsafe wgkit_wipe(bytes, count)
}

/// Copies a key of as many bytes as the structure has, and no more in any case.
func copy<Key>(_ bytes: Span<UInt8>, to key: UnsafeMutablePointer<Key>) {
  let target = UnsafeMutableRawPointer(key)
  for index in 0..<min(bytes.count, MemoryLayout<Key>.size) {
    unsafe target.storeBytes(of: bytes[index], toByteOffset: index, as: UInt8.self)
  }
}
