"""Saved views: names for what stands behind the ? of the list, shared by the desk, in a file beside the ledger."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

from saidso.errors import ConfigError, LedgerError
from saidso.show.export.atomic import writing
from saidso.show.web.frame.desk import Desk

MOST = 100
"""Views of a desk; more than a menu can show."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A name and the filters behind it, as "type=shelling&origins=2"."""

    name: str
    query: str


class Views:
    """The views of one ledger. The file is small and is written whole; the last of two writers wins for the same name only."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def all(self) -> tuple[View, ...]:
        """Every view, by name."""
        try:
            found = json.loads(self.path.read_text(encoding="utf-8"))
            return tuple(View(name=str(each["name"]), query=str(each["query"])) for each in found["views"])
        except FileNotFoundError:
            return ()
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise LedgerError(f"{self.path}: the saved views cannot be read ({error}). Correct or remove it.") from error

    def add(self, name: str, query: str) -> None:
        """Keep ``query`` under ``name``, in the place of what had that name.

        Raises:
            ConfigError: the name cannot be used, or there are too many.
        """
        name = " ".join(name.split())
        if not name or len(name) > 80 or not name.isprintable():
            raise ConfigError("A view needs a name of 1 to 80 letters.")
        kept = [view for view in self.all() if view.name != name]
        if len(kept) >= MOST:
            raise ConfigError(f"There are {MOST} views already. Remove one first.")
        pairs = [(key, value) for key, value in parse_qsl(query) if key not in ("page", "lang")]
        self._write([*kept, View(name=name, query=urlencode(pairs))])

    def remove(self, name: str) -> None:
        """Forget the view of this name; nothing where there is none."""
        self._write([view for view in self.all() if view.name != name])

    def _write(self, views: list[View]) -> None:
        ordered = sorted(views, key=lambda view: view.name.casefold())
        with writing(self.path) as file:
            json.dump({"views": [{"name": v.name, "query": v.query} for v in ordered]}, file, ensure_ascii=False, indent=1)


def views_of(desk: Desk) -> Views:
    """The views beside the ledger of this desk ("march.ledger.views.json")."""
    return Views(desk.ledger.path.with_name(desk.ledger.path.name + ".views.json"))
