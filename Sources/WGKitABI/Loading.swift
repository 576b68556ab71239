internal import WGKit

// When the library is loaded, before a second thread can call it: what is made at its first use would be
// half made in the child of a fork that another thread makes meanwhile, and the child would wait for it
// for ever.
@used @section(".init_array")
private let whenLoaded: @convention(c) () -> Void = { makeTables() }

/// Makes every table of handles, and what else is made once in the life of the library.
private func makeTables() {
  readyKeys()
  // The seed of dictionaries.
  _ = 0.hashValue
  _ = handleLock
  _ = updateLock
  _ = ShippedTemplates.all
  _ = ErrorObject.handles
  _ = DeviceList.handles
  _ = DeviceSnapshot.handles
  _ = NamespaceObject.handles
  _ = UpdateObject.handles
  _ = DifferenceObject.handles
  _ = LinkList.handles
  _ = RouteList.handles
  _ = documentHandles
  _ = ConfigSnapshot.handles
  _ = CheckObject.handles
  _ = TemplateObject.handles
  _ = templateValuesHandles
  _ = FileObject.handles
  _ = NetworkList.handles
  _ = metricsHandles
  _ = QRCodeObject.handles
  _ = poolHandles
  _ = ProfileListObject.handles
  _ = ProfileStoreObject.handles
}
