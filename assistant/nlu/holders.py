"""Who carries the project: one holder a message, told apart from partners, beneficiaries and what is being built."""

import re
from dataclasses import dataclass

from assistant.nlu.bodies import bears_a_name
from assistant.nlu.entities import SPEAKER, Reading
from assistant.nlu.holder_ranks import INTRODUCED, SUBJECT, WISHES, answers
from assistant.nlu.holder_ranks import rank as rank_of
from assistant.nlu.languages import foreign_language
from assistant.nlu.message import LIGHT, Message
from assistant.nlu.ordinary import frequent_words
from assistant.nlu.phrases import Mender, Phrases, key, read_list

_SCORE = 72.0
SPEAKER_SCORE = 74.0
"""Score of the holder that the person says she is, or speaks for."""

_BELONGS = re.compile(r" (?:de|du|d'une?|de la|de l'|des) ?(?:notre|mon|ma|nos|not)?(?: (?:petite?|grande?))? ?")
_BEFORE_A_COMMUNE = LIGHT | frozenset(
    "petite petites grande grandes nouvelle nouvelles jeune deux trois quatre cinq six plusieurs quelques chaque "
    "autre autres simple modeste "
    "est sommes suis aide aider comme entre cet toute toutes quelle quelles mettez mets mettre porteur porteuse "
    "touristique rurale representons represente pr une "
    "depuis maire son sa ici collectivite type projet association ou soit chez cest sans".split()
)
# «une boîte de cinq personnes»
_STAFF = re.compile(r" (?:de|d') ?[\w -]{1,15} (?:personnes|salarie\w*|employe\w*|membres|benevoles|musicien\w*)\b")
_KINDS = ("words", "names", "bodies", "self")
"""The lists of words, those that win over the others first."""
_IN_NAMES = frozenset({"communaute", "pays"})
_INITIALS = frozenset({"cc", "ca", "cu"})
_NAMED_BY = re.compile(r" (?:(?:de la|de|du|des|la|les?) |(?:de )?l'|d')?")
_SIREN = 9
_OPENING = re.compile(r"\W*(?:(?:la|le|l'|une?) ?)?")


def _covers(longer: Reading, start: int, end: int) -> bool:
    return longer.start <= start and end <= longer.end and longer.end - longer.start > end - start


def _is_read_as(place: Reading, country: Reading) -> bool:
    same = (place.start, place.end) == (country.start, country.end)
    return _covers(place, country.start, country.end) or (same and place.score > country.score)


@dataclass(frozen=True)
class HolderWord:
    """A word that may name the holder; ``rank`` is how surely it does (0: it is somebody else).

    ``person``: it names somebody («trésorière»), and gives way to the body that she speaks for.
    """

    value: str
    start: int
    end: int
    rank: int
    person: bool = False


class Holders:
    """Finds the holder.

    Args:
        known: folded ordinary words, which are no misspelt holder.
    """

    def __init__(self, known: frozenset[str] = frozenset()) -> None:
        self._phrases: Phrases[tuple[str, str]] = Phrases(
            (phrase, (code, kind))
            for code, lists in read_list("holders").items()
            for kind, phrases in lists.items()
            for phrase in phrases
        )
        self._false_friends: Phrases[None] = Phrases((p, None) for p in read_list("false_friends")["words"])
        # Who speaks and what begins a name are too much like other words to be misspelt.
        apart = {
            key(word)
            for lists in read_list("holders").values()
            for kind in ("self", "names")
            for phrase in lists.get(kind, ())
            for word in phrase.split()
        }
        listed = {
            key(word)
            for lists in read_list("holders").values()
            for kind in ("words", "bodies")
            for phrase in lists.get(kind, ())
            for word in phrase.split()
        }
        self._mender = Mender(self._phrases, self._phrases.vocabulary - (apart - listed), known | frequent_words())

    def words(self, message: Message, others: list[Reading]) -> list[HolderWord]:
        """Every word that may name a holder, with its rank.

        Args:
            message: the message.
            others: its countries, which say where a body is, and its themes, which may contain such a word
                («centre-ville»).
        """
        places = [r for r in others if r.entity == "place"]
        # «Romans-sur-Isère» is not among the Romands, nor Libourne a misspelt Livorno.
        countries = [r for r in others if r.entity == "country" and not any(_is_read_as(p, r) for p in places)]
        themes = [r for r in others if r.entity in ("theme", "goal", "framework")]
        if foreign_language(message.text):
            return []
        spans: list[tuple[int, int, str, str]] = sorted(
            ((i, j, code, kind) for i, j, (code, kind) in self._phrases.find(message, self._mender.words(message))),
            key=lambda s: (s[0] - s[1], s[0], _KINDS.index(s[3])),
        )
        spans += [(i, i + 1, "epci", "words") for i in self._communities(message, places)]
        taken = {i for first, last, _ in self._false_friends.find(message) for i in range(first, last)}
        found = []
        for first, last, code, kind in spans:
            if taken.isdisjoint(range(first, last)):
                taken.update(range(first, last))
                start, end = message.words[first].start, message.words[last - 1].end
                if any(t.start < start and end <= t.end for t in themes) or self._adjective(message, first, countries):
                    continue
                if code == "commune" and any(p.locality and _covers(p, start, end) for p in places):
                    continue  # «Bourg-en-Bresse»
                # «Clermont Auvergne Métropole» begins with its place.
                named = next((p.start for p in places if _covers(p, start, end)), start)
                rank = rank_of(message, first, last, code, kind, countries, named)
                ours = message.before(first, 1)[-1:] in (["nos"], ["notre"], ["vos"], ["mes"], ["des"])
                if kind == "names" and (rank < INTRODUCED or ours or not bears_a_name(message, end)):
                    taken.difference_update(range(first, last))
                    continue
                if kind == "self" and message.before(first, 1) == ["nos"]:
                    rank = 0
                if (
                    kind != "words"
                    and rank < INTRODUCED
                    and not self._said_of_herself(message, first, last, kind, rank)
                ):
                    rank = 0
                found.append(HolderWord(code, start, end, rank, kind == "self"))
        return sorted(found, key=lambda h: h.start)

    @staticmethod
    def _communities(message: Message, places: list[Reading]) -> list[int]:
        """«communauté» and «pays» in the name of an intercommunality («Moulins Communauté»), «CC» before it."""
        named = [p for p in places if len(p.locality or "") == _SIREN]
        return [
            i
            for i, word in enumerate(message.words)
            if (word.key in _IN_NAMES and any(_covers(p, word.start, word.end) for p in named))
            or (word.key in _INITIALS and any(_NAMED_BY.fullmatch(message.folded, word.end, p.start) for p in named))
        ]

    def _said_of_herself(self, message: Message, first: int, last: int, kind: str, rank: int) -> bool:
        """Whether a word that may be another is the answer, all who speak, the first one or a body that wishes."""
        if rank == 0:
            return False
        staffed = kind == "bodies" and _STAFF.match(message.folded, message.words[last - 1].end)
        if kind == "bodies" and rank == SUBJECT and _OPENING.fullmatch(message.folded, 0, message.words[first].start):
            return "?" not in message.text
        if staffed or answers(message, last - first):
            return True
        wishing = WISHES.match(message.folded, message.words[last - 1].end)
        return kind == "bodies" and rank == SUBJECT and wishing is not None

    @staticmethod
    def _adjective(message: Message, first: int, countries: list[Reading]) -> bool:
        """«une crèche commune»: after a noun, «commune» is no municipality."""
        before = message.before(first, 1, "clause")
        if message.keys[first] not in ("commune", "communes") or not before or before[0].isdigit():
            return False
        if before[0] in _BEFORE_A_COMMUNE:
            return False
        return all(r.end != message.words[first - 1].end for r in countries)

    def choose(self, message: Message, words: list[HolderWord]) -> Reading | None:
        """The holder among the words of a message that are not negated: the surest, then the first.

        «la fondation de mon entreprise»: of a body and the one that it belongs to, the first.
        """
        possible = [h for h in words if h.rank > 0]
        if not possible:
            return None
        # «des menuisiers, membres de l'asso»: people give way to an association that is spoken of as a subject is.
        joined = any(h.value == "association" and not h.person and h.rank >= SUBJECT for h in possible)
        named = [h for h in possible if not (h.person and joined)]
        best = max(named, key=lambda h: (h.rank, not h.person, -h.start))
        best = next((h for h in possible if not h.person and self._part_of(message, h, best)), best)
        speaks = best.rank >= INTRODUCED
        return Reading(
            "holder_type",
            best.value,
            best.start,
            best.end,
            SPEAKER_SCORE if speaks else _SCORE,
            SPEAKER if speaks else None,
        )

    @staticmethod
    def _part_of(message: Message, part: HolderWord, whole: HolderWord) -> bool:
        gap = message.folded[part.end : whole.start] if part.end < whole.start else ""
        return _BELONGS.fullmatch(gap) is not None
