"""A plain text search, to compare with: Okapi BM25 over names and summaries (Robertson and Zaragoza, 2009).

It reads the same stems as the assistant, and nothing of who applies, from where, with which country.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

from assistant.matching import countries
from assistant.matching.facts import ProjectFacts
from assistant.matching.similarity import stems
from assistant.matching.territories import territory_name
from assistant.programmes.base import Base
from assistant.programmes.status import LIVING, status_on
from assistant.vocabulary import FRAMEWORKS, GOALS, HOLDERS, THEMES

_SATURATION, _LENGTH = 1.5, 0.75  # k1 and b, the usual values


@lru_cache(maxsize=1024)
def _counted(text: str) -> Counter[str]:
    """The stems of a document; the same ones come back for every day."""
    return Counter(stems(text))


class TextSearch:
    """Documents by id, found by the words of a query."""

    def __init__(self, documents: Mapping[str, str]) -> None:
        self._words = {identifier: _counted(text) for identifier, text in documents.items()}
        self._mean = sum(map(Counter.total, self._words.values())) / max(len(self._words), 1)
        self._spread = Counter(word for words in self._words.values() for word in words)

    def best(self, query: str, top: int) -> tuple[str, ...]:
        """Ids of at most ``top`` documents that share a word with the query, best first."""
        wanted = set(stems(query))
        scores = {identifier: self._score(wanted, words) for identifier, words in self._words.items()}
        found = sorted((-score, identifier) for identifier, score in scores.items() if score > 0)
        return tuple(identifier for _, identifier in found[:top])

    def _score(self, wanted: Iterable[str], words: Counter[str]) -> float:
        longer = 1 - _LENGTH + _LENGTH * words.total() / self._mean if words else 1.0
        return sum(
            self._rarity(word) * words[word] * (_SATURATION + 1) / (words[word] + _SATURATION * longer)
            for word in wanted
            if word in words
        )

    def _rarity(self, word: str) -> float:
        spread = self._spread[word]
        return math.log(1 + (len(self._words) - spread + 0.5) / (spread + 0.5))


def search_on(base: Base, day: date) -> TextSearch:
    """The names and summaries of the programmes alive that day."""
    return TextSearch({p.id: f"{p.name} {p.summary}" for p in base.programmes.values() if status_on(p, day) in LIVING})


def in_words(facts: ProjectFacts) -> str:
    """The facts that a text search can use, as words."""
    labels = [GOALS.get(facts.goal or ""), FRAMEWORKS.get(facts.framework or ""), HOLDERS.get(facts.holder_type or "")]
    labels += [territory_name(facts.territory), *countries.names(facts.partner_countries)]
    return " ".join(filter(None, [*labels, *(THEMES[theme] for theme in facts.themes)]))
