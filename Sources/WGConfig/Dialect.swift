/// Whose grammar a configuration file is in.
public enum Dialect: Sendable {
  /// What `wg setconf` takes: keys of the device and of its peers only.
  case wg
  /// What `wg-quick` takes: addresses, routes, DNS and hooks too.
  case wgQuick
}
