"""The documents of a large base that were read lately, and which programmes follow from which."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

from assistant.programmes.indexing import batches, from_json
from assistant.programmes.records import Programme
from assistant.programmes.shortlist import Ask, among, one_of
from assistant.programmes.wording import Wording

_MOST_HELD = 4000  # programmes, some 8 kB each
_MOST_LINKS = 50_000
_COLUMNS = "document.number, document.programme_id, document.record, document.stems"
FOUND = f"SELECT {_COLUMNS}, '' AS link, '' AS owner, 0 AS place FROM programme_document AS document"
"""How a query for documents begins."""
# Why a document was found: the link and its owner (neither, where it was asked for itself), the place among others, id.
_Reason = tuple[str, str, int, str]


class Document:
    """A programme as its database keeps it, opened when needed."""

    def __init__(self, number: int, identifier: str, record: str, stems: str) -> None:
        self.number, self.identifier = number, identifier
        self._record, self._stems = record, stems
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
            self._wording = Wording(self.programme.keywords, self._stems)
        return self._wording


class _Links:
    """What follows in one way from each programme, remembered."""

    def __init__(self, name: str, table: str, owner: str, linked: str, place: str) -> None:
        self.name = name
        self._query = f"""SELECT {_COLUMNS}, '{name}' AS link, link.{owner} AS owner, {place} AS place
            FROM {table} AS link JOIN programme_document AS document ON document.programme_id = link.{linked}
            WHERE link.{owner} IN"""
        self.known: dict[str, tuple[str, ...]] = {}

    def query(self, owners: str) -> str:
        """What finds the documents linked to the ``owners``: ids, or a query of ids, between brackets."""
        return f"{self._query} {owners}"

    def learn(self, owners: Iterable[str], found: Iterable[_Reason]) -> None:
        """Remember all that was found of these owners."""
        if len(self.known) > _MOST_LINKS:
            self.known.clear()
        linked: dict[str, list[tuple[int, str]]] = {owner: [] for owner in owners}
        for link, owner, place, identifier in found:
            if link == self.name and owner in linked:
                linked[owner].append((place, identifier))
        self.known |= {owner: tuple(one for _, one in sorted(those)) for owner, those in linked.items()}


class Shelf:
    """The documents read last, some ``_MOST_HELD``, and the links that came with them."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._held: dict[str, Document] = {}
        self._ids: dict[int, str] = {}
        self._parts = _Links("part", "programme", "part_of", "id", "link.position")
        self._successors = _Links("successor", "programme_succession", "predecessor_id", "programme_id", "0")

    def get(self, identifier: str) -> Document | None:
        """The document of this id; ``None`` when there is none."""
        if identifier not in self._held:
            self.by_id([identifier])
        return self._held.get(identifier)

    def by_number(self, numbers: Iterable[int]) -> list[Document]:
        """The documents of these numbers, in that order; those that are gone since are left out."""
        wanted = list(numbers)
        for some in batches(one for one in wanted if one not in self._ids):
            self._fetch([f"{FOUND} WHERE {among(some)}"], {})
        return self._take(self._ids[one] for one in wanted if one in self._ids)

    def by_id(self, identifiers: Iterable[str]) -> list[Document]:
        """The documents of these ids, in that order; those that are not there are left out."""
        wanted = list(identifiers)
        for some in batches(one for one in wanted if one not in self._held):
            listed, values = one_of(some)
            self._fetch([f"{FOUND} WHERE document.programme_id IN {listed}"], values)
        return self._take(one for one in wanted if one in self._held)

    def select(self, query: str, values: Mapping[str, Any]) -> list[Document]:
        """What a query that begins by ``FOUND`` finds, in its order."""
        return self._take(identifier for *_, identifier in self._fetch([query], values))

    def parts(self, identifier: str) -> list[Document]:
        """What is under this umbrella, in the order of the files."""
        return self._linked(self._parts, identifier)

    def successors(self, identifier: str) -> list[Document]:
        """What replaced this one directly, by id."""
        return self._linked(self._successors, identifier)

    def expect(self, numbers: Sequence[int], over: Sequence[int], beside: Iterable[int]) -> None:
        """Have at hand these programmes with their parts, and those that are ``over`` with their successors too.

        Those ``beside`` come alone. One query finds all that is not here yet.
        """
        asked = ((self._parts, [*numbers, *over]), (self._successors, over))
        missing = [one for one in dict.fromkeys([*numbers, *over, *beside]) if one not in self._ids]
        queries = ["SELECT * FROM listed"] if missing else []
        values: dict[str, str] = {}
        for links, owners in asked:
            if unknown := [self._ids[one] for one in owners if one in self._ids and self._ids[one] not in links.known]:
                listed, owning = one_of(unknown, f"{links.name}_owner")
                queries.append(links.query(listed))
                values |= owning
            if new := [one for one in owners if one not in self._ids]:
                queries.append(links.query(f"(SELECT programme_id FROM listed WHERE {among(new)})"))
        found = self._fetch(queries, values, f"WITH listed AS ({FOUND} WHERE {among(missing)}) " if missing else "")
        for links, owners in asked:
            ids_known = (self._ids[one] for one in owners if one in self._ids)
            links.learn([one for one in ids_known if one not in links.known], found)

    def gather(self, identifiers: Iterable[str], followed: Iterable[str]) -> None:
        """Have at hand these programmes, and the successors of those that are ``followed``, by one query."""
        missing = [one for one in dict.fromkeys(identifiers) if one not in self._held]
        unknown = [one for one in dict.fromkeys(followed) if one not in self._successors.known]
        queries: list[str] = []
        values: dict[str, str] = {}
        if missing:
            listed, values = one_of(missing)
            queries.append(f"{FOUND} WHERE document.programme_id IN {listed}")
        if unknown:
            listed, owners = one_of(unknown, "owner")
            queries.append(self._successors.query(listed))
            values |= owners
        self._successors.learn(unknown, self._fetch(queries, values))

    def _linked(self, links: _Links, identifier: str) -> list[Document]:
        if identifier not in links.known:
            links.learn([identifier], self._fetch([links.query("(:owner)")], {"owner": identifier}))
        linked = links.known[identifier]
        return self.by_id(linked) if linked else []

    def _take(self, identifiers: Iterable[str]) -> list[Document]:
        """These, become the last read; those read longest ago leave when there are too many."""
        taken = {one: self._held.pop(one) for one in dict.fromkeys(identifiers)}
        self._held |= taken
        for one in list(islice(self._held, max(0, len(self._held) - max(_MOST_HELD, len(taken))))):
            del self._ids[self._held.pop(one).number]
        return list(taken.values())

    def _fetch(self, queries: Iterable[str], values: Mapping[str, Any], before: str = "") -> list[_Reason]:
        """Take in what the queries find together, and tell why each was found."""
        found, query = [], before + " UNION ALL ".join(queries)
        for number, identifier, record, stems, link, owner, place in self._ask(query, values) if query else ():
            if identifier not in self._held:
                self._held[identifier] = Document(number, identifier, record, stems)
                self._ids[number] = identifier
            found.append((link, owner, place, identifier))
        return found
