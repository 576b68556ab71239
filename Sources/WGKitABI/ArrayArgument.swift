internal import Sentences
internal import WGKit

/// An array of C's that is to be read: an address, a count and a stride.
@safe
struct ArrayArgument<Element> {
  let count: Int
  private let start: UnsafeRawPointer?
  private let stride: Int

  // No more elements than the limit: the count is C's word only.
  init(
    _ array: UnsafePointer<Element>?, _ name: StaticString, _ count: Int, _ stride: Int,
    upTo limit: Int
  ) throws(WGError) {
    unsafe self.start = UnsafeRawPointer(array)
    self.count = count
    self.stride = stride
    guard count != 0 else { return }
    guard (0...limit).contains(count) else {
      throw WGError(
        .invalidArgument, "the argument \(name) has too many elements: \(limit) are the most")
    }
    _ = unsafe try readable(array, name)
    // A structure that has grown stays far below the limit, which keeps the sum of all in range.
    guard (MemoryLayout<Element>.size...0xffff).contains(stride),
      stride % MemoryLayout<Element>.alignment == 0
    else {
      throw WGError(
        .invalidArgument,
        "a stride of \(stride) bytes for the argument \(name): pass the sizeof of its structure, "
          + "\(MemoryLayout<Element>.size), or the distance of the elements, at most 65535")
    }
  }

  /// The element at a place below `count`.
  subscript(index: Int) -> UnsafePointer<Element>? {
    unsafe start.map { unsafe ($0 + index * stride).assumingMemoryBound(to: Element.self) }
  }
}
