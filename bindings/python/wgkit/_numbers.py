"""Numbers for the library: ctypes would cut what does not fit, without a word."""

from __future__ import annotations

from operator import index

from ._errors import InvalidArgument


def checked(value: int, maximum: int, name: str) -> int:
    """The number, when it is 0 to the maximum. Raises InvalidArgument."""
    number = index(value)
    if not 0 <= number <= maximum:
        raise InvalidArgument(f"{name} is {number}, and can be 0 to {maximum}")
    return number
