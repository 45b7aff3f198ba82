"""Flat tables of a ledger for notebooks and exports: rows always, Arrow, polars or pandas where they are installed.

Nothing here passes the guard: a table holds the words as they stand in the documents, private names included. What
leaves the desk goes through ``saidso export``.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Protocol

from saidso.errors import ExportError, LedgerError
from saidso.nouns.claim import Claim, SlotValue
from saidso.nouns.document import Document, Skip
from saidso.nouns.incident import Incident
from saidso.nouns.judgement import Judgement
from saidso.values.count import Count
from saidso.values.place import Place
from saidso.values.when import When

Row = dict[str, Any]


class Readable(Protocol):
    """What a ledger must answer for its tables; the ledger itself knows this module, so this module does not know it."""

    def documents(self) -> Iterator[Document]: ...
    def skips(self) -> Iterator[Skip]: ...
    def not_read(self) -> Iterator[tuple[str, str, str]]: ...
    def claims(self) -> Iterator[Claim]: ...
    def incidents(self) -> Iterator[Incident]: ...
    def incident_ids(self) -> dict[str, str]: ...
    def incident_changes(self) -> Iterator[tuple[str, str, str]]: ...
    def judgement_log(self) -> Iterator[tuple[Judgement, str | None]]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class FlatTable:
    """One table: ``columns`` is name -> Python type of what stands there; every cell may be None, "does not say"."""

    name: str
    columns: dict[str, type]
    read: Callable[[], Iterator[Row]]

    def rows(self) -> list[Row]:
        """The rows as dictionaries; needs nothing installed."""
        return list(self.read())

    def arrow(self) -> Any:
        """A ``pyarrow.Table``.

        Raises:
            ExportError: pyarrow is not installed.
        """
        pa = self._engine("arrow", "pyarrow")
        kinds = {str: pa.string(), int: pa.int64(), float: pa.float64(), date: pa.date32()}
        kinds[datetime] = pa.timestamp("us", tz="UTC")
        return pa.Table.from_pylist(self.rows(), schema=pa.schema([(name, kinds[kind]) for name, kind in self.columns.items()]))

    def pl(self) -> Any:
        """A ``polars.DataFrame``.

        Raises:
            ExportError: polars is not installed.
        """
        pl = self._engine("pl", "polars")
        kinds = {str: pl.String, int: pl.Int64, float: pl.Float64, date: pl.Date}
        kinds[datetime] = pl.Datetime("us", "UTC")
        return pl.DataFrame(self.rows(), schema={name: kinds[kind] for name, kind in self.columns.items()}, orient="row")

    def df(self) -> Any:
        """A ``pandas.DataFrame``; numbers keep None apart from 0 (dtype ``Int64``).

        Raises:
            ExportError: pandas is not installed.
        """
        pd = self._engine("df", "pandas")
        frame = pd.DataFrame(self.rows(), columns=list(self.columns))
        return frame.astype({name: "Int64" for name, kind in self.columns.items() if kind is int})

    def _engine(self, method: str, package: str) -> Any:
        try:
            return importlib.import_module(package)
        except ImportError as error:
            raise ExportError(
                f'table("{self.name}").{method}(): {package} is not installed. '
                f"Install it with `pip install {package}`, or use .rows(), which needs nothing."
            ) from error


def table(ledger: Readable, name: str) -> FlatTable:
    """The flat table of that name.

    Raises:
        LedgerError: there is none of that name; the message lists them.
    """
    if name not in _TABLES:
        raise LedgerError(f"there is no table {name!r} in a ledger. Choose one of: {', '.join(_TABLES)}.")
    columns, read = _TABLES[name]
    return FlatTable(name=name, columns=columns, read=lambda: read(ledger))


def _documents(ledger: Readable) -> Iterator[Row]:
    for document in ledger.documents():
        known = document.metadata
        yield {
            "id": document.id,
            "sha256": document.sha256,
            "source": document.source,
            "format": document.format,
            "publisher": known.publisher.value,
            "publisher_how": known.publisher.how.value,
            "title": known.title.value,
            "language": known.language.value,
            "published_on": known.published_on.value,
            "published_how": known.published_on.how.value,
            "agency": known.agency.value,
            "characters": len(document.text),
            "turns": len(document.turns),
        }


def _skips(ledger: Readable) -> Iterator[Row]:
    for skip in ledger.skips():
        yield {"source": skip.source, "reason": skip.reason, "message": skip.message, "sha256": skip.sha256}


def _not_read(ledger: Readable) -> Iterator[Row]:
    for document_id, model, reason in ledger.not_read():
        yield {"document_id": document_id, "model": model, "reason": reason}


def _claims(ledger: Readable) -> Iterator[Row]:
    incidents = ledger.incident_ids()
    for claim in ledger.claims():
        yield {
            "id": claim.id,
            "incident_id": incidents.get(claim.id),
            "document_id": claim.document_id,
            "model": claim.model,
            "event_type": claim.event_type.value,
            "status": claim.status.value,
            "stance": claim.stance.value,
            "publisher": claim.publisher,
            "origin": claim.origin.resolved,
            "chain": " > ".join(f"{voice.resolved} [{voice.stance.value}]" for voice in claim.chain),
            "trigger": claim.trigger.quote,
            "start": claim.trigger.span.start,
            "end": claim.trigger.span.end,
            "passage": claim.passage.quote,
            "turn": claim.turn,
            "said_on": claim.said_on,
            "agency": claim.agency,
            "confidence": claim.confidence,
        }


def _voices(ledger: Readable) -> Iterator[Row]:
    for claim in ledger.claims():
        for position, voice in enumerate(claim.chain):
            yield {
                "claim_id": claim.id,
                "position": position,
                "kind": voice.kind.value,
                "words": voice.words,
                "name": voice.name,
                "stance": voice.stance.value,
                "cue": voice.cue and voice.cue.quote,
                "start": voice.evidence and voice.evidence.span.start,
                "end": voice.evidence and voice.evidence.span.end,
            }


def _values(ledger: Readable) -> Iterator[Row]:
    for claim in ledger.claims():
        for value in claim.values:
            yield {"claim_id": claim.id, "document_id": claim.document_id} | _value(value)


def _value(slot_value: SlotValue) -> Row:
    """One value flat: numbers in low/high, days in earliest/latest, names in name; what does not apply is None."""
    value = slot_value.value
    count = value if isinstance(value, Count) else None
    when = value if isinstance(value, When) else None
    return {
        "slot": slot_value.slot,
        "quote": slot_value.evidence.quote,
        "start": slot_value.evidence.span.start,
        "end": slot_value.evidence.span.end,
        "kind": None if value is None else type(value).__name__.lower().replace("str", "words"),
        "low": count and count.low,
        "high": count and count.high,
        "population": count and count.population,
        "earliest": when and when.earliest,
        "latest": when and when.latest,
        "name": value if isinstance(value, str) else getattr(value, "name", None),
        "country": value.country if isinstance(value, Place) else None,
        "reason": slot_value.reason,
        "confidence": slot_value.confidence,
    }


def _incidents(ledger: Readable) -> Iterator[Row]:
    for incident in ledger.incidents():
        when, place = incident.when, incident.place
        yield {
            "id": incident.id,
            "type": incident.type,
            "earliest": when and when.earliest,
            "latest": when and when.latest,
            "place": place and (place.name or place.words),
            "country": place and place.country,
            "claims": len(incident.claims),
            "documents": len(incident.documents),
            "origins_lo": incident.origins.lo,
            "origins_hi": incident.origins.hi,
            "contradictions": sum(slot.agreement == "contradictory" for slot in incident.slots),
        }


def _readings(ledger: Readable) -> Iterator[Row]:
    for incident in ledger.incidents():
        for slot in incident.slots:
            for reading in slot.readings:
                yield {
                    "incident_id": incident.id,
                    "slot": slot.slot,
                    "agreement": slot.agreement,
                    "kinds": ", ".join(slot.kinds),
                    "value": reading.value,
                    "stance": reading.stance.value,
                    "claims": len(reading.claims),
                    "origins": len(reading.origins),
                }


def _judgements(ledger: Readable) -> Iterator[Row]:
    for judgement, superseded_by in ledger.judgement_log():
        yield {
            "id": judgement.id,
            "person": judgement.person,
            "made_at": judgement.made_at if judgement.made_at.tzinfo else judgement.made_at.replace(tzinfo=UTC),
            "decision": judgement.decision,
            "slot": judgement.slot,
            "value": judgement.value,
            "reason": judgement.reason,
            "supersedes": judgement.supersedes,
            "superseded_by": superseded_by,
        }


def _changes(ledger: Readable) -> Iterator[Row]:
    for kind, old, new in ledger.incident_changes():
        yield {"kind": kind, "old": old, "new": new}


def _columns(text: str = "", **others: str) -> dict[str, type]:
    """Column names by type, in words: ``_columns("id name", whole="low high")``."""
    kinds: dict[str, type] = {"whole": int, "number": float, "day": date, "moment": datetime}
    typed = {name: kinds[kind] for kind, names in others.items() for name in names.split()}
    return dict.fromkeys(text.split(), str) | typed


_TABLES: dict[str, tuple[dict[str, type], Callable[[Readable], Iterator[Row]]]] = {
    "documents": (
        _columns(
            "id sha256 source format publisher publisher_how title language published_how agency",
            day="published_on",
            whole="characters turns",
        ),
        _documents,
    ),
    "skips": (_columns("source reason message sha256"), _skips),
    "not_read": (_columns("document_id model reason"), _not_read),
    "claims": (
        _columns(
            "id incident_id document_id model event_type status stance publisher origin chain trigger passage agency",
            whole="start end turn",
            day="said_on",
            number="confidence",
        ),
        _claims,
    ),
    "voices": (_columns("claim_id kind words name stance cue", whole="position start end"), _voices),
    "values": (
        _columns(
            "claim_id document_id slot quote kind population name country reason",
            whole="start end low high",
            day="earliest latest",
            number="confidence",
        ),
        _values,
    ),
    "incidents": (
        _columns(
            "id type place country",
            day="earliest latest",
            whole="claims documents origins_lo origins_hi contradictions",
        ),
        _incidents,
    ),
    "readings": (_columns("incident_id slot agreement kinds value stance", whole="claims origins"), _readings),
    "judgements": (_columns("id person decision slot value reason supersedes superseded_by", moment="made_at"), _judgements),
    "incident_changes": (_columns("kind old new"), _changes),
}
