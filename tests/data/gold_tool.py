#!/usr/bin/env python3
# ruff: noqa  (a copy of the scorer as it is; not ours to restyle)
"""Check, resolve and compare claim annotations (see GUIDELINES.md).

  gold_tool.py check RAW.jsonl DOCS.jsonl OUT.jsonl   quotes -> character offsets; refuses what does not match
  gold_tool.py agree A.jsonl B.jsonl                  agreement (F1) between two resolved files on the same documents
  gold_tool.py stats FILE.jsonl                       counts
  gold_tool.py --self-test

DOCS.jsonl: {"doc_id", "text", "sentences": [[start, end], ...], ...}; sentence numbers start at 0.
A resolved line keeps ids and labels; every quote becomes [start, end] with text[start:end] equal to the quote.
"""
import json
import sys

TYPES = set("""attack bombing suicide_attack airstrike shelling chemical_attack clash killing injury abduction detention release abuse
destruction control movement displacement agreement violation protest support restriction threat""".split())
STATUS = {"happened", "ongoing", "attempted", "planned", "possible", "negated"}
ROLES = {"actor", "target", "count", "place", "time", "instrument", "origin", "destination"}
STANCES = {"says", "claims_responsibility", "accuses", "denies", "doubts", "predicts", "demands", "condemns", "supports"}


def read(path):
    with open(path, encoding="utf-8") as f:
        return [json.loads(line) for line in f if line.strip()]


class Bad(ValueError):
    pass


def find(doc, s, quote, near=None, nth=1):
    """Offsets of quote in sentence s; the occurrence closest to `near`, or the nth, where there are several."""
    if not isinstance(s, int) or not 0 <= s < len(doc["sentences"]):
        raise Bad(f"no sentence {s}")
    if not quote:
        raise Bad("an empty quote")
    a, b = doc["sentences"][s]
    text, hits, i = doc["text"], [], doc["text"].find(quote, a)
    while i != -1 and i + len(quote) <= b:
        hits.append(i)
        i = text.find(quote, i + 1)
    if not hits:
        raise Bad(f"sentence {s} does not contain {quote!r}")
    whole = [h for h in hits if not (quote[0].isalnum() and h and text[h - 1].isalnum())
             and not (quote[-1].isalnum() and text[h + len(quote):h + len(quote) + 1].isalnum())]
    hits = whole or hits  # "HE" must not be found inside "THE"
    if nth > len(hits):
        raise Bad(f"sentence {s} holds {quote!r} {len(hits)} times, not {nth}")
    i = hits[nth - 1] if near is None else min(hits, key=lambda h: abs(h - near))
    return [i, i + len(quote)]


def resolve(raw, doc):
    """One raw annotation -> resolved form. Raises Bad with every fault found."""
    faults, events, attributions = [], [], []

    def attempt(where, f, *args):
        try:
            return f(*args)
        except Bad as e:
            faults.append(f"{where}: {e}")

    def one_of(where, value, allowed):
        if value not in allowed:
            faults.append(f"{where}: {value!r} is none of {sorted(allowed)}")

    for e in raw.get("events", []):
        w = f"{raw['doc_id']} {e.get('id')}"
        one_of(w, e.get("type"), TYPES)
        one_of(w, e.get("status"), STATUS)
        trig = attempt(w, find, doc, e.get("s"), e.get("trigger"), None, e.get("nth", 1))
        args = []
        for a in e.get("args", []):
            one_of(w, a[0], ROLES)
            near = trig[0] if trig and len(a) < 4 else None
            span = attempt(w, find, doc, a[2] if len(a) > 2 else e.get("s"), a[1], near, a[3] if len(a) > 3 else 1)
            if span:
                args.append({"role": a[0], "span": span})
        events.append({"id": e.get("id"), "trigger": trig, "type": e.get("type"), "status": e.get("status"),
                       "incident": e.get("incident"), "args": args})
    for a in raw.get("attributions", []):
        w = f"{raw['doc_id']} {a.get('id')}"
        one_of(w, a.get("stance"), STANCES)
        content = attempt(w, find, doc, a.get("s"), a.get("content"))
        out = {"id": a.get("id"), "content": content, "stance": a.get("stance"), "about": a.get("about", []), "parent": a.get("parent")}
        for part in ("source", "cue"):
            q = a.get(part)
            if isinstance(q, list):
                out[part] = attempt(w, find, doc, q[1], q[0], content[0] if content and len(q) < 3 else None, q[2] if len(q) > 2 else 1)
            else:
                out[part] = attempt(w, find, doc, a.get("s"), q, content[0] if content else None) if q else None
        attributions.append(out)
    ids = [x["id"] for x in events + attributions]
    if len(ids) != len(set(ids)):
        faults.append(f"{raw['doc_id']}: an id stands twice")
    known_events = {e["id"] for e in events}
    known_attr = {a["id"] for a in attributions}
    for a in attributions:
        for x in a["about"]:
            if x not in known_events:
                faults.append(f"{raw['doc_id']} {a['id']}: about names no event {x!r}")
        if a["parent"] is not None and a["parent"] not in known_attr - {a["id"]}:
            faults.append(f"{raw['doc_id']} {a['id']}: parent names no other attribution {a['parent']!r}")
    if faults:
        raise Bad("\n".join(faults))
    return {"doc_id": raw["doc_id"], "voice": raw.get("voice"), "events": events, "attributions": attributions}


def overlap(a, b):
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def f1(tp, g, p):
    return 2 * tp / (g + p) if g + p else 1.0


def match(gold, pred, score):
    """Greedy one-to-one matching by descending score; pairs with score 0 are never matched."""
    pairs = sorted(((score(g, p), i, j) for i, g in enumerate(gold) for j, p in enumerate(pred)), reverse=True)
    used_g, used_p, out = set(), set(), []
    for s, i, j in pairs:
        if s > 0 and i not in used_g and j not in used_p:
            used_g.add(i), used_p.add(j), out.append((gold[i], pred[j]))
    return out


def iou(a, b):
    o = overlap(a, b)
    return o / (a[1] - a[0] + b[1] - b[0] - o)


def agree(A, B):
    """F1 figures of B against A: triggers, types, statuses, arguments, attributions, stances, holders of events."""
    tot = {}

    def add(k, tp, g, p):
        t = tot.setdefault(k, [0, 0, 0])
        t[0] += tp
        t[1] += g
        t[2] += p

    b_of = {x["doc_id"]: x for x in B}
    for a in A:
        b = b_of.get(a["doc_id"])
        if b is None:
            b = {"events": [], "attributions": []}
        pairs = match(a["events"], b["events"], lambda g, p: overlap(g["trigger"], p["trigger"]))
        ne, nb = len(a["events"]), len(b["events"])
        add("event trigger", len(pairs), ne, nb)
        add("event trigger+type", sum(g["type"] == p["type"] for g, p in pairs), ne, nb)
        add("event trigger+status", sum(g["status"] == p["status"] for g, p in pairs), ne, nb)
        for role in sorted(ROLES):
            tp = sum(len(match([x for x in g["args"] if x["role"] == role], [x for x in p["args"] if x["role"] == role],
                               lambda x, y: iou(x["span"], y["span"]) if iou(x["span"], y["span"]) >= 0.5 else 0)) for g, p in pairs)
            add(f"argument {role}", tp, sum(x["role"] == role for e in a["events"] for x in e["args"]),
                sum(x["role"] == role for e in b["events"] for x in e["args"]))
        at = match(a["attributions"], b["attributions"],
                   lambda g, p: iou(g["content"], p["content"]) if iou(g["content"], p["content"]) >= 0.5 else 0)
        na, nbb = len(a["attributions"]), len(b["attributions"])

        def same_source(g, p):
            return (g["source"] is None and p["source"] is None) or bool(g["source"] and p["source"] and overlap(g["source"], p["source"]))
        add("attribution content", len(at), na, nbb)
        add("attribution content+source", sum(same_source(g, p) for g, p in at), na, nbb)
        add("attribution content+source+stance", sum(same_source(g, p) and g["stance"] == p["stance"] for g, p in at), na, nbb)
        # claims: (event, stance, source) as the ledger would hold them; an event nobody is quoted on is held by the voice
        ev = {id(g): p for g, p in pairs}

        def claims(doc):
            by, out = {x["id"]: x for x in doc["attributions"]}, []

            def chain(x, seen=()):
                return [] if x is None or x["id"] in seen else chain(by.get(x["parent"]), (*seen, x["id"])) + [x["source"]]
            for e in doc["events"]:
                held = [x for x in doc["attributions"] if e["id"] in x["about"]]
                out += [(e, x["stance"], chain(x)) for x in held] or [(e, "voice", [None])]
            return out

        def same(x, y):
            return (x is None and y is None) or bool(x and y and overlap(x, y))
        ca, cb = claims(a), claims(b)
        hits, used = [], set()
        for e, stance, ch in ca:
            p = ev.get(id(e))
            if p is None or p["type"] != e["type"]:
                continue
            for k, (e2, s2, ch2) in enumerate(cb):
                if k not in used and e2 is p and s2 == stance and same(ch[-1], ch2[-1]):
                    used.add(k)
                    hits.append((stance, e["status"] == p["status"], len(ch) == len(ch2) and all(map(same, ch, ch2)), len(ch)))
                    break
        add("claim (event type + stance + source)", len(hits), len(ca), len(cb))
        add("claim+status", sum(h[1] for h in hits), len(ca), len(cb))
        add("claim+status+whole chain", sum(h[1] and h[2] for h in hits), len(ca), len(cb))
        add("nested claim+chain", sum(h[2] for h in hits if h[3] > 1), sum(len(c[2]) > 1 for c in ca), sum(len(c[2]) > 1 for c in cb))
        for s in sorted(STANCES):
            add(f"claim that {s}", sum(h[0] == s for h in hits), sum(c[1] == s for c in ca), sum(c[1] == s for c in cb))
        linked = [[(i, j) for i in range(len(d)) for j in range(i) if d[i]["incident"] == d[j]["incident"]] for d in (a["events"], b["events"])]
        at_b = {id(g): next(n for n, y in enumerate(b["events"]) if y is p) for g, p in pairs}
        both = sum(1 for i, j in linked[0] if id(a["events"][i]) in at_b and id(a["events"][j]) in at_b
                   and b["events"][at_b[id(a["events"][i])]]["incident"] == b["events"][at_b[id(a["events"][j])]]["incident"])
        add("incident pairs", both, len(linked[0]), len(linked[1]))
    return {k: (round(f1(*v), 3), v) for k, v in tot.items()}


def self_test():
    text = "According to Ruritania's army, three soldiers were injured. Rebels denied this."
    doc = {"doc_id": "t", "text": text, "sentences": [[0, 59], [60, 79]]}
    raw = {"doc_id": "t", "voice": "v", "events": [{"id": "E1", "s": 0, "trigger": "injured", "type": "injury", "status": "happened", "incident": "I1",
                                                     "args": [["target", "three soldiers"], ["count", "three"]]}],
           "attributions": [{"id": "A1", "s": 0, "source": "Ruritania's army", "cue": "According to", "content": "three soldiers were injured", "stance": "says", "about": ["E1"], "parent": None},
                            {"id": "A2", "s": 1, "source": "Rebels", "cue": "denied", "content": "this", "stance": "denies", "about": ["E1"], "parent": None}]}
    r = resolve(raw, doc)
    assert text[slice(*r["events"][0]["trigger"])] == "injured" and text[slice(*r["attributions"][1]["content"])] == "this"
    assert all(v[0] == 1.0 for v in agree([r], [r]).values())
    worse = json.loads(json.dumps(r))
    worse["attributions"].pop()
    got = agree([r], [worse])
    assert got["attribution content"][1] == [1, 2, 1] and got["claim (event type + stance + source)"][1] == [1, 2, 1], got
    for broken, why in ((("trigger", "killed"), "does not contain"), (("type", "war"), "none of")):
        bad = json.loads(json.dumps(raw))
        bad["events"][0][broken[0]] = broken[1]
        try:
            resolve(bad, doc)
        except Bad as e:
            assert why in str(e)
        else:
            raise AssertionError(broken)
    d2 = {"doc_id": "w", "text": "THE MAN SAID HE FELL.", "sentences": [[0, 21]]}
    assert find(d2, 0, "HE") == [13, 15]
    print("self-test passed")


def main(argv):
    if argv == ["--self-test"]:
        return self_test()
    if len(argv) == 4 and argv[0] == "check":
        docs, faults, out = {d["doc_id"]: d for d in read(argv[2])}, [], []
        for raw in read(argv[1]):
            try:
                if raw["doc_id"] not in docs:
                    raise Bad(f"no document {raw['doc_id']!r}")
                out.append(resolve(raw, docs[raw["doc_id"]]))
            except Bad as e:
                faults.append(str(e))
        with open(argv[3], "w", encoding="utf-8") as f:
            f.writelines(json.dumps(x, ensure_ascii=False) + "\n" for x in out)
        print("\n".join(faults + [f"{len(out)} documents resolved, {len(faults)} refused"]))
        return 1 if faults else 0
    if len(argv) == 3 and argv[0] == "agree":
        for k, (f, v) in agree(read(argv[1]), read(argv[2])).items():
            print(f"{f:.3f}  {k}  (matched {v[0]}, first {v[1]}, second {v[2]})")
        return 0
    if len(argv) == 2 and argv[0] == "stats":
        docs = read(argv[1])
        from collections import Counter
        ev = [e for d in docs for e in d["events"]]
        at = [a for d in docs for a in d["attributions"]]
        print(len(docs), "documents", len(ev), "events", len(at), "attributions", sum(len(e["args"]) for e in ev), "arguments")
        print(Counter(e["type"] for e in ev), Counter(e["status"] for e in ev), Counter(a["stance"] for a in at), sep="\n")
        return 0
    print(__doc__)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
