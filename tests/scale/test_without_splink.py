"""What the extra engine says where it is not installed."""

from __future__ import annotations

import sys

import pytest

from saidso.errors import ConfigError
from saidso.scale import link


@pytest.mark.parametrize("package", ["duckdb", "splink"])
def test_without_the_extra_it_says_what_to_do(package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The error names the package, the command that installs it, and the way that needs none."""
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(ConfigError, match=rf"{package}.*pip install 'saidso\[scale\]'.*saidso\.link\.link"):
        link([])
