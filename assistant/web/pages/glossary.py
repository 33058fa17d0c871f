"""``/glossaire``: every word of the base from A to Z, what tells it from its neighbours, what the law says today."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from assistant.dialogue.differences import differences
from assistant.dialogue.law import Change, Law, belongs, law
from assistant.dialogue.pages import address, organisation_page, programme_page, term_page
from assistant.programmes.base import Base
from assistant.programmes.records import Organisation, Programme, Term
from assistant.text import fold, key
from assistant.vocabulary import TERM_KINDS
from assistant.web.pages.directory import by_words
from assistant.web.pages.filters import typed
from assistant.web.pages.responses import html_page, json_page
from assistant.web.pages.standings import standing_in
from assistant.world import current_world

PATH = "/glossaire"
_DIGITS = "0-9"


@dataclass(frozen=True)
class Side:
    """One of the words that people take for one another, and what is its ``own``; ``page`` leads to it."""

    name: str
    page: str
    own: str


@dataclass(frozen=True)
class Contrast:
    """Words told apart, in an order in which they can be read, and what links them ``besides``."""

    sides: tuple[Side, ...]
    besides: str


@dataclass(frozen=True)
class Entry:
    """A word as the page shows it. ``rules``: what the law says today; ``change``: what this law changed."""

    term: Term
    kind: str
    contrasts: tuple[Contrast, ...]
    rules: tuple[str, ...]
    changes: tuple[tuple[Term, Change], ...]
    newer: Term | None
    see: tuple[Term, ...]
    programme: Programme | None
    organisation: Organisation | None


def page(request: Request) -> Response:
    """The whole glossary, or the words that ``q`` looks for."""
    world = current_world()
    text = _asked(request)
    found = _found(text, world.base)
    letters: dict[str, list[Entry]] = {}
    for term in found:
        letters.setdefault(_letter(term), []).append(_entry(term, world.base))
    return html_page(
        request,
        world,
        "glossary.html",
        PATH,
        json_path=f"{PATH}.json",
        asked=text,
        count=len(found),
        letters={"": [one for entries in letters.values() for one in entries]} if text else letters,
        checked=law().checked,
        status_of=world.status,
        standing_of=standing_in(world),
    )


def data(request: Request) -> Response:
    """The words as data."""
    world = current_world()
    found = _found(_asked(request), world.base)
    items = [_data(_entry(term, world.base)) for term in found]
    return json_page(request, {"as_of": world.as_of.isoformat(), "total": len(items), "items": items}, PATH)


def _asked(request: Request) -> str:
    return typed(request.query_params.get("q", ""))


def _found(text: str, base: Base) -> list[Term]:
    """All words from A to Z; those so called first, then those whose sheet speaks of what is asked."""
    everything = sorted(base.terms.values(), key=lambda term: (_letter(term) != _DIGITS, key(term.term)))
    if not text:
        return everything
    names = {term.id: _names(term) for term in everything}
    sheets = {term.id: " ".join((*_names(term), term.definition)) for term in everything}
    return [base.terms[i] for i in by_words(text, names, sheets)]


def _names(term: Term) -> Sequence[str]:
    return tuple(filter(None, (term.term, term.expansion, *term.aliases)))


def _letter(term: Term) -> str:
    first = fold(term.term)[:1].upper()
    return first if first.isalpha() else _DIGITS


def _entry(term: Term, base: Base) -> Entry:
    known = law()
    changes = [change for change in known.changes if change.law in base.terms]
    of_article = term.id == known.article
    return Entry(
        term,
        TERM_KINDS[term.kind],
        tuple(_contrasts(term, base)),
        tuple(_rules(term, known)),
        tuple((base.terms[c.law], c) for c in changes if of_article or c.law == term.id),
        base.terms.get(term.replaced_by or ""),
        tuple(base.terms[i] for i in term.see if i in base.terms),
        base.programmes.get(term.programme or ""),
        base.organisations.get(term.organisation or ""),
    )


def _contrasts(term: Term, base: Base) -> Iterator[Contrast]:
    for one in differences():
        if term.id in one.each:
            sides = tuple(_side(identifier, own, base) for identifier, own in one.each.items())
            yield Contrast(sides, one.besides if term.id in one.linked else "")


def _side(identifier: str, own: str, base: Base) -> Side:
    if identifier in base.terms:
        return Side(base.terms[identifier].term, term_page(identifier), own)
    if identifier in base.organisations:
        return Side(base.organisations[identifier].name, organisation_page(identifier), own)
    return Side(base.programmes[identifier].name, programme_page(identifier), own)


def _rules(term: Term, known: Law) -> Iterator[str]:
    """What holds today: under the words that each rule is about, and the general rule under what it replaced."""
    for rule in reversed(known.rules):  # the general one first
        if rule.term == term.id or (rule is known.rules[-1] and term.in_force is False and belongs(term)):
            yield rule.says


def _data(entry: Entry) -> dict[str, Any]:
    return {
        "url": address(term_page(entry.term.id)),
        "kind_label": entry.kind,
        "differences": [asdict(contrast) for contrast in entry.contrasts],
        "law_today": list(entry.rules),
        "law_changes": [
            {"law": term.term, "date": change.date, "says": change.says, "url": change.url}
            for term, change in entry.changes
        ],
        "record": {name: value for name, value in asdict(entry.term).items() if value not in (None, (), [])},
    }


ROUTES = [Route(PATH, page), Route(f"{PATH}.json", data)]
