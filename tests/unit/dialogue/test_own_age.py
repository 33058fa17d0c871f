"""How long a body says that it exists counts at once, and is no length of the project."""

import pytest

from assistant.dialogue.own_age import hear
from assistant.dialogue.state import State
from assistant.dialogue.turns import answer
from assistant.dialogue.world import World
from assistant.matching.facts import ProjectFacts
from assistant.matching.profile import judge_profile
from assistant.nlu.extract import Extractor
from assistant.programmes.base import Base
from tests.unit.dialogue.turns import turn

GUILDE = "microprojets-la-guilde"


@pytest.fixture
def well(state: State) -> State:
    state.holder_type, state.territory, state.partner_countries = "association", "43", ["TG"]
    state.goal, state.framework, state.themes = "development", "international", ["water"]
    state.budget, state.project_text = 10000.0, "forage au Togo"
    return state


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("notre asso a 1 an", "1 an"),
        ("on a 15 ans", "15 ans"),
        ("elle existe depuis trois ans", "3 ans"),
        ("l'association a été créée il y a 6 mois", "6 mois"),
        ("non, elle a deux ans", "2 ans"),
    ],
)
def test_a_body_says_how_old_it_is(well: State, world: World, text: str, said: str) -> None:
    (noted, *_) = hear(turn("inform", text), well, world) or ()

    assert noted.text == f"C'est noté : vous existez depuis {said}."
    assert well.duration_months is None
    assert well.project_text == "forage au Togo"


@pytest.mark.parametrize(
    "text", ["on a 15 ans d'avance ?", "le projet dure 2 ans", "depuis quand existe le GECT ?", "on a 15 jeunes"]
)
def test_another_length_is_not_its_age(well: State, world: World, text: str) -> None:
    assert hear(turn("inform", text), well, world) is None


def test_young_people_tell_their_own_age(state: State, world: World) -> None:
    assert hear(turn("inform", "on a 17 ans"), state, world) is None


def test_what_was_proposed_is_put_right(well: State, world: World) -> None:
    answer(lambda *_: [], turn("inform", "notre asso a 5 ans"), well, world, begins=True)
    well.memory.recommended = [GUILDE]

    noted = (hear(turn("inform", "en fait elle a 1 an"), well, world) or [])[0]

    assert "Microprojets de La Guilde" in (noted.text or "").split("Cela écarte")[1]
    assert GUILDE not in well.memory.recommended


def test_the_age_given_as_a_fact_is_judged_by_the_conditions(base: Base) -> None:
    young = judge_profile(ProjectFacts(existence_months=12), base.programmes[GUILDE], base)

    assert young is not None
    assert young.excludes
    assert judge_profile(ProjectFacts(existence_months=60), base.programmes[GUILDE], base) is None


def test_its_age_is_no_duration_of_the_project(world: World) -> None:
    found = Extractor(world.base, world.places).extract("notre asso a 1 an")

    assert [one.entity for one in found] == ["holder_type"]
