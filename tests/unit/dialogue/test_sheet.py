"""The sheet in the conversation: heard in many words, made once programmes were proposed, offered at the end."""

from dataclasses import replace
from pathlib import Path

import pytest
from turns import turn

from assistant.dialogue.courtesy import goodbye
from assistant.dialogue.orientation import hear_project
from assistant.dialogue.recommendation import SHEET, SHEET_BUTTON, after_buttons
from assistant.dialogue.replies import Reply
from assistant.dialogue.sheet import accepts, asks_for_sheet, give
from assistant.dialogue.state import RECAP, State
from assistant.dialogue.turns import answer
from assistant.dialogue.world import World
from assistant.personal import erase
from assistant.sheets.store import open_sheet


@pytest.fixture
def advised() -> State:
    """A town twinning, with a programme proposed for it."""
    return State.from_slots(
        {
            "goal": "political",
            "holder_type": "commune",
            "territory": "43",
            "partner_countries": ["IT"],
            "themes": ["citizenship"],
            "memory": {"recommended": ["cerv-jumelage-de-villes-2021-2027"]},
        }
    )


@pytest.fixture(autouse=True)
def kept_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    monkeypatch.delenv("PERSONAL_URL", raising=False)


def made(replies: list[Reply]) -> Reply:
    """What follows, once the slow part is done."""
    assert replies[0].later
    (reply,) = replies[0].later()
    return reply


@pytest.mark.parametrize(
    "said",
    [
        "vous pouvez me l'envoyer par mail ?",
        "envoyez-moi tout ça",
        "pouvez-vous nous transférer la liste",
        "je voudrais une fiche à imprimer",
        "un récapitulatif à imprimer",
        "pouvez-vous me faire un PDF ?",
        "récap en pdf svp",
        "pdf",
        "je veux télécharger tout ça",
        "est-ce que je peux imprimer ?",
        "donnez-moi ma fiche d'orientation",
        "j'aimerais garder une trace de tout ça",
        "je peux avoir un papier avec tout ça ?",
        "mettez les dates dans mon agenda",
        "donne moi le calendrier des échéances",
        "un document récapitulatif pour mon maire",
        "peut-on exporter les dates vers un calendrier ?",
        "qqch à imprimer pr ma présidente ?",
    ],
)
@pytest.mark.parametrize("intent", ["ask_help", "out_of_scope", "nlu_fallback"])
def test_it_is_asked_for_in_many_words_whatever_they_are_taken_for(said: str, intent: str) -> None:
    assert asks_for_sheet(turn(intent, said))


@pytest.mark.parametrize(
    ("intent", "said"),
    [
        ("out_of_scope", "la fiche de poste"),
        ("ask_steps", "où télécharger le formulaire de candidature ?"),
        ("ask_steps", "y a-t-il un PDF du règlement de l'appel ?"),
        ("describe_project", "nous voulons imprimer des livres pour une école du Bénin"),
        ("ask_steps", "faut-il rédiger une fiche de projet ?"),
        ("ask_privacy", "combien de temps ma fiche est-elle gardée ?"),
        ("ask_privacy", "vous gardez une trace de tout ça ?"),
        ("inform", "faites-moi un récap de ce que vous avez compris"),
        ("ask_steps", "faut-il envoyer un compte rendu à la fin ?"),
        ("correct", "dans ma fiche il est écrit 12 mois, il faut lire 22"),
        ("complain", "mettez à jour vos fiches"),
        ("ask_privacy", "Une trace écrite subsiste-t-elle quelque part ?"),
        ("ask_help", "peut-on vous envoyer un pdf ou une photo ?"),
        ("describe_project", "on veut former des jeunes à l'agenda 2030"),
    ],
)
def test_other_sheets_papers_and_calendars_are_not_ours(intent: str, said: str) -> None:
    assert not asks_for_sheet(turn(intent, said))


def test_the_sheet_of_a_programme_is_a_question_about_it() -> None:
    about = turn("ask_programme", "je voudrais la fiche Erasmus+", programme="erasmus-plus-2021-2027")

    assert not asks_for_sheet(about)


def test_it_is_given_by_its_addresses_with_the_day_it_is_erased(
    advised: State, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITE_URL", "https://orientation.exemple.fr/")

    reply = made(give(turn("ask_help", "une fiche"), advised, world))

    assert reply.response == "utter_sheet_ready_with_dates"
    assert reply.custom is not None
    address = "https://orientation.exemple.fr/fiche/"
    pdf, ics = str(reply.custom["pdf"]), str(reply.custom["ics"])
    assert (reply.values["pdf"], reply.values["ics"]) == (pdf, ics)
    assert pdf.startswith(address)
    token = pdf.removeprefix(address).removesuffix(".pdf")
    assert ics == f"{address}{token}.ics"
    kept = open_sheet(token)
    assert kept.pdf.read_bytes().startswith(b"%PDF")
    assert (reply.custom["type"], reply.custom["title"]) == ("sheet", "Fiche d'orientation")
    assert reply.custom["expires"] == kept.expires_at.isoformat(timespec="seconds")


def test_in_a_terminal_it_is_given_by_its_paths(advised: State, world: World) -> None:
    reply = made(give(replace(turn("ask_help", "une fiche en pdf"), terminal=True), advised, world))

    assert Path(reply.values["pdf"]).read_bytes().startswith(b"%PDF")
    assert b"BEGIN:VEVENT" in Path(reply.values["ics"]).read_bytes()


def test_it_goes_with_the_conversation_that_is_erased(advised: State, world: World) -> None:
    asked = replace(turn("ask_help", "une fiche en pdf"), sender="anne", terminal=True)
    reply = made(give(asked, advised, world))

    assert erase("anne").sheets == 1
    assert not Path(reply.values["pdf"]).exists()


def test_to_take_it_back_is_not_to_ask_for_another(advised: State, world: World) -> None:
    advised.memory.turn = 1.0

    replies = answer(give, turn("ask_help", "supprimez ma fiche"), advised, world, begins=True)

    assert [reply.response for reply in replies] == ["utter_nothing_to_erase"]


def test_without_a_dated_deadline_it_has_no_calendar(world: World) -> None:
    well = State.from_slots(
        {
            "goal": "development",
            "holder_type": "association",
            "territory": "63",
            "partner_countries": ["BF"],
            "themes": ["water"],
            "memory": {"recommended": ["eau-loire-bretagne-solidarite-internationale"]},
        }
    )

    reply = made(give(turn("ask_help", "pdf"), well, world))

    assert reply.response == "utter_sheet_ready"
    assert reply.custom is not None
    assert reply.custom["ics"] is None


def test_before_a_project_is_told_it_says_what_it_waits_for(state: State, world: World) -> None:
    assert [reply.response for reply in give(turn("ask_help", "pdf"), state, world)] == ["utter_sheet_needs_project"]


def test_before_the_programmes_it_says_what_is_missing_and_goes_on(state: State, world: World) -> None:
    hear_project(turn("describe_project", "une commune du Cantal", holder_type="commune", place="15"), state, world)
    pending = state.memory.pending
    state.memory.turn = 1.0

    replies = answer(hear_project, turn("out_of_scope", "je voudrais un pdf"), state, world, begins=True)

    assert replies[0].response == "utter_sheet_needs"
    assert "pays partenaires" in replies[0].values["missing"]
    assert "porteur" not in replies[0].values["missing"]
    assert [button.title for button in replies[0].buttons] == ["Voir les programmes maintenant"]
    assert state.memory.pending == pending
    assert replies[-1].response == f"utter_ask_{pending}"
    # AND the next action of the same turn adds nothing
    assert answer(hear_project, turn("out_of_scope", "je voudrais un pdf"), state, world, begins=False) == []


def test_while_the_recap_waits_for_a_yes_nothing_is_missing(world: World) -> None:
    state = State.from_slots(
        {
            "goal": "political",
            "holder_type": "commune",
            "territory": "43",
            "partner_countries": ["IT"],
            "themes": ["citizenship"],
            "budget": 20000.0,
            "memory": {"pending": RECAP},
        }
    )

    assert give(turn("ask_help", "pdf"), state, world)[0].response == "utter_sheet_needs_yes"


def test_it_is_offered_after_the_programmes_and_at_the_end_until_it_is_made(
    advised: State, world: World, state: State
) -> None:
    first = world.base.programmes[advised.memory.recommended[0]]
    (offered,) = [button for button in after_buttons(first) if button.title == "Ma fiche à imprimer"]
    assert offered.payload == '/ask_help{"question":"sheet"}'
    pressed = turn("ask_help", "", question=SHEET)
    assert asks_for_sheet(pressed)

    assert [reply.response for reply in goodbye(turn("goodbye"), advised, world)][1:] == ["utter_sheet_offer"]
    give(pressed, advised, world)
    assert len(goodbye(turn("goodbye"), advised, world)) == 1
    # AND again once other programmes are proposed
    advised.memory.recommended = ["eui-echanges-ville-a-ville"]
    assert len(goodbye(turn("goodbye"), advised, world)) == 2
    assert len(goodbye(turn("goodbye"), state, world)) == 1


def test_a_yes_to_the_offer_alone_is_a_yes_to_the_sheet(advised: State) -> None:
    offer = [SHEET_BUTTON.title, SHEET_BUTTON.payload]

    advised.memory.choices = [[offer]]
    assert accepts(turn("affirm", "oui"), advised)
    assert not accepts(turn("deny", "non"), advised)
    # BUT after the recommendation, which offers much else, it is not
    advised.memory.choices = [[["Autre projet", "/restart"], offer]]
    assert not accepts(turn("affirm", "oui"), advised)


def test_a_long_description_that_speaks_of_sheets_is_a_description() -> None:
    told = (
        "notre association du Cantal veut avoir une fiche pédagogique et imprimer des livrets pour les écoles de "
        "trois communes du Bénin avec lesquelles nous travaillons"
    )

    assert not asks_for_sheet(turn("describe_project", told, place="15"))
