"""Every setting, read once from the environment.

BASE_URL        where the programme base is: an SQLAlchemy URL (default: SQLite in var/base.sqlite)
MODEL_DIR       where trained models are (default: models/)
VAR_DIR         what the assistant writes while it runs: base, logs (default: var/)
RASA_PORT       port of the Rasa server on the loopback (default: 5005)
ACTIONS_PORT    port of the action server on the loopback (default: 5055)
CONVERSATIONS_URL  where Rasa keeps conversations: an SQLAlchemy URL (default: SQLite in var/conversations.sqlite)
PERSONAL_URL    where requests to advisers and sheets are: an SQLAlchemy URL (default: SQLite in var/personal.sqlite)
RETENTION_DAYS  days after which conversations, requests and sheets are erased (default: 30)
SMTP_HOST       machine that sends the requests to advisers (default: none, and no request is offered)
SMTP_PORT       its port (default: 25, 587 or 465, by SMTP_SECURITY)
SMTP_SECURITY   none, starttls or tls (default: starttls)
SMTP_USER       name to log in with, and SMTP_PASSWORD_FILE the file that holds the password (default: no login)
ADVISERS_EMAIL  address that receives the requests; MAIL_FROM the one that sends them (default: the same)
SITE_URL        address at which people reach the site (default: http://127.0.0.1:8000, with the PORT)
PORT            port of the site on the loopback (default: 8000)
SHEET_DAYS      days for which a sheet to print can be opened (default: 30)
WIDGET_ORIGINS  other sites that may embed the chat: https://exemple.fr, … separated by commas (default: none)
SECRET_FILE     file of the key that signs the visitors' cookies (default: made in var/site.key)
MESSAGES_PER_MINUTE        of one visitor (default: 30); 0: no limit, here and below
CALLS_PER_MINUTE           to /api/ from one network address (default: 300)
CONVERSATIONS_PER_HOUR     begun from one network address (default: 200)
TELEGRAM_TOKEN… the variables that open other platforms: assistant/channels/platforms/catalogue.py, docs/platforms.md
AS_OF           day for which statuses are computed, AAAA-MM-JJ (default: today)
"""

import os
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from assistant.errors import InputError

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
HOME_TERRITORY = "FR-ARA"
"""The resource centre's own territory: a person who asks for a contact without saying where is taken to be there."""
_MOST_DAYS = 366
_MOST_CALLS = 1_000_000
_WEB_PORTS = {"http": 80, "https": 443}
_SMTP_PORTS = {"none": 25, "starttls": 587, "tls": 465}


def _path(name: str, default: Path) -> Path:
    return Path(os.environ.get(name) or default)


def _port(name: str, default: int) -> int:
    given = os.environ.get(name) or str(default)
    if not given.isdigit() or not 0 < int(given) < 65536:
        raise InputError(f"{name} doit être un numéro de port, de 1 à 65535, pas « {given} ».")
    return int(given)


def _days(name: str, default: int) -> int:
    given = os.environ.get(name) or str(default)
    if not given.isdigit() or not 0 < int(given) <= _MOST_DAYS:
        raise InputError(f"{name} doit être un nombre de jours, de 1 à {_MOST_DAYS}, pas « {given} ».")
    return int(given)


def _limit(name: str, default: int) -> int:
    given = os.environ.get(name) or str(default)
    if not given.isdigit() or int(given) > _MOST_CALLS:
        raise InputError(f"{name} doit être un nombre, de 0 (sans limite) à {_MOST_CALLS}, pas « {given} ».")
    return int(given)


def origin_of(address: str) -> str | None:
    """The origin of an address as browsers write it (``https://exemple.fr``); ``None`` when it has none."""
    parts = urlsplit(address)
    try:
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in _WEB_PORTS or not parts.hostname:
        return None
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{parts.scheme}://{host}" + ("" if port in (None, _WEB_PORTS[parts.scheme]) else f":{port}")


def _origins(name: str) -> tuple[str, ...]:
    origins = []
    for given in filter(None, map(str.strip, (os.environ.get(name) or "").split(","))):
        origin = origin_of(given)
        if origin is None or origin != given.rstrip("/").lower():
            raise InputError(f"{name} : origine attendue sous la forme https://exemple.fr, reçu « {given} ».")
        origins.append(origin)
    return tuple(origins)


def _address(name: str) -> str:
    from email_validator import EmailNotValidError, validate_email

    given = os.environ.get(name) or ""
    try:
        checked = validate_email(given, check_deliverability=False, allow_smtputf8=False, test_environment=True)
    except EmailNotValidError:
        raise InputError(f"{name} doit être une adresse électronique, pas « {given} ».") from None
    return str(checked.ascii_email)


@dataclass(frozen=True)
class MailSettings:
    """The mail server, and who receives the requests to advisers."""

    host: str
    port: int
    security: str
    user: str | None
    password_file: Path | None
    sender: str
    advisers: str

    @classmethod
    def from_environment(cls) -> "MailSettings | None":
        """``None`` when no mail server is set; raises InputError when one is, badly."""
        host = os.environ.get("SMTP_HOST")
        if not host:
            return None
        security = os.environ.get("SMTP_SECURITY") or "starttls"
        if security not in _SMTP_PORTS:
            raise InputError(f"SMTP_SECURITY doit être none, starttls ou tls, pas « {security} ».")
        user, password_file = os.environ.get("SMTP_USER") or None, os.environ.get("SMTP_PASSWORD_FILE")
        if user and not password_file:
            raise InputError("SMTP_PASSWORD_FILE manque : avec SMTP_USER, il faut le fichier du mot de passe.")
        return cls(
            host=host,
            port=_port("SMTP_PORT", _SMTP_PORTS[security]),
            security=security,
            user=user,
            password_file=Path(password_file) if password_file else None,
            sender=_address("MAIL_FROM" if os.environ.get("MAIL_FROM") else "ADVISERS_EMAIL"),
            advisers=_address("ADVISERS_EMAIL"),
        )


@dataclass(frozen=True)
class Settings:
    """A snapshot of the environment; build a new one to see a change."""

    var_dir: Path = field(default_factory=lambda: _path("VAR_DIR", ROOT / "var"))
    model_dir: Path = field(default_factory=lambda: _path("MODEL_DIR", ROOT / "models"))
    rasa_port: int = field(default_factory=lambda: _port("RASA_PORT", 5005))
    actions_port: int = field(default_factory=lambda: _port("ACTIONS_PORT", 5055))
    port: int = field(default_factory=lambda: _port("PORT", 8000))
    retention_days: int = field(default_factory=lambda: _days("RETENTION_DAYS", 30))
    sheet_days: int = field(default_factory=lambda: _days("SHEET_DAYS", 30))
    widget_origins: tuple[str, ...] = field(default_factory=lambda: _origins("WIDGET_ORIGINS"))
    messages_per_minute: int = field(default_factory=lambda: _limit("MESSAGES_PER_MINUTE", 30))
    calls_per_minute: int = field(default_factory=lambda: _limit("CALLS_PER_MINUTE", 300))
    conversations_per_hour: int = field(default_factory=lambda: _limit("CONVERSATIONS_PER_HOUR", 200))

    @property
    def base_url(self) -> str:
        """SQLAlchemy URL of the programme base."""
        return os.environ.get("BASE_URL") or f"sqlite:///{self.var_dir / 'base.sqlite'}"

    @property
    def conversations_url(self) -> str:
        """SQLAlchemy URL of Rasa's conversations."""
        return os.environ.get("CONVERSATIONS_URL") or f"sqlite:///{self.var_dir.resolve() / 'conversations.sqlite'}"

    @property
    def site_url(self) -> str:
        """Address of the site, without a slash at its end."""
        return (os.environ.get("SITE_URL") or f"http://127.0.0.1:{self.port}").rstrip("/")

    @property
    def signing_key_file(self) -> Path:
        """File of the key that signs the visitors' cookies and tokens."""
        return _path("SECRET_FILE", self.var_dir / "site.key")

    @property
    def service_key_file(self) -> Path:
        """File of the key by which the site knows the assistant's own services, such as the messaging room."""
        return self.var_dir / "service.key"

    @property
    def channel_key_file(self) -> Path:
        """File of the key by which Rasa knows the site."""
        return self.var_dir / "channel.key"

    @property
    def people_key_file(self) -> Path:
        """File of the key from which people of the other platforms get the name of their conversation."""
        return self.var_dir / "people.key"

    @property
    def personal_url(self) -> str:
        """SQLAlchemy URL of what is kept of people."""
        return os.environ.get("PERSONAL_URL") or f"sqlite:///{self.var_dir / 'personal.sqlite'}"

    @property
    def mail(self) -> MailSettings | None:
        """How requests to advisers leave; ``None`` when they cannot."""
        return MailSettings.from_environment()

    @property
    def as_of(self) -> date:
        """The day for which the assistant answers."""
        given = os.environ.get("AS_OF")
        try:
            return date.fromisoformat(given) if given else date.today()
        except ValueError:
            raise InputError(f"AS_OF : date attendue sous la forme AAAA-MM-JJ, reçu « {given} ».") from None
