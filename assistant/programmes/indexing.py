"""Fills and keeps right what finds a programme among many: cards, documents, words and names.

Called by the store in the transaction that writes records, so that nobody ever sees one without the other.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import MISSING, fields
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy.engine import Connection
from sqlalchemy.sql import bindparam, delete, func, insert, literal, literal_column, select, true, update

from assistant import text, vocabulary
from assistant.programmes import cards, models, records, shortlist, status, wording
from assistant.programmes.cards import card_of
from assistant.programmes.records import Organisation, Programme
from assistant.programmes.rows import KINDS, Row, number, read_kind
from assistant.programmes.shortlist import ANY_THEME, name_key, promise
from assistant.programmes.wording import (
    PROSE,
    WEIGHTS,
    Wording,
    folded,
    kin_ids,
    wording_of,
)

Item = TypeVar("Item")
# Tables of the records that a large base is asked for, beside those filled here.
_ASKED = (models.programme, models.programme_succession)
_CARDS = (models.programme_card, models.programme_theme_card, models.programme_body_card)
BATCH = 500
_SHORTEST_NAME = 3
_PROGRAMMES, _ORGANISATIONS = (next(k for k in KINDS if k.record is record) for record in (Programme, Organisation))
_RANKS = {weight: rank for rank, weight in enumerate(WEIGHTS)}
# The values of a programme that are records themselves, or lists of them.
_PARTS = {name: cls for name, (_, cls) in _PROGRAMMES.parts.items()}
# The lists that those bear in turn.
_LISTS = {
    cls: [one.name for one in fields(cls) if one.default == ()]
    for cls in (*_PARTS.values(), *_PROGRAMMES.inlined.values())
}


@lru_cache(maxsize=1)
def index_revision() -> str:
    """Changes when the code that fills the index does: what other code filled is filled again at the next load."""
    digest = hashlib.sha256()
    for module in (text, vocabulary, cards, records, shortlist, status, wording):
        digest.update(Path(str(module.__file__)).read_bytes())
    digest.update(Path(__file__).read_bytes())
    return digest.hexdigest()


def neighbours(connection: Connection, identifiers: Collection[str]) -> set[str]:
    """The programmes whose index speaks of these: what they replaced, what replaced them, their parts."""
    links, programmes = models.programme_succession.c, models.programme.c
    found: set[str] = set()
    for some in batches(identifiers):
        for wanted, known in (
            (links.programme_id, links.predecessor_id),
            (links.predecessor_id, links.programme_id),
            (programmes.id, programmes.part_of),
        ):
            found.update(connection.execute(select(wanted).where(known.in_(some))).scalars())
    return found


def funded_by(connection: Connection, organisations: Collection[str]) -> set[str]:
    """The programmes that these bodies pay for: where a body works tells where its fund is open."""
    found: set[str] = set()
    for some in batches(organisations):
        query = select(models.programme.c.id).where(models.programme.c.funder.in_(some))
        found.update(connection.execute(query).scalars())
    return found


def batches(items: Iterable[Item], size: int = BATCH) -> Iterator[list[Item]]:
    """The items by lists of ``size``."""
    left = iter(items)
    while some := list(islice(left, size)):
        yield some


def refresh(connection: Connection, touched: Collection[str], fresh: Mapping[str, Programme]) -> None:
    """Bring the index in line with the records of the ``touched`` ids, written or removed in this transaction.

    ``fresh`` gives records that need not be read again. Everything is filled again where other code filled it.
    """
    current = connection.execute(select(models.base_state.c.index_revision)).scalar_one()
    total = connection.execute(select(func.count()).select_from(models.programme)).scalar_one()
    if current != index_revision() or 2 * len(touched) > total:
        for table in models.INDEX_TABLES:
            connection.execute(delete(table))
        ordered = select(models.programme.c.id).order_by(models.programme.c.position, models.programme.c.id)
        touched = list(connection.execute(ordered).scalars())
        connection.execute(update(models.base_state).values(index_revision=index_revision()))
    elif not touched:
        return
    _Filling(connection, fresh).fill(touched)
    if connection.dialect.name == "postgresql":
        # The planner must know how many rows a first load wrote before autovacuum looks.
        for table in (*models.INDEX_TABLES, *_ASKED):
            connection.exec_driver_sql(f"ANALYZE {table.name}")


class _Filling:
    """One go at filling the index of some programmes."""

    def __init__(self, connection: Connection, fresh: Mapping[str, Programme]) -> None:
        self._connection, self._fresh = connection, fresh
        bodies = read_kind(connection, _ORGANISATIONS)
        self._funders = {one.id: one for one in bodies if isinstance(one, Organisation)}
        word, document = models.word.c, models.programme_document.c
        self._words = dict(connection.execute(select(word.stem, word.id)).all())
        self._next_word = max(self._words.values(), default=0) + 1
        self._next_number = (connection.execute(select(func.max(document.number))).scalar_one() or 0) + 1
        self._known = connection.execute(select(func.count()).select_from(models.programme_document)).scalar_one() > 0
        self._counts: Counter[int] = Counter()
        self._told: Counter[int] = Counter()

    def fill(self, identifiers: Iterable[str]) -> None:
        written: list[int] = []
        for some in batches(identifiers):
            numbers = self._forget(some) if self._known else {}
            written += self._write(some, numbers)
        self._file(written)
        self._count_words()

    def _forget(self, identifiers: list[str]) -> dict[str, int]:
        """Take the old rows away; the numbers that programmes had stay theirs."""
        document, posting = models.programme_document.c, models.programme_word.c
        query = select(document.programme_id, document.number, document.stems)
        known = self._connection.execute(query.where(document.programme_id.in_(identifiers))).all()
        numbers = [row.number for row in known]
        gone = []
        for row in known:
            for stem, weight in Wording((), row.stems).weights().items():
                word = self._words[stem]
                gone.append({"a_word": word, "a_rank": _RANKS[weight], "a_number": row.number})
                self._counts[word] -= 1
                self._told[word] -= weight > PROSE
        if gone:
            self._connection.execute(
                delete(models.programme_word).where(
                    posting.word_id == bindparam("a_word"),
                    posting.rank == bindparam("a_rank"),
                    posting.number == bindparam("a_number"),
                ),
                gone,
            )
        for table in (models.programme_document, models.programme_name, *_CARDS):
            self._connection.execute(delete(table).where(table.c.number.in_(numbers)))
        return {row.programme_id: row.number for row in known}

    def _write(self, identifiers: list[str], numbers: Mapping[str, int]) -> list[int]:
        """Fill the tables with these programmes, cards by theme apart; gives their numbers."""
        links = models.programme_succession.c
        query = select(links.predecessor_id, links.programme_id).where(links.predecessor_id.in_(identifiers))
        successors: dict[str, list[str]] = {}
        for before, after in self._connection.execute(query):
            successors.setdefault(before, []).append(after)
        found = self._read(identifiers)
        kin = self._read({one for record in found.values() for one in kin_ids(record)})
        after = self._read({one for listed in successors.values() for one in listed})
        rows: dict[Any, list[Row]] = {table: [] for table in models.INDEX_TABLES}
        for identifier, programme in found.items():
            own = numbers.get(identifier)
            if own is None:
                own, self._next_number = self._next_number, self._next_number + 1
            words = wording_of(programme, [kin[one] for one in kin_ids(programme) if one in kin])
            card = card_of(
                programme,
                [after[one] for one in successors.get(identifier, ()) if one in after],
                self._funders.get(programme.funder or ""),
            )
            rows[models.programme_card].append({**card, "number": own})
            rows[models.programme_document].append(
                {
                    "number": own,
                    "programme_id": identifier,
                    "record": to_json(programme),
                    "stems": words.packed,
                }
            )
            rows[models.programme_name] += [{"key": key, "number": own} for key in _name_keys(programme)]
            rows[models.programme_word] += self._postings(words.weights(), own, rows[models.word])
        for table, lines in rows.items():
            if lines:
                self._connection.execute(insert(table), lines)
        return [line["number"] for line in rows[models.programme_card]]

    def _file(self, numbers: Iterable[int]) -> None:
        """Copy the cards under what they are looked up by, in the order in which they are read.

        That is each of their themes, none (all of them), and each body that manages them.
        """
        card, filed, managed = _CARDS
        document, link = models.programme_document.c, models.programme_organisation.c
        # Where everything is filled, one go through all cards for each theme lays them side by side.
        parts = [card.c.number.in_(some) for some in batches(numbers)] if self._known else [true()]
        for part in parts:
            managing = link.programme_id == document.programme_id
            joined = card.join(models.programme_document, document.number == card.c.number).join(
                link.role.table, managing
            )
            by_body = select(link.organisation_id, *card.c).select_from(joined).where(link.role == "managed_by", part)
            own = by_body.distinct().order_by(link.organisation_id, card.c.standing, card.c.ends, card.c.number)
            names = ["organisation_id", *(column.name for column in card.c)]
            self._connection.execute(insert(managed).from_select(names, own))
            for theme in (ANY_THEME, *vocabulary.THEMES):
                worth = literal_column(promise(theme)).label("promise")
                listed = select(literal(cards.theme_number(theme)), worth, *card.c)
                bits = cards.codes_of("theme", [theme])
                under = true() if theme == ANY_THEME else card.c.codes.op("&")(bits) != 0
                own = listed.where(under, part).order_by(card.c.standing, worth, card.c.number)
                names = ["theme", "promise", *(column.name for column in card.c)]
                self._connection.execute(insert(filed).from_select(names, own))

    def _postings(self, weights: Mapping[str, float], own: int, new: list[Row]) -> Iterator[Row]:
        for stem, weight in weights.items():
            word = self._words.get(stem)
            if word is None:
                word = self._words[stem] = self._next_word
                self._next_word += 1
                new.append({"id": word, "stem": stem, "programmes": 0, "told": 0})
            self._counts[word] += 1
            self._told[word] += weight > PROSE
            yield {"word_id": word, "rank": _RANKS[weight], "number": own}

    def _read(self, identifiers: Iterable[str]) -> dict[str, Programme]:
        wanted = list(identifiers)
        found = {one: self._fresh[one] for one in wanted if one in self._fresh}
        missing = [one for one in wanted if one not in found]
        if missing:
            stored = read_kind(self._connection, _PROGRAMMES, identifiers=missing)
            found |= {one.id: one for one in stored if isinstance(one, Programme)}
        return found

    def _count_words(self) -> None:
        """Add what changed to how many programmes have each word; a word that none has any more is forgotten."""
        word = models.word.c
        changed = [
            {"a_word": one, "more": self._counts[one], "more_told": self._told[one]}
            for one in self._counts.keys() | self._told.keys()
            if self._counts[one] or self._told[one]
        ]
        if changed:
            self._connection.execute(
                update(models.word)
                .where(word.id == bindparam("a_word"))
                .values(programmes=word.programmes + bindparam("more"), told=word.told + bindparam("more_told")),
                changed,
            )
            self._connection.execute(delete(models.word).where(word.programmes <= 0))


def _name_keys(programme: Programme) -> set[str]:
    """What a text may call it by: its acronym and aliases, those of three letters or more."""
    names = map(folded, (programme.acronym or "", *programme.aliases))
    return {name_key(name) for name in names if len(name) >= _SHORTEST_NAME}


def to_json(programme: Programme) -> str:
    """The record as text; what is not known is left out. ``from_json`` reads it back to an equal value."""
    return json.dumps(_said(programme), ensure_ascii=False, separators=(",", ":"))


def _said(record: Any) -> dict[str, Any]:
    found = {}
    for one in fields(record):
        value = getattr(record, one.name)
        if one.default is MISSING or value != one.default:
            found[one.name] = _plain(value)
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return _said(value) if hasattr(value, "__dataclass_fields__") else number(value)


def from_json(written: str) -> Programme:
    """The record that ``to_json`` wrote."""
    values = json.loads(written)
    for name, value in values.items():
        if isinstance(value, list):
            part = _PARTS.get(name)
            values[name] = tuple([_made(part, one) for one in value]) if part else tuple(value)
        elif isinstance(value, dict):
            values[name] = _made(_PROGRAMMES.inlined[name], value)
    programme: Programme = _made(Programme, values)
    return programme


def _made(cls: type, values: dict[str, Any]) -> Any:
    """A record of these values, and of its defaults for the others.

    Hundreds are opened for one answer: its values are laid down at one go, which a frozen record does one by one.
    """
    for name in _LISTS.get(cls, ()):
        if name in values:
            values[name] = tuple(values[name])
    made: Any = object.__new__(cls)
    made.__dict__.update(_defaults(cls))
    made.__dict__.update(values)
    return made


@lru_cache(maxsize=32)
def _defaults(cls: type) -> dict[str, Any]:
    return {one.name: one.default for one in fields(cls) if one.default is not MISSING}
