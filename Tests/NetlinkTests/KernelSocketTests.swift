import Foundation
import Synchronization
import Testing

@testable import Netlink

/// The socket itself, with a bus that every kernel has; what the kernel will not do on demand is done
/// in Tests/faults.
struct KernelSocketTests {
  // NETLINK_ROUTE
  private static let route: Int32 = 0

  private func error(
    _ socket: borrowing KernelSocket, within milliseconds: Int32
  ) -> NetlinkError? {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64, alignment: 4)
    defer { unsafe buffer.deallocate() }
    do throws(NetlinkError) {
      _ = try unsafe socket.receive(into: buffer, within: milliseconds)
      return nil
    } catch {
      return error
    }
  }

  @Test func `fault 26: nothing to receive is a time-out, in time`() throws {
    let socket = try KernelSocket(bus: Self.route)
    #expect(error(socket, within: 0)?.kind == .timedOut)
    let begin = ContinuousClock.now
    #expect(error(socket, within: 50)?.kind == .timedOut)
    #expect(ContinuousClock.now - begin >= .milliseconds(40))
  }

  @Test func `fault 25: signals neither end a wait nor prolong it`() throws {
    // Without SA_RESTART, and poll(2) is interrupted with it too.
    signal(SIGUSR1) { _ in }
    let socket = try KernelSocket(bus: Self.route)
    let waiting = pthread_self()
    let flag = Flag()
    let signaller = Thread {
      while !flag.isSet.load(ordering: .relaxed) {
        pthread_kill(waiting, SIGUSR1)
        usleep(2_000)
      }
      flag.isSeen.signal()
    }
    signaller.start()
    let begin = ContinuousClock.now
    #expect(error(socket, within: 100)?.kind == .timedOut)
    #expect(ContinuousClock.now - begin >= .milliseconds(90))
    flag.isSet.store(true, ordering: .relaxed)
    flag.isSeen.wait()
  }

  private final class Flag: Sendable {
    let isSet = Atomic(false)
    let isSeen = DispatchSemaphore(value: 0)
  }
}
