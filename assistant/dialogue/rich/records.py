"""Records of the base as the parts of rich content."""

from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from assistant.dialogue.pages import organisation_page, programme_page, term_page
from assistant.dialogue.present import ENDED, holders_sentence, money_sentences, status_sentence
from assistant.dialogue.replies import choice
from assistant.dialogue.rich import messages, parts
from assistant.dialogue.world import World
from assistant.matching.criterion import Criterion
from assistant.matching.deadlines import deadline
from assistant.matching.grants import GrantEstimate
from assistant.matching.timing import standing
from assistant.matching.words import french_date
from assistant.programmes.records import Example, Lesson, Organisation, Programme, Source, Term
from assistant.programmes.status import LIVING

_MOST_SOURCES = 2
"""Messages are kept with the conversation and read again at each turn: the record's page has all of them."""
_NOT_YET = "pas encore commencé"


def checked(sources: Sequence[Source], day: str) -> parts.Checked:
    """The first sources of a record, as many as a text names, and the day on which it was last checked."""
    first = [_source(one) for one in sources[:_MOST_SOURCES]]
    return {"sources": first, "checked": day, "checked_label": checked_label(day)}


def checked_label(day: str) -> str:
    """``vérifié le 23 novembre 2026``."""
    return f"vérifié le {french_date(day)}"


def _source(source: Source) -> parts.Source:
    site = urlsplit(source.url or "").netloc.removeprefix("www.")
    return {"name": source.document or site, "url": source.url, "dated": source.dated}


def points(criteria: Iterable[Criterion]) -> list[parts.Point]:
    """Criteria as sentences for the holder."""
    return [{"criterion": one.name, "text": one.text} for one in criteria]


def estimate(given: GrantEstimate | None) -> parts.Estimate | None:
    """What a programme would give on the project's budget."""
    if given is None:
        return None
    return {"text": given.text, "grant": given.grant, "least": given.least, "remainder": given.remainder}


# -- programmes ----------------------------------------------------------------------------------------------------


def programme_link(programme: Programme, world: World) -> parts.ProgrammeLink:
    """A programme that is named, with where it stands."""
    status = world.status(programme)
    return {
        "programme": programme.id,
        "name": programme.name,
        "period": programme.period,
        "status": status,
        "status_label": standing(programme, status, world.as_of) if status else _NOT_YET,
        "page": programme_page(programme.id),
        "payload": choice("", "ask_programme", programme=programme.id).payload,
    }


def programme_links(programmes: Iterable[Programme], world: World) -> list[parts.ProgrammeLink]:
    """Each of them, in the order given."""
    return [programme_link(one, world) for one in programmes]


def next_date(programme: Programme, world: World) -> parts.Deadline | None:
    """The next closing to note."""
    found = deadline(programme, world.as_of)
    if found is None:
        return None
    return {"date": found.day.isoformat(), "label": found.sentence, "certain": found.certain}


def card(programme: Programme, bodies: Sequence[Organisation], world: World) -> parts.Card:
    """All that is told of a programme; what one that is over paid, and how, would mislead."""
    status = world.status(programme)
    over = status == "closed"
    return {
        **programme_link(programme, world),
        **checked(programme.sources, programme.checked),
        "acronym": programme.acronym,
        "summary": programme.summary,
        "status_text": status_sentence(programme, world),
        "deadline": next_date(programme, world),
        "rate_max": None if over else programme.rate_max,
        "money": [] if over else money_sentences(programme),
        "organisations": [] if over else organisations(bodies, world),
        "steps": list(programme.steps) if status in LIVING else [],
        "replaces": programme_links(world.base.predecessors(programme.id), world),
        "url": programme.url,
    }


def programme(one: Programme, bodies: Sequence[Organisation], world: World) -> messages.Programme:
    """The sheet of one programme; where it is over, of what lives in its place."""
    status = world.status(one)
    successors = world.base.living_successors(one.id, world.as_of) if status == "closed" else ()
    return {
        **card(one, bodies, world),
        "type": "programme",
        "title": one.name,
        "as_of": world.as_of.isoformat(),
        "holders_label": None if status == "closed" else holders_sentence(one) or None,
        "note": one.note,
        "conditions": list(one.conditions) if status in LIVING else [],
        "successors": programme_links(successors, world),
        "parts": programme_links(living_parts(one, world), world),
    }


def living_parts(programme: Programme, world: World) -> tuple[Programme, ...]:
    """The doors of a family that one can, will or may one day knock on."""
    return tuple(one for one in world.base.parts(programme.id) if world.status(one) not in (None, "closed"))


def listed(programme: Programme, world: World) -> parts.Listed:
    """A programme of a list."""
    return {
        **programme_link(programme, world),
        "summary": programme.summary,
        "deadline": next_date(programme, world),
    }


# -- other records -------------------------------------------------------------------------------------------------


def organisation(body: Organisation, world: World, reason: str | None = None) -> parts.Organisation:
    """A body, and why to call it; only one that may still answer is given with the ways to reach it."""
    gone = body.status in ENDED
    successor = world.base.active_successor(body.id) if gone else None
    return {
        **_organisation_link(body),
        **checked(body.sources, body.checked),
        "role": body.role,
        "status": body.status,
        "reason": reason,
        "phone": None if gone else body.phone,
        "email": None if gone else body.email,
        "url": None if gone else body.url,
        "address": None if gone else body.address,
        "city": body.city,
        "successor": _organisation_link(successor) if successor else None,
    }


def organisations(bodies: Iterable[Organisation], world: World) -> list[parts.Organisation]:
    """Each of them, in the order given."""
    return [organisation(one, world) for one in bodies]


def _organisation_link(body: Organisation) -> parts.OrganisationLink:
    return {
        "id": body.id,
        "name": body.name,
        "page": organisation_page(body.id),
        "payload": choice("", "ask_organisation", organisation=body.id).payload,
    }


def term_link(term: Term) -> parts.TermLink:
    """A word of the glossary that is named."""
    return {
        "term": term.id,
        "title": term.term,
        "page": term_page(term.id),
        "payload": choice("", "define_term", term=term.id).payload,
    }


def example(programme: Programme, one: Example, world: World) -> parts.Example:
    """A project that a programme paid for; checked with its record."""
    return {
        "title": one.title,
        "lead": one.lead,
        "partners": one.partners,
        "grant": one.grant,
        "year": one.year,
        "note": one.note,
        "programme": programme_link(programme, world),
        "source": one.source,
        "checked": programme.checked,
        "checked_label": checked_label(programme.checked),
    }


def lesson(one: Lesson) -> parts.Lesson:
    """What experience teaches."""
    return {**checked(one.sources, one.checked), "lesson": one.id, "title": one.title, "text": one.advice}
