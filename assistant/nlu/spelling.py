"""Misspelt words of a closed list: close in letters, or the same by ear."""

import re
from collections import defaultdict
from collections.abc import Iterable

from rapidfuzz.distance import OSA

MIN_LENGTH = 6
_SOUND = [
    (re.compile(r"ph"), "f"),
    (re.compile(r"qu|q|ck"), "k"),
    (re.compile(r"c(?=[aoulrkt]|$)"), "k"),
    (re.compile(r"c(?=[eiy])"), "s"),
    (re.compile(r"ge(?=[ao])"), "j"),
    (re.compile(r"g(?=[ei])"), "j"),
    (re.compile(r"y"), "i"),
    (re.compile(r"(?<!c)h"), ""),
    (re.compile(r"eau|au"), "o"),
    (re.compile(r"z"), "s"),
    (re.compile(r"(.)\1"), r"\1"),
    (re.compile(r"(?<=..)(?:e|es|s|t|x|d)$"), ""),
]


def sound(word: str) -> str:
    """A rough French spelling by ear: ``sound("burquina") == sound("burkina")``."""
    for pattern, replacement in _SOUND:
        word = pattern.sub(replacement, word)
    return word


class Spelling:
    """Finds the word of a list that an unknown word was meant to be.

    Args:
        targets: folded words of the list; those shorter than ``MIN_LENGTH`` letters are left out.
        known: folded ordinary words that are never taken for a misspelling.
    """

    def __init__(self, targets: Iterable[str], known: frozenset[str] = frozenset()) -> None:
        self._targets: dict[tuple[str, int], list[str]] = defaultdict(list)
        self._sounds: dict[str, str] = {}
        self._known = known
        self._seen: dict[str, str | None] = {}
        for target in sorted(set(targets)):
            if len(target) >= MIN_LENGTH and target.isalpha():
                self._targets[target[0], len(target)].append(target)
                self._sounds.setdefault(sound(target), target)

    def target(self, word: str) -> str | None:
        """The word of the list meant by a folded ``word``, or None; ``word`` itself when it is on the list."""
        if len(word) < MIN_LENGTH - 1 or not word.isalpha() or word in self._known:
            return None
        if word not in self._seen:
            if len(self._seen) > 20000:
                self._seen.clear()
            self._seen[word] = self._nearest(word)
        return self._seen[word]

    def _nearest(self, word: str) -> str | None:
        best, closest = None, 3
        for length in range(len(word) - 2, len(word) + 3):
            allowed = min(closest - 1, 2 if min(length, len(word) - 1) >= 8 else 1)
            for target in self._targets.get((word[0], length), ()):
                distance = OSA.distance(word, target, score_cutoff=allowed)
                if distance <= allowed:
                    best, closest, allowed = target, distance, distance - 1
                    if distance == 0:
                        return target
        by_ear = self._sounds.get(sound(word)) if len(word) >= MIN_LENGTH else None
        return best or by_ear
