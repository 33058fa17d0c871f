"""A large base, left in its database and read as it is asked: same answers, without an object for every programme.

Organisations, terms, lessons and the like are held in memory: they grow with the field, not with its programmes.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, ValuesView
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from itertools import islice

from sqlalchemy.engine import Engine

from assistant.programmes.base import Base
from assistant.programmes.engine import rows
from assistant.programmes.indexing import BATCH, batches, from_json
from assistant.programmes.records import Programme
from assistant.programmes.shelf import FOUND, Document, Shelf
from assistant.programmes.shortlist import ENDED, LIVING, Ask, Sought, heard, managed, one_of, said_names, shortlists
from assistant.programmes.wording import Spread, Wording, Words, folded

_MOST_TEXTS = 64
_CLOSEST = 15  # programmes among which is the closest to a text
_LEADING_WORDS = 5


def _count(ask: Ask) -> int:
    ((count,),) = ask("SELECT count(*) FROM programme", {})
    return int(count)


class _Programmes(Mapping[str, Programme]):
    """Every programme by id, read when asked for; going through all of them reads by batches and holds none."""

    def __init__(self, ask: Ask, shelf: Shelf) -> None:
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

    def __init__(self, ask: Ask, shelf: Shelf) -> None:
        self._ask, self._shelf = ask, shelf
        self._strongest: dict[frozenset[str], dict[int, float]] = {}
        self._named: dict[str, list[int]] = {}
        lexicon = ask("SELECT stem, id, programmes, told FROM word", {})
        self.total: int = _count(ask)
        self.spread: Mapping[str, Spread] = {stem: Spread(count, told > 0) for stem, _, count, told in lexicon}
        self._words = {stem: (identifier, count) for stem, identifier, count, _ in lexicon}

    def heard(self, rarities: Mapping[str, float], text: str) -> tuple[Mapping[int, float], Sequence[int]]:
        """Number of a programme → what it shares of the words; beside, those of which the text may say a name."""
        said = frozenset(rarities)
        for kept in (self._strongest, self._named):
            if len(kept) >= _MOST_TEXTS:
                kept.clear()
        words = {} if said in self._strongest else rarities
        names = () if text in self._named else said_names(folded(text))
        strengths, named = heard(self._ask, words, self._words, _LEADING_WORDS, names)
        return self._strongest.setdefault(said, strengths), self._named.setdefault(text, named)

    def sharing(self, rarities: Mapping[str, float]) -> Collection[str]:
        strengths, _ = self.heard(rarities, "")
        return [document.identifier for document in self._shelf.by_number(islice(strengths, _CLOSEST))]

    def wording(self, identifier: str) -> Wording | None:
        document = self._shelf.get(identifier)
        return document.wording if document else None


class Source:
    """The database of a large base, and what was read of it lately."""

    def __init__(self, engine: Engine) -> None:
        ask = self._ask = partial(rows, engine)
        self.shelf = Shelf(ask)
        self.programmes = _Programmes(ask, self.shelf)
        self.words = _Words(ask, self.shelf)
        self._expected: tuple[Sought | None, dict[str, list[int]]] = (None, {})

    def expect(self, sought: Sought, standings: Collection[str]) -> None:
        """Find the programmes worth judging of several standings at one go, with what belongs to each."""
        strengths, named = self.words.heard(sought.words, sought.text)
        listed = shortlists(self._ask, sought, standings, strengths)
        over = listed.get(ENDED, [])
        others = [number for standing, numbers in listed.items() if standing != ENDED for number in numbers]
        self.shelf.expect(others, over, beside=[*islice(strengths, _CLOSEST), *named])
        self._expected = (replace(sought, standing=LIVING), listed)

    def candidates(self, sought: Sought) -> list[Programme]:
        """The programmes worth judging, with what belongs to each at hand."""
        project, listed = self._expected
        if sought.standing not in listed or project != replace(sought, standing=LIVING):
            self.expect(sought, [sought.standing])
            _, listed = self._expected
        # In the order of the base, as where all are judged: equals stay in that order.
        return _opened(self.shelf.by_number(sorted(listed[sought.standing])))

    def managed_by(self, organisation: str, sought: Sought) -> list[Programme]:
        """Some of the programmes that a body manages, of those that nothing shuts out."""
        condition, values = managed(organisation, sought)
        return _opened(self.shelf.select(f"{FOUND} WHERE {condition}", values))

    def named_in(self, text: str) -> list[Programme]:
        """The programmes of which the text may say a name."""
        _, numbers = self.words.heard({}, text)
        return _opened(self.shelf.by_number(numbers))

    def successors(self, identifier: str) -> tuple[Programme, ...]:
        return tuple(_opened(self.shelf.successors(identifier)))

    def parts(self, identifier: str) -> tuple[Programme, ...]:
        return tuple(_opened(self.shelf.parts(identifier)))

    def gather(self, identifiers: Iterable[str]) -> None:
        """Have at hand what follows each of these programmes, and its umbrella with what follows that."""
        own = _opened(self.shelf.by_id(identifiers))
        umbrellas = [one.part_of for one in own if one.part_of]
        self.shelf.gather(umbrellas, followed=[*(one.id for one in own), *umbrellas])

    def look_back(self, identifiers: Iterable[str]) -> None:
        """Have at hand what these replaced, and what follows it, as well as what follows those expected to be over."""
        project, listed = self._expected
        before = [one for own in _opened(self.shelf.by_id(identifiers)) for one in own.succeeds]
        named = self.words.heard({}, project.text)[1] if project else ()
        over = _opened(self.shelf.by_number([*listed.get(ENDED, ()), *named]))
        umbrellas = [one.part_of for one in over if one.part_of]
        self.shelf.gather([*before, *umbrellas], followed=[*before, *umbrellas, *(one.id for one in over)])


def _opened(documents: Iterable[Document]) -> list[Programme]:
    return [document.programme for document in documents]


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

    def look_back(self, identifiers: Iterable[str]) -> None:
        self.source.look_back(identifiers)

    def successors(self, identifier: str) -> tuple[Programme, ...]:
        return self.source.successors(identifier)

    def parts(self, identifier: str) -> tuple[Programme, ...]:
        return self.source.parts(identifier)
