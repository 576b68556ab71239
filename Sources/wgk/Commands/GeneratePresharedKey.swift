internal import WGKit

extension Command {
  static var genpsk: Command {
    Command(
      "genpsk", summary: "Make a preshared key and print it in base64",
      .run { (arguments, output) throws(WGError) in
        guard arguments.count == 0 else { throw usageError(of: "wgk genpsk", "") }
        warnAboutWorldAccess()
        output.print(try PresharedKey.generate().exposedBase64())
        output.print("\n")
        return true
      })
  }
}
