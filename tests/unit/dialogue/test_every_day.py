"""Nothing closed is ever shown as open: every record, over the days from 2000 to today.

What is open on a day is read here straight from the dates of the records, not through the functions under test.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import pytest

from assistant.advise import Adviser
from assistant.dialogue import present
from assistant.dialogue.recommendation import advice
from assistant.dialogue.world import World
from assistant.matching.facts import ProjectFacts
from assistant.matching.rank import Advice, recommend
from assistant.matching.succession import ending
from assistant.matching.timing import judge_dates
from assistant.matching.words import MONTHS
from assistant.programmes.base import Base
from assistant.programmes.records import Programme
from assistant.programmes.status import LIVING, next_deadline, status_on
from benchmarks.evaluation.recommending import SHOWN, read_cases

FIRST, TODAY = date(2000, 1, 1), date(2026, 11, 27)
STEP = 11  # days: neither weeks nor months, so that every part of a year is met
NOBODY = ProjectFacts(as_of=TODAY)

_MONTH_NAMES = "|".join(MONTHS)
_DATE = re.compile(rf"\b(?:(\d\d?)(?:er)? )?({_MONTH_NAMES}) (\d{{4}})\b")
_UNTIL = re.compile(rf"jusqu'(?:au|en) (?:\d\d?(?:er)? )?(?:{_MONTH_NAMES}) \d{{4}}")
_STILL_OPEN = re.compile(
    r"appel est ouvert|toute l'année|prochain appel|prochaine date|on (?:peut|candidate)|déposez|candidatez|"
    r"comment déposer|premiers pas",
    re.IGNORECASE,
)


def _bounds(iso: str) -> tuple[str, str]:
    """The first and the last day that an ISO day, month or year may mean, as text that compares."""
    year, month, day = (*map(int, iso.split("-")), None, None)[:3]
    last = date(year, month or 12, day or monthrange(year, month or 12)[1])
    return date(year, month or 1, day or 1).isoformat(), last.isoformat()


def days_of(programme: Programme) -> Iterator[date]:
    """A range of days for everyone, and every date of the record with the day before and the day after."""
    yield from (FIRST + timedelta(days=n) for n in range(0, (TODAY - FIRST).days + 1, STEP))
    yield TODAY
    own = [programme.start, programme.end, programme.applications_until, programme.last_call_closed, programme.checked]
    own += [iso for call in programme.calls for iso in (call.opens, call.closes)]
    for iso in filter(None, own):
        for edge in _bounds(iso):
            near = [date.fromisoformat(edge) + timedelta(days=n) for n in (-1, 0, 1)]
            yield from (day for day in near if FIRST <= day <= TODAY)


def _takes_entrants(programme: Programme, day: date) -> bool:
    """Whether a call of the record is dated around that day and takes new entrants."""
    today = day.isoformat()
    return any(
        (call.rolling or (call.opens and call.closes))
        and not call.restricted
        and (not call.opens or _bounds(call.opens)[0] <= today)
        and (not call.closes or today <= _bounds(call.closes)[1])
        for call in programme.calls
    )


def _is_over(programme: Programme, day: date) -> bool:
    """Whether the record says outright that nothing can be presented any more."""
    today = day.isoformat()
    said = programme.status == "closed" and today >= programme.checked
    return said or bool(programme.applications_until and _bounds(programme.applications_until)[1] < today)


def _past_dates(text: str, day: date) -> list[str]:
    """The dates of a French text that are before the day."""
    past = []
    for number, month, year in _DATE.findall(text):
        iso = f"{year}-{MONTHS.index(month) + 1:02}" + (f"-{int(number):02}" if number else "-31")
        if iso < day.isoformat():
            past.append(iso)
    return past


def test_a_status_is_what_the_dates_of_the_record_allow(base: Base) -> None:
    wrong = []
    for programme in base.programmes.values():
        for day in days_of(programme):
            status = status_on(programme, day)
            if (
                (status == "open" and not _takes_entrants(programme, day))
                or (status in LIVING and _is_over(programme, day))
                or ((status == "proposed") is not (programme.status == "proposed") and status is not None)
            ):
                wrong.append((programme.id, day, status))
    assert wrong == []


def test_a_deadline_is_never_past_and_only_of_what_lives(base: Base) -> None:
    wrong = []
    for programme in base.programmes.values():
        closings = {call.closes for call in programme.calls if not call.restricted}
        for day in days_of(programme):
            deadline = next_deadline(programme, day)
            past = deadline is not None and (_bounds(deadline)[1] < day.isoformat() or deadline not in closings)
            if past or (deadline and status_on(programme, day) not in LIVING):
                wrong.append((programme.id, day, deadline))
    assert wrong == []


def _wrong_sentence(programme: Programme, status: str | None, text: str, day: date) -> bool:
    """Whether the sentence says more than the status allows, or gives a past date as one to come."""
    if any(_past_dates(until, day) for until in _UNTIL.findall(text)):
        return True
    if status == "open":
        return "appel est ouvert" not in text
    if status == "permanent":
        return "toute l'année" not in text
    if status == "between_calls":
        to_come = re.search(r"(?:prochaine date limite connue|prochain appel) : [^.(]*", text)
        promised = _past_dates(to_come.group(), day) if to_come else []
        return "appel est ouvert" in text or "toute l'année" in text or bool(promised)
    expected = {"closed": "terminé", "proposed": "proposition, non adoptée", None: "n'existe pas encore"}[status]
    return expected not in text or bool(_STILL_OPEN.search(text.replace("on ne peut pas y candidater", "")))


def test_the_sentence_about_its_dates_says_no_more_than_its_status(base: Base) -> None:
    wrong = []
    for programme in base.programmes.values():
        for day in days_of(programme):
            criterion = judge_dates(replace(NOBODY, as_of=day), programme, base)
            status = status_on(programme, day)
            if criterion.excludes is (status in LIVING) or _wrong_sentence(programme, status, criterion.text, day):
                wrong.append((programme.id, day, status, criterion.text))
    assert wrong == []


def test_a_closed_programme_is_told_as_over_and_leads_to_what_lives(base: Base, world: World) -> None:
    wrong = []
    for programme in base.programmes.values():
        for day in sorted(set(days_of(programme)))[::3]:
            if status_on(programme, day) != "closed":
                continue
            told = ending(programme, base, day)
            shown = present.status_sentence(programme, replace(world, as_of=day))
            leads = bool(told.successors) or re.search(
                r"suite|remplac|[Aa]ucun|relève|trouvée?s?\b|restent", told.sentence
            )
            dead = [one.id for one in told.successors if status_on(one, day) not in LIVING]
            if dead or shown != told.sentence or not leads or _wrong_sentence(programme, "closed", shown, day):
                wrong.append((programme.id, day, shown, dead))
    assert wrong == []


def _names_a_successor(programme: Programme, day: date, base: Base) -> bool:
    """Whether the sentence names what lives in its place, or one that replaced it, or gives the record's own reason."""
    told = ending(programme, base, day)
    named = [one.name for one in (*told.successors, *base.successors(programme.id))]
    return any(f"« {name} »" in told.sentence for name in named) or bool(programme.succeeded_by_note)


def test_a_successor_that_is_known_is_never_denied(base: Base) -> None:
    wrong = []
    for programme in base.programmes.values():
        if base.successors(programme.id):
            days = (day for day in days_of(programme) if status_on(programme, day) == "closed")
            wrong += [(programme.id, day) for day in days if not _names_a_successor(programme, day, base)]
    assert wrong == []


def test_every_step_of_a_succession_is_walked_both_ways(base: Base) -> None:
    edges = {(before, after.id) for after in base.programmes.values() for before in after.succeeds}

    assert edges <= {(before, after.id) for before in base.programmes for after in base.successors(before)}
    assert edges <= {(before.id, after) for after in base.programmes for before in base.predecessors(after)}


def test_no_programme_succeeds_itself(base: Base) -> None:
    @cache
    def length(identifier: str) -> int:
        """Raises ``RecursionError`` on a cycle."""
        return 1 + max((length(one.id) for one in base.predecessors(identifier)), default=0)

    assert all(length(identifier) for identifier in base.programmes)


def test_a_programme_starts_no_earlier_than_the_one_it_succeeds(base: Base) -> None:
    known = [
        (p, before) for p in base.programmes.values() for before in base.predecessors(p.id) if p.start and before.start
    ]

    assert [(p.id, b.id) for p, b in known if _bounds(p.start or "")[1] < _bounds(b.start or "")[0]] == []


def test_the_sheet_of_a_closed_programme_never_invites_to_apply(base: Base, world: World) -> None:
    wrong = []
    for programme in base.programmes.values():
        for day in sorted(set(days_of(programme)))[::25]:
            lines = present.programme_lines(programme, replace(NOBODY, as_of=day), replace(world, as_of=day))
            said = " ".join(line for line in lines[1:] if not line.startswith(("À noter", "Page", "Source")))
            if any(_past_dates(until, day) for until in _UNTIL.findall(" ".join(lines))):
                wrong.append((programme.id, day, " ".join(lines)))
            if status_on(programme, day) == "closed" and (_STILL_OPEN.search(said) or "Contacts" in said):
                wrong.append((programme.id, day, said))
    assert wrong == []


# --- what is recommended -------------------------------------------------------------------------------------------

PROJECTS = [case for name in SHOWN for case in read_cases(name)][::3]
SAMPLE = [date(2000 + n, 1 + n * 5 % 12, 1 + n * 11 % 28) for n in range(27)]


@pytest.fixture(scope="module")
def advised(base: Base) -> list[tuple[date, Advice]]:
    """What is advised for varied projects on a day of each year, each project on some of them."""
    return [
        (day, recommend(ProjectFacts.from_dict({**case["facts"], "text": case["text"]}, day), base, top=6))
        for n, case in enumerate(PROJECTS)
        for day in (*SAMPLE[n % 3 :: 3], TODAY)
    ]


def test_nothing_but_what_lives_on_the_day_is_recommended(advised: list[tuple[date, Advice]]) -> None:
    assert [
        (one.programme.id, day)
        for day, found in advised
        for one in found.recommendations
        if one.status != status_on(one.programme, day)
        or one.status not in LIVING
        or _is_over(one.programme, day)
        or (one.status == "open" and not _takes_entrants(one.programme, day))
        or (one.next_deadline and _bounds(one.next_deadline)[1] < day.isoformat())
    ] == []
    assert sum(len(found.recommendations) for _, found in advised) > 300


def test_proposals_stand_apart_and_are_said_to_be_proposals(advised: list[tuple[date, Advice]], world: World) -> None:
    for day, found in advised:
        assert {one.status for one in found.upcoming} <= {"proposed"}
        assert not {one.programme.id for one in found.upcoming} & {one.programme.id for one in found.recommendations}
        text = "\n".join(reply.text for reply in advice(found, replace(world, as_of=day)))
        for one in found.upcoming:
            assert one.programme.name in text.split("ce ne sont que des propositions, rien n'est adopté")[1]
    assert any(found.upcoming for _, found in advised)


def test_what_has_ended_is_said_so_in_the_answer(advised: list[tuple[date, Advice]]) -> None:
    for day, found in advised:
        for one in found.ended:
            assert status_on(one.programme, day) == "closed"
            assert not _wrong_sentence(one.programme, "closed", one.sentence, day), one.sentence
            assert all(status_on(after, day) in LIVING for after in one.successors)


def test_a_recommendation_written_out_gives_no_past_date_as_one_to_come(
    advised: list[tuple[date, Advice]], world: World
) -> None:
    for day, found in advised:
        text = "\n".join(reply.text for reply in advice(found, replace(world, as_of=day)))
        assert [until for until in _UNTIL.findall(text) if _past_dates(until, day)] == []


def test_the_command_answers_for_the_day_that_it_is_asked_for(base: Base, world: World) -> None:
    adviser = Adviser(base, world.places)
    text = "commune du Puy-de-Dôme, jumelage avec une ville italienne"
    for day in (date(2008, 11, 1), date(2016, 5, 1), TODAY):
        answer = adviser.answer(adviser.facts(text, None, day), top=3)
        assert answer["recommendations"]
        for one in answer["recommendations"]:
            assert one["status"] == status_on(base.programmes[one["programme"]], day)
            assert one["status"] in LIVING
