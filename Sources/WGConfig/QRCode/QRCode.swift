internal import CLinux
internal import Sentences
public import WGModel

/// A QR code of a text: a client's configuration, for the camera of a telephone.
///
/// It holds whatever secrets the text does: the picture is the text. So it is kept in memory that is
/// wiped, and so are the forms that it is given.
///
/// The symbol is made by libqrencode, which is loaded when a code is asked for and not before: Debian
/// has it in the package libqrencode4, Alpine in libqrencode. What that library allocates in between it
/// does not wipe.
public struct QRCode: Sendable {
  /// The most bytes that a code can hold: version 40 with the least error correction, ISO/IEC 18004.
  public static var mostBytes: Int { 2953 }

  /// The light modules that a reader needs on each side.
  static var margin: Int { 4 }

  /// The modules on a side, without the margin: 21 to 177.
  public let width: Int

  // A byte is a module, row by row: 1 is dark.
  private let modules: SecretBytes

  /// Makes the smallest code that holds a text.
  ///
  /// - Throws: ``WGModel/WGError/Code/tooLarge`` when the text has more than ``mostBytes`` bytes;
  ///   ``WGModel/WGError/Code/notFound`` when there is no libqrencode;
  ///   ``WGModel/WGError/Code/invalidArgument`` for a text of no bytes;
  ///   ``WGModel/WGError/Code/outOfResources``.
  @inline(never)
  public init(encoding text: Span<UInt8>) throws(WGError) {
    guard text.count > 0 else {
      throw WGError(.invalidArgument, "cannot make a QR code of a text of no bytes")
    }
    guard text.count <= Self.mostBytes else {
      throw WGError(
        .tooLarge,
        "cannot make a QR code of \(text.count) bytes: \(Self.mostBytes) are the most; leave comments"
          + " out, or join allowed IPs")
    }
    var side = 0
    var status: Int32 = 0
    let largest = Int(WGKIT_QR_LARGEST)
    modules = SecretBytes(count: largest * largest) { (modules) in
      status = unsafe text.withUnsafeBytes { (text) in
        unsafe modules.withUnsafeMutableBufferPointer { (modules) in
          unsafe wgkit_make_qr_code(
            text.baseAddress, Int32(text.count), modules.baseAddress, &side)
        }
      }
    }
    if let error = Self.error(status) { throw error }
    width = side
  }

  @inline(never)
  private static func error(_ status: Int32) -> WGError? {
    switch status {
    case 0: nil
    case WGKIT_QR_NO_LIBRARY:
      WGError(
        .notFound,
        "cannot make a QR code: there is no libqrencode.so.4; install libqrencode4 (Debian, Ubuntu) or"
          + " libqrencode (Alpine)")
    case WGKIT_QR_FOREIGN_LIBRARY:
      WGError(
        .system,
        "cannot make a QR code: the libqrencode.so.4 that was found is not the one that is known; install"
          + " libqrencode4 (Debian, Ubuntu) or libqrencode (Alpine) anew")
    case ENOMEM:
      WGError(
        .outOfResources, "cannot make a QR code: \(systemText(status))", errno: status)
    default:
      WGError(.system, "cannot make a QR code: \(systemText(status))", errno: status)
    }
  }

  /// Whether a module is dark; around the symbol all are light.
  public func isDark(column: Int, row: Int) -> Bool {
    guard 0..<width ~= column, 0..<width ~= row else { return false }
    return modules.withExposedBytes { (modules) in modules[row * width + column] == 1 }
  }
}
