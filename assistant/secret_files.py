"""Secrets that a machine makes for itself: random, in a file that its owner alone reads, made once."""

import hmac
import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from assistant.errors import InputError

_BYTES = 32
_SHORTEST = 32  # characters


def kept_secret(file: Path) -> str:
    """The secret of ``file``, which is made if it is not there, the same for all who ask at once.

    Raises InputError when it cannot be read or made, or is too short to be one.
    """
    try:
        if not file.exists():
            _make(file)
        secret = file.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as problem:
        raise InputError(
            f"Le fichier secret {file} ne peut pas être lu ni créé ({type(problem).__name__})."
        ) from problem
    if len(secret) < _SHORTEST:
        raise InputError(f"Le fichier secret {file} doit contenir au moins {_SHORTEST} caractères.")
    return secret


def same(given: Any, expected: str) -> bool:
    """Whether a secret is the one expected, in a time that tells nothing of it; an empty one never is."""
    return bool(expected) and isinstance(given, str) and hmac.compare_digest(given.encode(), expected.encode())


def _make(file: Path) -> None:
    """Appear whole or not at all: whoever comes second keeps what the first one made."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}-")  # readable by its owner alone
    made = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as output:
            output.write(secrets.token_urlsafe(_BYTES))
        with suppress(FileExistsError):
            file.hardlink_to(made)
    finally:
        made.unlink()
