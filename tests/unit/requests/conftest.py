"""A mail server of the tests' own, and an empty base of what is kept of people, of each kind in turn."""

from collections.abc import Callable, Iterator

import pytest

from tests.mail_server import MailServer, running


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[MailServer]:
    """A real SMTP server, to which the settings lead."""
    with running() as started:
        for name, value in started.settings.items():
            monkeypatch.setenv(name, value)
        yield started


@pytest.fixture
def personal(url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("PERSONAL_URL", url)
    return url


@pytest.fixture
def submitted(personal: str) -> Callable[..., str]:
    """Submits a request as the dialogue does; its id."""
    from assistant.requests import outbox

    def submit(name: str = "Anne Martin", email: str = "anne@exemple.fr", message: str = "Merci de m'aider.") -> str:
        identifier = outbox.begin("sender")
        outbox.write(identifier, name=name, email=email, message=message)
        assert outbox.submit(
            identifier,
            "conseil@cerapcoop.example",
            recap=("Porteur : commune", "Lieu : Haute-Loire"),
            programmes=("CERV - Jumelage de villes",),
            place="Haute-Loire",
        )
        return identifier

    return submit
