"""Answers from the base: always with a source, never with an ended programme shown as alive."""

from collections.abc import Callable
from datetime import date

import pytest

from assistant.dialogue import catalogue, contacts, definitions, guidance, repair
from assistant.dialogue.replies import Reply
from assistant.dialogue.state import State, Turn
from assistant.dialogue.world import World
from assistant.nlu.entities import Entity
from tests.unit.dialogue.turns import turn

Handler = Callable[[Turn, State, World], list[Reply]]


def said(replies: list[Reply]) -> str:
    return "\n".join(r.text or r.response or "" for r in replies)


def test_a_word_is_defined_with_its_source(state: State, world: World) -> None:
    answer = said(definitions.define_term(turn("define_term", term="gect"), state, world))

    assert "Groupement européen de coopération territoriale" in answer
    assert "Source :" in answer
    assert "vérifié le" in answer


def test_two_words_are_answered_side_by_side(state: State, world: World) -> None:
    words = tuple(Entity("term", t, t, 0, 0) for t in ("jumelage", "cooperation-decentralisee"))

    one, other, difference = definitions.define_term(Turn("jumelage ou …", "define_term", words), state, world)

    assert (one.text or "").startswith("Jumelage")
    assert (other.text or "").startswith("Coopération décentralisée")
    assert (difference.text or "").startswith("La différence :")


@pytest.mark.parametrize(
    ("question", "near"),
    [("c'est quoi un PIB ?", ["pic", "pip"]), ("c'est quoi un groupement européen", ["gect"])],
)
def test_an_unknown_word_gets_the_closest_known_ones(
    state: State, world: World, question: str, near: list[str]
) -> None:
    (reply,) = definitions.define_term(turn("define_term", question), state, world)

    assert "Je n'ai pas «" in (reply.text or "")
    assert "» dans la base" in (reply.text or "")
    for term in near:
        assert any(f'"{term}"' in b.payload for b in reply.buttons)


@pytest.mark.parametrize("question", ["c'est quoi un gectt", "c koi le gekt svp", "gekt, ça veut dire quoi ?"])
def test_a_misspelt_word_is_understood(state: State, world: World, question: str) -> None:
    (reply,) = definitions.define_term(turn("define_term", question), state, world)

    assert "Je comprends « Groupement européen de coopération territoriale »" in (reply.text or "")
    assert "n° 1082/2006" in (reply.text or "")


@pytest.mark.parametrize("question", ["c'est quoi un FLURP ?", "zorglub ça veut dire quoi", "définition du tourisme"])
def test_a_word_like_none_is_not_explained(state: State, world: World, question: str) -> None:
    (reply,) = definitions.define_term(turn("define_term", question), state, world)

    assert "je préfère ne pas l'expliquer" in (reply.text or "")
    assert reply.buttons == ()


def test_a_word_behind_which_a_programme_ended_says_what_lives(state: State, world: World) -> None:
    answer = said(definitions.define_term(turn("define_term", term="equal"), state, world))

    assert "« Initiative communautaire EQUAL 2000-2006 » est terminé" in answer
    assert "Programme national FSE+" in answer


@pytest.mark.parametrize(
    ("name", "identifier"),
    [("OFAJ", "ofaj-rencontres-de-jeunes"), ("Fondation Air France", "fondation-air-france")],
)
def test_a_body_comes_before_the_programme_called_by_its_name(
    state: State, world: World, name: str, identifier: str
) -> None:
    named = (Entity("programme", identifier, name, 11, 11 + len(name)),)

    body, programme = definitions.define_term(Turn(f"c'est quoi {name} ?", "define_term", named), state, world)

    assert any(o.role in (body.text or "") for o in contacts.bodies_called(name, world))
    assert world.base.programmes[identifier].summary in (programme.text or "")


@pytest.mark.parametrize("answer", [catalogue.present_programme, catalogue.tell_succession])
def test_a_body_asked_about_as_a_programme_gets_its_sheet(answer: Handler, state: State, world: World) -> None:
    state.memory.topic = "leader-2023-2027-ara"

    found = said(answer(turn("ask_programme", "CERAPCOOP existe encore ?", organisation="cerapcoop"), state, world))

    assert "n'existe plus" in found
    assert "RESACOOP" in found
    assert "LEADER" not in found


def test_a_region_is_a_body_when_its_telephone_is_asked(state: State, world: World) -> None:
    place = (Entity("place", "FR-ARA", "AURA", 16, 20),)

    asked = contacts.present_organisation(Turn("le téléphone de AURA", "ask_organisation", place), state, world)
    near = contacts.present_organisation(Turn("qui peut aider en AURA", "ask_organisation", place), state, world)

    assert said(asked).startswith("Région Auvergne-Rhône-Alpes")
    assert said(near).startswith("Vous pouvez appeler")


def test_a_body_that_the_base_lacks_is_said_unknown_with_the_closest(state: State, world: World) -> None:
    asked = contacts.present_organisation(
        turn("ask_organisation", "la Fondation Zorglub peut nous aider ?"), state, world
    )
    taken_for_a_programme = catalogue.present_programme(
        turn("ask_programme", "la Fondation Zorglub, vous connaissez ?"), state, world
    )

    assert said(asked).startswith("Je ne connais pas « Fondation Zorglub » : la base n'en dit rien.")
    assert all("ask_organisation" in button.payload for button in asked[0].buttons)
    assert said(taken_for_a_programme) == said(asked)


@pytest.mark.parametrize("text", ["qui peut nous aider ?", "une association de Lyon peut-elle aider ?"])
def test_a_question_that_names_no_unknown_body_is_answered(state: State, world: World, text: str) -> None:
    place = () if "Lyon" not in text else (Entity("place", "69", "Lyon", 22, 26),)

    asked = contacts.present_organisation(Turn(text, "ask_organisation", place), state, world)

    assert said(asked).startswith("Vous pouvez appeler")


@pytest.mark.parametrize(
    ("asked", "of"),
    [("term", "equal"), ("programme", "jeunesse-en-action-2007-2013"), ("programme", "equal-2000-2006")],
)
def test_the_end_of_what_is_defined_says_today_once(state: State, world: World, asked: str, of: str) -> None:
    answer = said(definitions.define_term(turn("define_term", **{asked: of}), state, world))

    assert "terminé" in answer
    assert answer.lower().count("aujourd'hui") <= 1


@pytest.mark.parametrize("programme", ["equal-2000-2006", "europe-pour-les-citoyens-2014-2020", "interreg-iv-c"])
def test_an_ended_programme_is_said_to_be_over(state: State, world: World, programme: str) -> None:
    answer = said(catalogue.present_programme(turn("ask_programme", programme=programme), state, world))

    assert "terminé" in answer
    assert "Aujourd'hui : Un appel est ouvert" not in answer
    assert not ("Aujourd'hui : " in answer and "aujourd'hui, voyez" in answer)


def test_the_same_programme_was_alive_in_its_time(state: State, world: World) -> None:
    then = World(world.base, world.places, date(2008, 11, 1))

    answer = said(catalogue.present_programme(turn("ask_programme", programme="fse-national-2007-2013"), state, then))

    assert "terminé" not in answer.split("Page officielle")[0].split("Aujourd'hui :")[1]


def test_succession_is_told_both_ways(state: State, world: World) -> None:
    answer = said(catalogue.tell_succession(turn("ask_succession", programme="interreg-iv-b-sudoe"), state, world))

    assert "2000-2006" in answer
    assert "2014-2020" in answer


def test_a_list_holds_living_programmes_only(state: State, world: World) -> None:
    answer = said(catalogue.list_programmes(turn("ask_programmes_list", theme="water", country="BF"), state, world))

    assert "eau" in answer.lower()
    assert "terminé" not in answer


def test_the_programme_spoken_of_last_is_understood(state: State, world: World) -> None:
    catalogue.present_programme(turn("ask_programme", programme="fonds-citoyen-franco-allemand"), state, world)

    answer = said(guidance.explain_steps(turn("ask_steps", "et comment on dépose ?"), state, world))

    assert "Fonds citoyen franco-allemand" in answer


@pytest.mark.parametrize(
    "answer", [guidance.explain_money, guidance.explain_steps, guidance.give_lessons, guidance.show_examples,
               definitions.answer_legal, contacts.find_partner, contacts.call_a_person, contacts.present_organisation],
)  # fmt: skip
def test_a_general_question_is_answered_without_a_project(answer: object, state: State, world: World) -> None:
    assert callable(answer)
    replies = answer(turn("ask", "quelles sont les règles de cofinancement ?"), state, world)

    assert said(replies).strip()


def test_a_body_near_the_holder_comes_first(state: State, world: World) -> None:
    answer = said(contacts.present_organisation(turn("ask_organisation", place="43"), state, world))

    assert answer.splitlines()[1].startswith("- RESACOOP")
    assert "04 72 77 87 67" in answer


def test_a_dissolved_body_leads_to_its_successor(state: State, world: World) -> None:
    answer = said(contacts.present_organisation(turn("ask_organisation", organisation="cerapcoop"), state, world))

    assert "n'existe plus" in answer
    assert "RESACOOP" in answer


def test_what_is_not_understood_is_asked_then_a_person_is_given(state: State, world: World) -> None:
    unclear = Turn("gloubi boulga", "nlu_fallback", ranking=("ask_legal", "ask_steps"))

    first = repair.clarify(unclear, state, world)
    second = repair.clarify(unclear, state, world)

    assert [b.payload for b in first[-1].buttons] == ["/ask_legal", "/ask_steps"]
    assert "04 72 77 87 67" in said(second)
    assert said(first) != said(second)


def test_out_of_scope_is_declined_and_the_question_comes_back(state: State, world: World) -> None:
    state.memory.pending = "budget"

    assert said(repair.decline(turn("out_of_scope"), state, world)) == "utter_out_of_scope\nutter_ask_budget"


def test_a_list_without_a_subject_shows_the_open_doors(state: State, world: World) -> None:
    asked = turn("ask_programmes_list", "quels programmes pour une commune ?", holder_type="commune", place="15")

    answer = said(catalogue.list_programmes(asked, state, world))

    assert "1 % eau" in answer
    assert "entre deux appels" not in answer


def test_an_unknown_programme_is_not_taken_for_the_last_one(state: State, world: World) -> None:
    state.memory.topic = "leader-2023-2027-ara"

    answer = said(catalogue.present_programme(turn("ask_programme", "programme POCTEFA ?"), state, world))

    assert not answer.startswith("LEADER 2023-2027")


def test_a_rank_is_that_of_the_recommendation(state: State, world: World) -> None:
    state.memory.recommended = ["cerv-jumelage-de-villes-2021-2027", "faceco"]

    answer = said(catalogue.present_programme(turn("ask_programme", "le détail du deuxième"), state, world))

    assert world.base.programmes["faceco"].name in answer


def test_may_we_begins_with_the_article_that_allows_it(state: State, world: World) -> None:
    asked = turn("ask_legal", "une commune a-t-elle le droit de financer une école en Afrique ?")

    first = definitions.answer_legal(asked, state, world)[0]

    assert "L1115-1" in (first.text or "")


@pytest.mark.parametrize(
    ("text", "has_one"),
    [
        ("on connaît une école là-bas, à Thiès", True),
        ("nous travaillons avec une mairie togolaise", True),
        ("on cherche une école là-bas", False),
        ("nous n'avons pas de partenaire", False),
        ("nous avons besoin d'un partenaire", False),
        ("on a une école, comment trouver la jumelle ?", False),
    ],
)
def test_who_knows_a_partner_is_not_sent_to_find_one(state: State, world: World, text: str, has_one: bool) -> None:
    (reply,) = contacts.find_partner(turn("ask_partner", text), state, world)

    assert ("déjà quelqu'un sur place" in (reply.text or "")) is has_one


def test_examples_are_of_the_programmes_proposed_and_of_their_kin(state: State, world: World) -> None:
    state.memory.recommended = ["erasmus-plus-ka122-mobilite-courte-duree"]

    (reply,) = guidance.show_examples(turn("ask_examples", "un collège l'a-t-il déjà fait ?"), state, world)

    lines = (reply.text or "").splitlines()
    assert lines
    assert all("Programme : Erasmus+" in line for line in lines)
