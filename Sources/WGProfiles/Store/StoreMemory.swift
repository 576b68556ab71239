internal import Synchronization
internal import WGConfig
internal import WGModel

/// What an operation has read of a store, for the next one: what still stands there is not parsed again.
///
/// Every operation reads the files, under the lock, and goes by this only where they have the very bytes
/// that it was made of. So an edit by anybody is seen, and nobody has to say that something changed.
/// Adding a client keeps it up to date; other changes leave it, and the next operation reads anew.
final class StoreMemory: @unchecked Sendable {
  final class Known {
    /// `profiles.conf`, and what it says.
    let contents: ConfigFile.Contents
    let text: StoreText
    /// The server's file, when it was read.
    let file: ServerFile?
    /// Which addresses are free by `text`, by `file` and by what else it names.
    let addresses: KnownAddresses?

    init(
      _ contents: ConfigFile.Contents, _ text: StoreText, _ file: ServerFile? = nil,
      _ addresses: KnownAddresses? = nil
    ) {
      self.contents = contents
      self.text = text
      self.file = file
      self.addresses = addresses
    }
  }

  final class KnownAddresses {
    let pool: AddressPool
    /// The server's own addresses.
    let own: [IPPrefix]
    /// The allowed IPs of the device, in its order.
    let device: [IPPrefix]

    init(_ pool: AddressPool, own: [IPPrefix], device: [IPPrefix]) {
      self.pool = pool
      self.own = own
      self.device = device
    }
  }

  private var value: Known?
  private let isBusy = Atomic(false)

  /// What is known; operations of several threads take turns by the lock of the folder, and one that
  /// comes in between all the same reads anew.
  var known: Known? {
    get { alone { value } ?? nil }
    set { _ = alone { value = newValue } }
  }

  private func alone<R>(_ body: () -> R) -> R? {
    guard !isBusy.exchange(true, ordering: .acquiring) else { return nil }
    defer { isBusy.store(false, ordering: .releasing) }
    return body()
  }
}
