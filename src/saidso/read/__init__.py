"""Files -> Documents: one module per format, cleaning that keeps the offsets, and who published it."""

from saidso.read.options import ReadOptions
from saidso.read.reading import read, read_raw

__all__ = ["ReadOptions", "read", "read_raw"]
