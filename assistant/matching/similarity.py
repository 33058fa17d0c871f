"""How close a project's own words are to a programme's: folded stems weighted by their rarity in the base."""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from assistant.matching.memory import PerBase
from assistant.programmes.base import Base
from assistant.programmes.wording import Keyword, Wording, Words, all_stems, folded, keyword_of, stem, stems

__all__ = ["Closeness", "Comparison", "TextIndex", "folded", "index_of", "stem", "stems"]

_SATURATION = 1.2  # the usual k1 of BM25
_LEADING_WORDS = 5  # a long description is judged on its most telling words
_MOST_TEXTS = 64


@dataclass(frozen=True)
class Closeness:
    """``score`` from 0 up, and the record's keywords that the text says whole, as they are written there."""

    score: float = 0.0
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """Programme id → closeness, for the programmes that share a word, and the best score.

    ``known_words`` counts the words of the text that are of a keyword or a name.
    """

    by_programme: Mapping[str, Closeness]
    best: float
    known_words: int


class TextIndex:
    """The words of every programme of a base, ready to be compared with a text."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._rarity: dict[str, float] = {}
        self._cache: dict[str, Comparison] = {}

    def rarity(self, word: str) -> float:
        """Weight of a stem: the rarer in the base, the heavier; 0 for a word that no record has."""
        if word not in self._rarity:
            spread = self._words.spread.get(word)
            self._rarity[word] = math.log(1 + self._words.total / spread.programmes) if spread else 0.0
        return self._rarity[word]

    def rarities(self, text: str) -> dict[str, float]:
        """The stems of a text that some programme has, with their weight."""
        return {word: self.rarity(word) for word in frozenset(all_stems(text)) if word in self._words.spread}

    def compare(self, text: str) -> Comparison:
        """The text against the programmes that share a word with it."""
        if text not in self._cache:
            if len(self._cache) >= _MOST_TEXTS:
                self._cache.clear()
                self._rarity.clear()
            self._cache[text] = self._compare(text)
        return self._cache[text]

    def _compare(self, text: str) -> Comparison:
        rarities = self.rarities(text)
        told = sum(self._words.spread[word].told for word in rarities)
        if not told:
            return Comparison({}, 0.0, 0)
        found = _Closenesses(frozenset(all_stems(text)), rarities, self._words, self.rarity)
        shared = [close for one in self._words.sharing(rarities) if (close := found.get(one))]
        return Comparison(found, max(close.score for close in shared), told)


class _Closenesses(Mapping[str, Closeness]):
    """Closeness by programme, worked out when first asked for; those that share no word are not there."""

    def __init__(
        self, said: frozenset[str], rarities: Mapping[str, float], words: Words, rarity: Callable[[str], float]
    ) -> None:
        self._said, self._rarities, self._words, self._rarity = said, rarities, words, rarity
        self._telling = sum(sorted(rarities.values(), reverse=True)[:_LEADING_WORDS])
        self._known: dict[str, Closeness | None] = {}
        self._shared = _Shared(said, rarities, rarity)

    def __getitem__(self, identifier: str) -> Closeness:
        if identifier not in self._known:
            wording = self._words.wording(identifier)
            self._known[identifier] = self._closeness(wording) if wording else None
        found = self._known[identifier]
        if found is None:
            raise KeyError(identifier)
        return found

    def __iter__(self) -> Iterator[str]:
        return (identifier for identifier, found in self._known.items() if found is not None)

    def __len__(self) -> int:
        return sum(found is not None for found in self._known.values())

    def _closeness(self, wording: Wording) -> Closeness | None:
        common, places = wording.shared(self._rarities)
        if not common:
            return None
        shared = [self._shared[wording.written[place]] for place in sorted(places)]
        # How often the record's keywords say each word; one that the text says in part counts in part.
        times: dict[str, float] = {}
        for one in shared:
            for word in one.keyword.telling:
                times[word] = times.get(word, 0.0) + one.share
        score = sum(_saturated(times.get(word) or weight) * self._rarities[word] for word, weight in common.items())
        return Closeness(score / self._telling, tuple(one.keyword.written for one in shared if one.whole))


@dataclass(frozen=True)
class _Said:
    """A keyword of which a text says the ``share`` (from 0 to 1), or the ``whole``."""

    keyword: Keyword
    share: float
    whole: bool


class _Shared(dict[str, _Said]):
    """Keyword as it is written → what the text says of it, for those that it says in part; records share many."""

    def __init__(self, said: frozenset[str], rarities: Mapping[str, float], rarity: Callable[[str], float]) -> None:
        super().__init__()
        self._said, self._rarities, self._rarity = said, rarities, rarity

    def __missing__(self, written: str) -> _Said:
        keyword = keyword_of(written)
        told = sum(self._rarities.get(word, 0.0) for word in keyword.telling)
        share = math.sqrt(told / sum(self._rarity(word) for word in keyword.telling))
        found = self[written] = _Said(keyword, share, keyword.whole <= self._said)
        return found


def _saturated(times: float) -> float:
    """What a word is worth that is said so many times (BM25's saturation): 1 for once, never as much as thrice."""
    return times * (_SATURATION + 1) / (times + _SATURATION)


_INDEXES: PerBase[TextIndex] = PerBase(lambda base: TextIndex(base.words))


def index_of(base: Base) -> TextIndex:
    """The base's index, built once a base."""
    return _INDEXES.of(base)
