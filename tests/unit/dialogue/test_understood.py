"""The recap: what was said apart from what was understood, and how the latter is corrected."""

import pytest

from assistant.dialogue import orientation, questions
from assistant.dialogue.replies import Reply
from assistant.dialogue.state import RECAP, State, Turn
from assistant.dialogue.understood import standing_of_partners, told_lines, understood_lines
from assistant.dialogue.world import World
from assistant.matching import countries
from assistant.nlu.entities import Entity
from assistant.vocabulary import THEMES
from tests.unit.dialogue.turns import turn


@pytest.fixture
def wells(state: State, world: World) -> State:
    told = Turn(
        "une association du Cantal creuse un puits au Burkina Faso",
        "describe_project",
        (
            Entity("holder_type", "association", "association", 4, 15),
            Entity("place", "15", "Cantal", 19, 25),
            Entity("theme", "water", "puits", 36, 41),
            Entity("country", "BF", "Burkina Faso", 45, 57),
        ),
    )
    orientation.hear_project(told, state, world)
    state.memory.pending = RECAP
    return state


def said(replies: list[Reply]) -> str:
    return "\n".join(r.text or r.response or "" for r in replies)


def test_what_was_said_and_what_was_understood_stand_apart(wells: State, world: World) -> None:
    assert told_lines(wells, world) == ["Porteur : association", "Lieu : Cantal", "Pays partenaires : Burkina Faso"]

    understood = "\n".join(understood_lines(wells, world))
    assert (
        "l'objectif serait : projet de développement porté en commun, parce que vous parlez de « puits »" in understood
    )
    assert "le sujet serait : eau et assainissement, parce que vous écrivez « puits »" in understood
    assert "l'action serait des travaux d'eau ou d'assainissement, parce que vous écrivez « puits »" in understood
    assert "le Burkina Faso reçoit l'aide publique au développement" in understood


def test_the_recap_says_which_is_which(wells: State, world: World) -> None:
    recap = questions.recap(wells, world)

    told, understood = (recap.text or "").split("J'ai compris que :")
    assert "Vous m'avez dit :" in told
    assert "Cantal" in told
    assert "puits" in understood
    assert recap.custom is not None
    assert recap.custom["lines"] == [*recap.custom["told"], *recap.custom["understood"]]


def test_what_is_corrected_counts_as_said(wells: State, world: World) -> None:
    orientation.hear_project(turn("correct", "non, humanitaire", goal="humanitarian"), wells, world)

    assert "Objectif : aide humanitaire" in told_lines(wells, world)


def test_the_type_of_action_is_corrected_in_words(wells: State, world: World) -> None:
    wells.memory.skipped.append("budget")

    answer = said(orientation.hear_project(turn("correct", "non, plutôt construire une école"), wells, world))

    assert wells.memory.action == "building"
    assert "l'action est une construction" in answer


def test_the_type_of_action_is_corrected_by_a_button(wells: State, world: World) -> None:
    wells.memory.skipped.append("budget")
    choices = orientation.what_to_change(wells)
    assert '/correct{"question":"action"}' in [b.payload for b in choices.buttons]
    (asked,) = orientation.hear_project(turn("correct", "", question="action"), wells, world)
    assert '/correct{"action":"training"}' in [b.payload for b in asked.buttons]

    answer = said(orientation.hear_project(turn("correct", "", action="training"), wells, world))

    assert "l'action est de la formation" in answer


def test_after_the_recommendation_another_action_is_noted(wells: State, world: World) -> None:
    orientation.yes(turn("affirm"), wells, world)

    answer = said(orientation.hear_project(turn("correct", "", action="training"), wells, world))

    assert "C'est noté : l'action est de la formation." in answer


@pytest.mark.parametrize(
    ("country", "expected"),
    [
        ("IT", "l'Italie est dans l'Union européenne et a une frontière avec la France"),
        ("PT", "le Portugal est dans l'Union européenne"),
        ("KM", "les Comores reçoivent l'aide publique au développement"),
        ("JP", "le Japon est hors de l'Union européenne et ne reçoit pas l'aide publique au développement"),
        ("SAHEL", "les pays visés (Sahel) reçoivent l'aide publique au développement"),
    ],
)
def test_the_standing_of_a_partner_country(country: str, expected: str) -> None:
    assert standing_of_partners([country]) == [expected]


@pytest.mark.parametrize("country", ["FR", "UE27"])
def test_what_goes_without_saying_is_not_said(country: str) -> None:
    assert standing_of_partners([country]) == []


@pytest.mark.parametrize(
    "named", ["le Mexique", "la Tunisie", "l'Égypte", "les Philippines", "Madagascar", "le Royaume-Uni", "la Hongrie",
              "le Honduras", "Haïti", "la Côte d’Ivoire", "les Pays-Bas", "Sainte-Lucie", "La Réunion"],
)  # fmt: skip
def test_countries_bear_their_article(named: str) -> None:
    assert named in [countries.with_article(code) for code in countries.country_names()]


def test_the_commune_is_told_with_its_département(state: State, world: World) -> None:
    # GIVEN a holder that named its commune
    state.territory, state.memory.locality = "63", "63003"
    assert told_lines(state, world) == ["Lieu : Ambert (Puy-de-Dôme)"]

    # GIVEN one that is an intercommunality
    state.territory, state.memory.locality = "38", "200030658"
    assert told_lines(state, world) == ["Lieu : communauté de communes du Trièves (Isère)"]


def test_every_theme_that_no_word_names_has_its_reason(state: State, world: World) -> None:
    state.memory.implied = list(THEMES)

    lines = [line for line in understood_lines(state, world) if line.startswith("le sujet toucherait aussi à")]

    assert len(lines) == len(THEMES)
    assert all(", parce qu" in line for line in lines)
