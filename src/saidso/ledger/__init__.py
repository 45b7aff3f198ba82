"""The store: documents, claims, judgements and incidents in one append-only file."""

from saidso.ledger.ledger import Ledger

__all__ = ["Ledger"]
