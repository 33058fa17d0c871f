"""Lists of French words and phrases, written for people in YAML, matched against a message.

A phrase is words separated by spaces or hyphens. A word stands for its plural and feminine too; ``=word`` stands for
that very form, and ``word*`` for every word that begins so.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, Generic, TypeVar

import yaml

from assistant.nlu.message import Message, Word, stem
from assistant.nlu.spelling import MIN_LENGTH, Spelling
from assistant.settings import DATA
from assistant.text import fold

FOLDER = DATA / "vocabulary"
_PART = re.compile(r"=?[a-z0-9œæ]+\*?")
_PREFIX_INDEX = 3
_GLUED = re.compile(r"(?:qu|[ld])(?=[aeiouyh])")
_GLUED_MIN_LENGTH = 4

T = TypeVar("T")


@cache
def read_list(name: str, folder: Path = FOLDER) -> Any:
    """The content of ``data/vocabulary/<name>.yml``, read once; not to be changed."""
    with (folder / f"{name}.yml").open(encoding="utf-8") as file:
        return yaml.load(file, Loader=yaml.CSafeLoader)


def parts(phrase: str) -> tuple[str, ...]:
    """A phrase as it is compared: stems, ``=exact`` words and ``prefix*``."""
    found = (p.replace("œ", "oe").replace("æ", "ae") for p in _PART.findall(fold(phrase)))
    return tuple(p if p[0] == "=" or p[-1] == "*" else stem(p) for p in found)


def key(word: str) -> str:
    """A folded word of a list, as the words of a message are compared."""
    return word.lstrip("=").replace("œ", "oe").replace("æ", "ae")


def _fits(part: str, word: Word) -> bool:
    if part[0] == "=":
        return word.key == part[1:]
    if part[-1] == "*":
        return word.key.startswith(part[:-1])
    return word.stem == part


class Phrases(Generic[T]):
    """Phrases with what each of them stands for; ``find`` gives every occurrence, overlapping ones included."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._first: dict[str, list[tuple[tuple[str, ...], T]]] = defaultdict(list)
        self._prefix: dict[str, list[tuple[tuple[str, ...], T]]] = defaultdict(list)
        self.single: dict[str, T] = {}
        self.vocabulary: set[str] = set()
        seen: set[tuple[tuple[str, ...], T]] = set()
        for phrase, payload in entries:
            these = parts(phrase)
            if not these or (these, payload) in seen:
                continue
            seen.add((these, payload))
            self.vocabulary.update(key(word) for word in _PART.findall(fold(phrase)) if word[-1] != "*")
            head = these[0]
            if head[-1] == "*":
                self._prefix[head[:_PREFIX_INDEX]].append((these, payload))
            else:
                self._first[head].append((these, payload))
            if len(these) == 1 and head[-1] != "*":
                self.single.setdefault("".join(re.findall(r"[a-z0-9]+", fold(phrase))), payload)

    def find(self, message: Message, words: Sequence[Word] | None = None) -> Iterator[tuple[int, int, T]]:
        """Occurrences as (first word, word after the last, payload); in ``words`` in place of the message's own."""
        words = message.words if words is None else words
        for i, word in enumerate(words):
            for index, head in (
                (self._first, word.stem),
                (self._first, "=" + word.key),
                (self._prefix, word.key[:_PREFIX_INDEX]),
            ):
                for these, payload in index.get(head, ()):
                    end = i + len(these)
                    if end <= len(words) and all(_fits(p, words[i + n]) for n, p in enumerate(these)):
                        yield i, end, payload


class Mender:
    """Gives the words of a message the spelling of the lists: misspelt ones, and those glued to their article.

    Args:
        phrases: the phrases whose words are looked for; a word of theirs is never mended.
        targets: those of their words that a misspelt word may stand for.
        known: folded ordinary words, which are no misspelling.
    """

    def __init__(self, phrases: Phrases[Any], targets: Iterable[str], known: frozenset[str]) -> None:
        self._stems = frozenset(stem(word) for word in phrases.vocabulary)
        self._singles = phrases.single
        self._known = known
        self._spelling = Spelling(targets, known)

    def words(self, message: Message) -> list[Word]:
        """The words of ``message``, at their places, as they were meant."""
        return [word if word.stem in self._stems else self._mended(word) for word in message.words]

    def _mended(self, word: Word) -> Word:
        glued = None if word.key in self._known else _GLUED.match(word.key)
        bare = word.key[glued.end() :] if glued else ""
        if len(bare) >= _GLUED_MIN_LENGTH and (bare in self._singles or stem(bare) in self._singles):
            return replace(word, key=bare, stem=stem(bare))
        target = self._spelling.target(word.key) if len(word.key) >= MIN_LENGTH else None
        if target is None and bare:
            target = self._spelling.target(bare)
        return word if target is None else replace(word, key=target, stem=stem(target))
