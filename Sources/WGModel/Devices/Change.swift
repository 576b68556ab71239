/// A change of one value: leave it, set it, or clear it.
public enum Change<Value: Sendable>: Sendable {
  /// Leave the value as it is.
  case keep
  /// Set the value.
  case set(Value)
  /// Remove the value.
  case clear
}
