internal import CLibMNL
internal import Sentences

/// The kernel's last word on a request: NLMSG_ERROR (0 is the acknowledgement) or NLMSG_DONE.
struct Verdict {
  /// 0, or a positive error number.
  let errno: Int32
  /// The extended acknowledgement's sentence; empty when the kernel gave none.
  let explanation: String

  /// Reads `struct nlmsgerr` and the extended acknowledgement behind it.
  init(error message: Message, in datagram: RawSpan) throws(NetlinkError) {
    // The error number and the header of the request.
    let fixed = 4 + Message.headerSize
    guard message.payload.count >= fixed else {
      throw .malformed("an error message of \(message.payload.count) bytes")
    }
    errno = try Verdict.errno(datagram.number(at: message.payload.lowerBound))
    guard message.flags & wgkit_NLM_F_ACK_TLVS != 0 else {
      explanation = ""
      return
    }
    var start = message.payload.lowerBound + fixed
    if message.flags & wgkit_NLM_F_CAPPED == 0 {
      // The whole request is repeated before the attributes.
      let request = Int(datagram.number(at: message.payload.lowerBound + 4, as: UInt32.self))
      start += max(0, (request + 3) & ~3 - Message.headerSize)
    }
    explanation = Verdict.explanation(in: datagram, from: start, to: message.payload.upperBound)
  }

  /// Reads the status at the end of a dump.
  init(done message: Message, in datagram: RawSpan) throws(NetlinkError) {
    guard message.payload.count >= 4 else {
      throw .malformed("the end of a dump without a status")
    }
    errno = try Verdict.errno(datagram.number(at: message.payload.lowerBound))
    explanation =
      message.flags & wgkit_NLM_F_ACK_TLVS == 0
      ? ""
      : Verdict.explanation(
        in: datagram, from: message.payload.lowerBound + 4, to: message.payload.upperBound)
  }

  /// Throws the kernel's refusal, if it is one.
  func check() throws(NetlinkError) {
    if errno != 0 { throw NetlinkError(.refused, errno: errno, explanation) }
  }

  private static func errno(_ value: Int32) throws(NetlinkError) -> Int32 {
    guard value <= 0, value >= -4095 else { throw .malformed("an error number of \(value)") }
    return -value
  }

  // An explanation that is itself malformed must not hide the error it explains: it is left out.
  private static func explanation(in datagram: RawSpan, from start: Int, to end: Int) -> String {
    guard start < end else { return "" }
    var attributes = Attributes(in: start..<end)
    while let attribute = (try? attributes.next(in: datagram)) ?? nil {
      guard attribute.type == UInt16(NLMSGERR_ATTR_MSG.rawValue) else { continue }
      var text: [UInt8] = []
      for offset in attribute.payload.prefix(256) {
        let byte = datagram.number(at: offset, as: UInt8.self)
        if byte == 0 { break }
        text.append(byte >= 0x20 && byte < 0x7f ? byte : UInt8(ascii: "?"))
      }
      return String(decoding: text, as: UTF8.self)
    }
    return ""
  }
}
