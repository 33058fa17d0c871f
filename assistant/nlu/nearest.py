"""The theme of a word that no list knows («reggae», «mangues»), by spaCy's static French vectors.

Source: the vectors of ``fr_core_news_md`` 3.8 (500 000 words share 20 000 rows of 300 numbers). They are read from the
files of the package: spaCy's own ``Vectors`` takes 80 MB, and its French pipeline 8 s.

A word is as close to a theme as, on average, to the five nearest words of the theme's list. The words of the base's
sentences are one more class, close to ordinary talk, which gives nothing: without it, «partenaires» and
«financier» would be about economy. The two thresholds were chosen on a curve
(``benchmarks/evaluation/theme_words.py``; figures in docs/architecture.md).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import srsly
from spacy.strings import get_string_id

from assistant.nlu.entities import Reading
from assistant.nlu.languages import foreign_language
from assistant.nlu.message import Message, stem
from assistant.nlu.phrases import key, parts, read_list
from assistant.text import fold

CLOSE = 0.6
"""Least closeness to a theme (mean cosine, from -1 to 1) that gives it."""
APART = 0.05
"""By how much the theme must be closer than the next one, and than ordinary words."""
_PACKAGE = "fr_core_news_md"
_NEIGHBOURS = 5
_SHORTEST = 5
_SCORE = 30.0
_LISTS = ("goals", "frameworks", "themes")


@dataclass(frozen=True)
class Nearness:
    """The theme that a word is closest to, None for ordinary talk; ``closeness`` and ``margin`` are cosines."""

    theme: str | None
    closeness: float
    margin: float

    def holds(self, close: float = CLOSE, apart: float = APART) -> bool:
        """Whether it is sure enough to be told."""
        return self.theme is not None and self.closeness >= close and self.margin >= apart


class Vectors:
    """Unit vectors of French words, mapped from the files in ``folder``. Raises ``ValueError`` without them."""

    def __init__(self, folder: Path) -> None:
        rows = srsly.read_msgpack(folder / "key2row")
        # Sorted arrays hold in 6 MB what a dictionary holds in 50.
        keys = np.fromiter(rows.keys(), np.uint64, len(rows))
        order = np.argsort(keys)
        self._keys = keys[order]
        self._rows = np.fromiter(rows.values(), np.int32, len(rows))[order]
        self._table = np.load(folder / "vectors", mmap_mode="r")

    def rows(self, words: Sequence[str]) -> list[int | None]:
        """The row of each word, or None. Words with one row are the same to the vectors."""
        hashes = np.array([get_string_id(word) for word in words], np.uint64)
        places = np.minimum(np.searchsorted(self._keys, hashes), len(self._keys) - 1)
        return [int(self._rows[p]) if self._keys[p] == h else None for p, h in zip(places, hashes, strict=True)]

    def at(self, rows: Sequence[int]) -> np.ndarray:
        """Unit vectors of rows: rows × 300."""
        found = np.asarray(self._table[np.asarray(rows, np.int64)])
        unit: np.ndarray = found / np.linalg.norm(found, axis=1, keepdims=True)
        return unit


@cache
def french_vectors() -> Vectors:
    """The vectors of the installed package, read once a process. Raises ``FileNotFoundError`` without it."""
    spec = find_spec(_PACKAGE)
    folders = sorted(Path(spec.origin).parent.glob("*/vocab")) if spec and spec.origin else []
    if not folders:
        raise FileNotFoundError(_PACKAGE)
    return Vectors(folders[-1])


class NearestTheme:
    """Finds the theme of words that no list knows.

    Args:
        ordinary: folded words of ordinary talk, which compete with the themes.
    """

    def __init__(self, ordinary: Iterable[str]) -> None:
        self._vectors = french_vectors()
        themes = {
            theme: [phrase.lstrip("=") for phrase in lists["words"] if len(parts(phrase)) == 1 and phrase[-1] != "*"]
            for theme, lists in read_list("themes").items()
        }
        classes: list[tuple[str | None, list[int]]] = [(theme, self._known(words)) for theme, words in themes.items()]
        of_themes = {row for _, rows in classes for row in rows}
        classes.append((None, [row for row in self._known(sorted(ordinary)) if row not in of_themes]))
        self._classes = [(theme, rows) for theme, rows in classes if rows]
        self._vectors_of_classes = self._vectors.at([row for _, rows in self._classes for row in rows])
        self._listed = frozenset(
            part.lstrip("=").rstrip("*")
            for name in _LISTS
            for lists in read_list(name).values()
            for phrases in lists.values()
            for phrase in phrases
            for part in parts(phrase)
        )
        self._seen: dict[int, Nearness] = {}

    def _known(self, words: Sequence[str]) -> list[int]:
        return list(dict.fromkeys(row for row in self._vectors.rows(words) if row is not None))

    def listed(self, word: str) -> bool:
        """Whether a goal, a framework or a theme has the word in its list, be it inside a phrase."""
        folded = key(fold(word))
        return folded in self._listed or stem(folded) in self._listed

    def nearest(self, words: Sequence[str]) -> list[Nearness | None]:
        """What each word, in small letters with its accents, is closest to; None for a word without vector."""
        rows = self._vectors.rows(words)
        new = sorted({row for row in rows if row is not None} - self._seen.keys())
        if new:
            self._seen.update(zip(new, self._measured(new), strict=True))
        return [None if row is None else self._seen[row] for row in rows]

    def _measured(self, rows: Sequence[int]) -> list[Nearness]:
        cosines = self._vectors.at(rows) @ self._vectors_of_classes.T
        closeness = np.empty((len(rows), len(self._classes)))
        start = 0
        for i, (_, members) in enumerate(self._classes):
            own = cosines[:, start : start + len(members)]
            start += len(members)
            if len(members) > _NEIGHBOURS:
                own = np.partition(own, -_NEIGHBOURS, axis=1)[:, -_NEIGHBOURS:]
            closeness[:, i] = own.mean(axis=1)
        ranked = np.argsort(-closeness, axis=1)
        return [
            Nearness(self._classes[first][0], float(close[first]), float(close[first] - close[second]))
            for close, (first, second) in zip(closeness, ranked[:, :2], strict=True)
        ]

    def find(self, message: Message, read: Iterable[Reading]) -> list[Reading]:
        """The theme of the surest word, where the other readings (``read``) name none; empty when no word is sure.

        The caller knows that the message tells a project. Words of other readings and of the lists are left to them.
        """
        read = list(read)
        if any(r.entity == "theme" for r in read) or foreign_language(message.text) is not None:
            return []
        words = [
            w
            for w in message.words
            if len(w.key) >= _SHORTEST
            and w.key.isalpha()
            and not self.listed(w.key)
            and not any(r.start < w.end and w.start < r.end for r in read)
        ]
        nearest = self.nearest([message.text[w.start : w.end].lower() for w in words])
        sure = [(near, word) for near, word in zip(nearest, words, strict=True) if near is not None and near.holds()]
        if not sure:
            return []
        near, word = max(sure, key=lambda one: one[0].closeness)
        return [Reading("theme", str(near.theme), word.start, word.end, _SCORE, inferred=True)]
