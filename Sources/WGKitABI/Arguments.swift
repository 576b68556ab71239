internal import Sentences
internal import WGKit

/// Whether C may read or write a `Pointee` there; NULL is.
func isAligned<Pointee>(_ pointer: UnsafeMutablePointer<Pointee>?) -> Bool {
  UInt(bitPattern: pointer) % UInt(MemoryLayout<Pointee>.alignment) == 0
}

/// A pointer that is to be written through.
func required<Pointee>(
  _ pointer: UnsafeMutablePointer<Pointee>?, _ name: StaticString
) throws(WGError) -> UnsafeMutablePointer<Pointee> {
  guard let pointer = unsafe pointer else { throw .missing(name) }
  guard unsafe isAligned(pointer) else {
    throw WGError(.invalidArgument, "the argument \(name) is not aligned for its type")
  }
  return unsafe pointer
}

/// A structure of bytes that is to be read: a key.
func required<Pointee>(
  _ pointer: UnsafePointer<Pointee>?, _ name: StaticString
) throws(WGError) -> UnsafeBufferPointer<UInt8> {
  guard let pointer = unsafe pointer else { throw .missing(name) }
  let bytes = unsafe UnsafeRawPointer(pointer).assumingMemoryBound(to: UInt8.self)
  return unsafe UnsafeBufferPointer(start: bytes, count: MemoryLayout<Pointee>.size)
}

/// A text of a given length.
func required(
  _ text: UnsafePointer<CChar>?, _ length: Int, _ name: StaticString
) throws(WGError) -> UnsafeBufferPointer<UInt8> {
  guard let text = unsafe text else { throw .missing(name) }
  guard length >= 0 else {
    throw WGError(.invalidArgument, "the length of the argument \(name) is beyond all memory")
  }
  let bytes = unsafe UnsafeRawPointer(text).assumingMemoryBound(to: UInt8.self)
  return unsafe UnsafeBufferPointer(start: bytes, count: length)
}

/// A text of a given length, up to a limit.
///
/// A length is C's word only: it is checked before anything at the address is looked at.
func required(
  _ text: UnsafePointer<CChar>?, _ length: Int, _ name: StaticString, upTo limit: Int,
  _ code: WGError.Code
) throws(WGError) -> UnsafeBufferPointer<UInt8> {
  let bytes = unsafe try required(text, length, name)
  guard length <= limit else {
    throw WGError(code, "the argument \(name) has \(length) bytes: \(limit) are the most")
  }
  return unsafe bytes
}

/// A structure that is to be read.
func readable<Pointee>(
  _ pointer: UnsafePointer<Pointee>?, _ name: StaticString
) throws(WGError) -> UnsafePointer<Pointee> {
  unsafe UnsafePointer(try required(UnsafeMutablePointer(mutating: pointer), name))
}

/// The name of an interface.
func required(
  interface name: UnsafePointer<CChar>?, _ length: Int
) throws(WGError) -> InterfaceName {
  let characters = unsafe try required(name, length, "name", upTo: 15, .invalidName)
  return unsafe try InterfaceName(utf8: Span(_unsafeElements: characters))
}

/// A family of addresses.
func requiredFamily(_ number: UInt8) throws(WGError) -> IPAddress.Family {
  guard let family = IPAddress.Family(rawValue: number) else {
    throw WGError(
      .invalidArgument,
      "\(number) is no family of addresses: pass WGKIT_FAMILY_IPV4 or WGKIT_FAMILY_IPV6")
  }
  return family
}

/// What a handle stands for.
func required<Value>(
  _ handle: OpaquePointer?, in table: HandleTable<Value>, _ name: StaticString
) throws(WGError) -> Value {
  guard let handle = unsafe handle else { throw .missing(name) }
  guard let value = unsafe table.value(of: handle) else {
    throw WGError(
      .invalidHandle,
      "the argument \(name) is no handle of its type, or one that was freed; free it last of all")
  }
  return value
}

extension WGError {
  /// The error of one element of an array.
  @inline(never)
  func at(_ element: String, _ place: Int) -> WGError {
    WGError(code, "the \(element) at the place \(place): \(message)")
  }

  /// NULL where something is needed.
  static func missing(_ name: StaticString) -> WGError {
    WGError(.invalidArgument, "the argument \(name) is NULL")
  }
}
