"""The recommendation as messages: the money and the people, short enough for a phone."""

import re
from dataclasses import replace
from datetime import date

import pytest
from turns import turn

from assistant.advise import Adviser
from assistant.dialogue import contacts, guidance, orientation
from assistant.dialogue.financing import plan_reply
from assistant.dialogue.recommendation import advice, reservations, to_check
from assistant.dialogue.replies import Reply
from assistant.dialogue.state import State, Turn
from assistant.dialogue.world import World
from assistant.matching.facts import ProjectFacts
from assistant.matching.financing import plan
from assistant.matching.rank import Recommendation, recommend
from assistant.nlu.entities import Entity
from assistant.places import Places
from assistant.programmes.base import Base

_EUROS = re.compile(r"^- .*? : (\d[\d ]*) €", re.MULTILINE)


@pytest.fixture
def wells(state: State, world: World) -> State:
    """An association that digs wells in Benin, with a budget and something of its own."""
    told = turn(
        "describe_project", "forer des puits au Bénin", holder_type="association", place="63", country="BJ",
        theme="water", goal="development", amount=18000,
    )  # fmt: skip
    own = Entity("amount", 4000, "4 000 €", 0, 0, "own_share")
    orientation.hear_project(Turn(told.text, told.intent, (*told.entities, own)), state, world)
    return state


def of_type(replies: list[Reply], kind: str) -> Reply:
    (found,) = [reply for reply in replies if (reply.custom or {}).get("type") == kind]
    return found


def test_the_plan_comes_with_amounts_that_add_up(wells: State, world: World) -> None:
    money = of_type(orientation.recommend_programmes(wells, world), "financing")

    text = money.text or ""
    assert text.startswith("Un premier plan de financement pour 18 000 €")
    assert "- Votre apport : 4 000 €" in text
    assert sum(int(amount.replace(" ", "")) for amount in _EUROS.findall(text)) == 18000
    assert money.custom is not None
    assert money.custom["own_share"] == 4000
    assert money.custom["budget"] == 18000
    assert {"programme", "amount", "at_most", "because", "payment"} <= set(money.custom["lines"][0])


def test_the_plan_says_who_confirms_it_and_what_comes_late(state: State, world: World) -> None:
    told = turn(
        "describe_project", "nous jumeler avec une ville allemande", holder_type="commune", place="43", country="DE",
        goal="political", amount=20000,
    )  # fmt: skip
    orientation.hear_project(told, state, world)

    text = of_type(orientation.recommend_programmes(state, world), "financing").text or ""

    assert "- Fonds citoyen franco-allemand : 16 000 € (80 % au plus)" in text
    assert "Prévoyez la trésorerie. Fonds citoyen franco-allemand : 75 % de l'aide avant le projet" in text
    assert "À savoir : le budget est équilibré avec d'autres recettes." in text
    assert "Montants à vérifier avec : " in text


def test_without_a_budget_there_is_no_plan(wells: State, world: World) -> None:
    wells.budget = None

    kinds = [(reply.custom or {}).get("type") for reply in orientation.recommend_programmes(wells, world)]

    assert "financing" not in kinds


def test_without_known_amounts_the_plan_says_what_to_ask(world: World) -> None:
    unknown = replace(world.base.programmes["fondation-veolia"], id="aide", name="Aide (suite)")
    found = Recommendation(unknown, "permanent", 1.0, (), None, None, None, (), None, ())
    money = plan(ProjectFacts(budget=15000), [found], world.base, 3000)
    assert money is not None

    reply = plan_reply(money, world)

    assert reply is not None
    assert reply.text == (
        "Pour un premier plan de financement de 15 000 € (votre apport : 3 000 €, reste 12 000 €), demandez d'abord ce "
        "que verserait « Aide » : la base ne le dit pas."
    )


def test_what_a_local_authority_votes_by_itself_is_not_asked_of_anyone(world: World) -> None:
    found = Recommendation(
        world.base.programmes["dispositif-1-pourcent-eau"], "permanent", 1.0, (), None, None, None, (), None, ()
    )
    money = plan(ProjectFacts(budget=15000), [found], world.base)
    assert money is not None

    reply = plan_reply(money, world)

    assert reply is not None
    assert reply.text == "Une part peut venir de votre propre collectivité, si elle la vote : « 1 % eau »."


def test_whom_to_call_comes_with_questions_and_papers(wells: State, world: World) -> None:
    people = of_type(orientation.recommend_programmes(wells, world), "organisations")

    text = people.text or ""
    assert text.startswith("À appeler d'abord :\n- RESACOOP")
    assert "04 72 77 87 67" in text
    assert "À leur demander, sur « " in text
    assert people.custom is not None
    assert 2 <= len(people.custom["questions"]) <= 3
    assert 1 <= text.count("\n- ") <= 3


def test_four_messages_at_most(wells: State, world: World) -> None:
    replies = orientation.recommend_programmes(wells, world)

    assert len(replies) <= 4
    assert replies[-1].buttons
    assert all(len(reply.text or "") < 1600 for reply in replies[1:])


def test_an_own_share_told_later_changes_the_plan_alone(wells: State, world: World) -> None:
    orientation.recommend_programmes(wells, world)
    share = Entity("amount", 6000, "6 000 €", 0, 0, "own_share")

    replies = orientation.hear_project(Turn("nous avons 6 000 € de côté", "inform", (share,)), wells, world)

    assert "- Votre apport : 6 000 €" in (of_type(replies, "financing").text or "")
    assert len(replies) == 1


def test_an_own_share_told_as_a_question_of_money_counts_too(wells: State, world: World) -> None:
    orientation.recommend_programmes(wells, world)
    share = Entity("amount", 7000, "7 000 €", 0, 0, "own_share")

    replies = guidance.explain_money(Turn("on a 7 000 € de fonds propres", "ask_budget", (share,)), wells, world)

    assert "- Votre apport : 7 000 €" in (of_type(replies, "financing").text or "")
    assert len(replies) == 1


def test_another_budget_for_the_same_programmes_gives_a_new_plan(wells: State, world: World) -> None:
    orientation.recommend_programmes(wells, world)

    replies = orientation.hear_project(turn("correct", "plutôt 16 000 €", amount=16000), wells, world)

    assert "pour 16 000 €" in (of_type(replies, "financing").text or "")


def test_the_own_share_is_forgotten_with_the_project(wells: State, world: World) -> None:
    assert wells.memory.own_share == 4000

    orientation.restart(turn("restart"), wells, world)

    assert wells.memory.own_share is None


def test_a_question_about_money_gets_the_plan_of_the_project(wells: State, world: World) -> None:
    orientation.recommend_programmes(wells, world)

    replies = guidance.explain_money(turn("ask_budget", "combien faut-il trouver nous-mêmes ?"), wells, world)

    assert of_type(replies, "financing")
    named = guidance.explain_money(turn("ask_budget", "et LEADER ?", programme="leader-2023-2027-ara"), wells, world)
    assert not [reply for reply in named if (reply.custom or {}).get("type") == "financing"]
    text = "\n".join(reply.text or "" for reply in named)
    assert "Versement : l'aide est versée après réalisation" in text
    assert "Autres aides : au moins 20 % d'autofinancement" in text


def test_a_rate_by_case_is_told_where_no_sentence_gives_it(state: State, world: World) -> None:
    asked = turn("ask_budget", "le taux ?", programme="meae-aap-jeunesse")

    text = "\n".join(reply.text or "" for reply in guidance.explain_money(asked, state, world))

    assert "Selon le cas : 90 % au plus, pays moins avancé, barème de 2024 ; 70 % au plus, autre pays" in text


def test_asking_for_cerapcoop_gives_the_phone_of_resacoop(state: State, world: World) -> None:
    replies = contacts.present_organisation(
        turn("ask_organisation", "le téléphone de CERAPCOOP", organisation="cerapcoop"), state, world
    )

    assert "n'existe plus" in (replies[0].text or "")
    assert "RESACOOP" in (replies[0].text or "")
    assert "04 72 77 87 67" in (replies[0].text or "")


def test_the_command_gives_the_plan_and_the_questions(base: Base) -> None:
    adviser = Adviser(base, Places())
    day = date(2026, 11, 27)
    text = "Association de Clermont-Ferrand, puits au Bénin, budget 18 000 €, dont 4 000 € de fonds propres"

    answer = adviser.answer(adviser.facts(text, None, day), 3)

    money = answer["financing"]
    assert (money["budget"], money["own_share"]) == (18000, 4000)
    assert sum(line["amount"] for line in money["lines"]) + money["own_share"] + money["to_find"] == 18000
    assert 2 <= len(answer["calls"]["questions"]) <= 3
    assert adviser.answer(ProjectFacts(text="jumelage", as_of=day), 3)["financing"] is None


def test_what_is_to_be_checked_says_so_once(wells: State, world: World) -> None:
    text = "\n".join(reply.text or "" for reply in orientation.recommend_programmes(wells, world))
    checked = [line for line in text.splitlines() if line.startswith("À vérifier : ")]
    assert checked
    assert not any("à vérifier." in line for line in checked)


def test_conditions_to_check_are_labelled_once(world: World) -> None:
    facts = ProjectFacts(
        holder_type="commune", territory="43", partner_countries=("DE",), themes=("youth",), text="jumelage",
        as_of=world.as_of,
    )  # fmt: skip

    checked = [text for one in recommend(facts, world.base, top=3).recommendations for text in to_check(one, most=9)]

    assert any(text.startswith("«") for text in checked)
    assert not any(text.startswith("À vérifier") for text in checked)


def test_no_sentence_is_said_twice_of_one_programme(world: World) -> None:
    facts = ProjectFacts(
        holder_type="commune", territory="38", partner_countries=("IT",), themes=("citizenship",), goal="political",
        budget=900000, text="jumelage", as_of=world.as_of,
    )  # fmt: skip
    found = recommend(facts, world.base, top=6)
    capped = [r for r in found.recommendations if r.grant_estimate and r.grant_estimate.text in reservations(r)]
    assert capped, "a programme whose aid is far too small says so"

    (programmes,) = [reply for reply in advice(found, world) if (reply.custom or {}).get("type") == "recommendations"]

    for item in capped:
        assert (programmes.text or "").count(item.grant_estimate.text) == 1  # type: ignore[union-attr]


def test_money_asked_for_before_any_proposal_is_that_of_what_would_be(wells: State, world: World) -> None:
    replies = guidance.explain_money(turn("ask_budget", "combien peut-on avoir ?"), wells, world)

    assert not wells.memory.recommended
    first = recommend(wells.facts(world.as_of), world.base, top=1).recommendations[0].programme
    assert first.name in "\n".join(reply.text or "" for reply in replies)
