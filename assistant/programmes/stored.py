"""A large base, left in its database and read as it is asked: same answers, without an object for every programme.

Organisations, terms, lessons and the like are held in memory: they grow with the field, not with its programmes.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, ValuesView
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from itertools import islice
from typing import Any

from sqlalchemy.engine import Engine

from assistant.programmes.base import Base
from assistant.programmes.engine import rows
from assistant.programmes.indexing import BATCH, batches, from_json
from assistant.programmes.records import Programme
from assistant.programmes.shortlist import (
    LIVING,
    Ask,
    Sought,
    among,
    managed,
    named,
    one_of,
    said_names,
    shortlists,
    strongest,
)
from assistant.programmes.wording import Spread, Wording, Words, folded, weights_from_json

_MOST_HELD = 4000  # programmes, some 8 kB each
_MOST_TEXTS = 64
_MOST_LINKS = 50_000
_MOST_NAMED = 40
_CLOSEST = 15  # programmes among which is the closest to a text
_LEADING_WORDS = 5
_DOCUMENTS = "SELECT number, programme_id, record, weights FROM programme_document"
# What each programme is linked to: the column of the one and that of the other, in order.
_SUCCESSORS = ("programme_succession", "predecessor_id", "programme_id", "programme_id")
_PARTS = ("programme", "part_of", "id", "position, id")


class _Document:
    """A programme as its database keeps it, opened when needed."""

    def __init__(self, number: int, identifier: str, record: str, weights: str) -> None:
        self.number, self.identifier = number, identifier
        self._record, self._weights = record, weights
        self._programme: Programme | None = None
        self._wording: Wording | None = None

    @property
    def programme(self) -> Programme:
        if self._programme is None:
            self._programme = from_json(self._record)
            self._record = ""
        return self._programme

    @property
    def wording(self) -> Wording:
        if self._wording is None:
            self._wording = Wording(self.programme.keywords, weights_from_json(self._weights))
            self._weights = ""
        return self._wording


class _Shelf:
    """The documents read last, some ``_MOST_HELD``."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._held: dict[str, _Document] = {}
        self._ids: dict[int, str] = {}

    def get(self, identifier: str) -> _Document | None:
        """The document of this id; ``None`` when there is none."""
        if identifier not in self._held:
            self.by_id([identifier])
        return self._held.get(identifier)

    def by_number(self, numbers: Iterable[int]) -> list[_Document]:
        """The documents of these numbers, in that order; those that are gone since are left out."""
        wanted = list(numbers)
        missing = [one for one in wanted if one not in self._ids]
        for some in batches(missing):
            self._fetch(f"{_DOCUMENTS} WHERE {among(some)}", {})
        return self._take(self._ids[one] for one in wanted if one in self._ids)

    def by_id(self, identifiers: Iterable[str]) -> list[_Document]:
        """The documents of these ids, in that order; those that are not there are left out."""
        wanted = list(identifiers)
        missing = [one for one in wanted if one not in self._held]
        for some in batches(missing):
            listed, values = one_of(some)
            self._fetch(f"{_DOCUMENTS} WHERE programme_id IN {listed}", values)
        return self._take(one for one in wanted if one in self._held)

    def _take(self, identifiers: Iterable[str]) -> list[_Document]:
        """These, become the last read; those read longest ago leave when there are too many."""
        taken = {one: self._held.pop(one) for one in dict.fromkeys(identifiers)}
        self._held |= taken
        for one in list(islice(self._held, max(0, len(self._held) - max(_MOST_HELD, len(taken))))):
            del self._ids[self._held.pop(one).number]
        return list(taken.values())

    def _fetch(self, query: str, values: dict[str, Any]) -> None:
        for row in self._ask(query, values):
            document = _Document(*row)
            self._held[document.identifier] = document
            self._ids[document.number] = document.identifier


def _count(ask: Ask) -> int:
    ((count,),) = ask("SELECT count(*) FROM programme", {})
    return int(count)


class _Programmes(Mapping[str, Programme]):
    """Every programme by id, read when asked for; going through all of them reads by batches and holds none."""

    def __init__(self, ask: Ask, shelf: _Shelf) -> None:
        self._ask, self._shelf = ask, shelf

    def __getitem__(self, identifier: str) -> Programme:
        document = self._shelf.get(identifier)
        if document is None:
            raise KeyError(identifier)
        return document.programme

    def __iter__(self) -> Iterator[str]:
        return (one for (one,) in self._ask("SELECT id FROM programme ORDER BY position, id", {}))

    def __len__(self) -> int:
        return _count(self._ask)

    def values(self) -> ValuesView[Programme]:
        return _Values(self)

    def in_batches(self) -> Iterator[Programme]:
        for some in batches(self, BATCH):
            listed, values = one_of(some)
            query = f"SELECT programme_id, record FROM programme_document WHERE programme_id IN {listed}"
            read = dict(self._ask(query, values))
            yield from (from_json(read[one]) for one in some if one in read)


class _Values(ValuesView[Programme]):
    def __init__(self, programmes: _Programmes) -> None:
        super().__init__(programmes)
        self._programmes = programmes

    def __iter__(self) -> Iterator[Programme]:
        return self._programmes.in_batches()


class _Words:
    """The words of the programmes: the lexicon in memory, posting lists in the database."""

    def __init__(self, ask: Ask, shelf: _Shelf) -> None:
        self._ask, self._shelf = ask, shelf
        self._strongest: dict[frozenset[str], dict[int, float]] = {}
        lexicon = ask("SELECT stem, id, programmes, told FROM word", {})
        self.total: int = _count(ask)
        self.spread: Mapping[str, Spread] = {stem: Spread(count, told > 0) for stem, _, count, told in lexicon}
        self._words = {stem: (identifier, count) for stem, identifier, count, _ in lexicon}

    def strongest(self, rarities: Mapping[str, float]) -> Mapping[int, float]:
        """Number of a programme → what it shares of the words."""
        said = frozenset(rarities)
        if said not in self._strongest:
            if len(self._strongest) >= _MOST_TEXTS:
                self._strongest.clear()
            self._strongest[said] = strongest(self._ask, rarities, self._words, _LEADING_WORDS)
        return self._strongest[said]

    def sharing(self, rarities: Mapping[str, float]) -> Collection[str]:
        strengths = self.strongest(rarities)
        return [document.identifier for document in self._shelf.by_number(islice(strengths, _CLOSEST))]

    def wording(self, identifier: str) -> Wording | None:
        document = self._shelf.get(identifier)
        return document.wording if document else None


class _Links:
    """Which programmes follow from which, read for many at one go and remembered."""

    def __init__(self, ask: Ask, table: str, owner: str, linked: str, order: str) -> None:
        self._ask, self._owner, self._order = ask, owner, order
        self._query = f"SELECT {owner}, {linked} FROM {table} WHERE {owner} IN"
        self._known: dict[str, tuple[str, ...]] = {}

    def of(self, identifier: str) -> Collection[str]:
        """What is linked to it."""
        known = self._known.get(identifier)
        return self.gather([identifier]) if known is None else known

    def gather(self, identifiers: Iterable[str]) -> list[str]:
        """What is linked to any of these."""
        wanted = list(identifiers)
        missing = [one for one in wanted if one not in self._known]
        if len(self._known) > _MOST_LINKS:
            self._known.clear()
            missing = wanted
        found: dict[str, list[str]] = {one: [] for one in missing}
        for some in batches(missing):
            listed, values = one_of(some)
            for owner, linked in self._ask(f"{self._query} {listed} ORDER BY {self._order}", values):
                found[owner].append(linked)
        self._known |= {one: tuple(linked) for one, linked in found.items()}
        return [linked for one in wanted for linked in self._known[one]]


class Source:
    """The database of a large base, and what was read of it lately."""

    def __init__(self, engine: Engine) -> None:
        ask = self._ask = partial(rows, engine)
        self.shelf = _Shelf(ask)
        self.programmes = _Programmes(ask, self.shelf)
        self.words = _Words(ask, self.shelf)
        self._expected: tuple[Sought | None, dict[str, list[int]]] = (None, {})
        self._successors, self._parts = _Links(ask, *_SUCCESSORS), _Links(ask, *_PARTS)

    def expect(self, sought: Sought, standings: Collection[str]) -> None:
        """Find the programmes worth judging of several standings at one go, with what belongs to each."""
        strengths = self.words.strongest(sought.words) if sought.words else {}
        listed = shortlists(self._ask, sought, standings, strengths)
        found = self.shelf.by_number(number for numbers in listed.values() for number in numbers)
        self.shelf.by_id(self._parts.gather(one.identifier for one in found))
        self._expected = (replace(sought, standing=LIVING), listed)

    def candidates(self, sought: Sought) -> list[Programme]:
        """The programmes worth judging, with what belongs to each at hand."""
        project, listed = self._expected
        if sought.standing not in listed or project != replace(sought, standing=LIVING):
            self.expect(sought, [sought.standing])
            _, listed = self._expected
        # In the order of the base, as where all are judged: equals stay in that order.
        return [document.programme for document in self.shelf.by_number(sorted(listed[sought.standing]))]

    def managed_by(self, organisation: str, sought: Sought) -> list[Programme]:
        """Some of the programmes that a body manages, of those that nothing shuts out."""
        numbers = managed(self._ask, organisation, sought)
        return [document.programme for document in self.shelf.by_number(numbers)]

    def named_in(self, text: str) -> list[Programme]:
        """The programmes of which the text may say a name."""
        numbers = named(self._ask, said_names(folded(text)), _MOST_NAMED)
        return [document.programme for document in self.shelf.by_number(numbers)]

    def successors(self, identifier: str) -> tuple[Programme, ...]:
        return self._linked(self._successors, identifier)

    def parts(self, identifier: str) -> tuple[Programme, ...]:
        return self._linked(self._parts, identifier)

    def gather(self, identifiers: Iterable[str]) -> None:
        """Have at hand what follows each of these programmes, and its umbrella with what follows that."""
        own = self.shelf.by_id(identifiers)
        umbrellas = [one.programme.part_of for one in own if one.programme.part_of]
        ids = dict.fromkeys([*(one.identifier for one in own), *umbrellas])
        self.shelf.by_id(dict.fromkeys([*umbrellas, *self._successors.gather(ids)]))

    def _linked(self, links: _Links, identifier: str) -> tuple[Programme, ...]:
        linked = links.of(identifier)
        return tuple(document.programme for document in self.shelf.by_id(linked)) if linked else ()


@dataclass(frozen=True)
class StoredBase(Base):
    """A base whose ``programmes`` stay in their database. Raises ``BaseUnavailable`` when that cannot be read."""

    source: Source = field(kw_only=True, compare=False)

    @cached_property
    def words(self) -> Words:
        return self.source.words

    def expect(self, sought: Sought, standings: Collection[str]) -> None:
        self.source.expect(sought, standings)

    def candidates(self, sought: Sought) -> Iterable[Programme]:
        return self.source.candidates(sought)

    def managed_by(self, organisation: str, sought: Sought) -> Iterable[Programme]:
        return self.source.managed_by(organisation, sought)

    def named_in(self, text: str) -> Iterable[Programme]:
        return self.source.named_in(text)

    def gather(self, identifiers: Iterable[str]) -> None:
        self.source.gather(identifiers)

    def successors(self, identifier: str) -> tuple[Programme, ...]:
        return self.source.successors(identifier)

    def parts(self, identifier: str) -> tuple[Programme, ...]:
        return self.source.parts(identifier)
