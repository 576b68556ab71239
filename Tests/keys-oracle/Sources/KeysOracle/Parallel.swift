import Dispatch
import Glibc

/// The first element of which `problem` has something to say, by its place, on all processors at once.
func firstProblem<Element: Sendable>(
  in elements: [Element], _ problem: @Sendable (Element) -> String?
) -> (place: Int, problem: String)? {
  let parts = max(1, min(elements.count, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
  let size = (elements.count + parts - 1) / parts
  var found = [(place: Int, problem: String)?](repeating: nil, count: parts)
  found.withUnsafeMutableBufferPointer { found in
    // Every part writes to a place of its own.
    nonisolated(unsafe) let found = found
    DispatchQueue.concurrentPerform(iterations: parts) { part in
      for place in min(part * size, elements.count)..<min((part + 1) * size, elements.count) {
        guard let problem = problem(elements[place]) else { continue }
        found[part] = (place, problem)
        return
      }
    }
  }
  return found.lazy.compactMap { $0 }.first
}
