"""Puts libwgkit.so into the wheel when WGKIT_LIBRARY names it while the wheel is built.

WGKIT_USAGE_LIBRARY names libwgkit-usage.so, which goes beside it, and WGKIT_STANDIN what is loaded
where libmnl is missing: what build-standin makes.
"""

import os
import sysconfig
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class LibraryHook(BuildHookInterface):  # type: ignore[type-arg]
    def initialize(self, version: str, build_data: "dict[str, Any]") -> None:
        library = os.environ.get("WGKIT_LIBRARY")
        if not library or self.target_name != "wheel":
            return
        for variable, name in (
            ("WGKIT_LIBRARY", "libwgkit.so.0"),
            ("WGKIT_USAGE_LIBRARY", "libwgkit-usage.so.0"),
            ("WGKIT_STANDIN", "libmnl-standin.so"),
        ):
            file = os.environ.get(variable)
            if not file:
                continue
            if not os.path.isfile(file):
                raise FileNotFoundError(f"{variable} is {file}, and there is no such file")
            build_data["force_include"][os.path.abspath(file)] = f"wgkit/{name}"
        build_data["pure_python"] = False
        platform = sysconfig.get_platform().replace("-", "_").replace(".", "_")
        build_data["tag"] = f"py3-none-{platform}"
