"""The settings of the messaging room, read once from the environment.

MATRIX_HOMESERVER     address of the homeserver, https://…
MATRIX_USER           the assistant's account there, @name:server
MATRIX_PASSWORD_FILE  file that holds its password
MATRIX_ALLOWED        servers or rooms (!…) whose invitations are accepted, or * (default: the account's server)
MATRIX_GATEWAY        address of the assistant's site (default: http://127.0.0.1 with the PORT)
RETENTION_DAYS        days after which a conversation that is silent is forgotten (assistant/settings.py)
"""

import os
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from assistant.errors import InputError
from assistant.secret_files import kept_secret
from assistant.settings import Settings

_USER = re.compile(r"@[a-z0-9._=/+-]+:(?P<server>\S+)")


@dataclass(frozen=True)
class RoomSettings:
    """``folder``: where the position in the rooms and the keys are kept."""

    homeserver: str
    user: str
    password_file: Path
    allowed: frozenset[str]
    gateway: str
    folder: Path
    retention_days: int
    service_key: str

    @property
    def server(self) -> str:
        """The name of the account's own server."""
        return self.user.partition(":")[2]

    def allows(self, inviter: str, room_id: str) -> bool:
        """Whether an invitation by that account to that room is accepted."""
        return not self.allowed.isdisjoint({"*", room_id, inviter.partition(":")[2]})

    @property
    def password(self) -> str:
        """Raises InputError when its file cannot be read or is empty."""
        try:
            password = self.password_file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            raise InputError(f"MATRIX_PASSWORD_FILE : le fichier {self.password_file} est illisible.") from None
        if not password:
            raise InputError(f"MATRIX_PASSWORD_FILE : le fichier {self.password_file} est vide.")
        return password

    @classmethod
    def from_environment(cls) -> "RoomSettings":
        """Raises InputError, with the variable's name, on what is missing or cannot be one."""
        settings = Settings()
        homeserver = _required(
            "MATRIX_HOMESERVER", "l'adresse du serveur Matrix, par exemple https://matrix.example.org"
        )
        parts = urlsplit(homeserver)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise InputError(f"MATRIX_HOMESERVER doit être une adresse http(s), pas « {homeserver} ».")
        user = _required("MATRIX_USER", "le compte de l'assistant, par exemple @assistant:example.org")
        known = _USER.fullmatch(user)
        if known is None:
            raise InputError(f"MATRIX_USER doit avoir la forme @nom:serveur, pas « {user} ».")
        allowed = (os.environ.get("MATRIX_ALLOWED") or known["server"]).split(",")
        return cls(
            homeserver=homeserver.rstrip("/"),
            user=user,
            password_file=Path(_required("MATRIX_PASSWORD_FILE", "le fichier où est son mot de passe")),
            allowed=frozenset(filter(None, map(str.strip, allowed))),
            gateway=(os.environ.get("MATRIX_GATEWAY") or f"http://127.0.0.1:{settings.port}").rstrip("/"),
            folder=settings.var_dir / "matrix",
            retention_days=settings.retention_days,
            service_key=kept_secret(settings.service_key_file),
        )


def _required(name: str, what: str) -> str:
    given = os.environ.get(name)
    if not given:
        raise InputError(f"{name} manque : {what}.")
    return given
