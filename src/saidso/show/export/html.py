"""A folder of web pages that opens from disk: list, map, timeline, and a page an incident with its matrix and quotes.

No server and no request to anywhere: styles, script and outlines lie beside the pages, and their policy (CSP) forbids all else.
Everything that comes from a document is escaped by the templates (``folder/``), whose look is that of ``saidso serve``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from saidso.ledger import Ledger
from saidso.nouns.claim import Stance
from saidso.show.export.asked import reviews_asked
from saidso.show.export.atomic import writing_folder
from saidso.show.export.html_lines import Line, disagreement_first, facets_of, line_of
from saidso.show.export.html_map import chart_of
from saidso.show.export.html_timeline import Axis, in_order, lane_of
from saidso.show.export.options import EVERYTHING, ExportOptions
from saidso.show.export.pages import pages, provenance
from saidso.show.export.told import embargo_of, web_address
from saidso.show.guard import Profile
from saidso.show.matrix import matrix_of
from saidso.show.page import Page
from saidso.show.wording import document_words, unheard_words

if TYPE_CHECKING:
    from jinja2 import Environment

HERE = Path(__file__).parent / "folder"
_WEB = Path(__file__).parents[1] / "web"
_STYLES = ("tokens.css", "frame.css", "parts.css", "incident.css", "incidents.css")
"""The look of the web app, in the order in which its pages load it; ``folder.css`` follows."""
_SHAPES = re.compile(r' *<symbol id="(?:shape-brand|stance-\w+|state-[\w-]+)".*?</symbol>\n', re.DOTALL)


def write(ledger: Ledger, path: Path, profile: Profile, options: ExportOptions = EVERYTHING) -> dict[str, int]:
    """Write the folder; returns how many pages of incidents and how many overviews."""
    reviews = reviews_asked(ledger, options)
    lines: list[Line] = []
    documents: set[str] = set()
    with writing_folder(path) as folder:
        site = _Site(folder, profile, ledger.newest_model())
        (folder / "incidents").mkdir()
        for page in pages(ledger, profile, options):
            line = line_of(page, provenance(page, reviews, options))
            site.incident(page, line)
            lines.append(line)
            documents.update(page.incident.documents)
        overviews = site.overviews(disagreement_first(lines), len(documents))
        site.beside()
    return {"incident": len(lines), "overview": overviews}


class _Site:
    """The pages of one folder."""

    def __init__(self, folder: Path, profile: Profile, model: str | None) -> None:
        self._folder = folder
        self._templates = _templates()
        self._always = {"profile": profile.value, "model": model}

    def incident(self, page: Page, line: Line) -> None:
        """The page of one incident."""
        from saidso.show.web.frame.marked import marks_of, pieces_of

        matrix = matrix_of(page.incident, page.claims, page.documents)
        quotes = [(q, pieces_of(q.document.text, marks_of(q.claim), q.claim.passage.span)) for q in matrix.quotes]
        self._write(
            f"incidents/{line.id}.html",
            "incident.html",
            {
                "incident": page.incident,
                "documents": page.documents,
                "matrix": matrix,
                "by_number": {quote.number: quote for quote in matrix.quotes},
                "quotes": quotes,
                "line": line,
                "unheard": unheard_words(page.unheard),
                "embargo": embargo_of(page),
                "root": "../",
                "here": "incident",
            },
        )

    def overviews(self, lines: Sequence[Line], documents: int) -> int:
        """List, map, timeline, and how to read them; returns how many."""
        axis = Axis.of(lines)
        total = {
            "incidents": len(lines),
            "claims": sum(line.counts.claims for line in lines),
            "documents": documents,
            "reviewed": sum(line.counts.reviewed for line in lines),
        }
        given: dict[str, dict[str, Any]] = {
            "index": {},
            "map": {"chart": chart_of(lines), "unplaced": [line for line in lines if line.point is None]},
            "timeline": {
                "axis": axis.ticks() if axis else (),
                "rows": [(line, lane_of(line, axis) if axis else None) for line in in_order(lines)],
            },
            "about": {"stances": [stance.value for stance in Stance]},
        }
        shared = {"lines": lines, "facets": facets_of(lines), "total": total, "root": ""}
        for name, more in given.items():
            self._write(f"{name}.html", f"{name}.html", {**shared, **more, "here": name})
        return len(given)

    def beside(self) -> None:
        """Styles, script and mark."""
        styles = [(_WEB / "static" / name).read_text(encoding="utf-8") for name in _STYLES]
        styles.append((HERE / "folder.css").read_text(encoding="utf-8"))
        self._put("style.css", "".join(styles))
        self._put("folder.js", (HERE / "folder.js").read_text(encoding="utf-8"))
        self._put("mark.svg", (_WEB / "static" / "mark.svg").read_text(encoding="utf-8"))

    def _write(self, name: str, template: str, given: dict[str, Any]) -> None:
        self._put(name, self._templates.get_template(template).render(**self._always, **given))

    def _put(self, name: str, text: str) -> None:
        (self._folder / name).write_text(text, encoding="utf-8", errors="backslashreplace", newline="\n")


def _templates() -> Environment:
    """Our templates before those of the web app, whose marks (stance, chain, quote) they use."""
    from jinja2 import ChoiceLoader, FileSystemLoader

    from saidso.show.web.frame.catalogue import words_in
    from saidso.show.web.frame.looks import templates

    environment = templates()
    environment.loader = ChoiceLoader([FileSystemLoader(HERE), FileSystemLoader(_WEB / "templates")])
    words = words_in("en")
    environment.globals.update(words=words, t=words, word=words.word, sprite=_sprite(), address=web_address)
    environment.filters.update(document_words=document_words)
    return environment


@lru_cache(maxsize=1)
def _sprite() -> Any:
    """The shapes of stances and review states, for each page holds its own: a file on disk may not lend them to another."""
    from markupsafe import Markup

    shapes = (_WEB / "templates" / "parts" / "shapes.svg").read_text(encoding="utf-8")
    symbols = "".join(found[0] for found in _SHAPES.finditer(shapes))
    return Markup('<svg class="sprite" aria-hidden="true" width="0" height="0">\n{}</svg>').format(Markup(symbols))
