"""The self-assessment in the conversation, and the picture of its profile."""

import xml.etree.ElementTree as ElementTree

import pytest

from assistant.dialogue import greeting, orientation, readiness, repair
from assistant.dialogue.questions import recap, resume
from assistant.dialogue.readiness_picture import picture, text_bars
from assistant.dialogue.replies import Reply
from assistant.dialogue.state import READINESS, RECAP, State, Turn
from assistant.dialogue.world import World
from assistant.matching.readiness import NO, PARTLY, UNKNOWN, YES, profile, questions
from tests.unit.dialogue.turns import turn

_SVG = "{http://www.w3.org/2000/svg}"


def said(replies: list[Reply]) -> str:
    return "\n".join(r.text or r.response or "" for r in replies)


@pytest.fixture
def started(state: State, world: World) -> State:
    readiness.lessons(turn("ask_lessons", "sommes-nous prêts ?"), state, world)
    return state


def answer(text: str, state: State, world: World, intent: str = "inform") -> list[Reply]:
    return orientation.hear_project(turn(intent, text), state, world)


@pytest.mark.parametrize(
    "text",
    ["Sommes-nous prêts ?", "est-ce qu'on est prêts à déposer ?", "suis-je prête ?", "autodiagnostic",
     "une auto-évaluation svp", "évaluer notre projet", "a-t-on tout ce qu'il faut ?", "nos points forts et faibles",
     "notre association est-elle prête ?", "on est assez costauds pour se lancer ?"],
)  # fmt: skip
def test_it_is_started_by_words(state: State, world: World, text: str) -> None:
    (opening,) = readiness.lessons(turn("ask_lessons", text), state, world)
    assert opening.response == "utter_readiness_start"

    (question,) = resume(state, world)
    assert "Question 1 sur 7" in (question.text or "")
    assert [b.title for b in question.buttons] == ["Oui", "En partie", "Pas encore", "Je ne sais pas"]


def test_it_is_started_by_a_button(state: State, world: World) -> None:
    readiness.lessons(turn("ask_lessons", "", readiness="start"), state, world)

    assert state.memory.pending == READINESS


@pytest.mark.parametrize("text", ["des conseils ?", "quels pièges éviter ?", "faut-il un prêt bancaire ?"])
def test_other_questions_get_advice(state: State, world: World, text: str) -> None:
    replies = readiness.lessons(turn("ask_lessons", text), state, world)

    assert "Source :" in said(replies)
    assert state.memory.pending is None


@pytest.mark.parametrize(
    ("text", "intent", "expected"),
    [
        ("oui", "affirm", YES),
        ("tout à fait, c'est fait", "affirm", YES),
        ("en partie", "inform", PARTLY),
        ("pas encore tout", "nlu_fallback", PARTLY),
        ("un peu", "nlu_fallback", PARTLY),
        ("on y travaille", "nlu_fallback", PARTLY),
        ("non", "deny", NO),
        ("pas encore", "unsure", NO),
        ("jamais fait", "out_of_scope", NO),
        ("je ne sais pas trop", "unsure", UNKNOWN),
        ("aucune idée", "unsure", UNKNOWN),
        ("👍", "affirm", YES),
    ],
)
def test_answers_in_words(started: State, world: World, text: str, intent: str, expected: str) -> None:
    handlers = {
        "affirm": orientation.yes, "deny": orientation.no, "unsure": orientation.does_not_know,
        "nlu_fallback": repair.clarify, "out_of_scope": repair.decline, "inform": orientation.hear_project,
    }  # fmt: skip

    replies = handlers[intent](turn(intent, text), started, world)

    assert list(started.memory.readiness.values()) == [expected]
    assert "Question 2 sur 7" in said(replies)


def test_the_last_answer_draws_the_profile_and_advises(started: State, world: World) -> None:
    for _ in range(6):
        answer("oui", started, world, "affirm")
    shown, advice = answer("pas encore", started, world)

    assert "6 points acquis sur 7" in (shown.text or "")
    assert "●○○ Gestion du partenariat : pas encore" in (shown.text or "")
    assert shown.custom is not None
    assert shown.custom["type"] == "readiness"
    assert [item["level"] for item in shown.custom["items"]] == [3] * 6 + [1]
    assert "1. Gestion du partenariat : Choisir le partenaire" in (advice.text or "")
    assert "Source :" in (advice.text or "")
    assert "« Durée » et « Langue »" in (advice.text or "")
    assert started.memory.pending is None


def test_when_nothing_is_missing_it_is_said(started: State, world: World) -> None:
    for _ in range(6):
        answer("oui", started, world, "affirm")

    assert "utter_readiness_all_held" in said(answer("oui", started, world, "affirm"))


def test_a_correction_is_about_the_answer_before(started: State, world: World) -> None:
    answer("oui", started, world, "affirm")

    replies = answer("non, plutôt en partie", started, world, "correct")

    assert list(started.memory.readiness.values()) == [PARTLY]
    assert "C'est corrigé." in said(replies)
    assert "Question 2 sur 7" in said(replies)


def test_a_correction_may_name_the_question(started: State, world: World) -> None:
    answer("oui", started, world, "affirm")
    answer("oui", started, world, "affirm")

    answer("finalement pour la structure, en partie", started, world, "correct")

    assert list(started.memory.readiness.values()) == [PARTLY, YES]


def test_an_earlier_button_corrects_its_own_question(started: State, world: World) -> None:
    first = questions(world.base)[0].id
    answer("oui", started, world, "affirm")
    answer("oui", started, world, "affirm")

    orientation.hear_project(turn("inform", "", lesson=first, readiness=NO), started, world)

    assert started.memory.readiness[first] == NO


def test_after_the_profile_a_correction_draws_it_again(started: State, world: World) -> None:
    for _ in range(7):
        answer("oui", started, world, "affirm")

    replies = answer("non, plutôt en partie", started, world, "correct")

    assert "6 points acquis sur 7" in said(replies)


def test_a_fact_in_the_middle_is_kept_and_the_question_comes_back(started: State, world: World) -> None:
    replies = orientation.hear_project(turn("inform", "budget 20 000 euros", amount=20000), started, world)

    assert started.budget == 20000
    assert "C'est noté : 20 000 €." in said(replies)
    assert "Question 1 sur 7" in said(replies)


def test_what_is_no_answer_is_asked_again(started: State, world: World) -> None:
    replies = repair.clarify(Turn("gloubi boulga", "nlu_fallback"), started, world)

    assert replies[0].response == "utter_readiness_answers"
    assert started.memory.readiness == {}


def test_the_question_that_was_pending_comes_back_after_it(state: State, world: World) -> None:
    told = turn(
        "describe_project", "nous jumeler avec une ville italienne", holder_type="commune", place="43", country="IT"
    )
    orientation.hear_project(told, state, world)
    recap(state, world)
    readiness.lessons(turn("ask_lessons", "sommes-nous prêts ?"), state, world)
    for _ in range(6):
        answer("oui", state, world, "affirm")

    replies = answer("oui", state, world, "affirm")

    assert state.memory.pending == RECAP
    assert "utter_recap_again" in said(replies)


def test_stopping_keeps_the_answers_and_starting_goes_on(started: State, world: World) -> None:
    answer("oui", started, world, "affirm")
    greeting.stop(turn("stop"), started, world)
    assert resume(started, world) == []

    readiness.lessons(turn("ask_lessons", "autodiagnostic"), started, world)

    assert "Question 2 sur 7" in said(resume(started, world))


def test_beginning_again_forgets_the_answers(started: State, world: World) -> None:
    answer("oui", started, world, "affirm")

    orientation.restart(turn("restart"), started, world)

    assert started.memory.readiness == {}
    assert started.memory.pending != READINESS


def test_the_picture_tells_in_words_what_it_draws(world: World) -> None:
    answers = dict(zip((q.id for q in questions(world.base)), (YES, PARTLY, NO, UNKNOWN, YES, NO, YES), strict=True))

    drawn = ElementTree.fromstring(picture(profile(answers, world.base)))

    assert drawn.get("role") == "img"
    assert drawn.get("viewBox", "").startswith("0 0 320 ")
    title, desc = drawn.find(f"{_SVG}title"), drawn.find(f"{_SVG}desc")
    assert title is not None
    assert desc is not None
    assert drawn.get("aria-labelledby") == title.get("id")
    assert drawn.get("aria-describedby") == desc.get("id")
    assert "Volonté politique : à vérifier" in (desc.text or "")
    filled = [r for r in drawn.iter(f"{_SVG}rect") if r.get("class") == "rp-on"]
    assert len(filled) == 3 + 2 + 1 + 0 + 3 + 1 + 3
    assert all(float(r.get("x", 0)) + float(r.get("width", 0)) <= 320 for r in drawn.iter(f"{_SVG}rect"))
    style = drawn.find(f"{_SVG}style")
    assert style is not None
    assert "prefers-color-scheme:dark" in (style.text or "")


def test_the_same_is_said_in_text(world: World) -> None:
    bars = text_bars(profile({"cofinancement-lesson": PARTLY}, world.base))

    assert bars == ["●●○ Cofinancement : en partie"]
