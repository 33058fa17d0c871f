"""The e-mail that an adviser reads."""

from datetime import datetime, timezone
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.requests.message import Request, as_email

REQUEST = Request(
    id="0123456789abcdef",
    created_at=datetime(2026, 11, 27, 12, tzinfo=timezone.utc),
    name="Hélène d'Aubière",
    email="helene@exemple.fr",
    message="Bonjour,\nnous cherchons un partenaire.",
    recap=("Porteur : commune", "Budget : 20 000 €"),
    programmes=("CERV - Jumelage de villes",),
    place="Haute-Loire",
)


def read(request: Request) -> EmailMessage:
    """The message as the adviser's program reads it."""
    written = as_email(request, "assistant@cerapcoop.example", "conseil@cerapcoop.example", kept_days=30)
    found = message_from_bytes(bytes(written), policy=default)
    assert isinstance(found, EmailMessage)
    return found


def test_an_adviser_reads_all_that_was_agreed_and_answers_the_holder() -> None:
    mail = read(REQUEST)

    assert mail["Subject"] == "Demande à un conseiller : Haute-Loire"
    assert [a.addr_spec for a in mail["To"].addresses] == ["conseil@cerapcoop.example"]
    (answer,) = mail["Reply-To"].addresses
    assert (answer.display_name, answer.addr_spec) == ("Hélène d'Aubière", "helene@exemple.fr")
    assert mail["Message-ID"] == "<0123456789abcdef@cerapcoop.example>"
    text = mail.get_content()
    for expected in (
        "Nom : Hélène d'Aubière", "> nous cherchons un partenaire.",
        "- Budget : 20 000 €", "- CERV - Jumelage de villes",
        "Lieu du projet : Haute-Loire", "faite le 27 novembre 2026", "au plus tard le 27 décembre 2026",
    ):  # fmt: skip
        assert expected in text


def test_what_is_unknown_is_said_so() -> None:
    text = read(Request("0" * 16, REQUEST.created_at, "Anne", "anne@exemple.fr")).get_content()

    assert "Lieu du projet : non précisé" in text
    assert "(aucun)" in text
    assert "(pas encore décrit)" in text


ODD = "Anne\r\nBcc: autre@exemple.fr\r\nSubject: autre\r\n\r\nCorps"


def test_what_is_typed_writes_no_header() -> None:
    mail = read(Request("0" * 16, REQUEST.created_at, ODD, "anne@exemple.fr", ODD, (ODD,), (ODD,), ODD))

    assert "Bcc" not in mail
    assert mail.get_all("Subject") == [str(mail["Subject"])]
    assert str(mail["Subject"]).startswith("Demande à un conseiller : Anne Bcc:")
    assert "> Bcc: autre@exemple.fr" in mail.get_content().splitlines()
    assert [a.addr_spec for a in mail["Reply-To"].addresses] == ["anne@exemple.fr"]


@pytest.mark.parametrize(
    "email", ["anne@exemple.fr\r\nBcc: b@exemple.fr", "anne@exemple.fr, b@exemple.fr", "pas une adresse"]
)
def test_an_address_that_is_none_is_never_written(email: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  (whichever defect `email` finds)
        as_email(Request("0" * 16, REQUEST.created_at, "Anne", email), "a@exemple.fr", "b@exemple.fr", 30)


@given(st.text(max_size=200), st.text(max_size=300))
def test_whatever_is_typed_the_headers_stay_ours(name: str, message: str) -> None:
    mail = read(Request("0" * 16, REQUEST.created_at, name, "anne@exemple.fr", message, (name,), (), name))

    assert sorted(mail.keys()) == sorted(
        ["Subject", "From", "To", "Reply-To", "Date", "Message-ID", "Auto-Submitted", "Content-Type",
         "Content-Transfer-Encoding", "MIME-Version"]
    )  # fmt: skip
    assert [a.addr_spec for a in mail["To"].addresses] == ["conseil@cerapcoop.example"]
    assert [a.addr_spec for a in mail["Reply-To"].addresses] == ["anne@exemple.fr"]
