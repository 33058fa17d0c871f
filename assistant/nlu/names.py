"""Programmes, organisations and terms of the base, by their names, acronyms, nicknames and misspellings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from assistant.nlu.entities import Reading
from assistant.nlu.eras import Eras
from assistant.nlu.message import Message, Word, cut
from assistant.nlu.phrases import Phrases, read_list
from assistant.nlu.spelling import Spelling

if TYPE_CHECKING:
    from assistant.programmes.base import Base

_ARTICLES = frozenset("le la l les de d du des et en a au aux pour un une".split())
_HEAD = 5
_RARE = 14
_GAP = re.compile(r"[ '\-./()&:,·\"]{0,4}")
_PERIOD = re.compile(r"\s*\(?\b\d{4}\s?-\s?\d{4}\)?\s*$")
_GENERATION = re.compile(r"\b[IVX]+(?:-[ABC])?$")
_PARENTHESES = re.compile(r"\s*\([^)]*\)")

_PROPER, _SOFT, _HARD, _ASKED, _ORDINARY = "proper", "soft", "hard", "asked", "ordinary"
_SCORE = 80.0
_MISSPELT_SCORE = 60.0
_ASIDE_SCORE = 45.0  # a term where no definition is asked: the same words state a fact first

_TERMS = frozenset({"define_term", "ask_legal"})
_PROGRAMMES = frozenset({"ask_programme", "ask_succession"})
_MONEY = frozenset({"ask_steps", "ask_budget", "ask_lessons", "ask_examples", "ask_programmes_list"})
_BODIES = frozenset({"ask_organisation", "ask_human", "ask_partner"})
_NAMED_KINDS = frozenset({"fund", "law"})


@dataclass(frozen=True)
class Name:
    """One way to name a record. ``form`` says how sure the bare words are a name; ``tokens`` how many there are."""

    kind: str
    id: str
    form: str
    tokens: int


def _key(words: Sequence[Word], content: bool) -> str:
    """Words as one string, so that «micro projets» is «microprojet»; ``content`` leaves articles out."""
    return "".join(w.stem for w in words if not (content and w.shape == "lower" and w.key in _ARTICLES))


def _records(base: Base) -> Iterator[tuple[str, str, str, bool]]:
    """(kind, id, name, whether its capital is only a label's), the names by which a record is best known first."""
    rank = {"open": 0, "permanent": 0, "between_calls": 1, "proposed": 3, "closed": 2}
    programmes = sorted(base.programmes.values(), key=lambda p: rank.get(p.status, 2))
    for p in programmes:
        yield from (("programme", p.id, alias, False) for alias in p.aliases)
    for o in base.organisations.values():
        yield from (("organisation", o.id, alias, False) for alias in (*o.aliases, *([o.acronym] if o.acronym else [])))
    for t in base.terms.values():
        label = t.kind not in _NAMED_KINDS
        yield from (("term", t.id, alias, label) for alias in (t.term, *t.aliases))
        if t.expansion and t.term.isupper() and " " not in t.term:
            yield "term", t.id, t.expansion, label
    for p in programmes:
        if p.acronym:
            yield "programme", p.id, p.acronym, False
        yield "programme", p.id, p.name, False
        short = _PARENTHESES.sub("", p.name).strip()
        yield "programme", p.id, short, False
        if p.status != "closed" or _GENERATION.search(_PERIOD.sub("", short)):
            yield "programme", p.id, _PERIOD.sub("", short), False
    for o in base.organisations.values():
        yield "organisation", o.id, o.name, False
        yield "organisation", o.id, _PARENTHESES.sub("", o.name).strip(), False


class Names:
    """Finds the records of the base that a message names.

    Args:
        base: the programme base.
        known: folded ordinary words, which are no misspelt name.
    """

    def __init__(self, base: Base, known: frozenset[str] = frozenset()) -> None:
        lists = read_list("names")
        self._listed = {form: {_key(cut(n), True) for n in lists[form]} for form in (_ASKED, _SOFT, _HARD, _PROPER)}
        self._announcing = frozenset(w.stem for n in lists["announcing"] for w in cut(n))
        self._asking_before = re.compile(
            rf"{lists['asking_before']}(?: que| qu')?[ ,:'\"]*(?:(?:le|la|les|un|une|des|du|de|d|"
            rf"l)[ '\"]+)*(?:programme |sigle |mot |terme )?[\"']?$"
        )
        self._asking_after = re.compile(lists["asking_after"])
        self._terms = base.terms
        self._eras = Eras(base)
        self._index: dict[str, list[Name]] = defaultdict(list)
        self._by_token: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        self._tokens: dict[str, tuple[str, ...]] = {}
        self._longest = 0
        self._not_names: Phrases[None] = Phrases((phrase, None) for phrase in lists["not_names"])
        for record, nicknames in lists["nicknames"].items():
            if record in base.programmes:
                for nickname in nicknames:
                    self._add("programme", record, nickname, False)
        for kind, record, name, label in _records(base):
            self._add(kind, record, name, label)
        self._heads = {key[:n] for key in self._index for n in range(_HEAD + 1)}
        singles = {k for k, names in self._index.items() if k.isalpha() and any(n.tokens == 1 for n in names)}
        proper = {k for k in singles if any(n.form == _PROPER for n in self._index[k])}
        self._known = known
        self._spelling = Spelling(proper)
        self._asked_spelling = Spelling(singles)

    def _add(self, kind: str, record: str, text: str, label: bool) -> None:
        words = cut(text)
        self._longest = max(self._longest, len(words))
        content = [w for w in words if not (w.shape == "lower" and w.key in _ARTICLES)]
        name = Name(kind, record, self._form(text, _key(words, True), label), len(content))
        for key in {_key(words, False), _key(words, True)}:
            if len(key) < 2:
                continue
            same = [n for n in self._index[key] if n.kind == kind]
            if any(n.id == record for n in same) or (same and kind != "term"):
                continue
            self._index[key].append(name)
            if key == _key(words, True) and len(content) >= 2 and len(key) >= 9 and key not in self._tokens:
                self._tokens[key] = tuple(w.stem for w in content)
                for position, word in enumerate(content):
                    if len(word.stem) >= 4:
                        self._by_token[word.stem].append((position, len(content), key))

    def _form(self, text: str, key: str, label: bool) -> str:
        for form, keys in self._listed.items():
            if key in keys:
                return form
        bare = re.sub(r"^(?:l'|la |le |les )", "", text.strip())
        rest = bare[1:] if label else bare
        if bare[:1].isdigit() or any(c.isupper() for c in rest):
            return _PROPER
        return _ORDINARY

    def find(self, message: Message, intent: str | None) -> list[Reading]:
        """Readings ``programme``, ``organisation`` and ``term``, one for each span that names something."""
        found = []
        covered: set[int] = set()
        masked = [(first, last) for first, last, _ in self._not_names.find(message)]
        for first, last, names in self._windows(message):
            if any(start < last and first < end for start, end in masked):
                continue
            reading = self._chosen(message, first, last, names, intent, _SCORE)
            if reading is not None:
                found.append(reading)
                covered.update(range(first, last))
        for first, last, names in self._misspelt(message, covered, intent):
            reading = self._chosen(message, first, last, names, intent, _MISSPELT_SCORE)
            if reading is not None:
                found.append(reading)
        return found

    def _windows(self, message: Message) -> Iterator[tuple[int, int, list[Name]]]:
        words = message.words
        for first, head in enumerate(words):
            whole = content = ""
            for last in range(first, min(first + self._longest, len(words))):
                if last > first and not _GAP.fullmatch(message.folded, words[last - 1].end, words[last].start):
                    break
                word = words[last]
                whole += word.stem
                light = word.key in _ARTICLES
                content += "" if light else word.stem
                if whole[:_HEAD] not in self._heads and content[:_HEAD] not in self._heads:
                    break
                count = last - first + 1
                for key in (whole,) if content == whole else (whole, content):
                    names = self._index.get(key)
                    if not names or (key is content and (light or head.key in _ARTICLES)):
                        continue
                    if len(key) < 6:
                        names = [n for n in names if n.tokens >= min(count, 2)] if count > 1 else names
                    if names:
                        yield first, last + 1, names
                        break

    def _misspelt(
        self, message: Message, covered: set[int], intent: str | None
    ) -> Iterator[tuple[int, int, list[Name]]]:
        asked = intent in _TERMS or intent in _PROGRAMMES or intent in _BODIES
        spelling = self._asked_spelling if asked else self._spelling
        words = message.words
        content = [i for i, w in enumerate(words) if w.key not in _ARTICLES]
        votes: dict[tuple[int, int, str], int] = defaultdict(int)
        for rank, i in enumerate(content):
            if i in covered:
                continue
            unknown = len(words[i].key) >= (5 if intent in _PROGRAMMES else 6) and words[i].key not in self._known
            target = spelling.target(words[i].stem) if unknown else None
            if target is not None:
                yield i, i + 1, self._index[target]
            entries = self._by_token.get(words[i].stem, ())
            for position, length, key in entries:
                start, end = rank - position, rank - position + length
                if start >= 0 and end <= len(content) and content[end - 1] - content[start] <= length + 4:
                    votes[content[start], content[end - 1] + 1, key] += 2 if len(entries) <= _RARE else 1
        for (first, last, key), count in votes.items():
            if count >= 2 and self._nearly(words[first:last], self._tokens[key]):
                yield first, last, self._index[key]

    @staticmethod
    def _nearly(words: Sequence[Word], tokens: tuple[str, ...]) -> bool:
        """Whether words spell a name of several words but for a letter or two."""
        written = [w.stem for w in words if w.key not in _ARTICLES]
        if len(written) != len(tokens):
            return False
        distances = [OSA.distance(w, t) for w, t in zip(written, tokens, strict=True)]
        far = any(d > max(1, len(t) // 5) or (d and len(t) < 4) for d, t in zip(distances, tokens, strict=True))
        return not far and 0 < sum(distances) <= 2

    def _chosen(
        self, message: Message, first: int, last: int, names: Iterable[Name], intent: str | None, score: float
    ) -> Reading | None:
        """The record meant by one span, as the intent has it; None when the words are just words there."""
        allowed = [n for n in names if self._taken(message, first, last, n, intent)]
        if not allowed:
            return None
        order = _order(intent)
        best = min(allowed, key=lambda n: order.index(n.kind))
        start, end = message.words[first].start, message.words[last - 1].end
        kind, record = self._behind(best, intent)
        if kind == "programme":
            record, end = self._eras.at(record, message, start, end)
        if kind == "term" and intent not in _TERMS:
            score = _ASIDE_SCORE
        return Reading(kind, record, start, end, score)

    def _behind(self, name: Name, intent: str | None) -> tuple[str, str]:
        """The programme or the body behind a term, where the question is about programmes or bodies."""
        if name.kind == "term":
            term = self._terms[name.id]
            if term.organisation and intent in _BODIES:
                return "organisation", term.organisation
            if term.programme and (intent in _PROGRAMMES or intent in _MONEY or intent in _BODIES):
                return "programme", term.programme
        return name.kind, name.id

    def _taken(self, message: Message, first: int, last: int, name: Name, intent: str | None) -> bool:
        if name.form == _PROPER:
            return True
        if name.form == _ORDINARY:
            if name.kind == "term":
                return intent == "define_term" or (intent in _TERMS and self._asked(message, first, last))
            if name.kind == "programme":
                return intent in _PROGRAMMES or intent in _TERMS or (intent in _MONEY and name.tokens > 1)
            return intent in _BODIES or intent in _TERMS
        if self._asked(message, first, last):
            return True
        if name.form == _ASKED:
            upper = not message.shouted and message.words[first].shape == "upper"
            short = message.content <= 3 or (intent == "define_term" and upper)
            return intent in _TERMS and name.kind == "term" and short
        if self._announced(message, first, last):
            return True
        if name.form == _HARD:
            return False
        return intent in _TERMS or (name.kind != "term" and intent in _PROGRAMMES | _BODIES | _MONEY)

    def _announced(self, message: Message, first: int, last: int) -> bool:
        """Whether capitals or a word such as «programme» say that these words are a name."""
        words = message.words[first:last]
        if not message.shouted and any(w.shape == "upper" for w in words):
            return True
        inside = first > 0 and message.sentence[first - 1] == message.sentence[first]
        if not message.shouted and inside and words[0].shape == "title":
            return True
        before = [message.words[i].stem for i in range(max(0, first - 3), first)]
        while before and before[-1] in _ARTICLES:
            before.pop()
        counted = first > 0 and message.keys[first - 1] in ("des", "les", "une", "un")
        return bool(before) and before[-1] in self._announcing and not counted

    def _asked(self, message: Message, first: int, last: int) -> bool:
        """Whether the message asks what these very words are: «c'est quoi la MOT», «mot, ça veut dire quoi»."""
        start, end = message.words[first].start, message.words[last - 1].end
        if self._asking_before.search(message.folded, max(0, start - 70), start):
            return True
        return bool(self._asking_after.match(message.folded, end)) and message.content <= 4


def _order(intent: str | None) -> tuple[str, str, str]:
    if intent in _TERMS:
        return "term", "programme", "organisation"
    if intent in _BODIES:
        return "organisation", "programme", "term"
    return "programme", "organisation", "term"
