"""Several projects in one conversation."""

import pytest

from assistant.dialogue import orientation
from assistant.dialogue.replies import ANOTHER, NOW, Reply
from assistant.dialogue.state import WHICH_PROJECT, State
from assistant.dialogue.world import World
from tests.unit.dialogue.turns import turn


def responses(replies: list[Reply]) -> list[str]:
    return [r.response or "" for r in replies]


@pytest.fixture
def wells(state: State, world: World) -> State:
    """A project of wells in Benin, already recommended for."""
    told = turn(
        "describe_project", "une association veut creuser un puits au Bénin",
        holder_type="association", place="63", country="BJ", theme="water",
    )  # fmt: skip
    orientation.hear_project(told, state, world)
    orientation.hear_project(turn("inform", "", question=NOW), state, world)
    return state


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("restart", "un autre projet"),
        ("inform", "nous avons aussi un projet avec le Maroc"),
        ("describe_project", "parlons d'un deuxième projet, celui de l'école"),
        ("restart", ""),
    ],
)
def test_a_new_project_inherits_nothing(wells: State, world: World, intent: str, text: str) -> None:
    told = turn(intent, text) if text else turn(intent, "", question=ANOTHER)

    replies = (orientation.restart if intent == "restart" else orientation.hear_project)(told, wells, world)

    assert replies[0].response == "utter_another_project"
    assert not wells.anything_known
    assert not wells.memory.recommended
    assert wells.project_text == ""


def test_one_can_go_back_to_the_first(wells: State, world: World) -> None:
    proposed = list(wells.memory.recommended)
    orientation.restart(turn("restart", "un autre projet"), wells, world)
    orientation.hear_project(turn("inform", holder_type="ecole", country="DE"), wells, world)

    replies = orientation.hear_project(turn("inform", "revenons au premier projet"), wells, world)

    assert responses(replies) == ["utter_back_to_that_project", "utter_proposed_before"]
    assert (wells.holder_type, wells.partner_countries) == ("association", ["BJ"])
    assert wells.memory.recommended == proposed


def test_the_project_to_go_back_to_is_told_by_its_words(wells: State, world: World) -> None:
    orientation.restart(turn("restart", "un autre projet"), wells, world)
    orientation.hear_project(turn("inform", holder_type="ecole", country="DE", theme="education"), wells, world)
    orientation.restart(turn("restart", "un autre projet"), wells, world)
    orientation.hear_project(turn("inform", holder_type="commune", country="IT"), wells, world)

    orientation.restart(turn("restart", "reprenons le projet du Bénin", country="BJ"), wells, world)

    assert wells.partner_countries == ["BJ"]
    assert len(wells.memory.shelf) == 2


def test_to_begin_again_forgets_the_project_and_keeps_those_set_aside(wells: State, world: World) -> None:
    orientation.restart(turn("restart", "un autre projet"), wells, world)
    orientation.hear_project(turn("inform", holder_type="ecole"), wells, world)

    replies = orientation.restart(turn("restart", "recommençons de zéro"), wells, world)

    assert replies[0].response == "utter_restarted"
    assert not wells.anything_known
    assert len(wells.memory.shelf) == 1


@pytest.fixture
def held(wells: State, world: World) -> State:
    """After the recommendation, a description that has nothing of that project."""
    told = turn(
        "describe_project", "notre lycée prépare un échange de classes avec la Bavière",
        holder_type="ecole", country="DE", theme="education",
    )  # fmt: skip
    replies = orientation.hear_project(told, wells, world)
    assert responses(replies) == ["utter_which_project"]
    assert wells.memory.pending == WHICH_PROJECT
    return wells


def test_a_description_that_contradicts_the_project_may_be_another(held: State) -> None:
    assert (held.holder_type, held.partner_countries) == ("association", ["BJ"])


@pytest.mark.parametrize("text", ["un autre", "non, rien à voir", ""])
def test_another_project_is_begun_with_what_was_told(held: State, world: World, text: str) -> None:
    answer = turn("inform", text) if text else turn("restart", "", question=ANOTHER)

    (orientation.hear_project if text else orientation.restart)(answer, held, world)

    assert (held.holder_type, held.partner_countries, held.territory) == ("ecole", ["DE"], None)
    assert len(held.memory.shelf) == 1


@pytest.mark.parametrize("text", ["le même, je corrige", ""])
def test_the_same_project_is_corrected(held: State, world: World, text: str) -> None:
    orientation.hear_project(turn("correct", text), held, world)

    assert (held.holder_type, held.partner_countries, held.territory) == ("ecole", ["DE"], "63")
    assert held.memory.shelf == []


def test_a_correction_of_one_thing_is_no_other_project(wells: State, world: World) -> None:
    orientation.hear_project(turn("describe_project", "c'est pour le Togo", country="TG"), wells, world)

    assert wells.memory.pending != WHICH_PROJECT
    assert wells.partner_countries == ["TG"]


@pytest.mark.parametrize(
    "text",
    [
        "un deuxième projet pour la même association",
        "un autre projet, toujours pour nous",
        "un nouveau projet porté par notre asso",
    ],
)
def test_another_project_of_the_same_holder_keeps_who_and_where(wells: State, world: World, text: str) -> None:
    orientation.restart(turn("restart", text, country="PL"), wells, world)

    assert (wells.holder_type, wells.territory, wells.partner_countries) == ("association", "63", ["PL"])
    assert wells.themes == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("un autre projet, pour la même association, à Lyon", {"place": "69"}),
        ("un autre projet, pour notre école", {"holder_type": "ecole"}),
        ("un autre projet, pour l'association de Fatou, au Mali", {"country": "ML"}),
        ("un autre projet avec une association", {"holder_type": "association"}),
        ("un autre projet, pas la même association", {}),
    ],
)
def test_another_holder_or_place_inherits_nothing(wells: State, world: World, text: str, told: dict) -> None:
    orientation.restart(turn("restart", text, **told), wells, world)

    assert (wells.holder_type, wells.territory) == (told.get("holder_type"), told.get("place"))
