"""How close a project's own words are to a programme's: folded stems weighted by their rarity in the base.

A record's keywords count fully, its names less, then the keywords of what it replaced or belongs to, its summary and
priorities least. Nothing is learnt: the weights come from counting the base's own words, so that a new record is
compared the day it is written.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from assistant.matching.memory import PerBase
from assistant.programmes.base import Base
from assistant.programmes.records import Programme
from assistant.text import key

# Folded words that carry no sense of their own…
_GRAMMAR = frozenset(
    """a ai ainsi alors apres au aucun aussi autre autres aux avec avoir avons avez ayant bien bonjour car ce cela
    celle ces cet cette chez comme comment contre d dans de depuis des deux dit donc du elle en entre est et
    etre eu faire fait font il ils j je l la le les leur leurs lui m ma mais me merci mes moi mon n ne nos notre
    nous on ont ou par pas peu peut plus plusieurs pour pourrait pouvons qu quand que quel quelle quelles quels
    qui s sa sans se ses si son sont souhaite souhaitent souhaitons sous sur t ta te tes toi ton tous tout toute
    toutes tres trois trouver tu un une vers voir vos votre voudrait voudrais voudrions vous veut y""".split()
)
# … and words of every description, which tell nothing of its subject.
_EVERYWHERE = frozenset(
    """aide aides allier alpes annee asso association auvergne budget cantal commune cooperation departement dome euro
    euros europe europeen europeenne europeens financement financer francais francaise france haute
    international internationale loire lutte lutter mairie mois municipalite partenaire partenaires programme
    programmes projet projets puy region rhone subvention union""".split()
)
_ENDINGS = sorted(
    """issements issement ements ement ations ation ateurs ateur atrices ages age iques ique ismes istes iste euses euse
    eurs eur elles elle iennes ienne ennes enne iens ien ies ie ives ive ieres iere iers ier ifs if ites
    ite ees ee aux er ir ons es s x e""".split(),
    key=len,
    reverse=True,
)
_SHORTEST_STEM = 4
_FULL, _NAMES, _INHERITED, _PROSE = 1.0, 0.6, 0.4, 0.15
_PHRASE_IN_PART = 0.8  # times the share of a longer keyword that the text bears
_LEADING_WORDS = 5  # a long description is judged on its most telling words


folded = lru_cache(maxsize=16384)(key)  # names of records and descriptions come back at every question


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """A folded word without its usual French ending: ``jumelages``, ``jumeler`` → ``jumel``."""
    for ending in _ENDINGS:
        kept = len(word) - len(ending)
        if word.endswith(ending) and (kept >= _SHORTEST_STEM or (kept == 3 and ending in ("s", "x"))):
            return word[:kept]
    return word


_EVERYWHERE_STEMS = frozenset(map(stem, _EVERYWHERE))


def stems(text: str) -> list[str]:
    """Stems of the telling words of a text, in order."""
    return [found for found in map(stem, _words(text)) if found not in _EVERYWHERE_STEMS]


def _words(text: str) -> list[str]:
    words = (word for word in folded(text).split() if len(word) > 1 and not word.isdigit())
    return [word for word in words if word not in _GRAMMAR]


@dataclass(frozen=True)
class Closeness:
    """``score`` from 0 to 1, and the record's keywords that the text says whole, as they are written there.

    ``phrase`` tells that one of them has several words, which nobody says by chance.
    """

    score: float = 0.0
    keywords: tuple[str, ...] = ()
    phrase: bool = False


@dataclass(frozen=True)
class Comparison:
    """Programme id → closeness, for the programmes that share a word, and the best score.

    ``known_words`` counts the words of the text that are of a keyword or a name.
    """

    by_programme: Mapping[str, Closeness]
    best: float
    known_words: int


@dataclass(frozen=True)
class _Keyword:
    written: str
    telling: frozenset[str]
    whole: frozenset[str]


@dataclass(frozen=True)
class _Indexed:
    keywords: tuple["_Keyword", ...]
    weights: Mapping[str, float]


class TextIndex:
    """The words of every programme of a base, ready to be compared with a text."""

    def __init__(self, programmes: Mapping[str, Programme]) -> None:
        self._records = {
            programme.id: _index(
                programme,
                [programmes[one] for one in (*programme.succeeds, programme.part_of or "") if one in programmes],
            )
            for programme in programmes.values()
        }
        seen = Counter(word for record in self._records.values() for word in record.weights)
        total = max(len(self._records), 1)
        self._told = frozenset(
            word for record in self._records.values() for word, weight in record.weights.items() if weight > _PROSE
        )
        self._rarity = {word: math.log(1 + total / count) for word, count in seen.items()}
        self._cache: dict[str, Comparison] = {}

    def rarity(self, word: str) -> float:
        """Weight of a stem: the rarer in the base, the heavier; 0 for a word that no record has."""
        return self._rarity.get(word, 0.0)

    def compare(self, text: str) -> "Comparison":
        """The text against every programme of the base."""
        if text not in self._cache:
            if len(self._cache) >= 64:
                self._cache.clear()
            self._cache[text] = self._compare(frozenset(stem(word) for word in _words(text)))
        return self._cache[text]

    def _compare(self, said: frozenset[str]) -> "Comparison":
        words = frozenset(word for word in said if word in self._rarity)
        rarities = sorted((self.rarity(word) for word in words), reverse=True)
        telling = sum(rarities[:_LEADING_WORDS])
        told = len(words & self._told)
        if not told:
            return Comparison({}, 0.0, 0)
        found: dict[str, Closeness] = {}
        for identifier, record in self._records.items():
            common = words & record.weights.keys()
            if not common:
                continue
            whole = [keyword for keyword in record.keywords if keyword.telling and keyword.whole <= said]
            score = sum(self._weight(word, record, words) * self.rarity(word) for word in common)
            found[identifier] = Closeness(
                min(1.0, score / telling),
                tuple(keyword.written for keyword in whole),
                any(len(keyword.whole) > 1 for keyword in whole),
            )
        return Comparison(found, max(close.score for close in found.values()), told)

    def _weight(self, word: str, record: _Indexed, words: frozenset[str]) -> float:
        """What a shared word is worth: fully where the whole keyword is said, else by the share that is."""
        weight = record.weights[word]
        if weight < _FULL:
            return weight
        shares = []
        for keyword in record.keywords:
            if word in keyword.telling:
                said = sum(self.rarity(part) for part in keyword.telling & words)
                shares.append(said / sum(self.rarity(part) for part in keyword.telling))
        share = max(shares, default=1.0)
        return _FULL if share > 0.999 else max(_PROSE, _PHRASE_IN_PART * share)


def _index(programme: Programme, kin: Iterable[Programme]) -> _Indexed:
    weights: dict[str, float] = {}
    for texts, weight in (
        ((programme.summary, *programme.priorities), _PROSE),
        ([keyword for one in kin for keyword in one.keywords], _INHERITED),
        ((programme.name, *programme.aliases, programme.acronym or ""), _NAMES),
        (programme.keywords, _FULL),
    ):
        for text in texts:
            weights.update(dict.fromkeys(stems(text), weight))
    keywords = (
        _Keyword(keyword, frozenset(stems(keyword)), frozenset(stem(word) for word in _words(keyword)))
        for keyword in programme.keywords
    )
    return _Indexed(tuple(keywords), weights)


_INDEXES: PerBase[TextIndex] = PerBase(lambda base: TextIndex(base.programmes))


def index_of(base: Base) -> TextIndex:
    """The base's index, built once a base."""
    return _INDEXES.of(base)
