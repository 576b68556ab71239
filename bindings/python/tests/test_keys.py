"""Keys: equal to an independent implementation, typed by role, and not shown."""

import base64
import copy
import os
import pickle

import pytest

import wgkit
from wgkit import InvalidKey, PresharedKey, PrivateKey, PublicKey, keys

TEXT = "cAdtCnMYpX08FsFyUbJmRd9ML4frwJkqsXf7pR25LGo="
# RFC 7748 section 6.1.
PUBLIC = "hSDwCYkwp1R0i33ctD73Wg2/Og0mOBr066SpjqqbTmo="
SECRETS = [PrivateKey, PresharedKey]


def test_public_keys_equal_those_of_another_implementation():
    x25519 = pytest.importorskip("cryptography.hazmat.primitives.asymmetric.x25519")
    for round in range(1000):
        if round % 2:
            pair = wgkit.generate_keypair()
        else:
            private_key = PrivateKey.from_bytes(os.urandom(32))
            pair = wgkit.KeyPair(private_key, private_key.public_key)
        secret = pair.private_key.expose_bytes()
        expected = x25519.X25519PrivateKey.from_private_bytes(secret).public_key()
        assert bytes(pair.public_key) == expected.public_bytes_raw()


def test_a_pair_is_named_and_belongs_together():
    pair = wgkit.generate_keypair()
    assert isinstance(pair.private_key, PrivateKey) and isinstance(pair.public_key, PublicKey)
    assert pair.private_key.public_key == pair.public_key
    assert wgkit.generate_keypair() != pair


def test_a_pair_that_could_not_be_made_is_tried_again_for_the_reason(monkeypatch):
    monkeypatch.setattr(keys, "_generate_pair", lambda *arguments: 15)
    pair = wgkit.generate_keypair()
    assert pair.private_key.public_key == pair.public_key

    def refuse(*arguments):
        raise wgkit.SystemFailure("no randomness", 38)

    monkeypatch.setattr(keys, "call", refuse)
    with pytest.raises(OSError, match="no randomness"):
        wgkit.generate_keypair()


@pytest.mark.parametrize("count", [0, 1, 2, 100])
def test_pairs_made_together_are_pairs_and_all_different(count):
    pairs = wgkit.generate_keypairs(count)
    assert len(pairs) == count
    for pair in pairs:
        assert isinstance(pair, wgkit.KeyPair) and isinstance(pair.private_key, PrivateKey)
        assert pair.private_key.public_key == pair.public_key
    assert len({pair.public_key for pair in pairs}) == count


@pytest.mark.parametrize("count", [-1, 1_000_001, 2**64])
def test_pairs_in_a_number_that_makes_no_sense_are_refused(count):
    with pytest.raises(wgkit.InvalidArgument):
        wgkit.generate_keypairs(count)


def test_the_vector_of_the_rfc():
    key = PrivateKey.from_base64(TEXT)
    assert str(key.public_key) == PUBLIC
    assert key.public_key == PublicKey(PUBLIC) == PublicKey.from_base64(PUBLIC.encode())


def test_a_private_key_is_clamped():
    key = PrivateKey.from_bytes(b"\xff" * 32)
    assert key.expose_bytes() == b"\xf8" + b"\xff" * 30 + b"\x7f"


@pytest.mark.parametrize("role", SECRETS)
def test_a_secret_comes_out_only_when_asked_for(role):
    key = role.from_base64(TEXT)
    assert key.expose_base64() == TEXT
    assert key.expose_bytes() == base64.b64decode(TEXT)
    for shown in (repr(key), str(key), f"{key}", f"{[key]}", f"{key!r:>40}"):
        assert "redacted" in shown and TEXT not in shown and "cAdt" not in shown


@pytest.mark.parametrize("role", SECRETS)
def test_a_secret_is_compared_but_neither_hashed_nor_stored(role):
    key = role.from_base64(TEXT)
    assert key == role.from_base64(TEXT) and key != role.generate()
    assert key != TEXT
    with pytest.raises(TypeError):
        hash(key)
    for store in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError):
            store(key)
    with pytest.raises(TypeError, match="generate"):
        role()


def test_roles_are_not_mixed():
    data = base64.b64decode(TEXT)
    keys = [role.from_bytes(data) for role in SECRETS] + [PublicKey.from_bytes(data)]
    for index, left in enumerate(keys):
        for right in keys[index + 1 :]:
            assert left != right


@pytest.mark.parametrize("role", SECRETS)
def test_a_secret_is_wiped_when_it_goes(role):
    key = role.from_base64(TEXT)
    memory = key._key  # the structure outlives the key that owns it
    assert bytes(memory) == base64.b64decode(TEXT)
    del key
    assert bytes(memory) == bytes(32)


def test_keys_made_together_are_wiped_one_by_one():
    first, second, third = (pair.private_key for pair in wgkit.generate_keypairs(3))
    kept, memory = second.expose_bytes(), second._key
    del first, third
    assert second.expose_bytes() == kept
    del second
    assert bytes(memory) == bytes(32)


def test_a_public_key_is_a_value():
    key = PublicKey(PUBLIC)
    assert repr(key) == f"PublicKey('{PUBLIC}')"
    assert bytes(key) == base64.b64decode(PUBLIC) and len({key, PublicKey(PUBLIC)}) == 1
    assert pickle.loads(pickle.dumps(key)) == key == copy.copy(key)
    assert PublicKey.from_bytes(bytearray(bytes(key))) == key
    for wrong in (32, "x" * 32, None, [0] * 32):
        with pytest.raises(TypeError):
            PublicKey.from_bytes(wrong)
    for _ in range(100):
        data = os.urandom(32)
        assert str(PublicKey.from_bytes(data)) == base64.b64encode(data).decode()


BAD = [
    "",
    "A",
    TEXT[:-1],
    TEXT + "=",
    TEXT + "\n",
    " " + TEXT,
    TEXT[:-2] + "p=",  # the same bytes, not canonical
    TEXT.replace("0", "!"),
    TEXT.replace("0", "\0"),
    TEXT.replace("0", "\ud800"),
    TEXT.replace("0", "é"),
    "A" * 1_000_000,
]


@pytest.mark.parametrize("text", BAD, ids=range(len(BAD)))
@pytest.mark.parametrize("read", [r.from_base64 for r in (*SECRETS, PublicKey)])
def test_what_is_no_key_is_refused_and_not_repeated(read, text):
    with pytest.raises(InvalidKey) as caught:
        read(text)
    assert isinstance(caught.value, ValueError)
    assert "cAdt" not in str(caught.value)


@pytest.mark.parametrize("role", [*SECRETS, PublicKey])
@pytest.mark.parametrize("size", [0, 31, 33, 64])
def test_bytes_that_are_no_key_are_refused(role, size):
    with pytest.raises(InvalidKey, match=str(size)):
        role.from_bytes(b"A" * size)


@pytest.mark.parametrize("role", SECRETS)
def test_a_secret_of_zeros_means_none(role):
    with pytest.raises(InvalidKey):
        role.from_bytes(bytes(32))


@pytest.mark.parametrize("role", [*SECRETS, PublicKey])
def test_another_type_is_a_type_error(role):
    for wrong in (None, 7, [TEXT]):
        with pytest.raises(TypeError, match=type(wrong).__name__):
            role.from_base64(wrong)
