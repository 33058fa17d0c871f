"""E-mail addresses as people type them."""

import re

from email_validator import EmailNotValidError, validate_email

from assistant.errors import AssistantError
from assistant.text import fold

_FOUND = re.compile(r"[^\s<>()\[\],;:\"«»]+@[^\s<>()\[\],;:\"«»]*")
_SPOKEN_AT = re.compile(r"\s*[\[({]?\b(?:arobase|arrobase|arobas)\b[\])}]?\s*", re.IGNORECASE)
_NEAR_AT = re.compile(r"\s+@\s*|@\s+")
_MOST_BEFORE_AT, _MOST = 64, 254
"""Characters of an address (RFC 5321, 4.5.3.1)."""


class AddressRefused(AssistantError):
    """What was typed is no e-mail address; the message says in French what is wrong."""


def find_address(text: str) -> str | None:
    """What looks like an address in a sentence («mon mail : a.b@exemple.fr.»), valid or not."""
    said = _NEAR_AT.sub("@", _SPOKEN_AT.sub("@", text))
    found = _FOUND.search(said)
    return found.group().removeprefix("mailto:").rstrip(".!?'’") if found else None


def read_address(text: str) -> str:
    """The address in ``text``, in the form that a mail server takes. Raises ``AddressRefused``."""
    found = find_address(text)
    if found is None:
        raise AddressRefused("Je n'y vois pas d'adresse : il faut un « @ », comme dans prenom.nom@exemple.fr.")
    try:
        return _valid(found)
    except EmailNotValidError as problem:
        raise AddressRefused(_why(found)) from problem


def _valid(address: str) -> str:
    checked = validate_email(address, check_deliverability=False, allow_smtputf8=False, strict=True)
    return str(checked.ascii_email)


def _why(address: str) -> str:
    """What is wrong with it, in words that help; the address itself is not said again."""
    local, _, domain = address.partition("@")
    if not local:
        return "Il manque ce qui précède le « @ », comme prenom.nom dans prenom.nom@exemple.fr."
    if "@" in domain:
        return "Elle a deux « @ » : il n'en faut qu'un."
    if not domain or "." not in domain.strip("."):
        return "Il manque la fin, après le « @ » : par exemple orange.fr ou gmail.com."
    if fold(local) != local.lower():
        return "Avant le « @ », elle a une lettre accentuée : une adresse n'en a presque jamais."
    if len(local) > _MOST_BEFORE_AT or len(address) > _MOST:
        return "Elle est trop longue."
    return "Un caractère est de trop, ou la fin n'existe pas : relisez-la, puis écrivez-la de nouveau."


def masked(address: str) -> str:
    """The address as it may be said again: its first letter and its domain."""
    local, _, domain = address.partition("@")
    return f"{local[:1]}…@{domain}"
