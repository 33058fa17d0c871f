"""«Pourquoi pas X ?» after a recommendation or in the middle of the questions."""

import pytest

from assistant.dialogue import catalogue, orientation
from assistant.dialogue.replies import NOW, Reply
from assistant.dialogue.state import State, Turn
from assistant.dialogue.why import asks_why_not
from assistant.dialogue.world import World
from assistant.matching.rank import rank
from assistant.nlu.entities import Entity
from assistant.programmes.status import LIVING
from tests.unit.dialogue.turns import turn

FIRST = "cerv-jumelage-de-villes-2021-2027"


@pytest.fixture
def twinning(state: State, world: World) -> State:
    told = turn(
        "describe_project", "nous voulons nous jumeler avec une ville italienne",
        holder_type="commune", place="43", country="IT", amount=20000,
    )  # fmt: skip
    orientation.hear_project(told, state, world)
    orientation.yes(turn("affirm"), state, world)
    return state


def asked(text: str, *programmes: str) -> Turn:
    return Turn(text, "ask_programme", tuple(Entity("programme", one, one, 0, 0) for one in programmes))


def said(replies: list[Reply]) -> str:
    return "\n".join(r.text or r.response or "" for r in replies)


@pytest.mark.parametrize(
    "text",
    [
        "pourquoi pas Erasmus+ ?",
        "et LIFE, ça marcherait pas ?",
        "pk vous proposez pas leader",
        "pourquoi SUDOE n'est pas dans la liste ?",
        "on n'a pas le droit à Alcotra ?",
        "vous avez oublié le 1 % eau",
        "Leader ne conviendrait pas pour nous ?",
        "Sudoe est exclu de la liste ?",
        "pour quelle raison Interreg est-il écarté ?",
        "erasmus c mort pour nous ?",
        "qu'est-ce qui bloque pour Erasmus+ ?",
        "que faudrait-il changer pour entrer dans LIFE ?",
        "Horizon Europe, on peut pas ?",
        "vous oubliez pas CERV là ?",
    ],
)
def test_the_question_is_heard(text: str) -> None:
    assert asks_why_not(asked(text))


@pytest.mark.parametrize(
    "text",
    ["c'est quoi Erasmus+ ?", "parlez-moi de LIFE", "LEADER est-il encore ouvert ?", "quel est le taux de Sudoe ?",
     "pourquoi Erasmus+ est-il en premier ?"],
)  # fmt: skip
def test_another_question_is_not_taken_for_it(text: str) -> None:
    assert not asks_why_not(asked(text))


def test_what_excludes_and_what_would_have_to_change(twinning: State, world: World) -> None:
    answer = said(catalogue.present_programme(asked("pourquoi pas Sudoe ?", "interreg-vi-b-sudoe"), twinning, world))

    assert "Ne couvre pas Italie" in answer
    assert "Il faudrait au moins un partenaire dans un pays couvert : Espagne" in answer
    assert "vérifié le" in answer


def test_the_first_of_the_list_is_said_to_be_in_it(twinning: State, world: World) -> None:
    answer = said(catalogue.present_programme(asked("pourquoi pas CERV ?", FIRST), twinning, world))

    assert "premier de la liste" in answer


def test_one_lower_in_the_list_is_told_who_passes_before(state: State, world: World) -> None:
    # GIVEN a project that more programmes fit than are proposed
    wells = turn(
        "describe_project", "une association veut creuser des puits au Burkina Faso",
        holder_type="association", place="63", country="BF", theme="water", amount=20000,
    )  # fmt: skip
    orientation.hear_project(wells, state, world)
    orientation.hear_project(turn("inform", "", question=NOW), state, world)
    first, *_, lower = (c.programme for c in rank(state.facts(world.as_of), world.base))
    assert lower.id not in state.memory.recommended

    (reply,) = catalogue.present_programme(asked("pourquoi pas celui-ci ?", lower.id), state, world)

    assert f"Passent devant : « {first.name} »" in (reply.text or "")
    assert "Ce que le premier a de plus" in (reply.text or "")


def test_one_that_fits_too_little_is_told_what_would_have_to_change(twinning: State, world: World) -> None:
    (reply,) = catalogue.present_programme(asked("et leader ?? pk pas", "leader-2023-2027-ara"), twinning, world)

    assert "d'autres conviennent mieux" in (reply.text or "")
    assert "Il faudrait que le projet porte sur" in (reply.text or "")


def test_a_closed_one_leads_to_its_successors(twinning: State, world: World) -> None:
    (reply,) = catalogue.present_programme(asked("pourquoi pas EQUAL ?", "equal-2000-2006"), twinning, world)

    assert "terminé" in (reply.text or "")
    assert any('"programme":"fse-plus-national-2021-2027","question":"why_not"' in b.payload for b in reply.buttons)


def test_several_are_answered_one_by_one(twinning: State, world: World) -> None:
    question = asked("pourquoi ni LIFE ni Sudoe ?", "life-projets-standard-2021-2027", "interreg-vi-b-sudoe")

    assert len(catalogue.present_programme(question, twinning, world)) == 2


def test_names_that_the_question_denies_are_read(twinning: State, world: World) -> None:
    answers = catalogue.present_programme(asked("pourquoi vous ne proposez ni Sudoe ni Alcotra ?"), twinning, world)

    assert len(answers) == 2
    assert "Interreg VI-A France-Italie ALCOTRA" in said(answers)
    assert "Europe du Sud-Ouest" in said(answers)


def test_when_none_is_named_those_that_nearly_fitted_are_offered(twinning: State, world: World) -> None:
    (reply,) = catalogue.present_programme(asked("pourquoi pas un autre programme ?"), twinning, world)

    assert reply.buttons
    assert all('"question":"why_not"' in b.payload for b in reply.buttons)
    assert not any(one in b.payload for b in reply.buttons for one in twinning.memory.recommended)


def test_the_button_asks_the_same(twinning: State, world: World) -> None:
    pressed = turn("ask_programme", "", programme="interreg-vi-b-sudoe", question="why_not")

    assert "Ne couvre pas Italie" in said(catalogue.present_programme(pressed, twinning, world))


def test_an_unknown_name_is_asked_about(twinning: State, world: World) -> None:
    (reply,) = catalogue.present_programme(asked("et pourquoi pas le programme Sudooe ?"), twinning, world)

    assert any('"question":"why_not"' in b.payload for b in reply.buttons)


def test_before_a_project_is_known_nothing_is_ruled_out(state: State, world: World) -> None:
    answer = said(catalogue.present_programme(asked("pourquoi pas Sudoe ?", "interreg-vi-b-sudoe"), state, world))

    assert "Je n'écarte pas" in answer


def test_a_body_stands_for_the_programmes_that_it_runs(twinning: State, world: World) -> None:
    question = Turn("pourquoi pas le fonjep", "ask_programme", (Entity("organisation", "fonjep", "fonjep", 16, 22),))

    replies = catalogue.present_programme(question, twinning, world)

    run = {p.name for p in world.base.programmes.values() if "fonjep" in p.managed_by and world.status(p) in LIVING}
    assert run
    assert all(any(f"« {name} »" in (r.text or "") for name in run) for r in replies)
