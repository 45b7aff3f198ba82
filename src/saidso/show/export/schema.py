"""The JSON Schema of the JSON lines, drawn from the nouns themselves, so that it cannot fall behind them.

``python -m saidso.show.export.schema`` writes it where it is published; a test holds the two together.
"""

from __future__ import annotations

import json
import types
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar, Union, get_args, get_origin

from saidso.nouns.claim import Claim, Extraction
from saidso.nouns.document import Document, Known, Skip, T
from saidso.nouns.incident import Incident
from saidso.nouns.judgement import Judgement
from saidso.nouns.span import Span
from saidso.nouns.value import hints_of
from saidso.show.guard import Profile
from saidso.show.wording import CLAIMS_NOT_FINDINGS

PUBLISHED = Path(__file__).parents[2] / "data" / "schemas" / "ledger.schema.json"

Schema = dict[str, Any]
_TEXT: Schema = {"type": "string"}
_HEX: Schema = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_SCALARS: dict[Any, Schema] = {
    str: _TEXT,
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
}
_NOTE: Schema = {"const": CLAIMS_NOT_FINDINGS}
_PROFILE: Schema = {"enum": [profile.value for profile in Profile]}
_SPAN: Schema = {
    "description": "[start, end) in code points of the document's text",
    "type": "array",
    "items": {"type": "integer", "minimum": 0},
    "minItems": 2,
    "maxItems": 2,
}


def ledger_schema() -> Schema:
    """The schema of one line of ``saidso export jsonl``."""
    shapes: dict[str, Schema] = {"Span": _SPAN}
    held = _object({"claims": _SCALARS[int], "until": _or_null(_SCALARS[datetime]), "left_out": _SCALARS[bool]})
    about = {"format": _TEXT, "note": _NOTE, "redacted": _PROFILE, "embargo": _or_null(held), "blind": _SCALARS[int],
             "model": _or_null(_TEXT), "models": {"type": "array", "items": _TEXT}}  # fmt: skip
    kinds = {
        "ledger": _object(about),
        "document": _line(Document, shapes, {"text_sha256": _HEX}),
        "not_read": _object({"document_id": _TEXT, "model": _TEXT, "reason": _TEXT}),
        "extraction": _line(Extraction, shapes, {"claims": {"type": "array", "items": _TEXT}}),
        "claim": _line(Claim, shapes, {}),
        "edition": _object({"data_set": _TEXT, "row": _TEXT, "document_id": _TEXT}),
        "incident_id": _object({"claim": _TEXT, "incident": _TEXT}),
        "incident_change": _object({"change": {"enum": ["new", "merged", "split"]}, "old": _TEXT, "new": _TEXT}),
        "incident": _line(Incident, shapes, {}),
        "judgement": _line(Judgement, shapes, {"superseded_by": _or_null(_TEXT)}),
        "skip": _line(Skip, shapes, {}),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "saidso ledger, one line of JSON lines",
        "description": "Claims, not findings. Spans are [start, end) in code points of the text of the document line.",
        "type": "object",
        "required": ["kind"],
        "properties": {"kind": {"enum": list(kinds)}},
        "allOf": [
            {"if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]}, "then": _kinded(kind, shape)}
            for kind, shape in kinds.items()
        ],
        "$defs": dict(sorted(shapes.items())),
    }


def _kinded(kind: str, shape: Schema) -> Schema:
    properties = {"kind": {"const": kind}, **shape["properties"]}
    return {**shape, "properties": properties, "required": sorted(properties)}


def _line(noun: type, shapes: dict[str, Schema], more: dict[str, Schema]) -> Schema:
    """A noun as a line, with keys that only the export has (or that it writes another way)."""
    shape = _record(noun, {}, shapes)
    return {**shape, "properties": {**shape["properties"], **more}}


def _or_null(shape: Schema) -> Schema:
    return {"anyOf": [shape, {"type": "null"}]}


def _object(properties: dict[str, Schema]) -> Schema:
    return {"type": "object", "properties": properties, "required": sorted(properties), "additionalProperties": False}


def _record(noun: Any, bound: dict[Any, Any], shapes: dict[str, Schema]) -> Schema:
    """The object of a record: every field is written out, so every field is required."""
    hints = hints_of(noun)
    shape = _object({field.name: _shape(hints[field.name], bound, shapes) for field in fields(noun)})
    summary = (noun.__doc__ or "").split("\n\n")[0].strip()
    return {"description": summary, **shape} if summary else shape


def _shape(hint: Any, bound: dict[Any, Any], shapes: dict[str, Schema]) -> Schema:
    """The schema of one field's type; records are named once in ``$defs``."""
    if isinstance(hint, TypeVar):
        return _shape(bound[hint], bound, shapes)
    if hint in _SCALARS:
        return _SCALARS[hint]
    if hint is Span:
        return {"$ref": "#/$defs/Span"}
    origin, inner = get_origin(hint), get_args(hint)
    if origin is tuple:
        return _array(inner, bound, shapes)
    if origin in (Union, types.UnionType):
        return _union(inner, bound, shapes)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return {"enum": [member.value for member in hint]}
    if origin is Known:
        return _named(f"Known_{inner[0].__name__}", Known, {T: inner[0]}, shapes)
    return _named(hint.__name__, hint, {}, shapes)


def _named(name: str, noun: Any, bound: dict[Any, Any], shapes: dict[str, Schema]) -> Schema:
    if name not in shapes:
        shapes[name] = {}  # taken before it is drawn, should a record ever hold its own kind
        shapes[name] = _record(noun, bound, shapes)
    return {"$ref": f"#/$defs/{name}"}


def _array(inner: tuple[Any, ...], bound: dict[Any, Any], shapes: dict[str, Schema]) -> Schema:
    if inner[-1] is Ellipsis:
        return {"type": "array", "items": _shape(inner[0], bound, shapes)}
    items = [_shape(part, bound, shapes) for part in inner]
    return {"type": "array", "prefixItems": items, "minItems": len(items), "maxItems": len(items)}


def _union(inner: tuple[Any, ...], bound: dict[Any, Any], shapes: dict[str, Schema]) -> Schema:
    """One kind or null; where several records may stand, the record's name is in its key "is"."""
    records = [part for part in inner if is_dataclass(part)]
    several = len([part for part in inner if part is not type(None)]) > 1
    options: list[Schema] = []
    for part in inner:
        if part is type(None):
            options.append({"type": "null"})
        elif several and part in records:
            options.append(_tagged(part, shapes))
        else:
            options.append(_shape(part, bound, shapes))
    return {"anyOf": options}


def _tagged(noun: Any, shapes: dict[str, Schema]) -> Schema:
    name = f"{noun.__name__}_value"
    if name not in shapes:
        shape = _record(noun, {}, shapes)
        properties = {"is": {"const": noun.__name__}, **shape["properties"]}
        shapes[name] = {**shape, "properties": properties, "required": sorted(properties)}
    return {"$ref": f"#/$defs/{name}"}


def text() -> str:
    """The published file's words."""
    return json.dumps(ledger_schema(), indent=1, ensure_ascii=False, sort_keys=True) + "\n"


if __name__ == "__main__":
    PUBLISHED.parent.mkdir(parents=True, exist_ok=True)
    PUBLISHED.write_text(text(), encoding="utf-8")
