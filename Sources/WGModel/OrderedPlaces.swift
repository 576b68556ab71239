/// The places 0..<count in the order that `isBefore` gives to them; of two that it does not tell
/// apart the lower one comes first.
///
/// A merge sort. The standard library's is compiled anew for each kind of element and closure, 10 KB
/// each time where whole programs have a few hundred; this one is compiled once.
@inline(never)
package func orderedPlaces(_ count: Int, by isBefore: (Int, Int) -> Bool) -> [Int] {
  var places = Array(0..<count)
  var merged = places
  var width = 1
  while width < count {
    var target = merged.mutableSpan
    var start = 0
    while start < count {
      let (middle, end) = (min(start + width, count), min(start + 2 * width, count))
      // Lists often are in order, all or most of them: then there is nothing to merge.
      let isOrdered = middle == end || !isBefore(places[middle], places[middle - 1])
      var (left, right) = (start, middle)
      for place in start..<end {
        // The right one goes first only when it must: the order of equal ones stays.
        if left < middle, isOrdered || right == end || !isBefore(places[right], places[left]) {
          target[place] = places[left]
          left += 1
        } else {
          target[place] = places[right]
          right += 1
        }
      }
      start = end
    }
    swap(&places, &merged)
    width *= 2
  }
  return places
}
