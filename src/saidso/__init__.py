"""saidso: reports on armed conflict and political violence -> a ledger of attributed claims.

saidso never says what happened. It says who says what happened, how strongly, and shows you the words.

    import saidso
    with saidso.Ledger("march.saidso") as ledger:
        print(saidso.build(["reports/"], ledger, saidso.load_model()))
        for claim in ledger.claims():
            print(" > ".join(voice.resolved for voice in claim.chain), claim.stance, claim.trigger.quote)
"""

from __future__ import annotations

from saidso.errors import SaidsoError
from saidso.ledger import Ledger
from saidso.link import link
from saidso.nouns.claim import Claim, Stance, Voice
from saidso.nouns.document import Document
from saidso.nouns.incident import Incident
from saidso.nouns.span import Span
from saidso.pipeline import build
from saidso.read import read
from saidso.show.export import export
from saidso.understand import load_model, understand

__all__ = [
    "Claim",
    "Document",
    "Incident",
    "Ledger",
    "SaidsoError",
    "Span",
    "Stance",
    "Voice",
    "build",
    "export",
    "link",
    "load_model",
    "read",
    "understand",
]
