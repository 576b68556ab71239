extension [IPPrefix] {
  /// Whether the prefix is in the array, which is in order; host bits count.
  package func containsSorted(_ prefix: IPPrefix) -> Bool {
    let place = firstPlace(of: count) { !(self[$0] < prefix) }
    return place < count && self[place] == prefix
  }
}
