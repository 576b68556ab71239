"""Thin layers that speak the words of other programs: names and shapes, and nothing else.

Each module is one program's: `privacy_hub`, `vpn_monitor`, `personal_cell`, `lightway`. What they
do is done by the package itself. docs/systems has a guide for each.
"""
