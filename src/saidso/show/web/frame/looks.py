"""The templates: Jinja with everything escaped, and the address of every static file bound to its content."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from markupsafe import Markup

from saidso.ledger.search_words import fold
from saidso.show.contacts import PSEUDONYM
from saidso.show.web.frame.said import reading_in, slot_value_in, value_in, voice_in
from saidso.show.wording import CLAIMS_NOT_FINDINGS, chain_words, slot_value_words, value_words

if TYPE_CHECKING:
    from jinja2 import Environment

WEB = Path(__file__).parents[1]
STATIC = WEB / "static"


def templates() -> Environment:
    """The environment of all templates; a name that a template uses and nobody gives is an error, not a blank."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(WEB / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals.update(static=static, bdi=bdi, note=CLAIMS_NOT_FINDINGS)
    environment.filters.update(voice_path=voice_path)
    # The export of a folder of pages draws with these templates too, in English throughout.
    environment.filters.update(value_words=value_words, slot_value_words=slot_value_words, chain_words=chain_words)
    environment.globals.update(value_in=value_in, slot_value_in=slot_value_in, reading_in=reading_in, voice_in=voice_in)
    return environment


@lru_cache(maxsize=1)
def shared_templates() -> Environment:
    """One environment for all apps of this program: a template is compiled once."""
    return templates()


def bdi(words: str) -> Markup:
    """Foreign words inside a sentence of ours, with a direction of their own: give them to ``t`` as ``bdi(name)``."""
    return Markup("<bdi>{}</bdi>").format(words)


def voice_path(name: str) -> str:
    """The address of a voice's record; "" for a name of which search keeps nothing ("..."), or in whose place the guard
    put a mark ("[other script 5e08]"): there is no record of it."""
    if name.startswith("[") and PSEUDONYM.fullmatch(name):
        return ""
    key = "-".join(fold(name).split())
    return f"/voices/{quote(key, safe='')}" if key else ""


@lru_cache(maxsize=256)
def static(name: str) -> str:
    """The address of a static file, which changes with its content: the browser may keep it."""
    return f"/static/{name}?v={hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]}"
