// As in WGKitABI: what is made at its first use would be half made in the child of a fork that another
// thread makes meanwhile. SQLite is left alone: who has the library may want to configure it first.
@used @section(".init_array")
private let whenLoaded: @convention(c) () -> Void = { makeTables() }

/// Makes every table of handles, and what else is made once in the life of the library.
private func makeTables() {
  // The seed of dictionaries.
  _ = 0.hashValue
  _ = handleLock
  _ = ErrorObject.handles
  _ = LedgerObject.handles
  _ = ReportObject.handles
}
