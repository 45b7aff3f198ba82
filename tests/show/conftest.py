"""A fresh copy of the invented ledger for each test that shows one."""

from __future__ import annotations

from pathlib import Path

import pytest
from shown import write_ledger


@pytest.fixture
def ledger_file(tmp_path: Path) -> Path:
    return write_ledger(tmp_path / "invented.saidso")
