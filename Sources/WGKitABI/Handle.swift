internal import CLinux

/// What a handle of the C interface stands for: one table a type.
///
/// A handle looks like a pointer and is a place in a table, the type, and the number of the handle
/// in the table's life. A freed pointer cannot be recognised by reading what it points to; a freed
/// handle can, since its place is empty or has another number by now.
final class HandleTable<Value: AnyObject & Sendable>: @unchecked Sendable {
  private struct Slot {
    var number: UInt
    var value: Value?
  }

  // Guarded by `handleLock`.
  private var slots: [Slot] = []
  private var vacant: [Int] = []
  private var lastNumber: UInt
  private let kind: HandleKind

  init(_ kind: HandleKind) {
    self.kind = kind
    // The numbers of a table start anywhere, so that a handle of another copy of the library, or of
    // the process before, is told apart too.
    lastNumber = UInt.random() & HandleLayout.numberMask
  }

  /// A new handle, or nil when there are as many as there can be.
  func insert(_ value: Value) -> OpaquePointer? {
    let bits: UInt? = handleLock.withLock {
      lastNumber = (lastNumber &+ 1) & HandleLayout.numberMask
      let slot = Slot(number: lastNumber, value: value)
      let place: Int
      if let reused = vacant.popLast() {
        place = reused
        slots[place] = slot
      } else {
        guard slots.count < HandleLayout.mostSlots else { return nil }
        place = slots.count
        slots.append(slot)
      }
      return HandleLayout.bits(kind: kind, place: place, number: lastNumber)
    }
    guard let bits else { return nil }
    return unsafe OpaquePointer(bitPattern: bits)
  }

  /// What a handle stands for, or nil when it is not a living one of this table.
  ///
  /// The caller's reference keeps it alive when another thread frees the handle meanwhile.
  func value(of handle: OpaquePointer) -> Value? {
    let bits = UInt(bitPattern: handle)
    return handleLock.withLock {
      guard let place = livingPlace(bits) else { return nil }
      return slots[place].value
    }
  }

  /// Ends a handle; nil when it is not a living one of this table.
  func remove(_ handle: OpaquePointer) -> Value? {
    let bits = UInt(bitPattern: handle)
    return handleLock.withLock {
      guard let place = livingPlace(bits) else { return nil }
      let value = slots[place].value
      slots[place].value = nil
      vacant.append(place)
      return value
    }
  }

  private func livingPlace(_ bits: UInt) -> Int? {
    guard let place = HandleLayout.place(in: bits, kind: kind), place < slots.count,
      slots[place].value != nil, slots[place].number == HandleLayout.number(in: bits)
    else { return nil }
    return place
  }
}

/// The types of handles, numbered to tell them apart within a process.
enum HandleKind: UInt {
  case error = 1
  case deviceList = 2
  case device = 3
  case namespace = 4
  case update = 5
  case difference = 6
  case linkList = 7
  case routeList = 8
  case document = 9
  case config = 10
  case check = 11
  case template = 12
  case templateValues = 13
  case file = 14
  case profileStore = 15
  case profileList = 16
  case addressPool = 17
  case networkList = 18
  case metrics = 19
  case qrCode = 20
  // Of libwgkit-usage, which is compiled with this file.
  case usageReport = 30
  case usageLedger = 31
}

/// The bits of a handle, from the lowest: a one, by which it differs from every aligned pointer;
/// five of the type; the place; the number.
private enum HandleLayout {
  private static var placeShift: UInt { 6 }
  private static var placeBits: UInt { UInt.bitWidth == 64 ? 24 : 14 }
  private static var numberShift: UInt { placeShift + placeBits }

  static var mostSlots: Int { 1 << placeBits }
  static var numberMask: UInt { UInt.max >> numberShift }

  static func bits(kind: HandleKind, place: Int, number: UInt) -> UInt {
    1 | kind.rawValue << 1 | UInt(place) << placeShift | number << numberShift
  }

  static func place(in bits: UInt, kind: HandleKind) -> Int? {
    guard bits & 0b111111 == 1 | kind.rawValue << 1 else { return nil }
    return Int(bits >> placeShift & (UInt(mostSlots) - 1))
  }

  static func number(in bits: UInt) -> UInt { bits >> numberShift }
}

/// One lock for all tables, and for what is edited behind a handle: what is done under it takes nanoseconds.
///
/// A fork waits for it, so that the child does not inherit it locked by a thread that it does not
/// have.
let handleLock: Lock = {
  pthread_atfork({ handleLock.lock() }, { handleLock.unlock() }, { handleLock.unlock() })
  return Lock()
}()

extension UInt {
  // Not for secrets: zero when the system has no randomness yet is good enough here.
  fileprivate static func random() -> UInt {
    var value: UInt = 0
    let size = MemoryLayout<UInt>.size
    _ = unsafe withUnsafeMutableBytes(of: &value) { unsafe getrandom($0.baseAddress, size, 0) }
    return value
  }
}
