"""What stands on the sheet, as plain data: sentences and days, no layout. Every fact comes from the base."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from assistant.dialogue import financing, recommendation, understood
from assistant.dialogue.present import status_sentence
from assistant.dialogue.state import State
from assistant.dialogue.world import World
from assistant.french import lower_first
from assistant.matching.calls import Calls, first_calls
from assistant.matching.deadlines import Deadline, deadline
from assistant.matching.facts import ProjectFacts
from assistant.matching.financing import plan
from assistant.matching.rank import Advice, Recommendation, recommend
from assistant.matching.readiness import profile
from assistant.matching.timing import standing
from assistant.matching.words import enumerate_fr, euros, french_date, short, without_brackets
from assistant.programmes.records import Lesson, Organisation, Source

_MOST_REASONS, _MOST_CHECKS, _MOST_STEPS, _MOST_CONTACTS, _MOST_LESSONS, _MOST_SOURCES = 4, 3, 4, 2, 3, 2
_WORDS = 700
"""Characters of the holder's own description that are quoted."""
_CHECK = 320


@dataclass(frozen=True)
class Contact:
    """A body and the ways to reach it; ``why`` it is named, in French."""

    name: str
    phone: str | None = None
    email: str | None = None
    url: str | None = None
    why: str = ""


@dataclass(frozen=True)
class Choice:
    """A programme proposed. ``standing``: where it is, in a few words, and ``opened`` whether one can apply today.

    ``deadline``: the next day to note, ``None`` where none is dated.
    """

    programme: str
    name: str
    standing: str
    opened: bool
    status: str
    reasons: tuple[str, ...]
    reservations: tuple[str, ...]
    checks: tuple[str, ...]
    estimate: str | None
    succession: str | None
    contacts: tuple[Contact, ...]
    steps: tuple[str, ...]
    url: str | None
    deadline: Deadline | None


@dataclass(frozen=True)
class Money:
    """The first financing plan: rows (who pays, what is to know, amount in euros) that make the budget, and notes."""

    budget: str
    rows: tuple[tuple[str, str, str], ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Advised:
    """A lesson of experience."""

    title: str
    advice: str


@dataclass(frozen=True)
class Read:
    """Where the facts about ``what`` were read, and the day on which that was last checked, in words."""

    what: str
    where: tuple[str, ...]
    checked: str


@dataclass(frozen=True)
class SheetContent:
    """The sheet: the project as told and as understood, what is proposed, whom to call, what to do, where it was read.

    ``questions`` and ``papers``: for the call about the first programme. ``assessed``: the lessons follow from a
    self-assessment, and are not merely the main ones.
    """

    made_on: date
    words: str
    told: tuple[str, ...]
    understood: tuple[str, ...]
    choices: tuple[Choice, ...]
    missing: tuple[str, ...]
    money: Money | None
    people: tuple[Contact, ...]
    questions: tuple[str, ...]
    papers: tuple[str, ...]
    steps: tuple[str, ...]
    ended: tuple[str, ...]
    lessons: tuple[Advised, ...]
    assessed: bool
    sources: tuple[Read, ...]


def content(state: State, world: World, top: int) -> SheetContent:
    """The sheet for what a conversation knows, with the ``top`` programmes as they are recommended on the day."""
    facts = state.facts(world.as_of)
    found = recommend(facts, world.base, top=top)
    calls = first_calls(facts, found, world.base)
    choices = tuple(_choice(item, world) for item in found.recommendations)
    people = tuple(_people(calls))
    lessons, assessed = _lessons(state, world)
    return SheetContent(
        made_on=world.as_of,
        words=short(state.project_text, _WORDS),
        told=tuple(understood.told_lines(state, world)),
        understood=tuple(understood.understood_lines(state, world)),
        choices=choices,
        missing=found.missing,
        money=_money(facts, found, world, state.memory.own_share),
        people=people,
        questions=calls.questions,
        papers=calls.papers,
        steps=tuple(_next_steps(choices, people, calls.papers)),
        ended=tuple(ended.sentence for ended in found.ended[: recommendation.MOST_ENDED]),
        lessons=tuple(Advised(lesson.title, lesson.advice) for lesson in lessons),
        assessed=assessed,
        sources=tuple(_sources(found, calls, lessons)),
    )


def _choice(item: Recommendation, world: World) -> Choice:
    programme = item.programme
    return Choice(
        programme=programme.id,
        name=programme.name,
        standing=standing(programme, item.status, world.as_of),
        opened=item.status in ("open", "permanent"),
        status=status_sentence(programme, world),
        reasons=tuple(recommendation.reasons(item, _MOST_REASONS)),
        reservations=tuple(recommendation.reservations(item)),
        checks=tuple(recommendation.to_check(item, _MOST_CHECKS, _CHECK)),
        estimate=item.grant_estimate.text if item.grant_estimate else None,
        succession=item.succession,
        contacts=tuple(_contact(body) for body in item.organisations[:_MOST_CONTACTS]),
        steps=programme.steps[:_MOST_STEPS],
        url=programme.url,
        deadline=deadline(programme, world.as_of),
    )


def _contact(body: Organisation, why: str = "") -> Contact:
    return Contact(body.name, body.phone, body.email, body.url, why)


def _people(calls: Calls) -> Iterator[Contact]:
    for support in calls.bodies:
        yield _contact(support.organisation, support.reason)
    if calls.authority and calls.programme:
        yield _contact(calls.authority, f"Gère « {without_brackets(calls.programme.name)} ».")


def _money(facts: ProjectFacts, found: Advice, world: World, own_share: float | None) -> Money | None:
    money = plan(facts, found.recommendations, world.base, own_share)
    if money is None or not (money.lines or money.leads):
        return None
    rows = tuple((row.name, row.note, euros(row.amount)) for row in financing.rows(money))
    return Money(euros(money.budget), rows, tuple(financing.notes(money, world)))


def _next_steps(choices: tuple[Choice, ...], people: tuple[Contact, ...], papers: tuple[str, ...]) -> Iterator[str]:
    """What to do now, in order; each step is made of what the sheet holds."""
    if people:
        reach = people[0].phone or people[0].email
        yield f"Appeler {people[0].name}{f' ({reach})' if reach else ''} avant d'écrire le dossier."
    if choices and choices[0].checks:
        yield f"Vérifier les points en suspens de « {without_brackets(choices[0].name)} » (plus bas)."
    if papers:
        yield f"Réunir : {enumerate_fr(papers)}."
    for choice in choices:
        if choice.deadline:
            yield f"Noter pour « {without_brackets(choice.name)} » : {choice.deadline.sentence}."


def _lessons(state: State, world: World) -> tuple[tuple[Lesson, ...], bool]:
    advised = profile(state.memory.readiness, world.base).advice
    return (advised, True) if advised else (tuple(world.base.lessons.values())[:_MOST_LESSONS], False)


def _sources(found: Advice, calls: Calls, lessons: Iterable[Lesson]) -> Iterator[Read]:
    """One entry a record that the sheet rests on."""
    for item in found.recommendations:
        yield _read(item.programme.name, item.programme.sources[:_MOST_SOURCES], item.programme.checked)
    bodies = [support.organisation for support in calls.bodies] + ([calls.authority] if calls.authority else [])
    for body in bodies:
        yield _read(body.name, body.sources[:1], body.checked)
    for lesson in lessons:
        yield _read(f"Conseil « {lower_first(lesson.title)} »", lesson.sources[:1], lesson.checked)


def _read(what: str, sources: tuple[Source, ...], checked: str) -> Read:
    named = (source.url or source.document or "" for source in sources)
    return Read(what, tuple(filter(None, named)), french_date(checked))
