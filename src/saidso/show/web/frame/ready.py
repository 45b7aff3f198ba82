"""What is slow the first time, done once before anybody asks: whoever opens the app waits for no table and no template."""

from __future__ import annotations

import os
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from saidso.errors import LedgerError
from saidso.ledger.search import IncidentFilter, incident_list
from saidso.show.export.options import ExportOptions
from saidso.show.export.outlines import outlines
from saidso.show.web.exporting import embargoed
from saidso.show.web.frame.catalogue import LANGUAGES, words_in
from saidso.values.actor import read_actor

if TYPE_CHECKING:
    from saidso.show.web.frame.desk import House


def make_ready(house: House) -> None:
    """Compile the templates, read the languages and the tables of parties and places, and count the list of incidents.

    About a second of a processor, whatever the ledger holds but for the counting: a fifth of a second on 100,000 claims.
    """
    for name in house.templates.list_templates(extensions=["html"]):
        house.templates.get_template(name)
    for language in LANGUAGES:
        words_in(language)("frame.claims", n=1)
    read_actor("the army")  # brings the tables of parties, and these the places of the world
    with suppress(LedgerError):  # the page says what is wrong; an app that does not start says it to nobody
        incident_list(house.ledger, IncidentFilter())


def count_ahead(house: House) -> threading.Thread:
    """Begin what only some pages need while nobody asks for it: the outlines of the map, and what is under embargo.

    The count takes seconds where many documents have no day; everything else is answered meanwhile.
    """

    def count() -> None:
        outlines()
        with suppress(LedgerError):  # the page of exports says it
            embargoed(house, ExportOptions())

    counting = threading.Thread(target=count, daemon=True)
    counting.start()
    return counting


def unwritable(house: House) -> bool:
    """Whether nothing can be decided here: the file of the ledger, or its folder, may only be read."""
    path = house.ledger.path
    return not (os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK))
