internal import WGKit

extension Command {
  static var pubkey: Command {
    Command(
      "pubkey", "", 0...0,
      summary: "Read a private key from standard input and print its public key"
    ) { (_, output) throws(WGError) in
      guard let text = try KeyFile().read(allowingZeros: true) else {
        throw WGError(.invalidKey, "standard input is empty; give it a private key in base64")
      }
      let key = try text.withExposedBytes { (bytes) throws(WGError) in
        try PrivateKey(anyBase64: bytes)
      }
      output.print(key.publicKey)
      output.print("\n")
      return true
    }
  }
}
