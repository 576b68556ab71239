internal import WGModel

/// A disabled peer: comments that were its lines.
struct DisabledBlock {
  let lines: Range<Int>
  let peer: Config.Peer
  var publicKey: PublicKey { peer.publicKey }
}

extension Document {
  /// The disabled peers.
  ///
  /// Lines in a row that begin with the mark are read as a file of their own. When that has peers and
  /// nothing else, they are the disabled ones; else the lines are comments like others.
  var disabledBlocks: [DisabledBlock] {
    var blocks: [DisabledBlock] = []
    var index = 0
    while index < lines.count {
      guard lines[index].content == .comment, isDisabled(index) else {
        index += 1
        continue
      }
      let start = index
      while index < lines.count, lines[index].content == .comment, isDisabled(index) { index += 1 }
      appendBlocks(of: start..<index, to: &blocks)
    }
    return blocks
  }

  private func appendBlocks(of run: Range<Int>, to blocks: inout [DisabledBlock]) {
    let payload = DocumentText(capacity: lineLimit(run.upperBound - 1))
    for index in run {
      let line = lineRange(index)
      payload.append(line.lowerBound + Self.disabledMark.utf8.count..<line.upperBound, of: text)
    }
    guard let inner = try? Document(payload, as: dialect), let config = try? Config(inner),
      config.peers.count == inner.sections.count
    else { return }
    for section in inner.sections.indices {
      let first = section == 0 ? 0 : inner.firstOwnLine(of: section)
      let end =
        section + 1 < inner.sections.count
        ? inner.firstOwnLine(of: section + 1) : inner.lines.count
      blocks.append(
        DisabledBlock(
          lines: run.lowerBound + first..<run.lowerBound + end, peer: config.peers[section]))
    }
  }
}
