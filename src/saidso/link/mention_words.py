"""The words of event mentions, made comparable: lemmas, heads, and the kinds of event that a word may name.

``saidso/data/event_words.tsv`` is a table of words that reports use for one and the same event ("arrested", "in custody").
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "data" / "event_words.tsv"

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_IRREGULAR = {
    form: base
    for base, forms in (
        line.split(": ")
        for line in """be: is are was were been being am
die: died dies dying dead death deaths
lie: lay lain lying lies
tie: tied tying
shoot: shot shots shooting shootings shoots
say: said says
tell: told
find: found
fight: fought
steal: stole stolen
sell: sold
buy: bought
bring: brought
catch: caught
seek: sought
teach: taught
think: thought
take: took taken
shake: shook shaken
break: broke broken
speak: spoke spoken
choose: chose chosen
freeze: froze frozen
wear: wore worn
tear: tore torn
bear: bore born borne
swear: swore sworn
drive: drove driven
rise: rose risen
write: wrote written
ride: rode ridden
strike: struck stricken
stick: stuck
hang: hung hanged
win: won
run: ran
begin: began begun
swim: swam swum
sing: sang sung
sink: sank sunk
drink: drank drunk drunken
ring: rang rung
fly: flew flown flies
grow: grew grown
know: knew known
throw: threw thrown
blow: blew blown
draw: drew drawn
fall: fell fallen
hold: held
stand: stood
understand: understood
go: went gone goes
come: came
become: became
give: gave given
get: got gotten
forget: forgot forgotten
see: saw seen
eat: ate eaten
do: did done does
have: had has
make: made
lose: lost loss losses
leave: left
keep: kept
sleep: slept
sweep: swept
feel: felt
meet: met
lead: led
feed: fed
flee: fled
bleed: bled
speed: sped
plead: pled
build: built
send: sent
spend: spent
lend: lent
bend: bent
pay: paid
lay: laid
hear: heard
stab: stabbed
sit: sat
spit: spat
sue: sued sues suing
dig: dug
spin: spun
light: lit
hide: hid hidden
bite: bit bitten
slide: slid
wake: woke woken
overthrow: overthrew overthrown
undergo: underwent undergone
overcome: overcame
withdraw: withdrew withdrawn
mow: mown
prove: proven
show: shown
slay: slew slain
use: used uses using
axe: axed axes axing
owe: owed owes""".splitlines()
    )
    for form in forms.split()
}
_VOWEL = re.compile(r"[aeiouy]")
PRONOUNS = frozenset("it this that these those which what they them its".split())
"""Words that may stand for an event named before."""


@lru_cache(maxsize=65536)
def lemma(word: str) -> str:
    """A word without its ending, so that "fired", "fires" and "firing" are one. Not for display."""
    word = word.casefold().replace("’", "'")
    word = word[:-2] if word.endswith("'s") else word.rstrip("'")
    base = _IRREGULAR.get(word)
    if base is None and len(word) > 3:
        if word.endswith(("ies", "ied")):
            word = word[:-3] + "y"
        elif word.endswith(("sses", "shes", "ches", "xes", "zes", "oes")):
            word = word[:-2]
        elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
            word = word[:-1]
        base = _IRREGULAR.get(word)
    if base is None:
        cut = 3 if word.endswith("ing") else 2 if word.endswith("ed") and not word.endswith("eed") else 0
        base = word[:-cut] if cut and len(word) - cut >= 2 and _VOWEL.search(word[:-cut]) else word
    if len(base) > 3 and base[-1] == base[-2] and base[-1] not in "eo":
        base = base[:-1]
    if len(base) > 3 and base.endswith("e"):
        base = base[:-1]
    return base[:-1] + "i" if len(base) > 2 and base.endswith("y") and base[-2] not in "aeiou" else base


@lru_cache(maxsize=65536)
def lemmas(text: str) -> tuple[str, ...]:
    """The lemmas of a phrase, small words too."""
    return tuple(lemma(match.group()) for match in _WORD.finditer(text)) or (text.casefold(),)


_LIGHT = frozenset(map(lemma, "be have do make take give get go come put set hold keep bring turn let".split()))
_SMALL = frozenset(
    map(
        lemma,
        """a an the of in on at to by from and or his her its their this that these those up out off down over into under for
        with as against""".split(),
    )
)


def content(text: str) -> frozenset[str]:
    """The lemmas of a phrase but for small words."""
    return frozenset(lemmas(text)) - _SMALL


@lru_cache(maxsize=65536)
def head(text: str) -> str:
    """The word of a mention that says most: its first, or what follows a light verb ("in" and "the" do not count)."""
    found = [each for each in lemmas(text) if each not in _SMALL] or list(lemmas(text))
    return found[1] if len(found) > 1 and found[0] in _LIGHT else found[0]


@lru_cache(maxsize=1)
def _table() -> tuple[dict[tuple[str, ...], frozenset[int]], tuple[int, ...], int]:
    """Phrases as lemmas -> the lines that hold them; the wider kind of each line; and the length of the longest phrase."""
    lines = [line for line in DATA.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    wider: dict[str, int] = {}
    found: dict[tuple[str, ...], set[int]] = {}
    of_line = []
    for number, line in enumerate(lines):
        kind, words = line.split("\t")
        of_line.append(wider.setdefault(kind, len(wider)))
        for phrase in words.split("; "):
            found.setdefault(lemmas(phrase), set()).add(number)
    return {phrase: frozenset(held) for phrase, held in found.items()}, tuple(of_line), max(map(len, found))


@lru_cache(maxsize=65536)
def senses(text: str) -> frozenset[int]:
    """Lines of the table that a mention may stand for: of its longest known phrases, else of its words."""
    table, _, longest = _table()
    words = lemmas(text)
    for size in range(min(longest, len(words)), 0, -1):
        held = [table[words[at : at + size]] for at in range(len(words) - size + 1) if words[at : at + size] in table]
        if held:
            return frozenset().union(*held)
    return frozenset()


def wider(found: frozenset[int]) -> frozenset[int]:
    """The wider kinds of lines of the table."""
    of_line = _table()[1]
    return frozenset(of_line[each] for each in found)
