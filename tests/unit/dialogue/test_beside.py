"""Bodies and places at the holder's side, numbers said anew, and what an opening search tells."""

import pytest

from assistant.dialogue import orientation
from assistant.dialogue.collect import collect
from assistant.dialogue.state import RECAP, State, Turn
from assistant.dialogue.told_aside import keep_what_is_told
from assistant.dialogue.world import World
from assistant.nlu.entities import SPEAKER, Entity
from tests.unit.dialogue.turns import turn


def said(text: str, intent: str, *found: tuple[str, object, str, str | None]) -> Turn:
    entities = (Entity(k, v, w, text.index(w), text.index(w) + len(w), r) for k, v, w, r in found)  # type: ignore[arg-type]
    return Turn(text, intent, tuple(entities))


@pytest.fixture
def ours(state: State) -> State:
    collect(turn("inform", holder_type="association", place="63", country="CZ"), state)
    return state


@pytest.mark.parametrize("pending", [RECAP, "budget"])
def test_people_who_are_counted_take_part(ours: State, pending: str) -> None:
    ours.memory.pending = pending

    collect(said("16 jeunes de chaque pays", "inform", ("holder_type", "jeune", "jeunes", SPEAKER)), ours)

    assert ours.holder_type == "association"


def test_a_body_named_in_passing_at_the_recap_is_no_correction(ours: State) -> None:
    ours.memory.pending = RECAP

    collect(
        said("et la mairie du coin nous donnera un coup de main", "inform", ("holder_type", "commune", "mairie", None)),
        ours,
    )

    assert ours.holder_type == "association"


def test_a_body_that_answers_the_recap_is_the_right_one(ours: State) -> None:
    ours.memory.pending = RECAP

    collect(said("une commune", "inform", ("holder_type", "commune", "commune", None)), ours)

    assert ours.holder_type == "commune"


def test_the_place_of_those_who_come_with_us_is_not_ours(ours: State) -> None:
    text = "la fanfare de Langeac vient avec nous"

    collect(
        said(text, "inform", ("holder_type", "association", "fanfare", None), ("place", "43", "Langeac", None)), ours
    )

    assert ours.territory == "63"


def test_a_country_put_forward_instead_replaces_the_one_known(ours: State) -> None:
    collect(said("plutôt la Croatie", "inform", ("country", "HR", "Croatie", None)), ours)

    assert ours.partner_countries == ["HR"]


def test_a_country_that_is_added_stays_beside_the_others(ours: State) -> None:
    collect(said("finalement aussi la Croatie", "inform", ("country", "HR", "Croatie", None)), ours)

    assert ours.partner_countries == ["CZ", "HR"]


@pytest.mark.parametrize(
    ("known", "text", "months"),
    [(14, "pardon, j'avais mis 14, c'est 16", 16), (24, "j'ai dit deux, c'est trois", 36)],
)
def test_a_number_said_anew_takes_the_unit_of_the_one_before(
    ours: State, world: World, known: int, text: str, months: int
) -> None:
    orientation.hear_project(turn("inform", duration=known), ours, world)

    orientation.hear_project(turn("correct", text), ours, world)

    assert ours.duration_months == months


def test_a_sum_alone_in_a_correction_is_the_budget(ours: State, world: World) -> None:
    orientation.hear_project(turn("inform", amount=8500), ours, world)

    orientation.hear_project(turn("correct", "non, ça c'était la fois d'avant, là ce serait 11 000"), ours, world)

    assert ours.budget == 11000


def test_a_year_in_a_correction_is_no_budget(ours: State, world: World) -> None:
    orientation.hear_project(turn("inform", amount=8500), ours, world)

    orientation.hear_project(turn("correct", "non, c'était en 2000"), ours, world)

    assert ours.budget == 8500


def test_nobody_asks_for_seven_euros(ours: State, world: World) -> None:
    told = said("ça ferait 7 balles", "inform", ("amount", 7, "7 balles", "budget"))

    (reply,) = orientation.hear_project(told, ours, world)

    assert (reply.response, ours.budget) == ("utter_which_number", None)
    assert '/inform{"amount":7000}' in [b.payload for b in reply.buttons]


def test_who_opens_with_a_search_tells_what_it_is_about(state: State, world: World) -> None:
    asked = said("Quelles aides pour des lavoirs ?", "ask_programmes_list", ("theme", "heritage", "lavoirs", None))

    keep_what_is_told(asked, state, world)

    assert state.themes == ["heritage"]


def test_who_speaks_in_a_question_says_who_she_is(state: State, world: World) -> None:
    text = "Adjointe à Voiron. Quelles règles ?"
    asked = said(text, "ask_legal", ("holder_type", "commune", "Adjointe", SPEAKER), ("place", "38", "Voiron", None))

    keep_what_is_told(asked, state, world)

    assert (state.holder_type, state.territory) == ("commune", "38")


def test_a_disaster_and_its_country_are_enough_of_a_project(state: State, world: World) -> None:
    from assistant.dialogue import repair

    text = "cyclone aux Comores cette nuit"
    told = Turn(
        text,
        "out_of_scope",
        (Entity("goal", "humanitarian", "cyclone", 0, 7), Entity("country", "KM", "Comores", 12, 19)),
        confidence=0.9,
    )

    repair.decline(told, state, world)

    assert (state.goal, state.partner_countries) == ("humanitarian", ["KM"])
