"""Names of our things in linked data: IRIs that promise no web page, for a ledger lives on a desk."""

from __future__ import annotations

from urllib.parse import quote

SAIDSO = "urn:saidso:terms:"
"""Our own vocabulary; a term is a key of docs/json.md or of ``Provenance``."""


def claim_iri(claim_id: str) -> str:
    """A claim, by the id that its content gives it."""
    return _iri("claim", claim_id)


def document_iri(document_id: str) -> str:
    """The document as a work, whatever copy of it."""
    return _iri("document", document_id)


def text_iri(document_id: str) -> str:
    """The working copy of its text, into which spans point."""
    return _iri("text", document_id)


def incident_iri(incident_id: str) -> str:
    """An incident, by the id that the log keeps for it."""
    return _iri("incident", incident_id)


def named_iri(kind: str, name: str) -> str:
    """Anything else that has a name: a model, a person by name or pseudonym, a publisher."""
    return _iri(kind, name)


def _iri(kind: str, name: str) -> str:
    return f"urn:saidso:{kind}:{quote(name, safe='-._~@')}"
