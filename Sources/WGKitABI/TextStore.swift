internal import CLinux

/// Texts for C: each stays at its address, with a NUL behind it, until the last of them is let go.
@safe
final class TextStore {
  private var blocks: [UnsafeMutableRawBufferPointer] = unsafe []
  // Of the last block.
  private var used = 0

  deinit {
    for index in unsafe blocks.indices {
      let block = unsafe blocks[index]
      // A hook can hold what ought to be in a file of its own.
      if let base = block.baseAddress { unsafe wgkit_wipe(base, block.count) }
      unsafe block.deallocate()
    }
  }

  /// Copies a text.
  func add(_ text: Span<UInt8>) -> UnsafePointer<CChar> {
    let place = unsafe reserve(text.count + 1)
    for index in text.indices {
      unsafe place.storeBytes(of: text[index], toByteOffset: index, as: UInt8.self)
    }
    unsafe place.storeBytes(of: 0, toByteOffset: text.count, as: UInt8.self)
    return unsafe UnsafePointer(place.assumingMemoryBound(to: CChar.self))
  }

  /// Copies a text.
  @inline(never)
  func add(_ text: String) -> UnsafePointer<CChar> { unsafe add(text.utf8.span) }

  private func reserve(_ count: Int) -> UnsafeMutableRawPointer {
    if let block = unsafe blocks.last, let base = block.baseAddress, block.count - used >= count {
      defer { used += count }
      return unsafe base + used
    }
    let block = UnsafeMutableRawBufferPointer.allocate(byteCount: max(count, 4096), alignment: 1)
    unsafe blocks.append(block)
    used = count
    return unsafe block.baseAddress.unsafelyUnwrapped
  }
}
