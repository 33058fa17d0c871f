"""The place mention, and the message being read."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.places.gazetteer import Entry
from assistant.places.words import Word


@dataclass(frozen=True)
class PlaceMention:
    """A French place named in a text.

    ``text`` is ``text[start:end]`` of what was read.
    ``value``: a département code («63») for a commune, an intercommunality, a département or a territory that one
    département holds; a région ISO code («FR-ARA») for a région, a région of before 2016, or a territory of several of
    its départements; empty when it lies in several régions (Massif central).
    ``name``: its official French name.
    ``kind``: region, former_region, departement, territory, epci, commune, postal_code or demonym.
    ``candidates``: département codes where it lies or may lie, the likeliest first.
    ``certain``: false when a homonym, a foreign namesake or a number that may be something else leaves a real doubt.
    ``code``: INSEE code of a commune, SIREN of an intercommunality; empty for another kind, or when namesakes leave a
    doubt.
    """

    start: int
    end: int
    text: str
    value: str
    name: str
    kind: str
    candidates: tuple[str, ...]
    certain: bool
    code: str = ""


@dataclass
class Reading:
    """A message while it is read. ``evidence``: (index of a word, département codes that it points to), all over the
    text; ``mentions``: what was found so far, ``last``: index after the last word of the latest one."""

    text: str
    words: Sequence[Word]
    evidence: list[tuple[int, frozenset[str]]] = field(default_factory=list)
    mentions: list[PlaceMention] = field(default_factory=list)
    last: int = -1

    def near(self, start: int, end: int, reach: int = 4) -> frozenset[str]:
        """Départements that the words just around ``words[start:end]`` point to."""
        found: set[str] = set()
        for position, codes in self.evidence:
            if start - reach <= position < start or end <= position < end + reach:
                found |= codes
        return frozenset(found)

    def anywhere(self, start: int, end: int) -> frozenset[str]:
        """Départements that any word outside ``words[start:end]`` points to."""
        return frozenset().union(*(codes for at, codes in self.evidence if not start <= at < end))

    def coordinated(self, at: int) -> bool:
        """Whether ``words[at]`` follows the latest mention, after «et», «ou», a comma, or nothing."""
        if self.last < 0:
            return False
        between = [word.form for word in self.words[self.last : at]]
        return (self.words[at].comma and not between) or (between[:1] in (["et"], ["ou"]) and len(between) <= 2)

    def mention(
        self, start: int, end: int, entry: Entry, certain: bool = True, candidates: tuple[str, ...] | None = None
    ) -> PlaceMention:
        """The mention of ``entry`` over ``words[start:end]``."""
        first, last = self.words[start].start, self.words[end - 1].end
        return PlaceMention(
            first,
            last,
            self.text[first:last],
            entry.value,
            entry.name,
            entry.kind,
            entry.departements if candidates is None else candidates,
            certain and entry.settled,
            entry.code,
        )
