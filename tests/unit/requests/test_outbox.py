"""Requests that wait, are sent once, tried again, and given up, on both databases and with a real mail server."""

import socket
import ssl
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from assistant.personal import erase
from assistant.personal.models import REFUSED, SENT, WAITING
from assistant.requests import delivery, outbox
from assistant.settings import MailSettings, Settings
from tests.mail_server import HOST, MailServer, only, running

Submit = Callable[..., str]


class Clock:
    """The outbox's own clock, moved by hand."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 27, 12, tzinfo=timezone.utc)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **delta: float) -> None:
        self.now += timedelta(**delta)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(outbox, "now", clock)
    return clock


def mail() -> MailSettings:
    found = Settings().mail
    assert found is not None
    return found


def status(identifier: str) -> str:
    found = outbox.standing(identifier)
    assert found is not None
    return found.status


def test_a_draft_is_written_step_by_step_and_is_no_request(personal: str) -> None:
    identifier = outbox.begin("sender")
    outbox.write(identifier, name="Anne")

    assert outbox.draft(identifier) == outbox.Draft(identifier, "Anne")
    assert outbox.every() == []
    assert outbox.claim() is None

    outbox.forget(identifier)
    assert outbox.draft(identifier) is None


def test_a_request_is_sent_once(server: MailServer, submitted: Submit) -> None:
    identifier = submitted()

    assert delivery.deliver(mail()) == {SENT: 1}
    assert delivery.deliver(mail()) == {}

    assert status(identifier) == SENT
    (message,) = server.taken
    (envelope,) = server.envelopes
    assert envelope.rcpt_tos == ["conseil@cerapcoop.example"]
    assert "Nom : Anne Martin" in message.get_content()
    assert not outbox.submit(identifier, "conseil@cerapcoop.example")


def test_a_server_that_is_down_is_tried_again_later(server: MailServer, submitted: Submit, clock: Clock) -> None:
    first = submitted()
    clock.forward(seconds=1)
    second = submitted()
    server.stop()

    # One that does not answer is not asked for the second request.
    assert delivery.deliver(mail()) == {WAITING: 1}
    standing = outbox.standing(first)
    assert standing is not None
    assert (standing.status, standing.attempts) == (WAITING, 1)
    assert "ne répond pas" in (standing.error or "")

    server.start()
    assert delivery.deliver(mail()) == {SENT: 1}
    assert (status(first), status(second)) == (WAITING, SENT)
    clock.forward(seconds=61)
    assert delivery.deliver(mail()) == {SENT: 1}
    assert status(first) == SENT
    assert len(server.taken) == 2


def test_waits_double_up_to_six_hours() -> None:
    minutes = [outbox.wait_before(attempt).total_seconds() / 60 for attempt in range(1, 13)]

    assert minutes == [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360, 360]
    assert outbox.wait_before(1000) == timedelta(hours=6)


def test_after_days_it_is_given_up_and_kept(server: MailServer, submitted: Submit, clock: Clock) -> None:
    identifier = submitted()
    server.answer = "451 try later"
    attempts = 0
    while status(identifier) == WAITING:
        delivery.deliver(mail())
        attempts += 1
        clock.forward(hours=6)

    assert status(identifier) == REFUSED
    assert attempts == 22  # every six hours, beyond five days
    read = outbox.read(identifier[:8])
    assert read is not None
    assert read.email == "anne@exemple.fr"

    # WHEN what was wrong is mended
    server.answer = None
    assert outbox.try_again("autre@cerapcoop.example") == 1
    assert delivery.deliver(mail()) == {SENT: 1}
    assert server.envelopes[0].rcpt_tos == ["autre@cerapcoop.example"]


def test_what_the_server_refuses_for_good_is_not_tried_again(server: MailServer, submitted: Submit) -> None:
    identifier = submitted()
    server.answer = "550 we do not want it"

    assert delivery.deliver(mail()) == {REFUSED: 1}
    standing = outbox.standing(identifier)
    assert standing is not None
    assert "refuse le message (550 we do not want it)" in (standing.error or "")


def test_concurrent_workers_send_each_request_once(server: MailServer, submitted: Submit) -> None:
    identifiers = {submitted(name=f"Personne {number}") for number in range(12)}

    with ThreadPoolExecutor(4) as workers:
        done = list(workers.map(lambda _: delivery.deliver(mail()), range(4)))

    assert sum(one[SENT] for one in done) == 12
    assert sorted(str(m["Message-ID"]) for m in server.taken) == sorted(f"<{i}@cerapcoop.example>" for i in identifiers)


def test_a_request_whose_worker_died_is_claimed_again_after_a_while(submitted: Submit, clock: Clock) -> None:
    identifier = submitted()
    assert outbox.claim() is not None

    assert outbox.claim() is None
    clock.forward(minutes=10, seconds=1)
    again = outbox.claim(identifier)
    assert again is not None
    assert again.attempts == 2


def test_what_is_erased_is_not_sent(server: MailServer, submitted: Submit) -> None:
    submitted()
    erase("sender")

    assert delivery.deliver(mail()) == {}
    assert server.taken == []


def test_a_slow_server_does_not_hold_up_the_conversation(submitted: Submit, monkeypatch: pytest.MonkeyPatch) -> None:
    identifier = submitted()
    taken = threading.Event()
    monkeypatch.setattr(delivery, "_hand_over", lambda message, mail: taken.wait(30))
    settings = MailSettings(HOST, 25, "none", None, None, "a@exemple.fr", "b@exemple.fr")

    delivery.deliver_within(identifier, settings, 0.05)

    assert status(identifier) == WAITING
    taken.set()
    for _ in range(500):
        if status(identifier) == SENT:
            break
        time.sleep(0.01)
    assert status(identifier) == SENT


def test_a_server_that_says_nothing_is_not_waited_for_ever(submitted: Submit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivery, "_TIMEOUT", 0.1)
    with socket.create_server((HOST, 0)) as silent:
        settings = MailSettings(HOST, silent.getsockname()[1], "none", None, None, "a@exemple.fr", "b@exemple.fr")

        submitted()
        assert delivery.deliver(settings) == {WAITING: 1}


def test_a_conversation_is_known_to_have_asked(submitted: Submit) -> None:
    submitted()
    identifier = submitted()

    assert outbox.submitted_lately("sender") == 2
    assert outbox.submitted_lately("another") == 0
    latest = outbox.latest("sender")
    assert latest is not None
    assert latest.id in {identifier, *[s.id for s in outbox.every(WAITING)]}
    assert outbox.latest("another") is None


def _logging_in(port: int, password_file: Path) -> MailSettings:
    return MailSettings(HOST, port, "none", "anne", password_file, "a@exemple.fr", "b@exemple.fr")


@pytest.mark.filterwarnings("ignore:Requiring AUTH:UserWarning")
def test_the_password_is_read_from_its_file(submitted: Submit, tmp_path: Path) -> None:
    password = tmp_path / "password"
    with running(authenticator=only(b"anne", b"secret"), auth_required=True, auth_require_tls=False) as server:
        submitted()
        password.write_text("faux\n")
        assert delivery.deliver(_logging_in(server.port, password)) == {WAITING: 1}
        assert "mot de passe" in (outbox.every()[0].error or "")

        submitted()
        password.write_text("secret\n")
        assert delivery.deliver(_logging_in(server.port, password)) == {SENT: 1}

        submitted()
        password.unlink()
        assert delivery.deliver(_logging_in(server.port, password)) == {WAITING: 1}


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_connection_that_is_not_safe_carries_nothing(
    server: MailServer, submitted: Submit, security: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN a server that speaks in clear only
    monkeypatch.setenv("SMTP_SECURITY", security)
    identifier = submitted()

    assert delivery.deliver(mail()) == {WAITING: 1}
    assert server.taken == []
    standing = outbox.standing(identifier)
    assert standing is not None
    assert standing.error


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of this machine, with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOST)])
    today = datetime.now(timezone.utc)
    signed = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(HOST))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("tls") / "certificate.pem"
    clear = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.write_bytes(clear + signed.public_bytes(Encoding.PEM))
    return file


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_safe_connection_carries_the_request_where_the_server_is_known(
    submitted: Submit, certificate: Path, security: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    options = {"tls_context": context, "require_starttls": True} if security == "starttls" else {"ssl_context": context}
    with running(**options) as server:
        settings = MailSettings(HOST, server.port, security, None, None, "a@exemple.fr", "b@exemple.fr")
        # GIVEN a certificate that nobody vouches for
        identifier = submitted()
        assert delivery.deliver(settings) == {WAITING: 1}
        standing = outbox.standing(identifier)
        assert standing is not None
        assert "n'est pas sûre" in (standing.error or "")
        assert server.taken == []

        # WHEN this machine knows it
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        submitted()
        assert delivery.deliver(settings) == {SENT: 1}
