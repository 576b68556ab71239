// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// The documentation is in include/wgkit.h.

public import CWGKit
internal import Sentences
internal import WGKit

/// A QR code that C has a handle of.
final class QRCodeObject: Sendable {
  static let handles = HandleTable<QRCodeObject>(.qrCode)

  let code: QRCode

  init(_ code: QRCode) { self.code = code }
}

@implementation @c
public func wgkit_qr_code_create(
  _ text: UnsafePointer<CChar>?, _ length: Int, _ code: UnsafeMutablePointer<OpaquePointer?>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe runWithSecrets(error) { () throws(WGError) in
    let characters = unsafe try required(text, length, "text", upTo: QRCode.mostBytes, .tooLarge)
    let result = unsafe try required(code, "code")
    let made = unsafe try QRCode(encoding: Span(_unsafeElements: characters))
    unsafe try store(QRCodeObject(made), in: QRCodeObject.handles, to: result)
  }
}

@implementation @c
public func wgkit_qr_code_get_width(
  _ code: OpaquePointer?, _ width: UnsafeMutablePointer<UInt32>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let result = unsafe try required(width, "width")
    let object = unsafe try required(code, in: QRCodeObject.handles, "code")
    unsafe result.pointee = UInt32(object.code.width)
  }
}

@implementation @c
public func wgkit_qr_code_expose_text(
  _ code: OpaquePointer?, _ background: UInt32, _ text: UnsafeMutablePointer<CChar>?,
  _ capacity: Int, _ size: UnsafeMutablePointer<Int>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe runWithSecrets(error) { () throws(WGError) in
    let buffer = unsafe try TextBuffer(text, capacity, size)
    let object = unsafe try required(code, in: QRCodeObject.handles, "code")
    guard background <= WGKIT_BACKGROUND_LIGHT else {
      throw WGError(
        .invalidArgument,
        "\(background) is no background: pass WGKIT_BACKGROUND_DARK or WGKIT_BACKGROUND_LIGHT")
    }
    let picture = object.code.terminalText(on: background == WGKIT_BACKGROUND_DARK ? .dark : .light)
    try picture.withExposedBytes { (bytes) throws(WGError) in try buffer.write(bytes) }
  }
}

@implementation @c
public func wgkit_qr_code_expose_svg(
  _ code: OpaquePointer?, _ text: UnsafeMutablePointer<CChar>?, _ capacity: Int,
  _ size: UnsafeMutablePointer<Int>?, _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe runWithSecrets(error) { () throws(WGError) in
    let buffer = unsafe try TextBuffer(text, capacity, size)
    let object = unsafe try required(code, in: QRCodeObject.handles, "code")
    try object.code.svg().withExposedBytes { (bytes) throws(WGError) in try buffer.write(bytes) }
  }
}

@implementation @c
public func wgkit_qr_code_free(_ code: OpaquePointer?) -> wgkit_status {
  unsafe free(code, in: QRCodeObject.handles)
}
