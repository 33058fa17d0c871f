"""A request as the e-mail that an adviser reads: plain French text, which «Répondre» answers to the holder."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from assistant.matching.words import french_date


@dataclass(frozen=True)
class Request:
    """What a holder asked to send. ``recap`` and ``programmes``: lines; ``place``: the project's, in words."""

    id: str
    created_at: datetime
    name: str
    email: str
    message: str = ""
    recap: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    place: str = ""


def as_email(request: Request, sender: str, recipient: str, kept_days: int) -> EmailMessage:
    """The message to ``recipient``. ``kept_days``: how long the assistant keeps its copy.

    What a person typed goes into the body, quoted, and into the reply address, which ``email`` builds from its parts:
    a header that it does not mean cannot be written. Raises ValueError on an address that is none.
    """
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = f"Demande à un conseiller : {one_line(request.place) or 'lieu non précisé'}"
    mail["From"] = _address("Assistant d'orientation CERAPCOOP", sender)
    mail["To"] = _address("", recipient)
    mail["Reply-To"] = _address(one_line(request.name), request.email)
    mail["Date"] = request.created_at
    # The same at each attempt: a server that took it twice knows that it is one message.
    mail["Message-ID"] = f"<{request.id}@{_domain(sender)}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(_body(request, kept_days), charset="utf-8", cte="quoted-printable")
    return mail


def one_line(text: str) -> str:
    """The text on one line, without control characters."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def plain(text: str) -> str:
    """The text with its lines, without what no database or mail server takes (NUL, halves of characters)."""
    return "\n".join("".join(c if c.isprintable() else " " for c in line) for line in text.splitlines()).strip()


def _address(name: str, address: str) -> Address:
    return Address(display_name=name, addr_spec=address)


def _domain(address: str) -> str:
    return address.rpartition("@")[2]


def _listed(lines: tuple[str, ...], otherwise: str) -> list[str]:
    return [f"- {one_line(line)}" for line in lines] or [otherwise]


def _body(request: Request, kept_days: int) -> str:
    # Quoted, so that nothing typed passes for what the assistant says.
    typed = [f"> {line}" for line in request.message.splitlines()] or ["(aucun)"]
    until = request.created_at + timedelta(days=kept_days)
    parts = [
        "Bonjour,",
        "",
        "Une personne qui a parlé avec l'assistant d'orientation demande l'aide d'un conseiller.",
        "",
        f"Nom : {one_line(request.name)}",
        f"Adresse électronique : {request.email} (« Répondre » lui écrit)",
        f"Lieu du projet : {one_line(request.place) or 'non précisé'}",
        "",
        "Son message :",
        *typed,
        "",
        "Son projet, comme l'assistant l'a compris :",
        *_listed(request.recap, "(pas encore décrit)"),
        "",
        "Programmes que l'assistant a proposés :",
        *_listed(request.programmes, "(aucun encore)"),
        "",
        f"Demande n° {request.id[:8]}, faite le {_day(request.created_at)}. La personne a accepté que ces informations",
        f"vous soient envoyées ; l'assistant efface sa propre copie au plus tard le {_day(until)}.",
        "",
    ]
    return "\n".join(parts)


def _day(moment: datetime) -> str:
    return french_date(moment.date().isoformat())
