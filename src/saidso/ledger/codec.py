"""Records to canonical JSON and back: one way for every noun and value, driven by the types of their fields.

The canonical form has sorted keys, no spaces, every field written out (an archive outlives the defaults in our code), spans as
``[start, end]``, days and moments in ISO 8601, members of an enum by value. Where a field may hold one of several records
(the ``value`` of a slot), the record's name stands in the key ``"is"``. Equal records give equal bytes, so SHA-256 of
the form names the record's content.
"""

from __future__ import annotations

import hashlib
import json
import operator
import re
import types
from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin

from saidso.errors import LedgerError, SpanError
from saidso.nouns.span import Span
from saidso.nouns.value import hints_of

R = TypeVar("R")
Plain = Any
"""What ``json`` reads and writes: dict, list, str, int, float, bool, None."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_NONE = type(None)
Reader = Callable[[Any], Any] | None
"""How a JSON value becomes a field's value; None: it is that already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Codec:
    """Two ways through one type; both raise TypeError, ValueError or KeyError on what does not fit.

    ``readers`` has a way back for each JSON type that may stand here; exactly those: ``true`` is no number, "3" no count.
    """

    encode: Callable[[Any], Plain]
    readers: dict[type, Reader]

    def decode(self, value: Plain) -> Any:
        """The value that this JSON value stands for."""
        reader = self.reader(type(value))
        return value if reader is None else reader(value)

    def reader(self, kind: type) -> Reader:
        """The way back from this JSON type."""
        if kind not in self.readers:
            raise TypeError(f"expected {' or '.join(each.__name__ for each in self.readers)}, got {kind.__name__}")
        return self.readers[kind]


def plain(record: object) -> Plain:
    """The JSON value of a record.

    Raises:
        LedgerError: a field holds something its type does not allow, or a number that JSON has not (NaN).
    """
    kind: Any = type(record)
    try:
        return codec_for(kind).encode(record)
    except (TypeError, ValueError, AttributeError) as error:
        raise LedgerError(f"{kind.__name__}: cannot be stored, {error}. Please report this.") from error


def restore(kind: type[R], value: Plain, where: str) -> R:
    """The record of type ``kind`` that ``plain`` made this JSON value from; ``where`` names its row in error messages.

    A field that is missing gets its default (an older saidso wrote the record before the field existed).

    Raises:
        LedgerError: the value is damaged or was written by a newer saidso.
    """
    key: Any = kind
    try:
        record: R = codec_for(key).decode(value)
    except (TypeError, ValueError, KeyError, SpanError) as error:
        message = f"{where}: the stored {kind.__name__} cannot be read ({error}). Run `saidso check`, then restore a backup."
        raise LedgerError(message) from error
    return record


def canonical(value: Plain) -> str:
    """The one way to write a JSON value. Lone surrogates (a file name that is not UTF-8) are escaped, so it always encodes."""
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
    except (TypeError, ValueError) as error:
        raise LedgerError(f"a record cannot be stored, {error}. Please report this.") from error
    return storable(text)


def parse(payload: object, where: str) -> Plain:
    """The JSON value of a stored payload.

    Raises:
        LedgerError: the payload is not JSON text.
    """
    if not isinstance(payload, str):
        raise LedgerError(f"{where}: the stored payload is no text. Run `saidso check`, then restore a backup.")
    try:
        return json.loads(payload)
    except (ValueError, RecursionError) as error:
        raise LedgerError(f"{where}: the payload is no JSON ({error}). Run `saidso check`, then restore a backup.") from error


def parse_quickly(payload: object, kind: str, id: str) -> Plain:
    """As ``parse``, in half the time where the extra ``export`` is installed: for tables of a million claims.

    Raises:
        LedgerError: the payload is not JSON text.
    """
    try:
        if isinstance(payload, str):
            return _quick_reader()(payload)
    except (ValueError, RecursionError):
        pass  # damaged, or a little that only the slow way takes: lone surrogates, NaN
    return parse(payload, f"{kind} {id}")


@cache
def _quick_reader() -> Callable[[str], Plain]:
    try:
        import msgspec  # its integers are exact at any length, which those of orjson are not
    except ImportError:
        return json.loads
    reader: Callable[[str], Plain] = msgspec.json.Decoder().decode
    return reader


def seal(payload: str) -> str:
    """SHA-256 of a payload, in hex: it travels beside the payload and shows when one of the two was touched."""
    return hashlib.sha256(payload.encode("utf-8", "surrogatepass")).hexdigest()


def storable(text: str) -> str:
    r"""``text`` with lone surrogates written as ``\udcff``: databases refuse them, and inside JSON it means the same."""
    return _SURROGATE.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


@cache
def codec_for(kind: Any) -> Codec:
    """The codec of a type as it stands in a field's annotation."""
    if kind in _SCALARS:
        return _SCALARS[kind]
    origin = get_origin(kind)
    if origin is tuple:
        return _tuple_codec(get_args(kind))
    if origin in (Union, types.UnionType):
        return _union_codec(get_args(kind))
    if isinstance(kind, type) and issubclass(kind, Enum):
        members = {member.value: member for member in kind}
        return Codec(encode=lambda member: kind(member).value, readers={str: members.__getitem__})
    if is_dataclass(origin or kind):
        return _record_codec(kind)
    raise TypeError(f"no way to store a {kind}")


def _span(value: list[Plain]) -> Span:
    start, end = value
    if type(start) is not int or type(end) is not int:
        raise TypeError(f"a span is two whole numbers, got {value}")
    return Span(start, end)


def _text(value: object) -> str:
    """Text as plain ``str``; a member of a StrEnum where text is due would change its type on the way back."""
    if type(value) is not str:
        raise TypeError(f"expected str, got {type(value).__name__}")
    return value


def _flag(value: object) -> bool:
    if type(value) is not bool:
        raise TypeError(f"expected bool, got {type(value).__name__}")
    return value


_SCALARS: dict[Any, Codec] = {
    str: Codec(encode=_text, readers={str: None}),
    bool: Codec(encode=_flag, readers={bool: None}),
    int: Codec(encode=operator.index, readers={int: None}),
    float: Codec(encode=float, readers={float: None}),
    date: Codec(encode=date.isoformat, readers={str: date.fromisoformat}),
    datetime: Codec(encode=datetime.isoformat, readers={str: datetime.fromisoformat}),
    Span: Codec(encode=lambda span: [operator.index(span.start), operator.index(span.end)], readers={list: _span}),
}


def _tuple_codec(items: tuple[Any, ...]) -> Codec:
    if items[-1] is Ellipsis:
        each = codec_for(items[0])
        return Codec(
            encode=lambda values: [each.encode(value) for value in values],
            readers={list: lambda values: tuple(map(each.decode, values))},
        )
    codecs = tuple(codec_for(item) for item in items)
    return Codec(
        encode=lambda values: [codec.encode(value) for codec, value in zip(codecs, values, strict=True)],
        readers={list: lambda values: tuple(codec.decode(value) for codec, value in zip(codecs, values, strict=True))},
    )


def _union_codec(members: tuple[Any, ...]) -> Codec:
    """One kind or None as it is; several records by name in "is"; text beside records as it is."""
    optional = _NONE in members
    kinds = tuple(member for member in members if member is not _NONE)
    one = codec_for(kinds[0]) if len(kinds) == 1 else _tagged_codec(kinds)
    if not optional:
        return one
    return Codec(
        encode=lambda value: None if value is None else one.encode(value),
        readers={_NONE: None, **one.readers},
    )


def _tagged_codec(kinds: tuple[Any, ...]) -> Codec:
    by_name = {kind.__name__: codec_for(kind) for kind in kinds}
    if not all(is_dataclass(kind) or kind is str for kind in kinds):
        raise TypeError(f"no way to tell {', '.join(by_name)} apart")

    def encode(value: Any) -> Plain:
        name = type(value).__name__
        if name not in by_name:
            raise TypeError(f"expected one of {', '.join(by_name)}, got {name}")
        return value if name == "str" else {"is": name, **by_name[name].encode(value)}

    def decode(value: dict[str, Plain]) -> Any:
        rest = dict(value)
        return by_name[rest.pop("is")].decode(rest)

    return Codec(encode=encode, readers={dict: decode, **({str: None} if "str" in by_name else {})})


def _record_codec(kind: Any) -> Codec:
    """The codec of a frozen record; for ``Known[date]`` the type argument is put into its fields."""
    maker = get_origin(kind) or kind
    bound = dict(zip(getattr(maker, "__parameters__", ()), get_args(kind), strict=False))
    hints = hints_of(maker)
    codecs = {field.name: codec_for(_bind(hints[field.name], bound)) for field in fields(maker)}
    plans: dict[tuple[Any, ...], tuple[tuple[str, Callable[[Any], Any]], ...]] = {}
    """Field names and JSON types of a record -> what is left to do. A ledger has few such shapes and a million records."""

    def encode(record: Any) -> Plain:
        if type(record) is not maker:
            raise TypeError(f"expected {maker.__name__}, got {type(record).__name__}")
        return {name: codec.encode(getattr(record, name)) for name, codec in codecs.items()}

    silent = _silent(maker, encode)

    def decode(value: dict[str, Plain]) -> Any:
        if silent is not None and value == silent[0]:
            return silent[1]
        shape = (*value, *map(type, value.values()))
        if shape not in plans:
            plans[shape] = _plan(value, codecs)
        given = dict(value)
        for name, reader in plans[shape]:
            given[name] = reader(given[name])
        return maker(**given)

    return Codec(encode=encode, readers={dict: decode})


def _silent(maker: Any, encode: Callable[[Any], Plain]) -> tuple[Plain, Any] | None:
    """A record that says nothing but its defaults ("unknown"), as JSON and as itself: one serves wherever it stands."""
    if maker is Span or any(field.default is MISSING and field.default_factory is MISSING for field in fields(maker)):
        return None
    nothing = maker()
    return encode(nothing), nothing


def _plan(value: dict[str, Plain], codecs: dict[str, Codec]) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    """Which fields of such a record have to be read, and how; the others stand in JSON as they stand in the record."""
    if not value.keys() <= codecs.keys():
        strangers = sorted(value.keys() - codecs.keys())
        raise ValueError(f"it has {', '.join(strangers)}, which this saidso does not know")
    readers = ((name, codecs[name].reader(type(part))) for name, part in value.items())
    return tuple((name, reader) for name, reader in readers if reader is not None)


def _bind(hint: Any, bound: dict[Any, Any]) -> Any:
    """``T | None`` with T bound to str is ``str | None``."""
    parameters = getattr(hint, "__parameters__", ())
    if isinstance(hint, TypeVar):
        return bound[hint]
    return hint[tuple(bound[parameter] for parameter in parameters)] if parameters else hint
