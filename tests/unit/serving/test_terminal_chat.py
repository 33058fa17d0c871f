import os
from collections.abc import Callable

import pytest

from assistant.serving.chat import converse, render, to_send, wrap
from assistant.serving.client import Button, Reply

CHOICES = [Button("Une commune", "/inform{}"), Button("Une association", "/asso")]


def typing(*lines: str) -> Callable[[str], str]:
    """Someone who types ``lines``, then closes the terminal."""
    left = iter(lines)

    def read(prompt: str) -> str:
        try:
            return next(left)
        except StopIteration:
            raise EOFError from None

    return read


def test_a_reply_is_printed_with_its_choices_numbered_over_all_bubbles() -> None:
    text, choices = render([Reply("Qui ?", (CHOICES[0],)), Reply("", (CHOICES[1],))], 80)

    assert text == "Qui ?\n  1. Une commune\n  2. Une association"
    assert choices == CHOICES


def test_long_lines_are_folded_and_the_others_kept() -> None:
    text = "Pour vous :\n- un programme dont le nom est long\nhttps://exemple.fr/une-adresse-tres-longue"

    assert wrap(text, 20).splitlines() == [
        "Pour vous :",
        "- un programme dont",
        "  le nom est long",
        "https://exemple.fr/une-adresse-tres-longue",
    ]


def test_a_number_or_a_title_chooses_and_any_other_text_stays_itself() -> None:
    assert to_send("2", CHOICES) == "/asso"
    assert to_send("une COMMUNE", CHOICES) == "/inform{}"
    assert to_send("15000", CHOICES) == "15000"
    assert to_send("0", CHOICES) == "0"
    assert to_send("2", []) == "2"


def test_a_whole_conversation_has_one_sender_and_ends_on_request(rasa) -> None:
    rasa.answers = [
        [{"text": "Qui porte le projet ?", "buttons": [{"title": b.title, "payload": b.payload} for b in CHOICES]}],
        [{"text": "Très bien."}],
    ]
    said: list[str] = []

    converse(rasa.url, typing("bonjour", "", "2", "2", "/quitter", "jamais lu"), said.append)

    # THEN the number stood for a choice only as long as the choice was offered
    assert rasa.messages == ["bonjour", "/asso", "2"]
    assert len({body["sender"] for _, body in rasa.received}) == 1
    assert "Qui porte le projet ?\n  1. Une commune" in "\n".join(said)


def test_a_new_conversation_is_another_sender(rasa) -> None:
    converse(rasa.url, typing("bonjour", "/nouveau", "bonjour"), lambda text: None)

    first, second = (body["sender"] for _, body in rasa.received)
    assert first != second


def test_a_server_that_stays_silent_is_said_and_the_conversation_goes_on(rasa) -> None:
    rasa.answers = [[], [{"text": "Me revoilà."}]]
    said: list[str] = []

    converse(rasa.url, typing("bonjour", "bonjour"), said.append)

    assert any("n'a rien répondu" in text for text in said)
    assert any("Me revoilà." in text for text in said)


def test_a_terminal_that_does_not_know_its_width_is_spoken_to(rasa, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.get_terminal_size", lambda: os.terminal_size((0, 0)))
    said: list[str] = []

    converse(rasa.url, typing("bonjour"), said.append)

    assert "\nBonjour !\n" in said
