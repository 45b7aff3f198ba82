"""Execute the notebooks of docs/notebooks in place, so that what they show is what the code gives.

    .venv/bin/python scripts/notebooks.py              # all
    .venv/bin/python scripts/notebooks.py first_look   # one

Nothing of the moment or the machine is kept (times, versions, warnings): a change in the diff is a change in what is shown.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "notebooks"


def executed(path: Path) -> nbformat.NotebookNode:
    """The notebook with fresh outputs, run in its own folder; the first error stops it with the cell and its traceback."""
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(path.parent)}})
    client.record_timing = False
    client.execute()
    for cell in notebook.cells:
        if cell.cell_type == "code":  # warnings of libraries about this machine are not what the notebook shows
            cell.outputs = [_anywhere(output) for output in cell.outputs if output.get("name") != "stderr"]
    notebook.metadata = nbformat.from_dict(
        {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        }
    )
    return notebook


def _anywhere(output: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """An output without the folder of this machine: paths begin at the repository."""
    return nbformat.from_dict(json.loads(json.dumps(output).replace(f"{ROOT}/", "")))


def main(names: list[str]) -> None:
    """Execute and write the notebooks of these names, or all."""
    for path in sorted(FOLDER.glob("*.ipynb")):
        if not names or path.stem in names:
            nbformat.write(executed(path), path)
            print(f"{path.name}: executed")


if __name__ == "__main__":
    main(sys.argv[1:])
