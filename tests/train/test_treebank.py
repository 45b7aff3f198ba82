"""Treebank sentences become one text whose words stand where they are said to stand."""

from __future__ import annotations

import gzip
from pathlib import Path

from saidso.train.treebank import ewt

BLOCK = """# newdoc id = made-up
# sent_id = 1
1\tBoats\tboat\tNOUN\t_\t_\t2\tnsubj\t_\t_
2\tsank\tsink\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\tSpaceAfter=No

# sent_id = 2
1\tWe\twe\tPRON\t_\t_\t2\tnsubj\t_\t_
2\tfled\tflee\tVERB\t_\t_\t0\troot\t_\t_

"""


def test_sentences_do_not_run_into_each_other(tmp_path: Path) -> None:
    """A full stop without a space after it ends a paragraph: the next sentence begins after a space of ours."""
    folder = tmp_path / "data" / "ud"
    folder.mkdir(parents=True)
    with gzip.open(folder / "en_ewt-ud-train.conllu.gz", "wt", encoding="utf-8") as file:
        file.write(BLOCK)
    (document,) = ewt(tmp_path)
    assert document.text == "Boats sank. We fled "
    assert [document.text[a:b] for a, b in document.sentences] == ["Boats sank.", "We fled"]
    assert document.words is not None
    assert [document.text[slice(*w.span)] for w in document.words] == ["Boats", "sank", ".", "We", "fled"]
    assert [w.head for w in document.words] == [1, -1, 1, 4, -1]
