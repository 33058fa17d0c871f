"""The words of a programme: folded stems, each with what it tells of the programme's subject.

A record's keywords count fully, its names less, then the keywords of what it replaced or belongs to, its summary and
priorities least. Nothing is learnt: words are read off the record the day it is written.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

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
# Words that would share the stem of others of another sense (Savoie and savoir, élèves and élevage), each with its own.
_APART = {
    word: own
    for own, words in {
        "savoie": "savoie", "eleve": "eleve eleves", "ville": "ville villes", "village": "village villages",
        "refuge": "refuge refuges", "pompier": "pompier pompiers", "paysage": "paysage paysages",
        "paysag": "paysager paysagers paysagiste paysagistes", "maternel": "maternelle maternelles",
        "mobile": "mobile mobiles", "touriste": "touriste touristes", "sauvage": "sauvage sauvages",
        "port": "port ports", "porter": "porte portes porter porteur porteurs porteuse portage portent",
        "partir": "part parts partir partent", "chercher": "cherche cherchent chercher cherchons",
        "chantier": "chantier chantiers", "classique": "classique classiques", "concertation": "concertation",
        "collectif": "collectif collectifs collective collectives", "conserve": "conserve conserves",
        "directeur": "directeur directeurs directrice", "donnees": "donnees", "organisme": "organisme organismes",
        "parlement": "parlement parlements", "regie": "regie regies", "region": "regions",
        "demandeur": "demandeur demandeurs", "chercheur": "chercheur chercheurs chercheuse chercheuses",
    }.items()
    for word in words.split()
}  # fmt: skip
_SHORTEST_STEM = 4
FULL, NAMES, INHERITED, PROSE = 1.0, 0.6, 0.4, 0.15
WEIGHTS = (FULL, NAMES, INHERITED, PROSE)
_LETTERS = {"n": NAMES, "i": INHERITED, "p": PROSE}
_OWN_LETTER = {weight: letter for letter, weight in _LETTERS.items()}


folded = lru_cache(maxsize=16384)(key)  # names of records and descriptions come back at every question


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """A folded word without its usual French ending, save a few that it would confuse with others.

    >>> stem("jumelages"), stem("jumeler"), stem("elevage"), stem("eleves")
    ('jumel', 'jumel', 'elev', 'eleve')
    """
    if word in _APART:
        return _APART[word]
    for ending in _ENDINGS:
        kept = len(word) - len(ending)
        if word.endswith(ending) and (kept >= _SHORTEST_STEM or (kept == 3 and ending in ("s", "x"))):
            return word[:kept]
    return word


_EVERYWHERE_STEMS = frozenset(map(stem, _EVERYWHERE))


def all_stems(text: str) -> list[str]:
    """Stems of the words of a text that have a sense of their own, in order."""
    words = (word for word in folded(text).split() if len(word) > 1 and not word.isdigit())
    return [stem(word) for word in words if word not in _GRAMMAR]


def stems(text: str) -> list[str]:
    """Stems of the telling words of a text, in order."""
    return [found for found in all_stems(text) if found not in _EVERYWHERE_STEMS]


@dataclass(frozen=True)
class Keyword:
    """A keyword as it is written, the stems of all its words, and of those that tell a subject."""

    written: str
    whole: frozenset[str]
    telling: frozenset[str]


@lru_cache(maxsize=16384)
def keyword_of(written: str) -> Keyword:
    """The stems of a keyword."""
    whole = frozenset(all_stems(written))
    return Keyword(written, whole, whole - _EVERYWHERE_STEMS)


@dataclass(frozen=True)
class Wording:
    """The words of one programme: its keywords as they are written, and all its stems packed in a text.

    There ``stem=3,12`` gives the places in ``written`` of the keywords that have it, ``stem=p`` the letter of its
    weight where none has. A question has few words and is compared with many programmes: it looks its own up, and
    nothing is unpacked for the others.
    """

    written: tuple[str, ...]
    packed: str

    def weights(self) -> dict[str, float]:
        """Stem → weight (one of ``WEIGHTS``)."""
        pairs = (one.split("=") for one in self.packed.split())
        return {word: _LETTERS.get(told, FULL) for word, told in pairs}

    def shared(self, words: Iterable[str]) -> tuple[dict[str, float], set[int]]:
        """The weights of those of the words that it has, and the places of the keywords that have one."""
        weights: dict[str, float] = {}
        places: set[int] = set()
        for word in words:
            at = self.packed.find(f" {word}=")
            if at >= 0:
                begins = at + len(word) + 2
                told = self.packed[begins : self.packed.index(" ", begins)]
                weights[word] = _LETTERS.get(told, FULL)
                if told not in _LETTERS:
                    places.update(map(int, told.split(",")))
        return weights, places


def wording_of(programme: Programme, kin: Iterable[Programme]) -> Wording:
    """The words of a programme; ``kin`` are those that it replaced or belongs to."""
    weights: dict[str, float] = {}
    for texts, weight in (
        ((programme.summary, *programme.priorities), PROSE),
        ([keyword for one in kin for keyword in one.keywords], INHERITED),
        ((programme.name, *programme.aliases, programme.acronym or ""), NAMES),
    ):
        for text in texts:
            weights.update(dict.fromkeys(stems(text), weight))
    places: dict[str, list[str]] = {}
    for place, keyword in enumerate(programme.keywords):
        for word in dict.fromkeys(stems(keyword)):
            places.setdefault(word, []).append(str(place))
    told = {word: _OWN_LETTER[weight] for word, weight in weights.items()}
    told |= {word: ",".join(found) for word, found in places.items()}
    return Wording(programme.keywords, f" {' '.join(f'{word}={one}' for word, one in told.items())} ")


def kin_ids(programme: Programme) -> tuple[str, ...]:
    """Ids of the programmes whose keywords it inherits."""
    return (*programme.succeeds, *filter(None, [programme.part_of]))


@dataclass(frozen=True)
class Spread:
    """In how many programmes a stem is found, and whether it is of a keyword or a name of one."""

    programmes: int
    told: bool


class Words(Protocol):
    """The words of every programme of a base, found by stem."""

    @property
    def total(self) -> int:
        """How many programmes there are."""

    @property
    def spread(self) -> Mapping[str, Spread]:
        """Every stem that some programme has."""

    def sharing(self, rarities: Mapping[str, float]) -> Collection[str]:
        """Ids of the programmes that share a stem; of too many, those that share the rarest and most telling."""

    def wording(self, identifier: str) -> Wording | None:
        """The words of one programme; ``None`` where the base has no such programme."""


class WordsInMemory:
    """Posting lists (stem → ids) over the records of a small base."""

    def __init__(self, programmes: Mapping[str, Programme]) -> None:
        self._wordings = {
            one.id: wording_of(one, [programmes[kin] for kin in kin_ids(one) if kin in programmes])
            for one in programmes.values()
        }
        self._postings: dict[str, list[str]] = {}
        told: Counter[str] = Counter()
        for identifier, wording in self._wordings.items():
            for word, weight in wording.weights().items():
                self._postings.setdefault(word, []).append(identifier)
                told[word] += weight > PROSE
        self._spread = {word: Spread(len(ids), told[word] > 0) for word, ids in self._postings.items()}

    @property
    def total(self) -> int:
        return len(self._wordings)

    @property
    def spread(self) -> Mapping[str, Spread]:
        return self._spread

    def sharing(self, rarities: Mapping[str, float]) -> Collection[str]:
        return dict.fromkeys(identifier for word in rarities for identifier in self._postings.get(word, ()))

    def wording(self, identifier: str) -> Wording | None:
        return self._wordings.get(identifier)
