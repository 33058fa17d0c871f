"""A request to an adviser through the real servers: it leaves, and its words are in the requests' own base alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.serving.client import Reply, send
from tests.integration.test_privacy_served import holding
from tests.integration.test_serving import Assistant, assistant
from tests.mail_server import MailServer, running

__all__ = ["assistant"]

NAME, MAIL, WORD = "Zorobabel Durand", "z.durand@exemple.fr", "Nabuchodonosor"


@pytest.fixture
def mail(monkeypatch: pytest.MonkeyPatch) -> Iterator[MailServer]:
    with running() as server:
        for name, value in server.settings.items():
            monkeypatch.setenv(name, value)
        monkeypatch.delenv("PERSONAL_URL", raising=False)
        yield server


def text(replies: list[Reply]) -> str:
    return "\n".join(reply.text for reply in replies)


def test_a_request_leaves_and_is_erased(mail: MailServer, assistant: Assistant) -> None:
    assistant.wait_until_ready()
    folder = Path(assistant.environment["VAR_DIR"])

    def say(words: str) -> str:
        return text(send(assistant.url, "moi", words))

    # WHEN a request is typed and confirmed
    say("je voudrais écrire à un conseiller")
    say("oui")
    say(NAME)
    say(MAIL)
    assert NAME in say(f"Bonjour de la part de {WORD}")
    assert "est partie" in say("oui")

    # THEN the adviser has it, and its words are in no log and no conversation
    (message,) = mail.taken
    assert NAME in str(message["Reply-To"])
    assert f"> Bonjour de la part de {WORD}" in message.get_content()
    for words in (NAME, MAIL, WORD):
        assert holding(folder, words) == ["personal.sqlite"]
    assert "est partie" in say("ma demande est-elle partie ?")

    # WHEN everything is erased, it is nowhere, and what cannot be called back is said
    assert "Ce que je ne peux pas reprendre" in say("effacez ma conversation")
    for words in (NAME, MAIL, WORD):
        assert holding(folder, words) == []
