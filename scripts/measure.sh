#!/bin/sh
# Every figure of the shipped model on public and own dev data, with the command that makes it.
#   scripts/measure.sh SHARED OUT      SHARED holds gold/, data/ and eval/; OUT is a folder for predictions
# Needs the development environment (make test makes it): .venv/bin/saidso.
set -eu
shared=$1
out=$2
saidso=${SAIDSO:-.venv/bin/saidso}
python=${PYTHON:-.venv/bin/python}
mkdir -p "$out"
"$python" - "$shared" "$out" <<'PY'
import json, sys
from importlib.resources import files
shared, out = sys.argv[1:]
dev = {r for r in files("saidso.train").joinpath("gold_dev.txt").read_text("utf-8").splitlines() if r and not r.startswith("#")}
for name, source in (("gold_dev.docs.jsonl", "gold/docs.jsonl"), ("gold_dev.jsonl", "gold/train.jsonl")):
    with open(f"{shared}/{source}", encoding="utf-8") as rows, open(f"{out}/{name}", "w", encoding="utf-8") as kept:
        kept.writelines(row for row in rows if json.loads(row)["doc_id"] in dev)
PY
echo "== own gold, dev split (63 documents listed in src/saidso/train/gold_dev.txt)"
"$saidso" predict claims "$out/gold_dev.docs.jsonl" "$out/claims.jsonl"
"$python" "$shared/gold/gold_tool.py" agree "$out/gold_dev.jsonl" "$out/claims.jsonl"
echo "== 50 invented probes"
"$saidso" predict claims "$shared/gold/probes_docs.jsonl" "$out/probes.jsonl"
"$python" "$shared/gold/gold_tool.py" agree "$shared/gold/probes.jsonl" "$out/probes.jsonl"
echo "== PolNeAR dev"
"$saidso" predict attribution "$shared/data/polnear/dev.jsonl" "$out/polnear.jsonl"
"$python" "$shared/eval/score_attribution.py" "$shared/data/polnear/dev.jsonl" "$out/polnear.jsonl" --by-form
echo "== re3d dev, by document"
"$saidso" predict entities "$shared/data/re3d/dev.jsonl" "$out/re3d.jsonl"
"$python" "$shared/eval/score_ner.py" "$shared/data/re3d/dev.jsonl" "$out/re3d.jsonl" --min-confidence 0.5
echo "== planted cases of accord and origins"
for task in accord origins; do
  cases=$shared/eval/accord_cases.jsonl
  [ $task = origins ] && cases=$shared/eval/independence_cases.jsonl
  "$saidso" predict $task "$cases" "$out/$task.jsonl"
done
