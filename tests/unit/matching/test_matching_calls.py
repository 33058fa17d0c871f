"""Whom to call first, what to ask, what to have at hand."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from small_world import make_base, make_facts, make_organisation, make_programme

from assistant.advise import Adviser
from assistant.matching.bodies import Support, contacts, is_living, managers
from assistant.matching.calls import Calls, first_calls, papers
from assistant.matching.facts import ProjectFacts
from assistant.matching.rank import Advice, recommend
from assistant.places import Places
from assistant.programmes.base import Base
from assistant.programmes.records import Partnership, Payment, Programme
from benchmarks.evaluation.recommending import SHOWN, read_cases

HUB = make_organisation("hub", territories=("63",), helps_with=("advice", "training"))
NATIONAL = make_organisation("national")
DISTANT = make_organisation("lointain", territories=("MONDE",))
RUNNING = make_organisation("gestion", kind="managing_authority", helps_with=())


def called(*programmes: Programme, **facts: Any) -> Calls:
    base = make_base(*programmes, organisations=(HUB, NATIONAL, DISTANT, RUNNING))
    project = make_facts(**{"territory": "63", "partner_countries": "BJ", "holder_type": "association", **facts})
    return first_calls(project, recommend(project, base, 3), base)


def test_one_or_two_bodies_then_who_runs_the_first_programme() -> None:
    calls = called(make_programme("aide", managed_by=("gestion",)))

    assert [one.organisation.id for one in calls.bodies] == ["hub", "national"]
    assert calls.programme is not None
    assert (calls.programme.id, calls.authority) == ("aide", RUNNING)


def test_a_body_is_named_once() -> None:
    assert called(make_programme("aide", managed_by=("hub", "gestion"))).authority == RUNNING
    assert called(make_programme("aide", managed_by=("hub",))).authority is None


def test_who_runs_the_programme_comes_after_those_who_help() -> None:
    programme = make_programme("aide", managed_by=("gestion",))
    base = make_base(programme, organisations=(HUB, NATIONAL, RUNNING))
    advice = recommend(make_facts(territory="63", partner_countries="BJ", holder_type="association"), base, 3)
    told = replace(advice, organisations=tuple(Support(one, "") for one in (HUB, RUNNING, NATIONAL)))

    calls = first_calls(make_facts(territory="63"), told, base)

    assert [one.organisation.id for one in calls.bodies] == ["hub", "national"]
    assert calls.authority == RUNNING


def test_who_pays_answers_where_nobody_is_said_to_run_it() -> None:
    programme = make_programme("aide", funder="gestion")
    base = make_base(programme, organisations=(RUNNING,))

    assert managers(programme, make_facts(), base) == contacts(programme, make_facts(), base) == (RUNNING,)


def test_a_dissolved_authority_gives_way_to_what_it_became() -> None:
    gone = make_organisation("ancienne", status="dissolved", until="2020", successor="gestion")
    programme = make_programme("aide", managed_by=("ancienne",))

    assert managers(programme, make_facts(), make_base(programme, organisations=(gone, RUNNING))) == (RUNNING,)


def test_without_a_programme_there_are_only_bodies() -> None:
    nothing = Advice((), (), (), (), ())

    assert first_calls(make_facts(), nothing, make_base()) == Calls(())


@pytest.mark.parametrize(
    ("programme", "facts", "expected"),
    [
        ({"status": "between_calls", "period": "2021-2027"}, {}, "Quand ouvre le prochain appel"),
        ({"holders": ("commune",)}, {"holder_type": None}, "Qui peut porter le dossier ?"),
        (
            {"partner_countries": ("BJ",), "themes": ("water",)},
            {"partner_countries": None, "themes": "water", "goal": "development"},
            "Avec quels pays peut-on le demander ?",
        ),
        (
            {"partnership": Partnership(min_partners=3, min_countries=2)},
            {},
            "Il faut être au moins 3 partenaires de 2 pays : comment trouver ceux qui manquent ?",
        ),
        ({"rate_max": 50}, {}, "Quel budget faut-il prévoir au moins ?"),
        (
            {"grant_min": 8455, "grant_max": 50745, "payment": Payment(lump_sum=True)},
            {"budget": 20000},
            "À combien serait notre forfait ?",
        ),
        ({"rate_note": "Jusqu'à 1 % d'un budget annexe."}, {}, "Quelle somme notre collectivité peut-elle voter"),
        ({}, {"budget": 20000}, "Quelle aide demander pour un budget de 20 000 € ?"),
        ({"rate_max": 50}, {"budget": 20000}, "L'aide est-elle versée d'avance ou après les dépenses ?"),
    ],
)
def test_what_is_left_to_check_becomes_a_question(
    programme: dict[str, Any], facts: dict[str, Any], expected: str
) -> None:
    questions = called(make_programme("aide", **programme), **facts).questions

    assert any(question.startswith(expected) for question in questions), questions


def test_what_is_known_is_not_asked() -> None:
    told = make_programme("aide", rate_max=50, payment=Payment("advance"))

    questions = called(told, budget=20000).questions

    assert not any("versée" in question or "budget" in question for question in questions)
    assert len(questions) >= 2


def test_a_question_about_another_programme_names_it() -> None:
    first = make_programme("premier", rate_max=50, payment=Payment("advance"), partner_countries=("BJ",))
    other = make_programme("Autre (suite)", status="between_calls", period="2021-2027")

    assert any(q.startswith("Pour « Autre » : quand ouvre") for q in called(first, other, budget=20000).questions)


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({"conditions": ("Association loi 1901 de plus de deux ans.",)}, ["la date de création de votre structure"]),
        ({"steps": ("Trouver un parrain.", "Voter un avis.")}, ["le nom de votre parrain"]),
        ({"steps": ("Prendre une délibération.",)}, ["une délibération"]),
        ({"partnership": Partnership(note="Un partenaire, avec convention.")}, ["la convention avec votre partenaire"]),
        ({"steps": ("Déposer le dossier en ligne.",)}, []),
    ],
)
def test_what_to_have_at_hand_is_what_the_record_asks_for(record: dict[str, Any], expected: list[str]) -> None:
    assert list(papers(make_programme(**record))) == expected


# Over every case that is shown, today.

TODAY = date(2026, 11, 27)


@pytest.fixture(scope="module")
def shown(base: Base) -> list[tuple[ProjectFacts, Advice]]:
    adviser = Adviser(base, Places())
    cases = [case for name in SHOWN for case in read_cases(name)]
    facts = [
        adviser.facts(case["text"], {k: v for k, v in case["facts"].items() if k != "as_of"}, TODAY) for case in cases
    ]
    return [(one, recommend(one, base, 3)) for one in facts]


def test_nobody_that_is_gone_is_ever_named_today(shown: list[tuple[ProjectFacts, Advice]], base: Base) -> None:
    for facts, advice in shown:
        calls = first_calls(facts, advice, base)
        named = [support.organisation for support in (*advice.organisations, *calls.bodies)]
        named += [body for one in advice.recommendations for body in one.organisations]
        named += [calls.authority] if calls.authority else []
        assert named
        for body in named:
            assert is_living(body, TODAY.isoformat()), body.id
            assert body.status not in ("dissolved", "merged"), body.id


def test_every_recommendation_comes_with_two_or_three_questions(
    shown: list[tuple[ProjectFacts, Advice]], base: Base
) -> None:
    for facts, advice in shown:
        calls = first_calls(facts, advice, base)
        assert 1 <= len(calls.bodies) <= 2
        if advice.recommendations:
            assert 2 <= len(calls.questions) <= 3
            assert all(question.endswith("?") for question in calls.questions)
