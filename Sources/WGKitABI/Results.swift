internal import Sentences
internal import WGKit

/// Gives a new handle to C.
func store<Value>(
  _ value: Value, in table: HandleTable<Value>, to result: UnsafeMutablePointer<OpaquePointer?>
) throws(WGError) {
  guard let handle = unsafe table.insert(value) else {
    throw WGError(.outOfResources, "there are too many handles; free those that are not needed")
  }
  unsafe result.pointee = handle
}

/// Three places of C's for an array: its address, its count and its stride.
@safe
struct ArrayResult<Element> {
  private let array: UnsafeMutablePointer<UnsafePointer<Element>?>
  private let count: UnsafeMutablePointer<Int>
  private let stride: UnsafeMutablePointer<Int>

  init(
    _ array: UnsafeMutablePointer<UnsafePointer<Element>?>?, _ name: StaticString,
    _ count: UnsafeMutablePointer<Int>?, _ stride: UnsafeMutablePointer<Int>?
  ) throws(WGError) {
    unsafe self.array = try required(array, name)
    unsafe self.count = try required(count, "count")
    unsafe self.stride = try required(stride, "stride")
  }

  func write(_ elements: UnsafeMutableBufferPointer<Element>) {
    unsafe array.pointee = elements.isEmpty ? nil : UnsafePointer(elements.baseAddress)
    unsafe count.pointee = elements.count
    unsafe stride.pointee = MemoryLayout<Element>.stride
  }
}

/// A buffer of C's that a text is to be written to.
@safe
struct TextBuffer {
  private let text: UnsafeMutablePointer<CChar>?
  private let capacity: Int
  private let size: UnsafeMutablePointer<Int>?

  init(
    _ text: UnsafeMutablePointer<CChar>?, _ capacity: Int, _ size: UnsafeMutablePointer<Int>?
  ) throws(WGError) {
    guard capacity >= 0 else {
      throw WGError(.invalidArgument, "the argument capacity is beyond all memory")
    }
    guard unsafe text != nil || capacity == 0 else { throw .missing("text") }
    unsafe self.text = text
    self.capacity = capacity
    unsafe self.size = size == nil ? nil : try required(size, "size")
  }

  /// Writes a text and a NUL, or nothing; with no buffer at all, tells the size.
  func write(_ characters: Span<UInt8>) throws(WGError) {
    let needed = characters.count + 1
    if let size = unsafe size { unsafe size.pointee = needed }
    guard let text = unsafe text else { return }
    guard capacity >= needed else {
      throw WGError(
        .bufferTooSmall, "the text needs \(needed) bytes and the buffer has \(capacity)")
    }
    for index in characters.indices {
      unsafe text[index] = CChar(bitPattern: characters[index])
    }
    unsafe text[characters.count] = 0
  }
}
