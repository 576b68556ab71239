extension FieldElement {
  /// The value squared `count` times, and then times `g`: one step of ``inverted``.
  ///
  /// Out of line: eleven calls cost nothing beside 254 squarings, and eleven copies 12 KB.
  @inline(never)
  private func squared(times count: Int, by g: FieldElement) -> FieldElement {
    var result = self
    for _ in 0..<count { result = result.squared }
    return result * g
  }

  /// One over the value, tight; zero for zero.
  ///
  /// The value must be loose.
  ///
  /// It is the power p − 2 = 2^255 − 21 (Fermat), by 254 squarings and 11 products whatever the
  /// value. `power11` is the exponent 11, `run5` the exponent 2^5 − 1, five ones in a row.
  var inverted: FieldElement {
    let power2 = squared
    let power9 = power2.squared(times: 2, by: self)
    let power11 = power9.squared(times: 0, by: power2)
    let run5 = power11.squared(times: 1, by: power9)
    let run10 = run5.squared(times: 5, by: run5)
    let run20 = run10.squared(times: 10, by: run10)
    let run40 = run20.squared(times: 20, by: run20)
    let run50 = run40.squared(times: 10, by: run10)
    let run100 = run50.squared(times: 50, by: run50)
    let run200 = run100.squared(times: 100, by: run100)
    let run250 = run200.squared(times: 50, by: run50)
    return run250.squared(times: 5, by: power11)
  }
}
