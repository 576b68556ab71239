"""Times key pairs in Python: wgkit, and the packages of PyPI that make such keys.

A figure is the processor's time of one thread for a key pair, its public key as a value of its own.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable

import wgkit
from turns import Cost, Work, left_out, take_turns, version_of

BATCH = 200
MANY = 10_000


def wgkit_pair() -> object:
    return wgkit.generate_keypair()


def cryptography_pair() -> object:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    key = X25519PrivateKey.generate()
    return key, key.public_key().public_bytes_raw()


def pynacl_pair() -> object:
    from nacl.public import PrivateKey

    key = PrivateKey.generate()
    return key, bytes(key.public_key)


def python_wireguard_pair() -> object:
    from python_wireguard import Key

    return Key.key_pair()


def wireguard_tools_pair() -> object:
    from wireguard_tools import WireguardKey

    key = WireguardKey.generate()
    return key, key.public_key()


#: By package: how it makes a pair, and how many it makes in a turn.
OTHERS: dict[str, tuple[Callable[[], object], int]] = {
    "cryptography": (cryptography_pair, BATCH),
    "PyNaCl": (pynacl_pair, BATCH),
    "python-wireguard": (python_wireguard_pair, 10),
    "wireguard-tools": (wireguard_tools_pair, 2),
}


def one_by_one(make: Callable[[], object], count: int) -> Work:
    def work() -> Cost:
        start = time.thread_time_ns()
        for _ in range(count):
            make()
        return {"nanoseconds": (time.thread_time_ns() - start) / count}

    return work


def in_one_call() -> Cost:
    start = time.thread_time_ns()
    pairs = wgkit.generate_keypairs(MANY)
    nanoseconds = time.thread_time_ns() - start
    assert len(pairs) == MANY
    return {"nanoseconds": nanoseconds / MANY}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=40)
    options = parser.parse_args()
    contenders: dict[str, Work] = {
        "wgkit": one_by_one(wgkit_pair, BATCH),
        f"wgkit, {MANY:,} in one call": in_one_call,
    }
    for package, (make, count) in OTHERS.items():
        try:
            make()
            version_of(package)
        except Exception as error:  # whatever a package that does not work raises
            left_out(f"{package}, keys in Python", error)
        else:
            contenders[package] = one_by_one(make, count)
    take_turns("python-pair", contenders, options.rounds, warm=2)


if __name__ == "__main__":
    main()
