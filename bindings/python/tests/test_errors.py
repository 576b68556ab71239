"""Errors: one class for each status of the header."""

import errno
import pickle
import re
from pathlib import Path

import pytest

import wgkit
from wgkit import _bindings as c
from wgkit import _errors

HEADER = (Path(__file__).parents[3] / "include" / "wgkit.h").read_text()
STATUSES = dict(re.findall(r"^  (WGKIT_ERROR_\w+) = (\d+)", HEADER, re.M))


@pytest.mark.parametrize("name", STATUSES)
def test_each_status_has_a_class_of_its_own(name):
    code = int(STATUSES[name])
    cls = _errors.BY_CODE[code]
    assert cls.code == code == getattr(c, name)
    assert issubclass(cls, wgkit.WGKitError) and cls is getattr(wgkit, cls.__name__)
    expected = cls.__name__.lower().replace("failure", "")
    assert name.replace("WGKIT_ERROR_", "").replace("_", "").lower() == expected
    assert cls.__doc__


def test_there_are_no_other_classes():
    assert sorted(_errors.BY_CODE) == sorted(int(code) for code in STATUSES.values())
    assert len(set(_errors.BY_CODE.values())) == len(STATUSES)


@pytest.mark.parametrize("cls", [wgkit.WGKitError, wgkit.FileMissing, *_errors.BY_CODE.values()])
@pytest.mark.parametrize("number", [None, errno.EBUSY])
def test_the_text_and_the_number_survive_being_stored(cls, number):
    made = cls("what, with what", number)
    stored = pickle.loads(pickle.dumps(made))
    for error in (made, stored):
        assert type(error) is cls and str(error) == "what, with what"
        assert error.errno == (number or cls._default_errno)
    assert stored.args == made.args
    assert getattr(stored, "strerror", None) == getattr(made, "strerror", None)


@pytest.mark.parametrize(
    ("cls", "builtin", "number"),
    [
        (wgkit.InvalidArgument, ValueError, None),
        (wgkit.InvalidKey, ValueError, None),
        (wgkit.InvalidAddress, ValueError, None),
        (wgkit.InvalidName, ValueError, None),
        (wgkit.InvalidHandle, ValueError, None),
        (wgkit.PermissionDenied, PermissionError, errno.EPERM),
        (wgkit.NoSuchInterface, OSError, errno.ENODEV),
        (wgkit.NotWireGuard, OSError, errno.EOPNOTSUPP),
        (wgkit.AlreadyExists, FileExistsError, errno.EEXIST),
        (wgkit.PortInUse, OSError, errno.EADDRINUSE),
        (wgkit.TimedOut, TimeoutError, errno.ETIMEDOUT),
        (wgkit.NotFound, LookupError, None),
        (wgkit.FileMissing, LookupError, errno.ENOENT),
        (wgkit.FileMissing, FileNotFoundError, errno.ENOENT),
    ],
)
def test_an_error_is_one_of_pythons_too(cls, builtin, number):
    with pytest.raises(builtin) as caught:
        raise cls("text")
    assert caught.value.errno == number
    if issubclass(cls, OSError):
        assert caught.value.args == (number, "text") and caught.value.strerror == "text"


def test_an_interface_that_is_not_there_is_no_missing_file():
    assert not issubclass(wgkit.NoSuchInterface, FileNotFoundError)


@pytest.mark.parametrize(
    "name", ["", "a/b", "sixteen-bytes-it", "w" * 100_000, "w\0", "wg\ud800", "é"]
)
def test_what_is_no_name_is_refused(name):
    with pytest.raises(wgkit.InvalidName):
        wgkit.Device(name)


def test_a_status_of_a_newer_library_is_still_an_error():
    error = _errors.error_from(12345, c.c_void_p())
    assert type(error) is wgkit.WGKitError and error.code == 12345
    assert str(error) == "WGKIT_ERROR_UNKNOWN"


def test_an_error_object_is_freed():
    handle = c.c_void_p()
    status = c.wgkit_device_read(None, b"", 0, c.c_void_p(), c.POINTER(c.c_void_p)(handle))
    assert status == c.WGKIT_ERROR_INVALID_NAME or status == c.WGKIT_ERROR_INVALID_ARGUMENT
    _errors.error_from(status, handle)
    assert c.wgkit_error_free(handle) == c.WGKIT_ERROR_INVALID_HANDLE
