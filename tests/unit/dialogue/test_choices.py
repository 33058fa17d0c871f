"""Choices named by their title or their rank; bare numbers where a number is asked."""

import pytest

from assistant.dialogue import bare_numbers, orientation
from assistant.dialogue.choices import chosen
from assistant.dialogue.replies import meaning
from assistant.dialogue.state import RECAP, State, Turn
from assistant.dialogue.world import World
from tests.unit.dialogue.turns import turn

GOALS = [
    ["Rapprocher des habitants (jumelage, paix)", '/inform{"goal":"political"}'],
    ["Secourir", '/inform{"goal":"x"}'],
]


@pytest.fixture
def asked(state: State) -> State:
    state.memory.pending = "goal"
    state.memory.choices = [[["Le programme", "/ask_programme"]], GOALS]
    return state


@pytest.mark.parametrize(
    "text",
    [
        "le premier",
        "1",
        "option 1",
        "le 1",
        "la première",
        "Rapprocher des habitants",
        "le 1er projet",
        "la n°1",
        "le numéro un",
        "le premier de la liste",
    ],
)
def test_a_choice_is_named_by_its_title_or_its_rank_in_the_last_list(asked: State, text: str) -> None:
    assert chosen(text, asked) == GOALS[0][1]


@pytest.mark.parametrize("text", ["3", "le quatrième", "0", "une commune", "le premier programme du Togo", ""])
def test_other_words_choose_nothing(asked: State, text: str) -> None:
    assert chosen(text, asked) is None


def test_the_last_choice_and_a_title_of_an_earlier_list(asked: State) -> None:
    assert chosen("le dernier", asked) == GOALS[1][1]
    assert chosen("le programme", asked) == "/ask_programme"


def test_a_bare_number_is_no_rank_where_a_number_is_asked(asked: State) -> None:
    asked.memory.pending = "budget"

    assert chosen("2", asked) is None
    assert chosen("la deuxième", asked) == GOALS[1][1]


def test_after_the_recommendation_a_rank_is_that_of_a_programme(asked: State) -> None:
    asked.memory.pending, asked.memory.recommended = None, ["a", "b"]

    assert chosen("le deuxième", asked) == '/ask_programme{"programme":"b"}'


def test_what_a_button_says_is_read_back() -> None:
    assert meaning('/inform{"goal":"political"}') == ("inform", {"goal": "political"})
    assert meaning("/unsure") == ("unsure", {})


def test_a_bare_number_of_partners_is_kept(state: State, world: World) -> None:
    state.memory.pending = "partner_count"

    orientation.hear_project(turn("out_of_scope", "3"), state, world)

    assert state.partner_count == 3


@pytest.mark.parametrize(
    ("pending", "said", "readings"),
    [
        ("duration_months", "2", ["2 mois", "2 ans"]),
        ("budget", "30", ["30 000 €"]),
        ("budget", "500", ["500 €", "500 000 €"]),
    ],
)
def test_an_unclear_number_is_asked_about_with_its_readings(
    state: State, pending: str, said: str, readings: list[str]
) -> None:
    state.memory.pending = pending

    (asked,) = bare_numbers.which_number(turn("inform", said, place="30"), state)

    assert [button.title.replace("\u202f", " ").replace("\xa0", " ") for button in asked.buttons] == readings


@pytest.mark.parametrize(
    ("slot", "known", "kind", "said", "meant"),
    [
        ("duration_months", 24.0, "duration", "pas deux ans, trois", 36.0),
        ("duration_months", 12.0, "duration", "pas 12 mois, 18", 18.0),
        ("partner_count", 2, "partner_count", "pas 2 partenaires, 4", 4),
    ],
)
def test_a_number_takes_the_place_of_a_denied_one_in_its_unit(
    state: State, world: World, slot: str, known: float, kind: str, said: str, meant: float
) -> None:
    setattr(state, slot, known)
    state.memory.pending = RECAP

    orientation.hear_project(Turn(said, "correct", taken_back=((kind, known),)), state, world)

    assert getattr(state, slot) == meant


@pytest.mark.parametrize(
    ("slot", "known", "said", "meant"),
    [
        ("duration_months", 24.0, "non, trois", 36.0),
        ("duration_months", 48.0, "pas quatre, cinq", 60.0),
        ("duration_months", 18.0, "plutôt 20", 20.0),
        ("partner_count", 3, "finalement quatre", 4),
        ("budget", 26000.0, "non, 28", 28000.0),
    ],
)
def test_a_bare_number_corrects_the_one_told_last(
    state: State, world: World, slot: str, known: float, said: str, meant: float
) -> None:
    setattr(state, slot, known)
    state.memory.counted, state.memory.pending = slot, RECAP

    orientation.no(Turn(said, "deny"), state, world)

    assert getattr(state, slot) == meant


@pytest.mark.parametrize("said", ["le budget c'est 30", "non, un budget de 30", "finalement le montant sera plutôt 30"])
def test_a_number_may_name_what_it_counts(state: State, said: str) -> None:
    (asked,) = bare_numbers.which_number(turn("correct", said), state)

    assert asked.values == {"number": "30"}
    assert asked.buttons[0].payload == '/inform{"amount":30000}'


@pytest.mark.parametrize("said", ["le budget", "un budget de 30 000 euros", "le budget de la commune"])
def test_other_words_on_the_budget_are_no_bare_number(state: State, said: str) -> None:
    assert bare_numbers.which_number(turn("inform", said), state) == []
