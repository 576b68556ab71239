/// The first of the places 0..<count that `isReached` holds for, or `count` when it holds for none.
///
/// It must hold for every place behind one that it holds for.
package func firstPlace(of count: Int, where isReached: (Int) -> Bool) -> Int {
  var (low, high) = (0, count)
  while low < high {
    let middle = low + (high - low) / 2
    if isReached(middle) { high = middle } else { low = middle + 1 }
  }
  return low
}
