// Makes a key pair and prints the public key. The private key is not shown.
import WGKit

let key = try PrivateKey.generate()
print("\(key) belongs to \(key.publicKey.base64)")
