"""Patterns that are compiled when first used: ``import saidso`` must take no time, and few runs use them all."""

from __future__ import annotations

import re
from typing import Any, cast


class _Late:
    """Stands in for a compiled pattern; after the first use of a method, that method is the compiled one's own."""

    def __init__(self, source: str, flags: int) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = re.compile(self._source, self._flags)
        value = getattr(compiled, name)
        setattr(self, name, value)
        return value


def pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """Like ``re.compile``, but at the first use. ``re`` itself caches: several methods compile once."""
    return cast("re.Pattern[str]", _Late(source, flags))
