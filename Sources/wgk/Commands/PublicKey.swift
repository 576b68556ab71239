internal import WGKit

extension Command {
  static var pubkey: Command {
    Command(
      "pubkey", summary: "Read a private key from standard input and print its public key",
      .run { (arguments, output) throws(WGError) in
        guard arguments.count == 0 else { throw usageError(of: "wgk pubkey", "") }
        guard let text = try KeyFile().read(allowingZeros: true) else {
          throw WGError(.invalidKey, "standard input is empty; a private key in base64 is expected")
        }
        let key = try text.withExposedBytes { (bytes) throws(WGError) in
          try PrivateKey(base64: bytes)
        }
        output.print(key.publicKey.base64)
        output.print("\n")
        return true
      })
  }
}
