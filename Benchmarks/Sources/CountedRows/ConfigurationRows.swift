import WGConfig
import WGModel

var configurationRows: [Row] {
  [
    Row("file parsed as a document") { size in
      let text = try file(size)
      return { try Document(parsing: text, as: .wgQuick).peerCount }
    },
    Row("file parsed, every value decoded") { size in
      let text = try file(size)
      return { try Config(parsing: text, as: .wgQuick).peers.count }
    },
    Row("file copied") { size in
      let text = try file(size)
      return {
        var copy = text
        copy[0] &+= 1
        return copy.count
      }
    },
    Row("one peer of a file edited") { size in
      let document = try Document(parsing: try file(size), as: .wgQuick)
      let key = Made.key(size / 2)
      return {
        var edited = document
        try edited.set(.persistentKeepalive, to: "21", ofPeer: key)
        return edited.peerCount
      }
    },
    Row("file written from its values") { size in
      let config = try Config(parsing: try file(size), as: .wgQuick)
      return { try Document(config, as: .wgQuick).peerCount }
    },
    Row("server rendered from a template") { size in
      let template = try serverTemplate()
      let values = try values(size)
      return { try template.render(values).peerCount }
    },
  ]
}

private func serverTemplate() throws(WGError) -> Template {
  guard let shipped = Template.shipped("server") else {
    throw WGError(.notFound, "the template of servers does not ship any more")
  }
  return try Template(parsing: shipped.text)
}

private func file(_ size: Int) throws -> [UInt8] {
  let template = try serverTemplate()
  return try template.render(try values(size)).bytes
}

private func values(_ size: Int) throws -> Template.Values {
  var values: Template.Values = [
    "address": .prefix(try IPPrefix("10.0.0.1/8")), "listen_port": .number(51820),
    "private_key": .privateKey(try PrivateKey(base64: PrivateKeyText.fixed)),
  ]
  for number in 0..<size {
    values.append(
      [
        "name": .text("client-\(number)"), "public_key": .publicKey(Made.key(number)),
        "allowed_ips": .prefix(try Made.allowedIP(number)),
      ], to: "peers")
  }
  return values
}

/// A private key that everybody knows.
private enum PrivateKeyText {
  static var fixed: String { "yAnz5TF+lXXJte14tji3zlMNq+hd2rYUIgJBgB3fBmk=" }
}

extension Document {
  fileprivate var peerCount: Int { sections.count - 1 }
}
