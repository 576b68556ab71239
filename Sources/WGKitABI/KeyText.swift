// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// The documentation is in include/wgkit.h.

public import CWGKit
internal import WGKit

@implementation @c
public func wgkit_public_key_to_base64(
  _ key: UnsafePointer<wgkit_public_key>?,
  _ text: UnsafeMutablePointer<CChar>?, _ capacity: Int, _ size: UnsafeMutablePointer<Int>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let bytes = unsafe try required(key, "key")
    let buffer = unsafe try TextBuffer(text, capacity, size)
    var characters: [UInt8] = []
    unsafe try PublicKey(bytes: Span(_unsafeElements: bytes)).append(to: &characters)
    try buffer.write(characters.span)
  }
}

@implementation @c
public func wgkit_private_key_expose_base64(
  _ key: UnsafePointer<wgkit_private_key>?,
  _ text: UnsafeMutablePointer<CChar>?, _ capacity: Int, _ size: UnsafeMutablePointer<Int>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe runWithSecrets(error) { () throws(WGError) in
    let bytes = unsafe try required(key, "key")
    let buffer = unsafe try TextBuffer(text, capacity, size)
    let secret = unsafe try PrivateKey(bytes: Span(_unsafeElements: bytes)).exposedBase64()
    try secret.withExposedBytes { (text) throws(WGError) in try buffer.write(text) }
  }
}

@implementation @c
public func wgkit_preshared_key_expose_base64(
  _ key: UnsafePointer<wgkit_preshared_key>?,
  _ text: UnsafeMutablePointer<CChar>?, _ capacity: Int, _ size: UnsafeMutablePointer<Int>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe runWithSecrets(error) { () throws(WGError) in
    let bytes = unsafe try required(key, "key")
    let buffer = unsafe try TextBuffer(text, capacity, size)
    let secret = unsafe try PresharedKey(bytes: Span(_unsafeElements: bytes)).exposedBase64()
    try secret.withExposedBytes { (text) throws(WGError) in try buffer.write(text) }
  }
}

@implementation @c
public func wgkit_public_key_from_base64(
  _ text: UnsafePointer<CChar>?, _ length: Int, _ key: UnsafeMutablePointer<wgkit_public_key>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let characters = unsafe try required(text, length, "text")
    let result = unsafe try required(key, "key")
    let key = unsafe try PublicKey(base64: Span(_unsafeElements: characters))
    unsafe result.pointee = wgkit_public_key(key)
  }
}

@implementation @c
public func wgkit_private_key_from_base64(
  _ text: UnsafePointer<CChar>?, _ length: Int, _ key: UnsafeMutablePointer<wgkit_private_key>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe runWithSecrets(error) { () throws(WGError) in
    let characters = unsafe try required(text, length, "text")
    let result = unsafe try required(key, "key")
    let key = unsafe try PrivateKey(base64: Span(_unsafeElements: characters))
    key.withExposedBytes { unsafe copy($0, to: result) }
  }
}

@implementation @c
public func wgkit_preshared_key_from_base64(
  _ text: UnsafePointer<CChar>?, _ length: Int, _ key: UnsafeMutablePointer<wgkit_preshared_key>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe runWithSecrets(error) { () throws(WGError) in
    let characters = unsafe try required(text, length, "text")
    let result = unsafe try required(key, "key")
    let key = unsafe try PresharedKey(base64: Span(_unsafeElements: characters))
    key.withExposedBytes { unsafe copy($0, to: result) }
  }
}
