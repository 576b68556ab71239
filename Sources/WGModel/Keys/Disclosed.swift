internal import CLinux

/// What the library tells the world about a secret: whether it is a key at all.
///
/// The only branch that a secret decides is in here, once for all uses, so that the check of constant
/// time (Tests/keys-evidence) can tell it from any other.
@inline(never)
func disclosed(_ verdict: Bool) -> Bool { wgkit_branch(verdict) }
