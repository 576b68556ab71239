internal import CLinux
internal import WGKit

/// Text on its way to a file descriptor, collected into large writes.
///
/// A failed write is remembered and everything after it is dropped, so that commands print without
/// asking after each line; ``finish()`` tells. What has been written is wiped: it can be a key.
struct Output: ~Copyable {
  private let descriptor: Int32
  private let capacity: Int
  private var bytes: [UInt8] = []
  private var failure: Int32 = 0
  /// Whether zones are printed by name; the indexes of another namespace say nothing here.
  var namesZones = true

  /// The exit status of a command that has not done everything.
  var failureStatus: Int32 = 1

  /// Creates an output that collects about `capacity` bytes before it writes them.
  init(descriptor: Int32, capacity: Int) {
    self.descriptor = descriptor
    self.capacity = capacity
    bytes.reserveCapacity(capacity)
  }

  @inline(never)
  mutating func print(_ text: String) {
    makeRoom(for: text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  mutating func print(_ secret: SecretBytes) {
    makeRoom(for: secret.count)
    secret.withExposedBytes { secret in
      for index in secret.indices { bytes.append(secret[index]) }
    }
  }

  /// Prints bytes that may hold secrets, however many.
  mutating func print(_ bytes: Span<UInt8>) {
    for index in bytes.indices {
      makeRoom(for: 1)
      self.bytes.append(bytes[index])
    }
  }

  mutating func print(_ number: UInt64) {
    makeRoom(for: 20)
    appendDecimal(number, to: &bytes)
  }

  mutating func print(_ number: Int64) {
    if number < 0 { print("-") }
    print(number.magnitude)
  }

  mutating func print(_ key: PublicKey) {
    makeRoom(for: 44)
    key.append(to: &bytes)
  }

  mutating func print(_ address: IPAddress) {
    makeRoom(for: 64)
    address.append(to: &bytes)
  }

  mutating func print(_ prefix: IPPrefix) {
    makeRoom(for: 64)
    prefix.append(to: &bytes)
  }

  mutating func print(lines prefixes: [IPPrefix]) {
    for prefix in prefixes {
      print(prefix)
      print("\n")
    }
  }

  /// Prints an endpoint as `wg` does: the zone of a link-local address by its name, while it has one.
  mutating func print(_ endpoint: Endpoint) {
    makeRoom(for: 128)
    let zone =
      endpoint.isScopeNamed && namesZones ? Environment.interfaceName(index: endpoint.scopeID) : nil
    endpoint.append(to: &bytes, scopeName: zone)
  }

  /// Writes what is left and returns the number of the first error, or 0.
  ///
  /// The last call.
  mutating func finish() -> Int32 {
    flush()
    return failure
  }

  // The array must not grow while it holds a secret: growing leaves a copy behind. No secret is
  // longer than the capacity.
  private mutating func makeRoom(for count: Int) {
    if bytes.count + count > capacity { flush() }
  }

  @inline(never)
  private mutating func flush() {
    unsafe bytes.withUnsafeMutableBytes { bytes in
      guard let base = bytes.baseAddress else { return }
      var done = 0
      while done < bytes.count, failure == 0 {
        let written = unsafe write(descriptor, base + done, bytes.count - done)
        if written >= 0 {
          done += written
        } else if wgkit_errno() != EINTR {
          failure = wgkit_errno()
        }
      }
      unsafe wgkit_wipe(base, bytes.count)
    }
    bytes.removeAll(keepingCapacity: true)
  }
}
