"""How large a project of solidarity is heard to be, and where that sends it."""

from dataclasses import replace
from typing import Any

import pytest
from small_world import make_base, make_facts, make_programme

from assistant.matching.criterion import Criterion
from assistant.matching.means import judge_budget
from assistant.matching.needs import speaks_of_emergency
from assistant.matching.notes import usual_told
from assistant.matching.rank import recommend
from assistant.matching.scale import MADE_FOR_SIZE, OUT_OF_SCALE, Size, judge_scale, size_of
from assistant.programmes.records import Programme

LARGE = make_programme("large", grant_min=300_000)
MICRO = make_programme("micro", grant_max=12_500)
FACILITY = make_programme(
    "facility", grant_min=200_000, grant_max=1_500_000, frameworks=("decentralised",), holders=("commune", "epci"),
)  # fmt: skip
ASSOCIATION = {"holder_type": "association", "partner_countries": "SN"}
AUTHORITY = {"holder_type": "epci", "partner_countries": "SN"}


def told(text: str, **facts: Any) -> Size | None:
    return size_of(make_facts(**{**ASSOCIATION, **facts, "text": text}))


def judged(programme: Programme, **facts: Any) -> Criterion | None:
    return judge_scale(make_facts(**facts), programme, make_base(programme))


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("Nous vaccinerons 45 000 nourrissons.", "« 45 000 nourrissons »"),
        ("des milliers de paysans cultiveraient mieux", "« milliers de paysans »"),
        ("C'est la troisième phase de ce travail.", "« troisième phase »"),
        ("Une fédération de comités locaux", "« fédération »"),
        ("des sages-femmes dans six pays", "« six pays »"),
        ("Notre ONG soigne depuis trente ans.", "« ONG »"),
    ],
)
def test_a_large_project_is_heard_in_what_it_counts(text: str, because: str) -> None:
    size = told(text)
    assert size is not None
    assert (size.large, size.sure) == (True, True)
    assert because in size.because


@pytest.mark.parametrize(
    "text",
    [
        "Nous cherchons 13 000 euros pour notre club.",
        "planter 12 000 arbres",
        "une commune de 9 000 habitants",
        "Un groupe de danse part au Sénégal.",
    ],
)
def test_sums_things_and_inhabitants_tell_no_size(text: str) -> None:
    assert told(text) is None


def test_one_hint_leaves_a_doubt_and_two_make_sure() -> None:
    one, two = told("Notre ONG creuse."), told("Notre ONG creuse.", partner_countries="SN,ML")
    assert one is not None
    assert two is not None
    assert (one.sure, two.sure) == (False, True)
    assert "2 pays" in two.because


def test_years_are_a_hint() -> None:
    size = told("Nous formons des maçons.", duration_months=36)
    assert size is not None
    assert (size.large, size.sure, size.because) == (True, False, ("36 mois",))
    assert told("Nous formons des maçons.", duration_months=12) is None
    assert size_of(make_facts(text="Former des maçons.", partner_countries="SN", duration_months=36)) is None


@pytest.mark.parametrize("text", ["Des bénévoles repeignent le centre.", "Notre petite association", "pour le village"])
def test_a_village_and_volunteers_are_a_small_project(text: str) -> None:
    size = told(text)
    assert size is not None
    assert not size.large


def test_a_budget_says_more_than_any_word() -> None:
    assert told("Notre ONG, troisième phase", budget=40_000) is None
    size = told("Notre petite association", budget=600_000)
    assert size is not None
    assert size.large


def test_an_authority_is_heard_in_the_works_that_it_orders() -> None:
    heavy = told("refaire tout le réseau d'eau de la ville jumelle", **AUTHORITY)
    light = told("poser une canalisation et drainer", **AUTHORITY)
    assert heavy is not None
    assert light is not None
    assert (heavy.sure, light.sure) == (True, False)
    assert told("échanger sur le théâtre", **AUTHORITY) is None
    assert told("rejoindre un réseau de villes", **AUTHORITY) is None


def test_large_projects_are_what_the_programmes_of_large_ones_are_made_for() -> None:
    text = "Notre ONG, troisième phase"
    met = judged(LARGE, **ASSOCIATION, text=text)
    assert met is not None
    assert (met.outcome, met.grade) == ("met", MADE_FOR_SIZE)
    assert "« troisième phase »" in met.text
    hint = judged(LARGE, **ASSOCIATION, text="Notre ONG")
    assert hint is not None
    assert 0.5 < (hint.grade or 0) < MADE_FOR_SIZE
    small = judged(LARGE, **ASSOCIATION, text="Des bénévoles")
    assert small is not None
    assert (small.outcome, small.grade) == ("unmet", OUT_OF_SCALE)


def test_microprojects_are_not_for_large_ones_and_small_gifts_are_a_complement() -> None:
    gift = make_programme("gift", grant_note="En moyenne 20 000 € par projet (2 M€ par an).")
    text = "Notre ONG, troisième phase"
    micro, beside = judged(MICRO, **ASSOCIATION, text=text), judged(gift, **ASSOCIATION, text=text)
    assert micro is not None
    assert beside is not None
    assert micro.grade == OUT_OF_SCALE < (beside.grade or 0) < 0.5
    assert "20 000 €" in beside.text
    assert judged(MICRO, **ASSOCIATION, text="Des bénévoles") is None


def test_each_sort_of_holder_has_its_own() -> None:
    works = {"text": "un gros chantier : tout le réseau d'eau", "framework": "decentralised"}
    authority = judged(FACILITY, **AUTHORITY, **works)
    assert authority is not None
    assert authority.grade == MADE_FOR_SIZE
    assert judged(LARGE, **AUTHORITY, **works) is None


def test_who_is_not_known_is_told_by_what_is_done() -> None:
    works = {"text": "un gros chantier : tout le réseau d'eau", "partner_countries": "SN"}
    people = {"text": "des milliers de femmes et d'enfants", "partner_countries": "SN"}
    assert judged(FACILITY, **works) is not None
    assert judged(LARGE, **works) is None
    assert judged(LARGE, **people) is not None
    assert judged(FACILITY, **people) is None


def test_nothing_is_said_of_projects_within_the_union() -> None:
    assert judged(LARGE, holder_type="association", partner_countries="IT,ES,PT", text="Notre fédération") is None
    assert judged(LARGE, holder_type="association", partner_countries="MA,PT", text="Notre fédération") is None


def test_the_large_programme_comes_first_for_a_large_project_and_the_small_one_for_a_small_one() -> None:
    schools = {"themes": ("education",), "keywords": ("salles de classe", "élèves")}
    base = make_base(replace(LARGE, **schools), replace(MICRO, **schools))

    def first(text: str) -> str:
        facts = make_facts(**ASSOCIATION, goal="development", themes="education", text=f"salles de classe : {text}")
        return recommend(facts, base).recommendations[0].programme.id

    assert first("notre fédération, des milliers d'élèves") == "large"
    assert first("des bénévoles, le village") == "micro"


def test_a_usual_grant_that_is_nothing_beside_the_budget_is_of_another_scale() -> None:
    gift = make_programme("gift", grant_note="En moyenne 20 000 € par projet.")

    def grade(budget: float) -> float | None:
        found = judge_budget(make_facts(budget=budget), gift, make_base(gift))
        return found.grade if found else None

    assert grade(30_000) == 0.5
    assert grade(250_000) == OUT_OF_SCALE


@pytest.mark.parametrize(
    ("note", "usual"),
    [
        ("De 200 000 à 1 500 000 € ; moyenne de 450 000 € sur trois ans.", 450_000),
        ("À Madagascar, environ 30 000 €.", 30_000),
        ("Enveloppe de 2 M€ par an.", None),
        (None, None),
    ],
)
def test_a_note_tells_the_usual_grant(note: str | None, usual: float | None) -> None:
    assert usual_told(note) == usual


def test_the_sort_of_body_that_speaks_is_no_disaster() -> None:
    assert not speaks_of_emergency("Une association d'urgence et de développement forme des maçons")
    assert speaks_of_emergency("Une association d'urgence et de développement après le séisme")
