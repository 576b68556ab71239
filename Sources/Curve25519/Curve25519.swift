/// X25519 with the base point: the public key of a private key, and nothing else.
public enum Curve25519 {
}
