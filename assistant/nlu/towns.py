"""Towns abroad: where a word that may be one of fifty thousand names is the town, and not a person or a word."""

from collections.abc import Iterator

from assistant.nlu.message import LIGHT, Message
from assistant.nlu.phrases import read_list
from assistant.places.words import form_of
from assistant.places.world import LONGEST, Town, WorldTowns, world_towns

_SHORT = 5  # letters below which a name in lower case is not trusted
_OF = frozenset("de d di del von of da".split())
_ARTICLES = frozenset("la le les l".split())


class TownCues:
    """Words that announce a town abroad, or forbid one (``data/vocabulary/town_cues.yml``)."""

    def __init__(self) -> None:
        lists: dict[str, str] = read_list("town_cues")
        self.to, self.nouns, self.before, self.streets, self.agreements, self.titles = (
            frozenset(lists[name].split()) for name in ("to", "nouns", "before", "streets", "agreements", "titles")
        )

    def strong(self, before: list[str]) -> bool:
        """Whether the words before say that a town follows: «à», «près de», «ville de», «homologue de»."""
        if not before:
            return False
        if before[-1] in _OF:
            return len(before) > 1 and before[-2] in self.nouns
        return before[-1] in self.to or before[-1] in self.nouns

    def forbids(self, before: list[str]) -> bool:
        """Whether the name is that of a street, of a treaty («la convention de Lomé») or of somebody."""
        if not before:
            return False
        if before[-1] in self.titles or any(word in self.streets for word in before[-2:]):
            return True
        return before[-1] in _OF and len(before) > 1 and before[-2] in self.agreements


class Towns:
    """Finds towns abroad that no list of countries names.

    Args:
        cues: what announces them.
        known: folded ordinary words, which are no towns.
        towns: the towns of the world; those of data/places when not given.
    """

    def __init__(self, cues: TownCues, known: frozenset[str], towns: WorldTowns | None = None) -> None:
        self._cues = cues
        self._known = known
        self._towns = towns

    def find(self, message: Message, covered: set[int]) -> Iterator[tuple[int, int, str]]:
        """(first word, word after the last, country) of each town outside the ``covered`` words."""
        towns = world_towns() if self._towns is None else self._towns
        words = message.words
        i = 0
        while i < len(words):
            size = 0 if i in covered else min(LONGEST, len(words) - i)
            while size:
                key = " ".join(form_of(word.key) for word in words[i : i + size])
                town = towns.get(key)
                if town and covered.isdisjoint(range(i, i + size)) and self._meant(message, i, i + size, town):
                    yield i, i + size, town.country
                    break
                size -= 1
            i += size or 1

    def _meant(self, message: Message, first: int, last: int, town: Town) -> bool:
        words = message.words
        if last - first == 1 and words[first].key in self._known:
            return False
        before = message.before(first, 4)
        if before and before[-1] in _ARTICLES:
            if before[-2:-1] == ["de"] and before[-3:-2] and before[-3] not in self._cues.nouns:
                return False  # «le GAEC de la Sagne»
            before = before[:-1]
        if self._cues.forbids(before):
            return False
        letters = sum(len(word.key) for word in words[first:last])
        if all(key in LIGHT for key in (*message.keys[:first], *message.keys[last:])):
            return letters >= _SHORT or words[first].shape == "title"
        capital = words[first].shape == "title" and not message.shouted
        if town.person and before[-2:-1] == ["amis"]:
            return False  # «Les Amis de Victor»
        if capital and self._full_name(message, first, last):
            return False
        if self._cues.strong(before):
            return capital or (letters >= _SHORT and not town.person)
        inner = capital and bool(before)
        return inner and not town.person and before[-1] in self._cues.before

    @staticmethod
    def _full_name(message: Message, first: int, last: int) -> bool:
        """Whether another capital right beside makes it a part of somebody's name («Paola Terni»)."""
        words = message.words
        if last < len(words) and words[last].shape == "title" and words[last].start - words[last - 1].end == 1:
            return True
        inner = first > 1 and message.sentence[first - 2] == message.sentence[first]
        return inner and words[first - 1].shape == "title" and words[first - 1].key not in LIGHT
