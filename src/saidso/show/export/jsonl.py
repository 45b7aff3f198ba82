"""The ledger as JSON lines: the one lossless form (under ``internal``), one record a line with its "kind".

Only what was decided in a blind queue waits until the queue is open; the first line counts it ("blind").

Published schema: ``saidso/data/schemas/ledger.schema.json``, made from the nouns by ``schema.py``. Lines stand in this order:
ledger, document, not_read, extraction (each followed by its claims), edition, incident_id, incident_change, incident,
judgement, skip.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from saidso.ledger import Ledger
from saidso.ledger.codec import canonical, plain
from saidso.show.export.atomic import writing
from saidso.show.export.options import EVERYTHING, ExportOptions
from saidso.show.guard import Profile
from saidso.show.page import open_part
from saidso.show.redaction import Guards, redacted, redacted_skip
from saidso.show.shapes import held_json
from saidso.show.wording import CLAIMS_NOT_FINDINGS

FORMAT = "saidso-ledger/1"
"""Rises when a reader of the old form could no longer read the new one."""

Line = dict[str, Any]


def write(ledger: Ledger, path: Path, profile: Profile, options: ExportOptions = EVERYTHING) -> dict[str, int]:
    """Write every record of ``ledger`` to ``path``; returns how many lines of each kind."""
    counts: Counter[str] = Counter()
    with writing(path) as file:
        for line in lines(ledger, profile, options):
            file.write(canonical(line) + "\n")
            counts[line["kind"]] += 1
    return dict(counts)


def lines(ledger: Ledger, profile: Profile, options: ExportOptions = EVERYTHING) -> Iterator[Line]:
    """The lines as JSON values."""
    guards = Guards(ledger, profile, options.embargo())
    about = {"format": FORMAT, "note": CLAIMS_NOT_FINDINGS, "redacted": profile.value}
    # The lossless form leaves nothing out, and equal ledgers give equal files of it, whatever the hour.
    held = None if profile is Profile.INTERNAL else held_json(guards.withheld.all(profile))
    blind = ledger.judgements_held()  # decisions of reviewers who must not see each other's yet
    models = {"model": ledger.newest_model(), "models": list(ledger.models())}
    yield {"kind": "ledger", **about, "embargo": held, "blind": blind, **models}
    for document in ledger.documents():
        guard = guards.of(document.id)
        # The digest of the original text, so that a redacted copy can be held against it later.
        yield {"kind": "document", **plain(redacted(document, guard)), "text_sha256": guard.original}
    for document_id, model, reason in ledger.not_read():
        yield {"kind": "not_read", "document_id": document_id, "model": model, "reason": reason}
    for extraction in ledger.extractions():
        seen = redacted(guards.without_withheld(extraction), guards.of(extraction.document_id))
        yield {"kind": "extraction", **plain(seen), "claims": [claim.id for claim in seen.claims]}
        for claim in seen.claims:
            yield {"kind": "claim", **plain(claim)}
    for data_set, row, document_id in ledger.edition_log():
        # The id of a row may be the address of a post, the data set's name that of a person.
        data_set, row = (guards.of(document_id).words(words) for words in (data_set, row))
        yield {"kind": "edition", "data_set": data_set, "row": row, "document_id": document_id}
    yield from _linking(ledger, guards)
    for judgement, superseded_by in ledger.judgements_told():
        if not guards.may_tell(judgement):
            yield {"kind": "judgement", **plain(guards.judgement(judgement)), "superseded_by": superseded_by}
    for skip in ledger.skips():
        yield {"kind": "skip", **plain(redacted_skip(skip, profile))}


def _linking(ledger: Ledger, guards: Guards) -> Iterator[Line]:
    """The log of incident ids, which is an input, and the incidents that follow from it."""
    for claim_id, incident_id in ledger.incident_log():
        if not guards.hides(claim_id):
            yield {"kind": "incident_id", "claim": claim_id, "incident": incident_id}
    for change, old, new in ledger.incident_changes():
        yield {"kind": "incident_change", "change": change, "old": old, "new": new}
    for incident in ledger.incidents():
        if shown := open_part(ledger, incident, guards):
            yield {"kind": "incident", **plain(guards.shared(shown, shown.documents))}
