"""A ledger in which every word that a document can bring tries to break out of the page it is shown on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from webdesk import claim, document

from saidso.ledger import Ledger
from saidso.nouns.claim import Extraction, Stance
from saidso.nouns.document import Known, Provenance
from saidso.nouns.incident import Incident, Linking, Origins, Reading, SlotAccord
from saidso.values.place import Place

SCRIPT = "<script>document.title='owned'</script>"
HANDLER = "<img src=x onerror=\"document.title='owned'\">"
QUOTES = "' onfocus='alert(1)' x=\" onmouseover=\"alert(1)\" autofocus"
TEMPLATE = "{{ 7*7 }}{% raw %}{{ desk.house.signer }}"
LINK = "javascript:alert(1)"
TURNED = "\u202eevil\u202c\u2066"
"""Right-to-left override and an isolate that is never closed."""
HX = "<a hx-get=/incidents hx-trigger=load data-key=a>x</a>"
EVERY = (SCRIPT, HANDLER, QUOTES, TEMPLATE, LINK, TURNED, HX)


def write_hostile_ledger(path: Path) -> Path:
    """One incident of two claims whose publisher, voice, title, place, values and quotes are all hostile."""
    text = f"{SCRIPT}{HANDLER} said {QUOTES} killed {TEMPLATE} people {HX} {TURNED} in {LINK}."
    doc = document(1, text, f"{TEMPLATE}{SCRIPT}")
    stated = Provenance.STATED
    known = replace(doc.metadata, title=Known(value=f"{HANDLER}{QUOTES}{TURNED}", how=stated), url=Known(value=LINK, how=stated))
    doc = replace(doc, metadata=known, source=f"{QUOTES}.txt")
    says, denies = Stance.SAYS, Stance.DENIES
    c1 = claim(doc, "c1", trigger="killed", who=f"{SCRIPT}{HANDLER}", cue="said", stance=says, number=TEMPLATE, low=3)
    c2 = claim(doc, "c2", trigger="killed", who=QUOTES, cue="said", stance=denies, number=HX, low=0)
    readings = (
        Reading(value=f"{TEMPLATE}{SCRIPT}", stance=says, claims=("c1",), origins=(0,)),
        Reading(value=f"{HANDLER}{TURNED}", stance=denies, claims=("c2",), origins=(1,)),
    )
    killed = SlotAccord(slot="killed", agreement="contradictory", kinds=("polarity",), readings=readings, best=HX)
    one = Incident(
        id="i1234abcd",
        type="killing",
        claims=("c1", "c2"),
        documents=("d1",),
        origins=Origins(lo=1, hi=2, parts=(("c1",), ("c2",))),
        slots=(killed,),
        place=Place(words=f"{SCRIPT}{TURNED}"),
    )
    with Ledger(path) as ledger:
        ledger.add_document(doc)
        ledger.add_extraction(Extraction(document_id="d1", model="invented-1", claims=(c1, c2)))
        ledger.replace_incidents(Linking(incidents=(one,)))
    return path
