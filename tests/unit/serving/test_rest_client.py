import socket

import pytest

from assistant.serving.client import Button, Reply, Unreachable, send
from assistant.serving.environment import ServingError


def test_a_message_goes_with_its_sender_and_replies_come_back(rasa) -> None:
    buttons = [{"title": "Une commune", "payload": "/a"}]
    rasa.answers = [
        [
            {"recipient_id": "s", "text": "Qui porte le projet ?", "buttons": buttons},
            {"recipient_id": "s", "custom": {"type": "recap"}},
        ]
    ]

    replies = send(rasa.url + "/", "s", "à Thiers")

    sent = {"sender": "s", "message": "à Thiers", "input_channel": "cmdline"}
    assert rasa.received == [("/webhooks/rest/webhook", sent)]
    assert replies == [Reply("Qui porte le projet ?", (Button("Une commune", "/a"),)), Reply("")]


def test_a_proxy_of_the_environment_is_not_asked(rasa, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")

    assert send(rasa.url, "s", "bonjour") == [Reply("Bonjour !")]


def test_no_server_is_said_with_what_to_do() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        url = f"http://127.0.0.1:{closed.getsockname()[1]}"

    with pytest.raises(Unreachable, match=f"ne répond pas à l'adresse {url}.*make run"):
        send(url, "s", "bonjour")


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ([], "n'a rien répondu : le serveur d'actions"),
        (500, r"a refusé le message \(code 500\)"),
        (b"<html>", "pas celle d'un assistant"),
        (b'{"status": "failure"}', "pas celle d'un assistant"),
        (b'[{"buttons": [{}]}]', "pas celle d'un assistant"),
    ],
)
def test_an_answer_that_is_none_is_said_plainly(rasa, answer, said: str) -> None:
    rasa.answers = [answer]

    with pytest.raises(ServingError, match=said) as raised:
        send(rasa.url, "s", "bonjour")

    # THEN it is not taken for a server that is still starting
    assert not isinstance(raised.value, Unreachable)


def test_an_address_that_is_none_is_said_plainly() -> None:
    with pytest.raises(Unreachable, match="n'importe quoi"):
        send("n'importe quoi", "s", "bonjour")
