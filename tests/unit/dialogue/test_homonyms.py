"""A commune whose name several bear: which one is asked, the largest is understood until it is said."""

from assistant.dialogue import orientation, questions
from assistant.dialogue.state import State, Turn
from assistant.dialogue.world import World
from assistant.nlu.entities import Entity
from tests.unit.dialogue.turns import turn

PLACE = Entity("place", "974", "Saint-Denis", 15, 26, candidates=("974", "93"))
TOLD = Turn("association de Saint-Denis", "inform", (Entity("holder_type", "association", "association", 0, 11), PLACE))


def test_it_is_asked_with_a_choice_for_each(state: State, world: World) -> None:
    (asked,) = orientation.hear_project(TOLD, state, world)

    assert asked.response == "utter_which_place"
    assert asked.values == {"name": "Saint-Denis"}
    assert [b.payload for b in asked.buttons] == ['/inform{"place":"974"}', '/inform{"place":"93"}']
    assert state.territory == "974"


def test_the_answer_settles_it(state: State, world: World) -> None:
    orientation.hear_project(TOLD, state, world)
    orientation.hear_project(turn("inform", place="93"), state, world)

    assert state.territory == "93"
    assert state.memory.homonym is None
    assert state.memory.pending != "territory"


def test_yes_takes_the_largest(state: State, world: World) -> None:
    orientation.hear_project(TOLD, state, world)
    orientation.yes(turn("affirm"), state, world)

    assert (state.territory, state.memory.pending) != (None, "territory")
    assert state.memory.homonym is None


def test_the_question_comes_back_after_another(state: State, world: World) -> None:
    orientation.hear_project(TOLD, state, world)

    (again,) = questions.resume(state, world)

    assert again.response == "utter_which_place"


def test_who_does_not_know_leaves_the_place_unknown(state: State, world: World) -> None:
    orientation.hear_project(TOLD, state, world)
    orientation.does_not_know(turn("unsure"), state, world)
    orientation.does_not_know(turn("unsure"), state, world)

    assert state.territory is None
    assert state.memory.homonym is None


def test_it_survives_in_the_slots(state: State, world: World) -> None:
    orientation.hear_project(TOLD, state, world)

    assert State.from_slots(state.to_slots()).memory.homonym == {
        "fact": "territory",
        "name": "Saint-Denis",
        "candidates": ["974", "93"],
    }


def test_which_congo_is_asked_and_the_other_partners_stay(state: State, world: World) -> None:
    togo = Entity("country", "TG", "Togo", 3, 7)
    congo = Entity("country", "CG", "Congo", 14, 19, candidates=("CG", "CD"))

    (asked,) = orientation.hear_project(Turn("le Togo et le Congo", "inform", (togo, congo)), state, world)
    orientation.hear_project(turn("inform", country="CD"), state, world)

    assert asked.response == "utter_which_country"
    assert [b.title for b in asked.buttons] == ["Congo-Brazzaville", "Congo-Kinshasa"]
    assert state.partner_countries == ["TG", "CD"]
    assert state.memory.homonym is None


def test_five_figures_given_as_a_place_are_a_postcode(state: State, world: World) -> None:
    figures = Turn("43300", "inform", (Entity("amount", 43300, "43300", 0, 5, "budget"),))
    state.memory.pending = "territory"

    orientation.hear_project(figures, state, world)

    assert (state.territory, state.budget) == ("43", None)
