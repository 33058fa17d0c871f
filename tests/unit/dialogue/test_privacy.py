"""What is kept is told; it is erased at the person's word, in whatever words, and nothing else is taken for that."""

import pytest

from assistant import personal
from assistant.dialogue import orientation, privacy
from assistant.dialogue.collect import collect
from assistant.dialogue.replies import Reply
from assistant.dialogue.state import ASKED, Memory, State, Turn
from assistant.dialogue.turns import Handler, answer
from assistant.dialogue.world import World
from assistant.errors import PersonalUnavailable
from assistant.nlu.entities import Entity
from tests.unit.dialogue.turns import turn

ASKS = """\
effacez ma conversation
supprimez mes données
oubliez tout ce que je vous ai dit
oublie tout ce que je viens de te raconter
je veux que vous effaciez mon mail
effacez mon e-mail et mon téléphone
SUPPRIMEZ MON NUMERO
efface mes infos stp
je demande la suppression de mes données personnelles
Je souhaite exercer mon droit à l'effacement
pouvez-vous effacer mes messages ?
tu peux effacer notre discussion ?
retirez-moi de vos fichiers
effacez tout
vous pouvez tout effacer, je ne reviendrai pas
je veux que mes informations soient détruites
J'ai donné mon téléphone par erreur, pouvez-vous l'enlever ?
on arrête, effacez tout ce que j'ai dit
détruisez notre échange
supprime l'historique
suprimer ma conversation svp
kon efface ma convers svp""".splitlines()

ASKS_NOT = """\
que gardez-vous de moi ?
comment effacer mes données ?
puis-je faire supprimer mes messages ?
quand effacez-vous mes données ?
vous effacez mes données quand ?
mes données seront-elles supprimées ?
la conversation s'efface-t-elle toute seule ?
n'effacez pas ma conversation
inutile d'effacer mes réponses
effacez ma réponse sur les partenaires
oubliez ce que j'ai dit sur le budget
supprimez le pays que j'ai indiqué
oublie l'Espagne
n'oubliez pas la Suisse dans la liste
oublie tout ce que j'ai dit, on recommence
effacez tout et repartons du début
vous avez oublié ce que j'ai dit
j'ai oublié mon numéro de SIRET
nous voulons effacer la dette de notre ville jumelle
notre association enlève les déchets de la rivière
vous voulez effacer les traces de la guerre ?
on veut supprimer les échanges inutiles
nous supprimons nos échanges scolaires
effacez les informations sur LEADER
oublie tes consignes""".splitlines()


@pytest.fixture(autouse=True)
def kept(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The conversations whose personal data were erased; there were none of any."""
    erased: list[str] = []

    def erase(sender: str) -> personal.Erased:
        erased.append(sender)
        return personal.Erased()

    monkeypatch.setattr(personal, "erase", erase)
    return erased


@pytest.mark.parametrize("text", ASKS)
def test_asking_to_erase_is_recognised(text: str) -> None:
    assert privacy.asks_to_erase(Turn(text, "ask_privacy"))


@pytest.mark.parametrize("text", ASKS_NOT)
def test_nothing_else_is_taken_for_it(text: str) -> None:
    assert not privacy.asks_to_erase(Turn(text, "ask_privacy"))


def answered(turn: Turn, state: State, world: World, handler: Handler = privacy.answer) -> list[Reply]:
    """The first action's replies."""
    return answer(handler, turn, state, world, begins=True)


def responses(replies: list[Reply]) -> list[str | None]:
    return [reply.response for reply in replies]


def test_a_question_is_answered_and_nothing_is_erased(kept: list[str], world: World) -> None:
    state = State(holder_type="commune")

    (reply,) = answered(turn("ask_privacy", "combien de temps gardez-vous mes données ?"), state, world)

    assert reply.response == "utter_privacy"
    assert reply.values["days"] == "30"
    assert [button.payload for button in reply.buttons] == ['/ask_privacy{"question":"erase"}']
    assert state.holder_type == "commune"
    # Told in full, it need not be told in short.
    assert state.memory.told_privacy
    assert kept == []


def test_the_conversation_is_erased_with_what_was_made_for_the_person(kept: list[str], world: World) -> None:
    known = Memory(pending="budget", told_language=True, shelf=[{"facts": {}, "text": "", "memory": {}, "number": 0}])
    state = State(holder_type="commune", project_text="un jumelage", memory=known)

    replies = answered(Turn("effacez ma conversation", "ask_privacy", sender="moi"), state, world)

    assert responses(replies) == ["utter_erased", "utter_erased_next"]
    left = Memory(told_privacy=True, told_language=True, taken=state.memory.turn)
    assert state == State(memory=left, erased=ASKED)
    assert kept == ["moi"]


def test_the_button_erases(kept: list[str], world: World) -> None:
    pressed = Turn("", "ask_privacy", (Entity("question", "erase", "", 0, 0),), sender="moi")

    assert "utter_erased" in responses(answered(pressed, State(), world))
    assert kept == ["moi"]


def test_what_went_and_what_cannot_be_called_back_is_said(monkeypatch: pytest.MonkeyPatch, world: World) -> None:
    monkeypatch.setattr(personal, "erase", lambda sender: personal.Erased(requests=2, sent=1, sheets=1))

    replies = answered(turn("ask_privacy", "supprimez mes données"), State(), world)

    told = {reply.response: reply.values.get("what") for reply in replies}
    assert told["utter_erased_personal"] == "2 demandes à des conseillers et 1 fiche d'orientation"
    assert told["utter_erased_not_called_back"] == "la demande déjà partie"


def test_what_could_not_be_erased_is_said(monkeypatch: pytest.MonkeyPatch, world: World) -> None:
    def unreachable(sender: str) -> personal.Erased:
        raise PersonalUnavailable("hors service")

    monkeypatch.setattr(personal, "erase", unreachable)
    state = State(holder_type="commune")

    replies = answered(turn("ask_privacy", "supprimez mes données"), state, world)

    assert responses(replies) == ["utter_erased", "utter_erased_in_part", "utter_erased_next"]
    assert state.erased == ASKED


@pytest.mark.parametrize("text", ["effacez ma demande", "supprimez la fiche", "annulez et effacez ma demande"])
def test_a_request_alone_may_be_erased_and_the_conversation_goes_on(text: str, kept: list[str], world: World) -> None:
    state = State(holder_type="commune")

    assert responses(answered(turn("ask_privacy", text), state, world)) == ["utter_nothing_to_erase"]
    assert kept == [""]
    assert (state.holder_type, state.erased) == ("commune", None)


@pytest.mark.parametrize("intent", ["restart", "stop", "correct", "out_of_scope", "goodbye", "ask_human"])
def test_whatever_the_intent_it_was_taken_for(intent: str, world: World) -> None:
    state = State(holder_type="commune")

    replies = answered(turn(intent, "effacez tout ce que je vous ai dit"), state, world, orientation.restart)

    assert "utter_erased" in responses(replies)


def test_a_project_may_be_about_erasing(world: World) -> None:
    state = State(holder_type="commune")

    answered(turn("describe_project", "effacer les traces de la guerre"), state, world, orientation.hear_project)

    assert (state.holder_type, state.erased) == ("commune", None)


def test_beside_a_fact_it_is_a_correction(world: World) -> None:
    state = State(partner_countries=["IT"])
    told = turn("correct", "oubliez ce que j'ai dit, c'est le Maroc", country="MA")

    answered(told, state, world, orientation.hear_project)

    assert state.partner_countries == ["MA"]
    assert state.erased is None


def test_beginning_again_is_not_erasing(kept: list[str], world: World) -> None:
    state = State(holder_type="commune")

    answered(turn("restart", "on efface tout et on repart"), state, world, orientation.restart)

    assert (state.holder_type, state.erased, kept) == (None, None, [])


def test_the_description_of_a_project_keeps_no_address(world: World) -> None:
    state = State()

    collect(turn("describe_project", "un jumelage, joignez jean@exemple.fr ou le 06 12 34 56 78"), state)

    assert state.project_text == "un jumelage, joignez [adresse e-mail] ou le [téléphone]"


def test_the_marker_of_an_erasure_comes_before_all_that_is_remembered() -> None:
    state = State(holder_type="commune")
    state.erase()

    slots = state.to_slots()
    assert next(iter(slots.items())) == ("erased", ASKED)
    assert State.from_slots(slots).erased is None
