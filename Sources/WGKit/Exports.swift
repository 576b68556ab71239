/// The one import: everything that controls WireGuard from Swift.
@_exported public import WGConfig
@_exported public import WGControl
@_exported public import WGModel
@_exported public import WGProfiles
