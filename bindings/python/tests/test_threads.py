"""Threads and forks over the real library."""

import contextlib
import os
import re
import signal
import threading
import time
from pathlib import Path

import wgkit
from wgkit import _bindings as c
from wgkit.update import update_handle


def test_threads_make_keys_lists_and_errors_at_the_same_time():
    wrong = []

    def work(number):
        try:
            for _ in range(500):
                pair = wgkit.generate_keypair()
                if pair.private_key.public_key != pair.public_key:
                    wrong.append(pair)
                text = pair.private_key.expose_base64()
                if wgkit.PrivateKey.from_base64(text) != pair.private_key:
                    wrong.append(pair)
                wgkit.devices()
                try:
                    wgkit.PublicKey("no key")
                    wrong.append("no key was a key")
                except wgkit.InvalidKey:
                    pass
                try:
                    wgkit.Device(f"no/name/{number}")
                    wrong.append("no name was a name")
                except wgkit.InvalidName as error:
                    if f"no/name/{number}" not in str(error):
                        wrong.append(error)
        except BaseException as error:  # a thread's exception would be lost
            wrong.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_a_fork_while_threads_work_leaves_a_child_that_works():
    stop = threading.Event()

    def work():
        while not stop.is_set():
            wgkit.generate_keypair()
            wgkit.devices()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    try:
        for _ in range(30):
            child = os.fork()
            if child == 0:
                try:
                    signal.alarm(20)  # a lock that nobody will release ends here
                    wgkit.devices()
                    pair = wgkit.generate_keypair()
                    os._exit(0 if pair.private_key.public_key == pair.public_key else 1)
                finally:
                    os._exit(2)
            assert os.waitpid(child, 0)[1] == 0
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def test_other_threads_run_while_the_library_works():
    """The interpreter's lock is released: a thread counts on while another is in one call."""
    ended = threading.Event()
    spans = []

    def work():
        secrets, publics = (c.wgkit_private_key * 20_000)(), (c.wgkit_public_key * 20_000)()
        begun = time.monotonic()
        c.wgkit_keypairs_generate(20_000, secrets, publics, None)
        spans.append((begun, time.monotonic()))
        ended.set()

    thread = threading.Thread(target=work)
    ticks = []
    thread.start()
    while not ended.is_set():
        ticks.append(time.monotonic())
    thread.join()
    ((begun, done),) = spans
    during = [begun, *(tick for tick in ticks if begun < tick < done), done]
    longest = max(after - before for before, after in zip(during, during[1:]))
    assert longest < (done - begun) / 2, f"{longest} s without a tick in {done - begun} s"


def mixed_calls():
    pair = wgkit.generate_keypair()
    wgkit.PrivateKey.from_base64(pair.private_key.expose_base64())
    document = wgkit.Document("[Interface]\nListenPort = 1\n")
    document.add_peer(pair.public_key, "name")
    wgkit.Config.of(document)
    wgkit.Template.parse("[Interface]\nAddress = ${a}\n").render(a=["10.0.0.1/24", "fd00::1/64"])
    wgkit.check(document.expose_text())
    peer = wgkit.PeerUpdate(pair.public_key, allowed_ips=["10.0.0.0/8"])
    update_handle(wgkit.DeviceUpdate(pair.private_key, peers=[peer]), c.WGKIT_CONFIG_MEANS_ADD)
    for wrong in (lambda: wgkit.PublicKey("no"), lambda: wgkit.Config.parse("no"), wgkit.Namespace):
        with contextlib.suppress(wgkit.WGKitError, TypeError):
            wrong()
    wgkit.links(), wgkit.devices()


def resident_kilobytes():
    return int(re.search(r"VmRSS:\s+(\d+)", Path("/proc/self/status").read_text())[1])


def test_many_calls_leave_neither_memory_nor_descriptors_behind():
    for _ in range(300):
        mixed_calls()
    memory, descriptors = resident_kilobytes(), len(os.listdir("/proc/self/fd"))
    for _ in range(3000):
        mixed_calls()
    # An object kept by each round would be 150 KB and more.
    assert resident_kilobytes() - memory < 150
    assert len(os.listdir("/proc/self/fd")) == descriptors
