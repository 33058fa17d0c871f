"""A small text search over records: which of them speaks of what was asked.

BM25 over word stems; a few hundred records are searched in well under a millisecond.
"""

import math
from collections import Counter
from collections.abc import Mapping

from assistant.matching.similarity import stems

_K1, _B = 1.2, 0.6


class TextIndex:
    """BM25 over ``documents`` (id → text)."""

    def __init__(self, documents: Mapping[str, str]) -> None:
        self._words = {i: Counter(stems(text)) for i, text in documents.items()}
        self._lengths = {i: sum(words.values()) for i, words in self._words.items()}
        self._mean = sum(self._lengths.values()) / len(self._lengths) if self._lengths else 1.0
        present = Counter(word for words in self._words.values() for word in words)
        total = len(self._words)
        self._rarity = {w: math.log(1 + (total - n + 0.5) / (n + 0.5)) for w, n in present.items()}

    def scores(self, query: str) -> dict[str, float]:
        """Score of each document that shares a word with ``query``; higher is closer."""
        wanted = set(stems(query))
        scores = {}
        for i, words in self._words.items():
            length = _K1 * (1 - _B + _B * self._lengths[i] / self._mean)
            score = sum(self._rarity[w] * words[w] * (_K1 + 1) / (words[w] + length) for w in wanted & words.keys())
            if score > 0:
                scores[i] = score
        return scores


def search(index: TextIndex, query: str, most: int) -> list[str]:
    """Ids of the documents closest to ``query``, the best first, at most ``most``; those far behind are left out."""
    scores = index.scores(query)
    if not scores:
        return []
    floor = max(scores.values()) / 3
    return sorted((i for i in scores if scores[i] >= floor), key=lambda i: -scores[i])[:most]
