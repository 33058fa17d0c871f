"""Questions left aside, not understood, answers taken out."""

import pytest

from assistant.dialogue import asides, catalogue, greeting, orientation
from assistant.dialogue.definitions import define_term
from assistant.dialogue.questions import resume
from assistant.dialogue.replies import Reply
from assistant.dialogue.state import READINESS, RECAP, State, Turn
from assistant.dialogue.world import World
from assistant.nlu.entities import Entity, Value
from tests.unit.dialogue.turns import turn


def responses(replies: list[Reply]) -> list[str]:
    return [r.response or "" for r in replies]


def denying(text: str, *denied: tuple[str, Value], intent: str = "correct", **said: Value) -> Turn:
    entities = tuple(Entity(kind, value, str(value), 0, 0) for kind, value in said.items())
    return Turn(text, intent, entities, taken_back=denied)


@pytest.mark.parametrize(
    "text", ["passez", "peu importe", "on passe à la suite", "ça nous est égal", "question suivante"]
)
def test_passing_goes_on_without_help(state: State, world: World, text: str) -> None:
    state.memory.pending = "framework"

    replies = orientation.hear_project(turn("correct", text), state, world)

    assert replies[0].response == "utter_noted_unknown"
    assert "framework" in state.memory.skipped


def test_a_question_on_the_words_of_the_question_is_answered_by_its_help_once(state: State, world: World) -> None:
    state.memory.pending = "framework"

    replies = asides.explaining(define_term)(turn("define_term", "ça veut dire quoi cadre ?"), state, world)

    assert responses(replies)[-1] == "utter_explain_framework"
    assert resume(state, world) == []
    assert responses(resume(state, world)) == ["utter_ask_framework"]


def test_a_framework_named_by_its_adjective_is_a_word_of_the_glossary(state: State, world: World) -> None:
    state.memory.pending = "framework"

    replies = asides.explaining(define_term)(turn("define_term", "c'est quoi décentralisée ?"), state, world)

    assert (replies[0].text or "").startswith("Coopération décentralisée")


def test_a_word_of_the_glossary_is_not_taken_for_the_question(state: State, world: World) -> None:
    state.memory.pending = "framework"

    replies = asides.explaining(define_term)(
        turn("define_term", "c'est quoi le cadre du GECT", term="gect"), state, world
    )

    assert "GECT" in (replies[0].text or "")


def test_a_word_asked_about_beside_the_pending_question_is_defined(state: State, world: World) -> None:
    state.memory.pending = "partner_countries"

    asked = turn("define_term", "Chef de file, ça veut dire quoi ?", term="chef-de-file")

    assert asides.asked_about(asked, state) is None


@pytest.mark.parametrize(
    ("text", "about_it"),
    [
        ("c'est quoi la différence ?", True),
        ("quelle différence entre les trois ?", True),
        ("humanitaire ou développement, quelle différence ?", False),
    ],
)
def test_the_difference_is_that_of_the_choices_unless_words_are_named(state: State, text: str, about_it: bool) -> None:
    state.memory.pending = "goal"

    assert (asides.asked_about(turn("define_term", text), state) == "goal") is about_it


def test_not_knowing_another_fact_leaves_the_pending_question(state: State, world: World) -> None:
    state.memory.pending = "themes"

    replies = orientation.does_not_know(turn("unsure", "on n'a pas encore de partenaire"), state, world)

    assert state.memory.skipped == ["partner_countries"]
    assert responses(replies) == ["utter_noted_unknown", "utter_ask_themes"]


def test_a_country_taken_out_leaves_the_others(state: State, world: World) -> None:
    state.partner_countries, state.memory.pending = ["LA", "TG"], RECAP

    orientation.hear_project(denying("enlevez le Togo", ("country", "TG")), state, world)

    assert state.partner_countries == ["LA"]


def test_a_country_replaced_leaves_the_others(state: State, world: World) -> None:
    state.partner_countries, state.memory.pending = ["LA", "TG"], RECAP

    orientation.hear_project(denying("pas le Laos, le Vietnam", ("country", "LA"), country="VN"), state, world)

    assert state.partner_countries == ["TG", "VN"]


@pytest.mark.parametrize("heard", [greeting.stop, orientation.no, orientation.yes, orientation.does_not_know])
def test_what_is_taken_back_is_heard_whatever_the_intent(state: State, world: World, heard: object) -> None:
    state.partner_countries, state.memory.pending = ["IT", "ES"], RECAP

    heard(denying("laissez tomber l'Espagne", ("country", "ES")), state, world)  # type: ignore[operator]

    assert state.partner_countries == ["IT"]


def test_a_denied_goal_is_not_inferred_again(state: State, world: World) -> None:
    orientation.hear_project(turn("describe_project", "un jumelage avec l'Italie", country="IT"), state, world)
    inferred = state.goal
    assert inferred

    orientation.hear_project(denying("ce n'est pas ce but", ("goal", inferred)), state, world)

    assert state.goal is None


def test_a_fact_taken_out_is_unknown_and_not_asked_again(state: State, world: World) -> None:
    state.budget, state.holder_type, state.memory.pending = 20000.0, "commune", RECAP

    orientation.hear_project(turn("correct", "supprimez le budget"), state, world)

    assert state.budget is None
    assert state.memory.pending != "budget"


def test_nothing_known_is_taken_back(state: State, world: World) -> None:
    state.holder_type, state.memory.pending = "commune", RECAP

    replies = orientation.hear_project(denying("enlevez l'Italie", ("country", "IT")), state, world)

    assert replies[0].response == "utter_nothing_to_remove"


def test_wishing_to_correct_asks_what(state: State, world: World) -> None:
    state.holder_type, state.memory.pending = "commune", "budget"

    replies = orientation.hear_project(turn("correct", "je veux corriger"), state, world)

    assert responses(replies) == ["utter_what_to_change"]


@pytest.mark.parametrize(
    ("pending", "said", "code"),
    [
        ("framework", "une mairie étrangère", "decentralised"),
        ("framework", "notre voisin", "cross_border"),
        ("framework", "oui, en Europe", "transnational"),
        ("goal", "construire ensemble", "development"),
        ("goal", "rapprocher les gens", "political"),
        ("goal", "plutôt donner", "humanitarian"),
    ],
)
def test_the_simpler_question_has_simple_answers(
    state: State, world: World, pending: str, said: str, code: str
) -> None:
    state.memory.pending, state.holder_type = pending, "association"

    orientation.does_not_know(turn("unsure", "je ne sais pas"), state, world)
    orientation.hear_project(turn("inform", said, holder_type="commune"), state, world)

    assert getattr(state, pending) == code
    assert state.holder_type == "association"


@pytest.mark.parametrize("said", ["on ne sait pas si c'est une mairie", "une mairie ou une association ?"])
def test_what_answers_no_simpler_question_is_left_alone(state: State, said: str) -> None:
    state.memory.pending, state.memory.helped = "framework", ["framework"]

    assert asides.simple_answer(turn("unsure", said), state) is None


def test_before_it_is_helped_a_town_hall_tells_no_framework(state: State) -> None:
    state.memory.pending = "framework"

    assert asides.simple_answer(turn("inform", "une mairie", holder_type="commune"), state) is None


@pytest.mark.parametrize("text", ["les programmes, maintenant", "assez de questions", "tout de suite les aides"])
def test_who_wants_no_more_questions_is_answered_at_once(state: State, world: World, text: str) -> None:
    orientation.hear_project(turn("inform", holder_type="commune", country="IT", goal="political"), state, world)

    orientation.at_once(catalogue.list_programmes)(turn("ask_programmes_list", text), state, world)

    assert state.memory.recommended


def test_a_list_for_something_else_is_a_list(state: State, world: World) -> None:
    orientation.hear_project(turn("inform", holder_type="commune", country="IT", goal="political"), state, world)

    asked = turn("ask_programmes_list", "quels programmes pour l'eau maintenant ?", theme="water")
    orientation.at_once(catalogue.list_programmes)(asked, state, world)

    assert not state.memory.recommended


@pytest.mark.parametrize("text", ["ajoutez la Hongrie", "remettez la Hongrie", "et la Hongrie", "plus la Hongrie"])
def test_a_country_is_added_to_those_that_were_shown(state: State, world: World, text: str) -> None:
    state.partner_countries, state.memory.pending = ["DE"], RECAP

    orientation.hear_project(turn("correct", text, country="HU"), state, world)

    assert state.partner_countries == ["DE", "HU"]


def test_contesting_the_answer_asks_what_to_correct(state: State, world: World) -> None:
    state.holder_type, state.memory.recommended = "commune", ["leader-aura-2023-2027"]

    assert responses(orientation.no(turn("deny", "non, c'est faux"), state, world)) == ["utter_what_to_change"]
    assert responses(orientation.no(turn("deny", "non merci"), state, world)) == ["utter_anything_else"]


def test_a_question_is_named_by_a_wish_to_change_it(state: State, world: World) -> None:
    state.holder_type, state.memory.pending = "commune", "budget"

    replies = orientation.hear_project(turn("correct", "peut-on changer le porteur ?"), state, world)

    assert responses(replies) == ["utter_ask_holder_type"]


@pytest.mark.parametrize("text", ["seulement avec l'Italie", "il ne reste que l'Italie"])
def test_what_alone_is_kept_takes_the_place_of_the_list(state: State, world: World, text: str) -> None:
    state.partner_countries, state.memory.pending = ["IT", "ES"], "goal"

    orientation.hear_project(turn("inform", text, country="IT"), state, world)

    assert state.partner_countries == ["IT"]


def test_a_denial_in_the_self_assessment_is_no_answer_to_it(state: State, world: World) -> None:
    state.holder_type, state.memory.pending = "commune", READINESS

    orientation.no(denying("non, ce n'est pas une commune", ("holder_type", "commune"), intent="deny"), state, world)

    assert state.holder_type is None
    assert state.memory.readiness == {}


@pytest.mark.parametrize("text", ["c'est quoi la différence ?", "quoi ?", "…"])
def test_a_question_without_its_word_is_on_the_pending_one(state: State, world: World, text: str) -> None:
    state.memory.pending = "framework"

    replies = asides.explaining(define_term)(turn("define_term", text), state, world)

    assert responses(replies)[-1] == "utter_explain_framework"


def test_which_of_several_is_helped_by_its_own_choices(state: State, world: World) -> None:
    state.memory.pending = "territory"
    state.memory.homonym = {"fact": "territory", "name": "Saint-Denis", "candidates": ["974", "93"]}

    (asked,) = orientation.does_not_know(turn("unsure", "je ne sais pas"), state, world)

    assert asked.opening is not None
    assert asked.opening.response == "utter_why_which_place"
    assert [button.payload for button in asked.buttons] == ['/inform{"place":"974"}', '/inform{"place":"93"}']


def test_a_question_of_the_self_assessment_that_is_not_understood_is_explained(state: State, world: World) -> None:
    state.memory.pending = READINESS

    replies = orientation.does_not_know(turn("unsure", "je ne comprends pas"), state, world)

    assert state.memory.readiness == {}
    assert "Source" in (replies[0].text or "")
    assert "Question 1 sur" in (replies[-1].text or "")


def test_not_knowing_after_the_recommendation_offers_what_comes_next(state: State, world: World) -> None:
    state.holder_type, state.memory.recommended = "commune", ["leader-aura-2023-2027"]

    (offered,) = orientation.does_not_know(turn("unsure", "je ne sais pas"), state, world)

    assert offered.response == "utter_what_next"
    assert "/ask_human" in [button.payload for button in offered.buttons]


@pytest.mark.parametrize("heard", [orientation.hear_project, greeting.stop, orientation.no, orientation.restart])
@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Enlevez la durée, elle reste à discuter", "duration_months"),
        ("oubliez le budget, je n'ai pas le feu vert", "budget"),
        ("laissez tomber la durée pour l'instant", "duration_months"),
        ("pouvez-vous enlever le montant, je ne suis pas sûr", "budget"),
        ("retirez le budget car rien n'est voté", "budget"),
    ],
)
def test_a_fact_is_taken_out_whatever_the_reason_and_the_intent(
    state: State, world: World, heard: asides.Handler, text: str, fact: str
) -> None:
    orientation.hear_project(turn("describe_project", country="TG", amount=20000, duration=24), state, world)

    heard(turn("correct", text), state, world)

    assert not state.known(fact)
    assert state.partner_countries == ["TG"]


@pytest.mark.parametrize(
    "text", ["n'oubliez pas le budget", "on a oublié le budget", "enlever quoi ?", "le budget est de combien ?"]
)
def test_what_takes_nothing_out_leaves_the_facts(state: State, world: World, text: str) -> None:
    orientation.hear_project(turn("describe_project", country="TG", amount=20000), state, world)

    assert asides.removed_fact(turn("correct", text), state) is None


def test_what_is_told_beside_a_removal_counts(state: State, world: World) -> None:
    orientation.hear_project(turn("describe_project", country="TG", duration=24), state, world)

    orientation.hear_project(turn("correct", "supprimez la durée et mettez 40 000 euros", amount=40000), state, world)

    assert (state.duration_months, state.budget) == (None, 40000)


def test_a_fact_replaced_in_words_that_stop_is_a_correction(state: State, world: World) -> None:
    text = "laissez tomber les Tchèques, ce sera avec les Polonais"

    greeting.stop(denying(text, ("country", "CZ"), intent="stop", country="PL"), state, world)

    assert state.partner_countries == ["PL"]
