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
  /// Lines in a row that begin with the mark are read as a file of their own. The good peers in it are
  /// the disabled ones, each with the comments above it; other such lines are comments like any.
  @inline(never)
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
    guard let inner = try? Document(payload, as: dialect) else { return }
    for section in inner.sections.indices where inner.sections[section].kind == .peer {
      let first = section == 0 ? 0 : inner.firstOwnLine(of: section)
      let end =
        section + 1 < inner.sections.count
        ? inner.firstOwnLine(of: section + 1) : inner.lines.count
      let block = DocumentText(capacity: 1024)
      block.append(Int(inner.lines[first].start)..<inner.lineLimit(end - 1), of: payload)
      guard let document = try? Document(block, as: dialect), let config = try? Config(document),
        let peer = config.peers.first
      else { continue }
      blocks.append(
        DisabledBlock(lines: run.lowerBound + first..<run.lowerBound + end, peer: peer))
    }
  }
}
