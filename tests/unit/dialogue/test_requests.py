"""A request to an adviser, from the consent to the mail server."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml

from assistant.dialogue import (
    contacts,
    definitions,
    greeting,
    orientation,
    readiness,
    repair,
    request_standing,
    requests,
)
from assistant.dialogue.replies import Reply
from assistant.dialogue.request_words import read_name
from assistant.dialogue.state import READINESS, REQUEST, State, Turn
from assistant.dialogue.turns import Handler, answer
from assistant.dialogue.world import World
from assistant.nlu.entities import Entity
from assistant.personal import conversation_of, reading
from assistant.personal.models import WAITING, adviser_request
from assistant.requests import outbox
from assistant.settings import ROOT
from tests.mail_server import MailServer, running

SENDER = "a conversation"
HANDLERS: dict[str, Handler] = {
    "affirm": orientation.yes, "deny": orientation.no, "unsure": orientation.does_not_know,
    "inform": orientation.hear_project, "describe_project": orientation.hear_project,
    "correct": orientation.hear_project, "nlu_fallback": repair.clarify, "out_of_scope": repair.decline,
    "ask_human": requests.ask_human, "define_term": definitions.define_term, "restart": orientation.restart,
    "stop": greeting.stop, "ask_lessons": readiness.lessons, "thank": orientation.resume_turn,
}  # fmt: skip
RESUMED = {"ask_human", "define_term", "ask_lessons"}
Talk = Callable[..., list[Reply]]


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MailServer]:
    monkeypatch.setenv("PERSONAL_URL", f"sqlite:///{tmp_path / 'personal.sqlite'}")
    with running() as started:
        for name, value in started.settings.items():
            monkeypatch.setenv(name, value)
        yield started


@pytest.fixture
def talk(server: MailServer, state: State, world: World) -> Talk:
    """Says something as it was understood; gives the replies, those that come later included."""
    number = 0

    def say(text: str, intent: str = "inform", confidence: float = 0.9, **entities: str) -> list[Reply]:
        nonlocal number
        number += 1
        state.memory.turn = float(number)
        found = tuple(Entity(kind, value, value, 0, 0) for kind, value in entities.items())
        turn = Turn(text, intent, found, confidence=confidence, sender=SENDER)
        replies = answer(HANDLERS[intent], turn, state, world, begins=True)
        if intent in RESUMED:
            replies = replies + answer(orientation.resume_turn, turn, state, world, begins=False)
        return [one for reply in replies for one in (reply.later() if reply.later else [reply])]

    return say


def said(replies: list[Reply]) -> list[str]:
    return [reply.response or reply.text or "" for reply in replies]


def begin(talk: Talk) -> list[Reply]:
    return talk("", "ask_human", request="start")


@pytest.fixture
def complete(talk: Talk) -> list[Reply]:
    """A request typed to the end, not yet confirmed."""
    begin(talk)
    talk("oui", "affirm")
    talk("Marie Dupont", "out_of_scope")
    talk("marie.dupont@exemple.fr", "nlu_fallback")
    return talk("Nous cherchons un partenaire.", "describe_project")


def kept() -> list[dict[str, object]]:
    with reading() as connection:
        return [dict(row) for row in connection.execute(adviser_request.select()).mappings()]


def test_the_request_is_offered_only_where_mail_can_leave(
    state: State, world: World, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    turn = Turn("un conseiller", "ask_human", sender=SENDER)
    (called,) = contacts.call_a_person(turn, state, world)
    assert [b.title for b in called.buttons] == ["Envoyer ma demande à un conseiller"]
    assert called.custom

    monkeypatch.delenv("SMTP_HOST")
    (called,) = contacts.call_a_person(turn, state, world)
    assert called.buttons == ()
    pressed = Turn("", "ask_human", (Entity("request", "start", "", 0, 0),), sender=SENDER)
    assert requests.ask_human(pressed, state, world) == [called]


def test_consent_comes_first_and_says_what_goes_to_whom_and_how_long_it_is_kept(talk: Talk, state: State) -> None:
    (consent,) = begin(talk)

    assert consent.response == "utter_request_consent"
    assert consent.values == {"recipient": "conseil@cerapcoop.example", "days": "30"}
    assert state.memory.request is None
    assert said(talk("marie@exemple.fr", "out_of_scope"))[0] == "utter_request_consent_first"
    assert kept() == []


@pytest.mark.parametrize(("text", "intent"), [("non", "deny"), ("", "deny"), ("stop", "stop"), ("non merci", "thank")])
def test_a_refused_consent_keeps_nothing(talk: Talk, state: State, text: str, intent: str) -> None:
    begin(talk)

    assert said(talk(text, intent)) == ["utter_request_cancelled"]

    assert state.memory.pending is None
    assert kept() == []


def test_step_by_step_to_the_mail_server(talk: Talk, state: State, server: MailServer) -> None:
    talk("", "inform", holder_type="commune", place="43", country="IT")
    begin(talk)
    assert said(talk("", "affirm", request="consent")) == ["utter_request_ask_name"]
    assert said(talk("Marie Dupont", "out_of_scope")) == ["utter_request_ask_email"]
    assert said(talk("marie.dupont@exemple.fr", "describe_project")) == ["utter_request_ask_message"]
    summary, confirm = talk("Bonjour, rappelez-moi.")
    assert "- Nom : Marie Dupont" in (summary.text or "")
    assert "- Adresse électronique : m…@exemple.fr" in (summary.text or "")
    assert "- Message : Bonjour, rappelez-moi." in (summary.text or "")
    assert "Haute-Loire" in (summary.text or "")
    assert confirm.response == "utter_request_confirm"

    sent, *rest = talk("", "affirm", request="send")

    assert sent.response == "utter_request_sent"
    assert sent.values == {"recipient": "conseil@cerapcoop.example", "email": "m…@exemple.fr"}
    assert rest  # the question that was pending comes back
    (message,) = server.taken
    assert message["Subject"] == "Demande à un conseiller : Haute-Loire"
    assert "> Bonjour, rappelez-moi." in message.get_content()
    assert "- Porteur : commune" in message.get_content()
    assert said(talk("ma demande est-elle partie ?", "out_of_scope"))[0] == "utter_request_sent"


def test_nothing_typed_is_in_the_slots(complete: list[Reply], state: State) -> None:
    slots = str(state.to_slots())

    assert complete[-1].response == "utter_request_confirm"
    for typed in ("Marie", "Dupont", "exemple.fr", "partenaire."):
        assert typed not in slots
    assert all("marie.dupont" not in (reply.text or "") for reply in complete)


@pytest.mark.parametrize("text", ["marie.dupont", "marie@exemple", "marie@@exemple.fr"])
def test_a_wrong_address_is_explained_and_asked_again(talk: Talk, text: str) -> None:
    begin(talk)
    talk("oui", "affirm")
    talk("Marie Dupont")

    wrong, again = talk(text, "nlu_fallback")

    assert wrong.response == "utter_request_bad_email"
    assert wrong.values["why"].endswith(".")
    assert text not in wrong.values["why"]
    assert again.response == "utter_request_ask_email"
    assert said(talk("marie@exemple.fr")) == ["utter_request_ask_message"]


def test_name_and_address_may_come_together(talk: Talk) -> None:
    begin(talk)
    talk("oui", "affirm")

    assert said(talk("Marie Dupont, mon mail c'est marie@exemple.fr")) == ["utter_request_ask_message"]
    (row,) = kept()
    assert (row["name"], row["email"]) == ("Marie Dupont", "marie@exemple.fr")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("je m'appelle Marie Dupont", "Marie Dupont"),
        ("moi c'est Hélène", "Hélène"),
        ("bonjour, je suis Jean-Pierre Le Goff", "Jean-Pierre Le Goff"),
        ("La commune de Brioude", "La commune de Brioude"),
        ("Nom : Martin Anne", "Martin Anne"),
        ("12", None),
        ("je ne veux pas le dire", None),
        ("marie@exemple.fr", None),
        ("x" * 81, None),
    ],
)
def test_names_as_people_type_them(typed: str, name: str | None) -> None:
    assert read_name(typed) == name


def test_what_is_no_name_is_asked_again(talk: Talk) -> None:
    begin(talk)
    talk("oui", "affirm")

    assert said(talk("bonjour")) == ["utter_request_ask_name"]
    assert said(talk("je ne comprends", "inform")) == ["utter_request_no_name", "utter_request_ask_name"]


@pytest.mark.parametrize("text", ["stop", "annuler", "annulez ma demande", "laissez tomber", "non", "je ne veux plus"])
@pytest.mark.parametrize("steps", [0, 1, 2, 3])
def test_whoever_stops_is_forgotten_at_any_step(talk: Talk, state: State, text: str, steps: int) -> None:
    begin(talk)
    typed = ["oui", "Marie Dupont", "marie@exemple.fr", "sans message"]
    # «non» to the question of the message means that there is none.
    stop_after = 4 if steps == 3 and text == "non" else steps
    for one in typed[:stop_after]:
        talk(one, "affirm" if one == "oui" else "inform")

    assert said(talk(text, "nlu_fallback")) == ["utter_request_cancelled"]

    assert state.memory.pending is None
    assert state.memory.request is None
    assert kept() == []


@pytest.mark.parametrize("text", ["non", "sans message", "rien à ajouter", "non merci"])
def test_a_message_is_optional(talk: Talk, text: str) -> None:
    begin(talk)
    talk("oui", "affirm")
    talk("Marie Dupont")
    talk("marie@exemple.fr")

    assert "- Message : aucun" in said(talk(text, "deny"))[0]


def test_a_question_in_the_middle_is_answered_and_the_step_comes_back(talk: Talk) -> None:
    begin(talk)
    talk("oui", "affirm")
    talk("Marie Dupont")

    replies = said(talk("c'est quoi un GECT ?", "define_term", term="gect"))

    assert "Groupement européen de coopération territoriale" in replies[0]
    assert replies[-1] == "utter_request_ask_email"
    assert said(talk("marie@exemple.fr")) == ["utter_request_ask_message"]


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("passez-moi quelqu'un au bout du fil, ce sera plus simple", "ask_human"),
        ("je me suis trompé, c'est une association qui porte", "correct"),
        ("ki contacter ds le 43", "ask_human"),
        ("nous voulons creuser un puits au Togo", "describe_project"),
    ],
)
@pytest.mark.parametrize("typed", [(), ("Marie Dupont",)])
def test_nobody_is_held_in_a_step_who_speaks_of_something_else(
    talk: Talk, state: State, text: str, intent: str, typed: tuple[str, ...]
) -> None:
    begin(talk)
    talk("oui", "affirm")
    for name in typed:
        talk(name)

    replies = said(talk(text, intent))

    assert not {"utter_request_no_name", "utter_request_bad_email"} & set(replies)
    draft = outbox.draft(str(state.memory.request))
    assert draft is None or draft.name == (typed[0] if typed else None)


def test_a_fact_corrected_in_the_middle_counts_and_the_step_comes_back(talk: Talk, state: State) -> None:
    begin(talk)
    talk("oui", "affirm")

    replies = said(talk("je me suis trompé, c'est une commune", "correct", holder_type="commune"))

    assert state.holder_type == "commune"
    assert replies[-1] == "utter_request_ask_name"


def test_a_message_to_the_adviser_may_be_a_question(talk: Talk) -> None:
    begin(talk)
    for one in ("oui", "Marie Dupont", "marie@exemple.fr"):
        talk(one)

    assert (
        "- Message : Qui peut nous aider à monter le dossier ?"
        in said(talk("Qui peut nous aider à monter le dossier ?", "ask_human"))[0]
    )


def test_what_is_wrong_in_the_whole_is_typed_again(complete: list[Reply], talk: Talk) -> None:
    assert said(talk("", "correct", request="name")) == ["utter_request_ask_name"]
    assert "- Nom : Anne Martin" in said(talk("Anne Martin"))[0]
    assert "m…@mairie.exemple.fr" in said(talk("non, l'adresse est fausse : mairie@mairie.exemple.fr", "correct"))[0]
    assert said(talk("changer mon message")) == ["utter_request_ask_message"]
    talk("sans message")
    assert said(talk("peut-être", "unsure"))[0] == "utter_request_yes_or_no"
    (row,) = kept()
    assert (row["name"], row["email"], row["message"]) == ("Anne Martin", "mairie@mairie.exemple.fr", "")


def test_a_doubt_sends_nothing(complete: list[Reply], talk: Talk, server: MailServer) -> None:
    assert said(talk("oui mais attendez", "affirm"))[0] == "utter_request_yes_or_no"
    # The button of the consent, pressed again.
    assert said(talk("", "affirm", request="consent")) == ["utter_request_confirm"]
    assert server.taken == []


def test_a_server_that_is_down_is_told_with_who_to_call(complete: list[Reply], talk: Talk, server: MailServer) -> None:
    server.stop()

    waiting, people = talk("oui", "affirm")

    assert waiting.response == "utter_request_waiting"
    assert "En attendant, voici qui appeler" in (people.text or "")
    assert said(talk("est-ce que ma demande a été envoyée ?"))[0] == "utter_request_waiting"
    assert [standing.status for standing in outbox.every()] == [WAITING]


def test_a_server_that_refuses_is_told(complete: list[Reply], talk: Talk, server: MailServer) -> None:
    server.answer = "550 no"

    assert said(talk("oui", "affirm"))[0] == "utter_request_refused"


def test_without_a_request_none_is_told(talk: Talk) -> None:
    assert said(talk("ma demande est-elle partie ?")) == ["utter_request_none"]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("ma demande est-elle partie ?", True),
        ("vous avez bien envoyé ma demande ?", True),
        ("des nouvelles de ma demande", True),
        ("le conseiller a-t-il reçu mon mail ?", True),
        ("ma demande de subvention est-elle partie ?", False),
        ("envoyer ma demande à un conseiller", False),
        ("je voudrais que ma demande soit transmise", False),
    ],
)
def test_asking_how_it_stands(text: str, asked: bool) -> None:
    assert request_standing.asks_how_it_stands(Turn(text, "ask_human")) is asked


def test_requests_of_a_day_are_counted(talk: Talk) -> None:
    for _ in range(outbox.MOST_A_DAY):
        begin(talk)
        for one in ("oui", "Marie Dupont", "marie@exemple.fr", "sans message", "oui"):
            talk(one)

    assert said(begin(talk))[0] == "utter_request_enough"


def test_erasing_in_the_middle_erases_everything(complete: list[Reply], talk: Talk, state: State) -> None:
    assert said(talk("effacez ma conversation", "out_of_scope"))[0] == "utter_erased"

    assert state.memory.pending is None
    assert kept() == []


def test_another_project_lets_the_draft_go(complete: list[Reply], talk: Talk, state: State) -> None:
    talk("recommençons", "restart")

    assert state.memory.pending != REQUEST
    assert kept() == []


def test_the_self_assessment_comes_back_after_it(talk: Talk, state: State) -> None:
    talk("sommes-nous prêts ?", "ask_lessons")
    begin(talk)
    assert state.memory.pending == REQUEST

    cancelled, question = talk("stop", "stop")
    assert cancelled.response == "utter_request_cancelled"
    assert [b.title for b in question.buttons] == ["Oui", "En partie", "Pas encore", "Je ne sais pas"]
    assert state.memory.pending == READINESS


def test_a_base_that_cannot_be_written_is_told(talk: Talk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begin(talk)
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("PERSONAL_URL", f"sqlite:///{tmp_path / 'file' / 'personal.sqlite'}")

    assert said(talk("oui", "affirm"))[0] == "utter_request_impossible"


def test_the_conversation_is_known_by_its_fingerprint(complete: list[Reply]) -> None:
    (row,) = kept()

    assert row["conversation"] == conversation_of(SENDER)


ODD = [
    "",
    " ",
    "?",
    "@",
    "\n",
    "🙂",
    "a" * 5000,
    "\x00",
    "\ud800",
    "{recipient}",
    "%s",
    "'; DROP TABLE sheet; --",
]


@pytest.mark.parametrize("text", ODD)
@pytest.mark.parametrize("steps", range(5))
def test_whatever_is_typed_at_any_step_is_answered_and_sends_nothing(
    talk: Talk, state: State, server: MailServer, text: str, steps: int
) -> None:
    begin(talk)
    for one in ["oui", "Marie Dupont", "marie@exemple.fr", "sans message"][:steps]:
        talk(one)

    assert talk(text, "nlu_fallback")

    assert server.taken == []
    assert state.memory.pending == REQUEST


def test_a_message_is_kept_without_what_no_base_takes(talk: Talk) -> None:
    begin(talk)
    for one in ("oui", "Marie Dupont", "marie@exemple.fr"):
        talk(one)
    talk("Bonjour,\r\nun\x00 puits\ud800 au Togo")

    assert kept()[0]["message"] == "Bonjour,\nun  puits  au Togo"


def test_every_sentence_of_a_request_is_in_the_domain() -> None:
    domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    written = [Path(str(module.__file__)).read_text(encoding="utf-8") for module in (requests, request_standing)]
    used = set(re.findall(r"utter_request_\w+", "\n".join(written)))
    asked = {f"utter_request_ask_{field}" for field in ("name", "email", "message")}

    assert (used - {"utter_request_ask_"}) | asked == {n for n in domain["responses"] if n.startswith("utter_request_")}
