"""Saved views: names for what stands behind the ? of the list, in a file beside the ledger.

A desk with accounts keeps each person's own, who may share one with all reviewers; the one desk of a machine has no owners.
Readers see none: a filter or a name may hold words that the guard takes out of every page.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

from saidso.errors import ConfigError, LedgerError
from saidso.show.export.atomic import writing
from saidso.show.web.frame.accounts import Role
from saidso.show.web.frame.desk import Desk

MOST = 100
"""Views of one owner; more than a menu can show."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A name and the filters behind it, as "type=shelling&origins=2". Without an ``owner`` it is the desk's, and everybody's."""

    name: str
    query: str
    owner: str = ""
    shared: bool = False

    def seen_by(self, person: str) -> bool:
        """Whether it stands in this person's menu."""
        return self.shared or self.owner in ("", person)


class Views:
    """The views of one ledger. The file is small and is written whole; the last of two writers wins for the same name only."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def all(self) -> tuple[View, ...]:
        """Every view of everybody, by name."""
        try:
            found = json.loads(self.path.read_text(encoding="utf-8"))
            return tuple(_read(each) for each in found["views"])
        except FileNotFoundError:
            return ()
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise LedgerError(f"{self.path}: the saved views cannot be read ({error}). Correct or remove it.") from error

    def add(self, view: View) -> None:
        """Keep a view, in the place of what its owner had under that name.

        Raises:
            ConfigError: the name cannot be used, or there are too many.
        """
        name = " ".join(view.name.split())
        if not name or len(name) > 80 or not name.isprintable():
            raise ConfigError("A view needs a name of 1 to 80 letters.")
        kept = [each for each in self.all() if (each.owner, each.name) != (view.owner, name)]
        if sum(each.owner == view.owner for each in kept) >= MOST:
            raise ConfigError(f"There are {MOST} views already. Remove one first.")
        pairs = [(key, value) for key, value in parse_qsl(view.query) if key not in ("page", "lang")]
        self._write([*kept, View(name=name, query=urlencode(pairs), owner=view.owner, shared=view.shared)])

    def remove(self, name: str, owner: str = "") -> None:
        """Forget the view of this name and owner; nothing where there is none."""
        self._write([each for each in self.all() if (each.owner, each.name) != (owner, name)])

    def _write(self, views: list[View]) -> None:
        ordered = sorted(views, key=lambda view: (view.name.casefold(), view.owner))
        with writing(self.path) as file:
            json.dump({"views": [asdict(each) for each in ordered]}, file, ensure_ascii=False, indent=1)


def _read(each: dict[str, object]) -> View:
    """A view of the file; one of before there were owners is the desk's."""
    owner, shared = str(each.get("owner", "")), each.get("shared") is True
    return View(name=str(each["name"]), query=str(each["query"]), owner=owner, shared=shared)


def views_of(desk: Desk) -> Views:
    """The views beside the ledger of this desk ("march.ledger.views.json")."""
    return Views(desk.ledger.path.with_name(desk.ledger.path.name + ".views.json"))


def owner_at(desk: Desk) -> str:
    """To whom a view kept now belongs: the account's name, "" at the one desk of a machine, whatever name is given there."""
    return "" if desk.viewer.local else desk.viewer.name or ""


def menu_of(desk: Desk) -> tuple[View, ...]:
    """The views in the menu of this viewer."""
    if not desk.viewer.may(Role.REVIEWER):
        return ()
    return tuple(each for each in views_of(desk).all() if each.seen_by(owner_at(desk)))


def may_remove(desk: Desk, view: View) -> bool:
    """One's own; a shared one of somebody else, and one that nobody owns, the admin."""
    return view.owner == owner_at(desk) or (desk.viewer.may(Role.ADMIN) and view.seen_by(owner_at(desk)))
