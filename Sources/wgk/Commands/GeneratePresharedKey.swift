internal import WGKit

extension Command {
  static var genpsk: Command {
    Command(
      "genpsk", "", 0...0, summary: "Make a preshared key and print it in base64"
    ) { (_, output) throws(WGError) in
      warnAboutWorldAccess()
      output.print(try PresharedKey.generate().exposedBase64())
      output.print("\n")
      return true
    }
  }
}
