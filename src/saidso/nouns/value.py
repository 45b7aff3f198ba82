"""What a slot can hold. Apart from claim.py, which needs only the name: these types bring their readers with them."""

from __future__ import annotations

from typing import Any, get_type_hints

from saidso.values.actor import Actor
from saidso.values.count import Count
from saidso.values.place import Place
from saidso.values.when import When

Value = Count | When | Place | Actor | str


def hints_of(noun: Any) -> dict[str, Any]:
    """The types of a noun's fields, as ``typing.get_type_hints`` gives them, the value types included."""
    return get_type_hints(noun, localns={"Value": Value, "Count": Count, "When": When, "Place": Place, "Actor": Actor})
