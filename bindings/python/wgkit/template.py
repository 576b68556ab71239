"""Templates: configuration files with places for values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from ctypes import byref
from dataclasses import dataclass
from enum import Enum
from ipaddress import IPv4Address, IPv6Address
from typing import Any, Union, get_args

from . import _bindings as c
from ._managed import Handle, Owner, call, new_handle, records_of, shared_records, text_at
from .addresses import ADDRESS, Endpoint, IPAddress, IPInterface, IPNetwork, packed
from .document import Document, is_several
from .keys import PresharedKey, PrivateKey, PublicKey, encode, encode_content

#: A value for a name. Several become a list, mappings become the records of a section.
One = Union[
    str, bool, int, IPAddress, IPInterface, IPNetwork, Endpoint,
    PublicKey, PrivateKey, PresharedKey, Mapping[str, "Value"], None,
]  # fmt: skip
Value = Union[One, Sequence[One]]


class Place(Enum):
    """What stands in the place of a name."""

    #: Something that a newer library knows and this package does not.
    UNKNOWN = 0
    #: One word in a line of the configuration.
    TEXT = c.WGKIT_PLACE_TEXT
    #: An entry or a list of them: Address, DNS, AllowedIPs.
    LIST = c.WGKIT_PLACE_LIST
    ENDPOINT = c.WGKIT_PLACE_ENDPOINT
    PRIVATE_KEY = c.WGKIT_PLACE_PRIVATE_KEY
    PRESHARED_KEY = c.WGKIT_PLACE_PRESHARED_KEY
    PUBLIC_KEY = c.WGKIT_PLACE_PUBLIC_KEY
    #: One word in a command that is run as root.
    HOOK = c.WGKIT_PLACE_HOOK
    #: Free text in a comment.
    NOTE = c.WGKIT_PLACE_NOTE
    #: No text: it decides whether or how often a section is rendered.
    SECTION = c.WGKIT_PLACE_SECTION


_PLACES = {place.value: place for place in Place}


@dataclass(frozen=True)
class TemplateName:
    """A name that a template asks for."""

    name: str
    place: Place
    #: The sections it stands in, outermost first. A value is needed when they are rendered.
    sections: tuple[str, ...]
    #: It stands only in sections of its own name, which are left out without a value.
    is_optional: bool


@dataclass(frozen=True)
class ShippedTemplate:
    """A template that comes with the library."""

    name: str
    #: One line that says what it is for.
    summary: str
    #: The template, which begins with a comment that says what its names mean.
    text: str


class Template(Owner):
    """A configuration file with places for values, ${name}; docs/templates.md has the syntax.

    Nothing in it is ever run, and a value cannot add a line, a key or an entry of a list. After
    `close`, every use raises InvalidHandle. Threads may share it.
    """

    __slots__ = ()

    def __init__(self, text: str | bytes, *, braces: bool = False) -> None:
        """Reads a template, as `parse` does."""
        data = encode_content(text)
        options = c.WGKIT_TEMPLATE_BRACES if braces else 0
        self._handle = new_handle(
            c.wgkit_template_parse, c.wgkit_template_free, data, len(data), options
        )

    @classmethod
    def parse(cls, text: str | bytes, *, braces: bool = False) -> Template:
        """Reads a template of 256 KiB at most; with `braces`, {name} is a place as well.

        Raises InvalidTemplate with line and column, TooLarge.
        """
        return cls(text, braces=braces)

    @classmethod
    def shipped(cls, name: str) -> Template:
        """One that comes with the library: "client", "server". Raises NotFound."""
        data = encode(name)
        return cls._of(new_handle(c.wgkit_template_shipped, c.wgkit_template_free, data, len(data)))

    @property
    def names(self) -> tuple[TemplateName, ...]:
        """What it asks for, in the order in which the names first stand in it."""
        handle = self._owned()
        return tuple(
            TemplateName(
                text_at(name.name) or "",
                _PLACES.get(name.kind, Place.UNKNOWN),
                tuple((text_at(name.sections) or "").split("/")) if name.sections else (),
                bool(name.is_optional),
            )
            for name in records_of(c.wgkit_template_names, handle, c.wgkit_template_name)
        )

    def render(self, values: Mapping[str, Value] | None = None, /, **more: Value) -> Document:
        """Puts values into the places: a configuration for wg-quick, with the author's lines alone.

        A value is a text, a number, a key, an address, a network, an endpoint or a yes or no; a
        sequence of them is a list, a mapping a record of a section; None is no value. There is one
        for each name that is needed, and none that is not asked for.

        Raises InvalidTemplate, with line and column of the template where there is a place; its
        text does not repeat a secret. Raises TypeError for what is none of these values.
        """
        collected = _collect({**(values or {}), **more})
        return Document._of(
            new_handle(
                c.wgkit_template_render, c.wgkit_document_free, self._open(), collected.value
            )
        )

    def __repr__(self) -> str:
        return "<Template, closed>" if self.closed else "<Template>"


def shipped_templates() -> list[ShippedTemplate]:
    """The templates that come with the library, in the order of their names."""
    return [
        ShippedTemplate(
            text_at(one.name) or "", text_at(one.summary) or "", text_at(one.text) or ""
        )
        for one in shared_records(c.wgkit_template_list_shipped, c.wgkit_shipped_template)
    ]


def _collect(values: Mapping[str, Value]) -> Handle:
    handle = new_handle(c.wgkit_template_values_create, c.wgkit_template_values_free)
    for name, value in values.items():
        data = encode(name)
        for one in value if is_several(value) else (value,):  # type: ignore[union-attr]
            _add(handle, data, one)
    return handle


def _add(handle: Handle, name: bytes, value: Any) -> None:
    target = (handle.value, name, len(name))
    if value is None:
        return
    if isinstance(value, bool):
        call(c.wgkit_template_values_add_flag, *target, value)
    elif isinstance(value, (IPv4Address, IPv6Address)) and not hasattr(value, "network"):
        address = c.wgkit_address.from_buffer_copy(ADDRESS.pack(packed(value), value.version))
        call(c.wgkit_template_values_add_address, *target, byref(address))
    elif isinstance(value, PublicKey):
        key = c.wgkit_public_key.from_buffer_copy(bytes(value))
        call(c.wgkit_template_values_add_public_key, *target, byref(key))
    elif isinstance(value, PrivateKey):
        call(c.wgkit_template_values_add_private_key, *target, byref(value._key))
    elif isinstance(value, PresharedKey):
        call(c.wgkit_template_values_add_preshared_key, *target, byref(value._key))
    elif isinstance(value, Mapping):
        record = _collect(value)
        call(c.wgkit_template_values_add_record, *target, record.value)
    elif isinstance(value, _TEXTS):
        text = encode_content(str(value))
        call(c.wgkit_template_values_add_text, *target, text, len(text))
    else:
        # str() would make a text of anything: "{'10.0.0.1/32'}", or what a generator is called.
        raise TypeError(f"a value for a template is no {type(value).__name__}")


_TEXTS = (str, int, *get_args(IPInterface), *get_args(IPNetwork), Endpoint)
