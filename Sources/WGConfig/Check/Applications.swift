internal import WGModel

/// A file with the lines made comments that only Android's app knows: `IncludedApplications` and
/// `ExcludedApplications`.
///
/// Every other byte keeps its place.
func withoutApplications(_ text: Span<UInt8>) -> SecretBytes {
  SecretBytes(count: text.count) { (copy) in
    var isStart = true
    for index in text.indices {
      copy[index] = text[index]
      if isStart, !isSpace(text[index]) {
        if namesApplications(text.extracting(droppingFirst: index)) {
          copy[index] = UInt8(ascii: "#")
        }
        isStart = false
      }
      if text[index] == UInt8(ascii: "\n") { isStart = true }
    }
  }
}

private func namesApplications(_ line: Span<UInt8>) -> Bool {
  let length = 20
  guard line.count > length else { return false }
  let key = line.extracting(first: length)
  guard equals(key, "includedapplications") || equals(key, "excludedapplications") else {
    return false
  }
  for index in length..<line.count where line[index] != UInt8(ascii: " ") {
    return line[index] == UInt8(ascii: "=")
  }
  return false
}
