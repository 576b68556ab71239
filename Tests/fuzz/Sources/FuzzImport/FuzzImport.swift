import Fuzzing

@testable import WGModel
@testable import WGProfiles

/// JSON texts, and files of wg-easy: whatever is in them, what is read is what stands there.
@main
enum FuzzImport {
  static func main() {
    fuzz { (bytes, count) in
      FuzzImport.test(Input(bytes, count))
      return 0
    }
  }

  private static func test(_ made: Input) {
    var input = made
    let text = input.remainder()
    let secret = SecretBytes(count: text.count) { bytes in
      for index in text.indices { bytes[index] = text[index] }
    }
    if let found = try? ImportedProfiles(wgEasy: secret) { check(found) }
    do throws(WGError) {
      let document = try JSONDocument(parsing: secret)
      // Written anew it is read as the same.
      let again = written(document.root, in: document)
      let second = try? JSONDocument(
        parsing: SecretBytes(count: again.count) { bytes in
          for index in again.indices { bytes[index] = again[index] }
        })
      expect(second.map { written($0.root, in: $0) }, again, "a JSON text, written anew")
    } catch {
      expect(error.code == .tooLarge || error.location != nil, true, "an error has a place")
    }
  }

  private static func check(_ found: ImportedProfiles) {
    var names: [ProfileName] = []
    for client in found.clients {
      expect(names.contains { $0.isSame(as: client.name) }, false, "a name twice")
      names.append(client.name)
      expect((try? ProfileName(client.name.description)) == client.name, true, "a name")
      expect(client.addresses.isEmpty, false, "an address")
      if let key = client.privateKey {
        expect(key.publicKey == client.publicKey, true, "a public key of another private key")
      }
    }
  }

  private static func written(
    _ value: JSONDocument.Value, in document: JSONDocument
  ) -> [UInt8] {
    switch document.kind(of: value) {
    case .null: return Array("null".utf8)
    case .yes: return Array("true".utf8)
    case .no: return Array("false".utf8)
    case .number: return Array("0".utf8)
    case .string: return quoted(document.bytes(of: value))
    case .array:
      let elements = document.elements(of: value).map { written($0, in: document) }
      return Array("[".utf8) + joined(elements) + Array("]".utf8)
    case .object:
      let members = document.members(of: value).map {
        written($0.name, in: document) + Array(":".utf8) + written($0.value, in: document)
      }
      return Array("{".utf8) + joined(members) + Array("}".utf8)
    }
  }

  private static func joined(_ parts: [[UInt8]]) -> [UInt8] {
    Array(parts.joined(separator: Array(",".utf8)))
  }

  private static func quoted(_ bytes: [UInt8]) -> [UInt8] {
    var text = Array("\"".utf8)
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): text += [UInt8(ascii: "\\"), byte]
      case 0..<0x20:
        text += Array("\\u00".utf8)
        text += [byte >> 4, byte & 15].map { $0 < 10 ? $0 + 48 : $0 + 87 }
      default: text.append(byte)
      }
    }
    return text + Array("\"".utf8)
  }
}
