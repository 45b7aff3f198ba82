"""A ledger made again from its lossless JSON lines: the same records through the same doors, each proved as it comes in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from saidso.errors import LedgerError
from saidso.ledger.codec import restore as record
from saidso.ledger.extractions import Extractions
from saidso.ledger.incidents import Incidents
from saidso.nouns.claim import Claim, Extraction
from saidso.nouns.document import Document, Skip
from saidso.nouns.incident import Incident, Linking
from saidso.nouns.judgement import Judgement

if TYPE_CHECKING:
    from saidso.ledger.ledger import Ledger

Line = Mapping[str, Any]
FORMAT = "saidso-ledger/1"
_ONLY_IN_LINES = frozenset({"kind", "text_sha256", "superseded_by"})
"""Keys of a line that its record has not."""


def restore(ledger: Ledger, extractions: Extractions, incidents: Incidents, lines: Iterable[Line]) -> dict[str, int]:
    """What ``Ledger.restore`` promises: "held" counts decisions that stand in no line, where there are some."""
    if ledger.models() or next(iter(ledger.documents()), None) is not None:
        raise LedgerError(f"{ledger.path}: it is not empty. Restore into a new ledger, and compare the two afterwards.")
    coming = _Coming(ledger, extractions)
    for number, line in enumerate(lines, start=1):
        try:
            coming.take(line)
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            raise LedgerError(f"line {number}: it is damaged ({error!r}). Export the ledger again.") from error
    coming.end_extraction()
    linking = Linking(incidents=tuple(coming.incidents), changes=tuple(coming.changes))
    incidents.restore(linking, coming.log)
    return dict(coming.counts)


class _Coming:
    """The lines on their way in; an extraction waits for its claims, the incidents for the end."""

    def __init__(self, ledger: Ledger, extractions: Extractions) -> None:
        self._ledger, self._extractions = ledger, extractions
        self._extraction: Line | None = None
        self._claims: list[Claim] = []
        self.incidents: list[Incident] = []
        self.log: list[tuple[str, str]] = []
        self.changes: list[tuple[str, str, str]] = []
        self.counts: Counter[str] = Counter()
        self._begun = False

    def take(self, line: Line) -> None:
        """One line, by its kind; ``lines`` of ``saidso.show.export.jsonl`` says which come when."""
        kind = line["kind"]
        if self._extraction is not None and kind != "claim":
            self.end_extraction()
        if not self._begun and kind != "ledger":
            raise LedgerError("line 1: no saidso ledger begins so. Import a file of: saidso export jsonl --redact internal.")
        doors: dict[str, Callable[[Line], object]] = {
            "ledger": self._head,
            "document": lambda line: self._ledger.add_document(record(Document, _bare(line), f"document {line['id']}")),
            "not_read": lambda line: self._ledger.mark_not_read(line["document_id"], line["model"], line["reason"]),
            "extraction": self._begin_extraction,
            "claim": lambda line: self._claims.append(record(Claim, _bare(line), f"claim {line['id']}")),
            "edition": lambda line: self._ledger.add_edition(line["data_set"], line["row"], line["document_id"]),
            "incident_id": lambda line: self.log.append((line["claim"], line["incident"])),
            "incident_change": lambda line: self.changes.append((line["change"], line["old"], line["new"])),
            "incident": lambda line: self.incidents.append(record(Incident, _bare(line), f"incident {line['id']}")),
            "judgement": lambda line: self._ledger.add_judgement(record(Judgement, _bare(line), f"judgement {line['id']}")),
            "skip": lambda line: self._ledger.add_skip(record(Skip, _bare(line), f"skip of {line['source']}")),
        }
        if kind not in doors:
            raise LedgerError(f"a line of the kind {kind!r}, which this saidso does not know. Update saidso.")
        doors[kind](line)
        self._begun = True
        self.counts[kind] += 1

    def end_extraction(self) -> None:
        """Store the extraction whose claims have all come."""
        if self._extraction is None:
            return
        body = {**_bare(self._extraction), "claims": []}
        read = record(Extraction, body, f"extraction of {body['document_id']}")
        claims, self._claims, self._extraction = tuple(self._claims), [], None
        self._ledger.add_extraction(replace(read, claims=claims))

    def _head(self, line: Line) -> None:
        if line.get("format") != FORMAT or line.get("redacted") != "internal":
            what = f"format {line.get('format')}, redacted for {line.get('redacted')}"
            raise LedgerError(f"line 1: {what}. Only {FORMAT} of --redact internal holds everything; export it so.")
        for model in line.get("models", ()):
            self._extractions.register(model)
        if blind := int(line.get("blind", 0)):
            self.counts["held"] = blind

    def _begin_extraction(self, line: Line) -> None:
        self._extraction = line


def _bare(line: Line) -> dict[str, Any]:
    return {key: value for key, value in line.items() if key not in _ONLY_IN_LINES}
