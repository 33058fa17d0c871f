"""One particular of the programmes asked about, and the bodies that are named by what they are."""

import pytest

from assistant.dialogue.bodies_meant import asks_of_a_body, bodies_meant, run_by
from assistant.dialogue.contacts import present_organisation, unknown_council
from assistant.dialogue.guidance import explain_money
from assistant.dialogue.particulars import particular
from assistant.dialogue.state import State
from assistant.dialogue.turns import answer
from assistant.dialogue.world import World
from tests.unit.dialogue.turns import turn

WATER = "eau-loire-bretagne-solidarite-internationale"


@pytest.fixture
def well(state: State) -> State:
    """A project to which programmes were proposed."""
    state.holder_type, state.territory, state.partner_countries = "association", "43", ["TG"]
    state.goal, state.themes, state.project_text = "development", ["water"], "forage au Togo"
    state.memory.recommended = [WATER, "microprojets-la-guilde"]
    return state


def said(intent: str, text: str, state: State, world: World, **entities: str) -> str:
    replies = particular(turn(intent, text, **entities), state, world)
    return "\n".join(reply.text or "" for reply in replies or ())


@pytest.mark.parametrize(
    "text",
    [
        "quand faut-il déposer le dossier ?",
        "c'est quoi les dates limites",
        "jusqu'à quand peut-on candidater ?",
        "c'est ouvert quand ?",
    ],
)
def test_dates_are_those_of_the_programmes_proposed(well: State, world: World, text: str) -> None:
    told = said("ask_programme", text, well, world)

    assert "solidarité internationale : Les demandes sont reçues toute l'année." in told
    assert "le dernier connu s'est clos le 31 mars 2025" in told
    assert "Source :" in told


def test_dates_of_a_named_programme_are_its_own(well: State, world: World) -> None:
    told = said("ask_programme", "quelle échéance pour ALCOTRA ?", well, world, programme="interreg-vi-a-alcotra")

    assert "ALCOTRA" in told
    assert "La Guilde" not in told


def test_without_a_programme_one_is_asked_for(state: State, world: World) -> None:
    assert "Nommez-en un" in said("ask_programme", "quand faut-il déposer ?", state, world)

    state.holder_type = "commune"
    (reply,) = particular(turn("ask_programme", "quand faut-il déposer ?"), state, world) or ()
    assert [button.payload for button in reply.buttons] == ['/inform{"question":"now"}']


@pytest.mark.parametrize(
    "text",
    [
        "quand a été créée la coopération décentralisée ?",
        "qu'est-ce qui existait en 2012 quand on déposait un dossier ?",
        "parlez-moi du programme",
        "combien de temps faut-il ?",
    ],
)
def test_other_questions_are_left_alone(well: State, world: World, text: str) -> None:
    assert particular(turn("ask_programme", text), well, world) is None


def test_a_description_is_no_question(well: State, world: World) -> None:
    assert particular(turn("describe_project", "un cumul de retards, quand déposer un dossier"), well, world) is None


def test_aids_that_exclude_each_other_are_said_to(well: State, world: World) -> None:
    well.memory.recommended = ["interreg-vi-a-alcotra", "life-projets-standard-2021-2027"]

    told = said("ask_budget", "ces aides sont-elles cumulables ?", well, world)

    assert "deux aides de l'Union européenne, qui ne paient pas les mêmes dépenses" in told
    assert "n'interdit de les demander ensemble" not in told


def test_when_the_money_comes_is_told_where_a_record_says_it(well: State, world: World) -> None:
    well.memory.recommended = ["leader-2023-2027-ara", WATER]

    told = said("ask_budget", "on est payés avant ou après ?", well, world)

    assert "LEADER 2023-2027 en Auvergne-Rhône-Alpes : l'aide est versée après réalisation" in told
    assert "La base ne dit pas quand l'argent est versé pour « Agence de l'eau Loire-Bretagne" in told


def test_an_expense_is_answered_with_the_words_of_the_record(well: State, world: World) -> None:
    name = world.base.programmes["fondation-cecile-barbier-de-la-serre"].name
    told = said(
        "ask_budget",
        "cela finance-t-il le fonctionnement ?",
        well,
        world,
        programme="fondation-cecile-barbier-de-la-serre",
    )

    assert f"- {name} : " in told
    assert "25 % de son budget annuel au plus" in told
    assert "Dépense éligible" in told


@pytest.mark.parametrize(
    ("text", "territory", "found"),
    [
        ("que donne l'agence de l'eau ?", "43", ["agence-eau-loire-bretagne"]),
        ("que donne l'agence de l'eau ?", "69", ["agence-eau-rhone-mediterranee-corse"]),
        ("et la Région, elle aide ?", "63", ["region-auvergne-rhone-alpes"]),
        ("le conseil départemental", "03", ["departement-allier"]),
        ("le conseil départemental", "43", []),
        ("et notre métropole ?", "69", ["metropole-lyon"]),
        ("le département de la Loire", "03", []),
        ("l'eau de la région de Kayes", "43", []),
    ],
)
def test_bodies_are_meant_by_what_they_are(world: World, text: str, territory: str, found: list[str]) -> None:
    assert [body.id for body in bodies_meant(text, territory, world)] == found


def test_what_a_body_runs_is_for_such_a_project(well: State, world: World) -> None:
    region = bodies_meant("la région", "43", world)

    assert [p.id for p in run_by(region, well, world)] == ["region-aura-solidarite-internationale"]


def test_a_council_of_which_nothing_is_known_is_said_to_be(well: State, world: World) -> None:
    reply = unknown_council(turn("ask_budget", "et le département ?"), well, world)

    assert reply is not None
    assert "RESACOOP" in (reply.text or "")
    assert unknown_council(turn("ask_budget", "et la Guilde ?"), well, world) is None


def test_a_council_asked_about_after_the_proposals_does_not_carry_the_project(well: State, world: World) -> None:
    asked = turn("inform", "et le département ?", holder_type="departement")

    replies = answer(lambda *_: [], asked, well, world, begins=True)

    assert "ne dit pas ce que finance" in (replies[0].text or "")
    assert well.holder_type == "association"


def test_before_the_proposals_it_answers_who_carries_the_project(state: State) -> None:
    assert not asks_of_a_body(turn("inform", "et le département ?", holder_type="departement"), state)


@pytest.mark.parametrize("text", ["et si on demande à la commune ?", "on peut s'adresser au conseil départemental ?"])
def test_asking_a_council_for_money_is_heard_whatever_the_intent(well: State, world: World, text: str) -> None:
    replies = answer(lambda *_: [], turn("ask_steps", text), well, world, begins=True)

    assert "ne dit pas ce que finance" in (replies[0].text or "")


def test_no_card_stands_in_the_place_of_what_was_asked(well: State, world: World) -> None:
    # GIVEN a page that draws rich content instead of the text beside it
    (dates,) = particular(turn("ask_programme", "quand faut-il déposer ?"), well, world) or ()
    numbers = present_organisation(turn("ask_organisation", "le téléphone de l'agence de l'eau ?"), well, world)
    (money,) = explain_money(turn("ask_budget", "combien donne l'agence de l'eau ?"), well, world)

    # THEN the dates, the missing number and the unknown rate are told all the same
    assert dates.custom is None
    assert numbers[0].custom is None
    assert "pas de numéro" in (numbers[0].text or "")
    assert "Le taux et les montants ne sont pas connus." in str(money.custom)
    assert "https://agence.eau-loire-bretagne.fr" in str(money.custom)
