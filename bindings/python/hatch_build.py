"""Puts libwgkit.so into the wheel when WGKIT_LIBRARY names it while the wheel is built.

WGKIT_STANDIN names what is loaded where libmnl is missing: what build-standin makes.
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
        if not os.path.isfile(library):
            raise FileNotFoundError(f"WGKIT_LIBRARY is {library}, and there is no such file")
        build_data["force_include"][os.path.abspath(library)] = "wgkit/libwgkit.so.0"
        standin = os.environ.get("WGKIT_STANDIN")
        if standin:
            build_data["force_include"][os.path.abspath(standin)] = "wgkit/libmnl-standin.so"
        build_data["pure_python"] = False
        platform = sysconfig.get_platform().replace("-", "_").replace(".", "_")
        build_data["tag"] = f"py3-none-{platform}"
