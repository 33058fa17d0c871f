"""Not understood, out of scope, angry: one question, then a person, never the same sentence twice."""

import pytest

from assistant.dialogue import orientation, repair
from assistant.dialogue.replies import Reply, mark
from assistant.dialogue.state import State
from assistant.dialogue.world import World
from tests.unit.dialogue.turns import turn


def responses(replies: list[Reply]) -> list[str]:
    return [r.response or "" for r in replies]


def texts(replies: list[Reply]) -> str:
    return "\n".join(r.text or "" for r in replies)


def test_the_second_time_out_of_scope_says_what_it_can_do_and_who_helps(state: State, world: World) -> None:
    first = repair.decline(turn("out_of_scope", "quel temps fait-il ?"), state, world)
    second = repair.decline(turn("out_of_scope", "et la bourse ?"), state, world)

    assert responses(first) == ["utter_out_of_scope"]
    assert "utter_what_i_can_do" in responses(second)
    assert "04 72 77 87 67" in texts(second)


@pytest.mark.parametrize("text", ["vous êtes nul", "c'est de la merde votre truc", "espèce d'incapable", "ras le bol"])
@pytest.mark.parametrize("heard", [repair.decline, repair.clarify])
def test_anger_is_met_with_an_apology_a_shorter_path_and_a_person(
    state: State, world: World, text: str, heard: object
) -> None:
    orientation.hear_project(turn("inform", holder_type="commune", place="43"), state, world)

    replies = heard(turn("out_of_scope", text), state, world)  # type: ignore[operator]

    assert replies[0].response == "utter_complaint"
    assert "04 72 77 87 67" in texts(replies)
    assert '/inform{"question":"now"}' in [b.payload for r in replies for b in r.buttons]


def test_the_shorter_path_recommends_with_what_is_known(state: State, world: World) -> None:
    orientation.hear_project(
        turn("inform", "un jumelage avec l'Italie", holder_type="commune", country="IT", goal="political"), state, world
    )

    orientation.hear_project(turn("inform", "", question="now"), state, world)

    assert state.memory.recommended[0] == "cerv-jumelage-de-villes-2021-2027"


@pytest.mark.parametrize("text", ["un projet sur la connaissance", "le festival des conteurs", "annuler l'appel"])
def test_ordinary_words_are_no_anger(text: str) -> None:
    assert not repair.angry(text)


@pytest.mark.parametrize(
    ("text", "theme"),
    [("c'est pour creuser un puits", "water"), ("planter des arbres", "environment"), ("pour un festival", "culture")],
)
def test_what_a_project_does_is_an_answer_whatever_it_was_taken_for(
    state: State, world: World, text: str, theme: str
) -> None:
    orientation.hear_project(turn("inform", holder_type="association", country="SN"), state, world)

    repair.decline(turn("out_of_scope", text, 0.9, theme=theme), state, world)

    assert state.themes == [theme]


@pytest.mark.parametrize(
    "text", ["raconte une blague sur l'école", "c'est quoi le sport ?", "la santé de ma mère va mieux"]
)
def test_what_only_names_a_subject_is_none(state: State, world: World, text: str) -> None:
    orientation.hear_project(turn("inform", holder_type="association", country="SN"), state, world)

    repair.decline(turn("out_of_scope", text, 0.9, theme="sport"), state, world)

    assert state.themes == []


def test_a_second_complaint_in_a_row_names_one_person_in_a_few_words(state: State, world: World) -> None:
    first = repair.apologise(turn("complain", "c'est nul"), state, world)
    state.memory.last_said = [mark(reply.text) for reply in first if reply.text]

    second = repair.apologise(turn("complain", "toujours aussi nul"), state, world)

    assert "04 72 77 87 67" in texts(first)
    assert responses(second) == ["utter_complaint", "utter_complaint_again"]
    assert "04 72 77 87 67" in second[1].values["person"]
    assert texts(second).strip() == ""
