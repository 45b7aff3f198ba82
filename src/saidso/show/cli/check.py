"""``saidso check``: prove every span, chain, hash and judgement of a ledger again."""

from __future__ import annotations

import typer

from saidso.show.cli.talk import FAULTS, AsJson, LedgerFile, give, give_json, say


def check(ledger: LedgerFile, as_json: AsJson = False) -> None:
    """Prove every span, chain and hash again. One line per fault, and exit code 1 when there is one."""
    from saidso.ledger import Ledger
    from saidso.ledger.proof import check as prove

    faults = []
    with Ledger.open_existing(ledger) as opened:
        for fault in prove(opened):
            faults.append({"where": fault.where, "what": fault.what, "now": fault.now})
            if not as_json:
                give(" ".join(str(fault).split()))
        held = opened.report() if not faults else None
    if as_json:
        give_json({"ledger": str(ledger), "faults": faults})
    if faults:
        say(f"{len(faults)} fault{'' if len(faults) == 1 else 's'} in {ledger}.")
        raise typer.Exit(FAULTS)
    if held is not None:
        counts = f"{held.documents} documents, {held.claims} claims, {held.incidents} incidents"
        say(f"{ledger}: every span, chain and hash holds ({counts}).")
