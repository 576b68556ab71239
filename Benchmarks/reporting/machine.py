"""What machine this is, without its name."""

import os
import platform
import re


def processor():
    with open("/proc/cpuinfo", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("model name"):
                return re.sub(r"\s+", " ", line.split(":", 1)[1].strip())
    return platform.machine()


def system():
    try:
        return platform.freedesktop_os_release().get("PRETTY_NAME", "Linux")
    except OSError:
        return "Linux"


def machine():
    return {
        "processor": processor(),
        "architecture": platform.machine(),
        "cores": os.cpu_count(),
        # Of a version, what says which Linux it is: not what a builder added.
        "kernel": re.match(r"[\d.]+", platform.release()).group(),
        "system": system(),
        "python": platform.python_version(),
    }


def described(machine):
    return (
        f"{machine['processor']} ({machine['architecture']}, {machine['cores']} cores), "
        f"Linux {machine['kernel']}, {machine['system']}"
    )
