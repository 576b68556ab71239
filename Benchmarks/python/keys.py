"""Times key pairs: Python over wgkit, Swift, Python over cryptography.

Each figure is the processor's time of one thread for a key pair, its public key as a value of its
own. The contenders take turns, round by round; printed are medians over the rounds.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import time

import wgkit

BATCH = 200
MANY = 10_000


def wgkit_pair():
    return wgkit.generate_keypair()


def cryptography_pair():
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    key = X25519PrivateKey.generate()
    return key, key.public_key().public_bytes_raw()


def batch_of(contender):
    """Nanoseconds for one pair."""
    start = time.thread_time_ns()
    for _ in range(BATCH):
        contender()
    return (time.thread_time_ns() - start) / BATCH


def batch_of_many():
    start = time.thread_time_ns()
    pairs = wgkit.generate_keypairs(MANY)
    nanoseconds = time.thread_time_ns() - start
    assert len(pairs) == MANY
    return nanoseconds / MANY


def batch_of_swift(program):
    """The samples of Benchmarks' own program, a few rounds at a time."""
    done = subprocess.run((program, "--rounds", "5"), stdout=subprocess.PIPE, text=True, check=True)
    samples = [line.split("\t") for line in done.stdout.splitlines()]
    return statistics.median(
        float(s[5]) for s in samples if s[0] == "sample" and s[1] == "pair" and s[3] == "WGKit"
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--swift", help="the program key-pair of Benchmarks")
    parser.add_argument("--rounds", type=int, default=30)
    options = parser.parse_args()
    contenders = {
        "wgkit": lambda: batch_of(wgkit_pair),
        f"wgkit, {MANY} in one call": batch_of_many,
        "cryptography": lambda: batch_of(cryptography_pair),
    }
    if options.swift:
        contenders["Swift"] = lambda: batch_of_swift(options.swift)
    names = list(contenders)
    samples = {name: [] for name in names}
    for round in range(-2, options.rounds):  # the first ones warm up
        turn = round % len(names)
        for name in names[turn:] + names[:turn]:
            value = contenders[name]()
            if round >= 0:
                samples[name].append(value)
    print("a key pair, how many times as long as wgkit.generate_keypair()")
    for name in names[1:]:
        ratios = [other / mine for other, mine in zip(samples[name], samples["wgkit"])]
        low, middle, high = statistics.quantiles(ratios, n=4)
        print(f"  {name}: {middle:.2f} ({low:.2f} to {high:.2f})")
    if options.swift:
        more = [mine - other for mine, other in zip(samples["wgkit"], samples["Swift"])]
        print(f"  in Python it costs {statistics.median(more) / 1000:+.2f} microseconds over Swift")


if __name__ == "__main__":
    main()
