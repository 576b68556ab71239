// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// The documentation is in include/wgkit.h.

public import CWGKit
internal import Sentences
internal import WGKit

/// Routes in the shape in which C reads them.
@safe
final class RouteList: @unchecked Sendable {
  static let handles = HandleTable<RouteList>(.routeList)

  // Written by the initializer, read-only from then on.
  let routes: UnsafeMutableBufferPointer<wgkit_route>
  let nextHops: UnsafeMutableBufferPointer<wgkit_next_hop>

  init(_ list: [Route]) {
    unsafe routes = .allocate(capacity: list.count)
    unsafe nextHops = .allocate(capacity: list.reduce(0) { $0 + $1.nextHops.count })
    var next = 0
    for (index, route) in list.enumerated() {
      unsafe routes.initializeElement(at: index, to: wgkit_route(route, nextHopsFrom: next))
      for hop in route.nextHops {
        unsafe nextHops.initializeElement(at: next, to: wgkit_next_hop(hop))
        next += 1
      }
    }
  }

  deinit {
    unsafe routes.deallocate()
    unsafe nextHops.deallocate()
  }
}

extension wgkit_route {
  fileprivate init(_ route: Route, nextHopsFrom first: Int) {
    self.init()
    network = wgkit_prefix(route.network)
    if let source = route.preferredSource { preferred_source = wgkit_address(source) }
    table = route.table
    metric = route.metric
    next_hop_id = route.nextHopID ?? 0
    kind = route.kind.rawValue
    scope = route.scope.rawValue
    origin = route.origin
    first_next_hop = UInt64(first)
    next_hop_count = UInt64(route.nextHops.count)
  }
}

extension wgkit_next_hop {
  fileprivate init(_ hop: Route.NextHop) {
    self.init()
    if let gateway = hop.gateway { self.gateway = wgkit_address(gateway) }
    interface_index = hop.interfaceIndex
    weight = hop.weight
  }
}

@implementation @c
public func wgkit_route_list_read(
  _ netns: OpaquePointer?, _ list: UnsafeMutablePointer<OpaquePointer?>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let result = unsafe try required(list, "list")
    let list = unsafe RouteList(try links(netns).routes())
    unsafe try store(list, in: RouteList.handles, to: result)
  }
}

@implementation @c
public func wgkit_route_list_read_default(
  _ netns: OpaquePointer?, _ family: UInt8, _ list: UnsafeMutablePointer<OpaquePointer?>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let result = unsafe try required(list, "list")
    let family = try requiredFamily(family)
    guard let route = unsafe try links(netns).defaultRoute(family) else {
      throw WGError(.notFound, "the main table has no default route of this family")
    }
    unsafe try store(RouteList([route]), in: RouteList.handles, to: result)
  }
}

@implementation @c
public func wgkit_route_list_routes(
  _ list: OpaquePointer?, _ routes: UnsafeMutablePointer<UnsafePointer<wgkit_route>?>?,
  _ count: UnsafeMutablePointer<Int>?, _ stride: UnsafeMutablePointer<Int>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let result = unsafe try ArrayResult(routes, "routes", count, stride)
    let list = unsafe try required(list, in: RouteList.handles, "list")
    unsafe result.write(list.routes)
  }
}

@implementation @c
public func wgkit_route_list_next_hops(
  _ list: OpaquePointer?, _ next_hops: UnsafeMutablePointer<UnsafePointer<wgkit_next_hop>?>?,
  _ count: UnsafeMutablePointer<Int>?, _ stride: UnsafeMutablePointer<Int>?,
  _ error: UnsafeMutablePointer<OpaquePointer?>?
) -> wgkit_status {
  unsafe run(error) { () throws(WGError) in
    let result = unsafe try ArrayResult(next_hops, "next_hops", count, stride)
    let list = unsafe try required(list, in: RouteList.handles, "list")
    unsafe result.write(list.nextHops)
  }
}

@implementation @c
public func wgkit_route_list_free(_ list: OpaquePointer?) -> wgkit_status {
  unsafe free(list, in: RouteList.handles)
}
