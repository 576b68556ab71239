"""Threads and forks over the real library."""

import os
import signal
import threading

import wgkit


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
