"""Facts of the project told inside a question."""

import pytest

from assistant.dialogue import contacts
from assistant.dialogue.state import State, Turn
from assistant.dialogue.told_aside import keep_what_is_told
from assistant.dialogue.turns import answer
from assistant.dialogue.world import World
from assistant.nlu.entities import Entity

CANTAL = (("holder_type", "commune", "commune"), ("place", "15", "Cantal"))
TOGO = ("country", "TG", "Togo")
FINLAND = ("country", "FI", "Finlande")


def asking(text: str, *told: tuple[str, object, str], intent: str = "ask_programmes_list") -> Turn:
    found = [Entity(kind, value, said, text.index(said), text.index(said) + len(said)) for kind, value, said in told]  # type: ignore[arg-type]
    return Turn(text, intent, tuple(found))


@pytest.mark.parametrize(
    ("text", "told", "fact", "value"),
    [
        ("nous cherchons un partenaire en Finlande, vous en connaissez ?", [FINLAND], "partner_countries", ["FI"]),
        ("Nous cherchons des partenaires en Finlande pour la forêt", [FINLAND], "partner_countries", ["FI"]),
        ("on est une commune du Cantal, qui finance l'éducation ?", CANTAL, "holder_type", "commune"),
        ("on est une commune du Cantal, qui finance l'éducation ?", CANTAL, "territory", "15"),
        ("notre commune du Cantal peut-elle être aidée ?", CANTAL, "territory", "15"),
        ("je porte un projet au Togo. Qui appeler ?", [TOGO], "partner_countries", ["TG"]),
        ("on va creuser des puits au Togo, combien peut-on avoir ?", [TOGO], "partner_countries", ["TG"]),
    ],
)
def test_what_a_question_states_of_the_project_is_kept(
    state: State, world: World, text: str, told: list, fact: str, value: object
) -> None:
    keep_what_is_told(asking(text, *told), state, world)

    assert getattr(state, fact) == value


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("qui finance des projets au Togo ?", [TOGO]),
        ("si nous partons au Togo, qui peut aider ?", [TOGO]),
        ("est-ce que nous avons droit à une aide pour le Togo ?", [TOGO]),
        ("nous sommes une association, qui finance au Togo ?", [TOGO]),
        ("qui peut nous aider au Togo ?", [TOGO]),
        ("une commune du Cantal est-elle éligible ?", CANTAL),
    ],
)
def test_what_is_only_asked_about_is_not_kept(state: State, world: World, text: str, told: list) -> None:
    keep_what_is_told(asking(text, *told), state, world)

    assert not state.anything_known


def test_a_question_changes_nothing_that_is_known(state: State, world: World) -> None:
    state.partner_countries = ["BJ"]

    keep_what_is_told(asking("nous cherchons un partenaire en Finlande", FINLAND), state, world)

    assert state.partner_countries == ["BJ"]


def test_the_next_question_is_pending_once_the_present_one_was_answered(state: State, world: World) -> None:
    state.memory.pending = "partner_countries"
    told = asking("nous cherchons un partenaire en Finlande, qui appeler ?", FINLAND, intent="ask_partner")

    replies = answer(contacts.find_partner, told, state, world, begins=True)

    assert replies
    assert state.memory.pending not in (None, "partner_countries")
