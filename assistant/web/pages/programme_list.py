"""The list of the programmes: those that the filters leave, living ones first."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial

from assistant.dialogue.pages import programme_page
from assistant.dialogue.world import World
from assistant.matching.deadlines import deadline
from assistant.matching.facts import ProjectFacts
from assistant.matching.grants import estimate
from assistant.matching.territories import territory_name
from assistant.matching.timing import standing
from assistant.matching.words import labels, short
from assistant.programmes.cards import WHOLE_COUNTRY, open_territories
from assistant.programmes.engine import open_engine, rows
from assistant.programmes.records import Programme
from assistant.programmes.search import Found, page_of, says_something, search
from assistant.programmes.shortlist import Ask
from assistant.programmes.wording import stems
from assistant.settings import Settings
from assistant.vocabulary import HOLDERS
from assistant.web.pages.filters import Filters

PAGE_SIZE = 50
_MOST_DATED = 300  # programmes between two calls that are put in the order of their next closing
_SUMMARY, _LONGEST_SENTENCE = 170, 260  # characters
_SENTENCE_END = re.compile(r"(?<=[.!?]) (?=[A-ZÀ-Ý])")
_MOST_NAMED = 4
HEADINGS = {
    "open": "Un appel est ouvert",
    "permanent": "Les demandes sont reçues toute l'année",
    "between_calls": "Entre deux appels",
    "proposed": "Propositions pour 2028-2034, pas encore adoptées",
    "closed": "Terminés",
}


@dataclass(frozen=True)
class Card:
    """A programme of the list; sentences in French, ``None`` where nothing is known."""

    id: str
    name: str
    path: str
    status: str
    standing: str
    deadline: str | None
    summary: str
    holders: str | None
    territory: str | None
    money: str | None


@dataclass(frozen=True)
class Listing:
    """One page of the list. ``counts`` by status, of all pages; ``ended``: how many more are over, and not listed."""

    groups: Mapping[str, tuple[Card, ...]]
    counts: Mapping[str, int]
    total: int
    pages: int
    page: int
    partly: bool
    ended: int


def listing(filters: Filters, world: World) -> Listing:
    """The page that the filters ask for; beyond the last one, the last."""
    found = search(_ask(Settings().base_url), filters.wanted)
    if not says_something(filters.wanted.text):
        found = _by_closing(found, frozenset(stems(filters.wanted.hint)), world)
    counts = {status: len(found.ids[status]) for status in filters.statuses}
    total = sum(counts.values())
    pages = max(1, -(-total // PAGE_SIZE))
    page = min(filters.page, pages)
    groups = {
        status: tuple(_cards(ids, world)) for status, ids in page_of(found, filters.statuses, page, PAGE_SIZE).items()
    }
    ended = 0 if "closed" in filters.statuses else len(found.ids["closed"])
    return Listing(groups, counts, total, pages, page, found.partly, ended)


@cache
def _ask(url: str) -> Ask:
    return partial(rows, open_engine(url, kept=True))


def _by_closing(found: Found, said: frozenset[str], world: World) -> Found:
    """Of the programmes between two calls, where they are few, those whose name says the words (stems) first.

    Then come those whose next closing is known, by its day.
    """
    waiting = found.ids["between_calls"]
    if len(waiting) > _MOST_DATED:
        return found

    def rank(identifier: str) -> tuple[int, bool, str]:
        programme = world.base.programmes.get(identifier)
        if programme is None:
            return 0, True, ""
        due = deadline(programme, world.as_of)
        return -len(said.intersection(stems(programme.name))), due is None, due.day.isoformat() if due else ""

    return Found({**found.ids, "between_calls": tuple(sorted(waiting, key=rank))}, found.partly)


def _cards(identifiers: tuple[str, ...], world: World) -> Iterator[Card]:
    world.base.gather(identifiers)
    for identifier in identifiers:
        programme = world.base.programmes.get(identifier)
        status = world.status(programme) if programme else None
        if programme and status:  # it may have gone since
            yield card(programme, status, world)


def card(programme: Programme, status: str, world: World) -> Card:
    """A programme as the list shows it; what one that is over paid would mislead."""
    over = status == "closed"
    due = deadline(programme, world.as_of)
    money = None if over else estimate(ProjectFacts(as_of=world.as_of), programme)
    return Card(
        programme.id,
        programme.name,
        programme_page(programme.id),
        status,
        standing(programme, status, world.as_of),
        due.sentence if due else None,
        opening(programme.summary),
        labels(programme.holders, HOLDERS, _MOST_NAMED) or None,
        territory(programme, world, _MOST_NAMED),
        money.text.removeprefix("Aide : ").removeprefix("Aide ") if money else None,
    )


def opening(text: str) -> str:
    """Its first sentences, as many as are read at a glance; a long one is cut.

    >>> opening("Aide un jumelage. " + "Elle est versée. " * 20)[:35]
    'Aide un jumelage. Elle est versée. '
    """
    sentences = _SENTENCE_END.split(" ".join(text.split()))
    found = sentences[0]
    for following in sentences[1:]:
        if len(found) + len(following) >= _SUMMARY:
            break
        found = f"{found} {following}"
    return found if len(found) <= _LONGEST_SENTENCE else short(found, _SUMMARY)


def territory(programme: Programme, world: World, most: int) -> str | None:
    """Where its holders are, in a few words."""
    opened = open_territories(programme, world.base.organisation(programme.funder))
    if WHOLE_COUNTRY & opened:
        return "toute la France"
    listed = [code for code in programme.territories if code in opened] or sorted(opened)
    return labels([territory_name(code) for code in listed], {}, most) or None
