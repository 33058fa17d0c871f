"""Sends the requests that wait, by SMTP."""

import smtplib
import ssl
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage

from assistant.personal.models import REFUSED, SENT, WAITING
from assistant.requests import outbox
from assistant.requests.message import as_email
from assistant.settings import MailSettings, Settings

_TIMEOUT = 30.0
"""Seconds that the mail server has for each of its answers."""


class _NotSent(Exception):
    """Why, in French. ``for_good``: trying again is of no use; ``for_all``: the next one would fare no better."""

    def __init__(self, why: str, for_good: bool = False, for_all: bool = False) -> None:
        super().__init__(why)
        self.for_good, self.for_all = for_good, for_all


def deliver(mail: MailSettings) -> Counter[str]:
    """Send what is due; how many requests are now ``sent``, ``waiting`` (again) or ``refused``.

    A server that does not answer is not asked again for the next request. Raises ``PersonalUnavailable``.
    """
    done: Counter[str] = Counter()
    while (claimed := outbox.claim()) is not None:
        problem = _send(claimed, mail)
        done[SENT if problem is None else REFUSED if problem.for_good else WAITING] += 1
        if problem is not None and problem.for_all:
            break
    return done


def deliver_within(identifier: str, mail: MailSettings, seconds: float) -> None:
    """Send one request, and wait for it so long at most: a slow sending goes on by itself."""
    sending = threading.Thread(target=_deliver_one, args=(identifier, mail), daemon=True)
    sending.start()
    sending.join(seconds)


def _deliver_one(identifier: str, mail: MailSettings) -> None:
    claimed = outbox.claim(identifier)
    if claimed is not None:
        _send(claimed, mail)


def _send(claimed: outbox.Claimed, mail: MailSettings) -> _NotSent | None:
    """Send it and note how that went; what was wrong, if anything."""
    try:
        _hand_over(_message(claimed, mail), mail)
    except _NotSent as problem:
        outbox.note_failure(claimed, str(problem), problem.for_good)
        return problem
    outbox.note_sent(claimed)
    return None


def _message(claimed: outbox.Claimed, mail: MailSettings) -> EmailMessage:
    try:
        return as_email(claimed.request, mail.sender, claimed.recipient, Settings().retention_days)
    except ValueError as problem:
        raise _NotSent(f"le message ne peut pas être écrit ({problem})", for_good=True) from problem


def _hand_over(message: EmailMessage, mail: MailSettings) -> None:
    """Give the message to the mail server. Raises ``_NotSent``."""
    password = _password(mail)
    with _in_french(), _connected(mail) as server:
        if mail.user:
            server.login(mail.user, password)
        server.send_message(message)
        # The message is taken: a farewell that fails changes nothing.
        with suppress(smtplib.SMTPException, OSError):
            server.quit()


def _password(mail: MailSettings) -> str:
    try:
        return mail.password_file.read_text(encoding="utf-8").strip() if mail.password_file else ""
    except (OSError, UnicodeDecodeError) as problem:
        raise _NotSent("le fichier du mot de passe (SMTP_PASSWORD_FILE) ne peut pas être lu", for_all=True) from problem


@contextmanager
def _connected(mail: MailSettings) -> Iterator[smtplib.SMTP]:
    context = ssl.create_default_context()
    if mail.security == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(mail.host, mail.port, timeout=_TIMEOUT, context=context)
    else:
        server = smtplib.SMTP(mail.host, mail.port, timeout=_TIMEOUT)
    try:
        if mail.security == "starttls":
            server.starttls(context=context)
        yield server
    finally:
        server.close()


@contextmanager
def _in_french() -> Iterator[None]:
    try:
        yield
    except smtplib.SMTPRecipientsRefused as problem:
        code, said = next(iter(problem.recipients.values()))
        raise _NotSent(_answer("le destinataire", code, said), for_good=code >= 500) from problem
    except smtplib.SMTPAuthenticationError as problem:
        raise _NotSent(_answer("le mot de passe", problem.smtp_code, problem.smtp_error), for_all=True) from problem
    except smtplib.SMTPNotSupportedError as problem:
        raise _NotSent(f"le serveur de messagerie ne sait pas faire ({problem})", for_all=True) from problem
    except (smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as problem:
        what = "l'expéditeur" if isinstance(problem, smtplib.SMTPSenderRefused) else "le message"
        raise _NotSent(
            _answer(what, problem.smtp_code, problem.smtp_error), for_good=problem.smtp_code >= 500
        ) from problem
    except ssl.SSLError as problem:
        raise _NotSent(
            f"la connexion au serveur de messagerie n'est pas sûre ({problem.reason})", for_all=True
        ) from problem
    except (smtplib.SMTPException, OSError) as problem:
        raise _NotSent(f"le serveur de messagerie ne répond pas ({problem})", for_all=True) from problem


def _answer(what: str, code: int, said: bytes | str) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return f"le serveur de messagerie refuse {what} ({code} {' '.join(text.split())[:120]})"
