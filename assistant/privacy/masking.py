"""Takes out of a text what would identify or reach a person: e-mails, telephone numbers, bank accounts and cards.

Names are not found: no rule tells «M. Blanc» from «le mont Blanc» safely. Amounts, years, postcodes, SIREN and SIRET
numbers stay, because the project is told with them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

EMAIL, PHONE, IBAN, RIB, CARD = "[adresse e-mail]", "[téléphone]", "[IBAN]", "[RIB]", "[carte bancaire]"


@dataclass(frozen=True)
class Private:
    """A private value of a text: from ``start`` to ``end``, and the words that stand for it."""

    start: int
    end: int
    label: str


_GAP = r"[ \u00a0\u202f\u2009.\-/‑–]"
_MONEY = r"(?!\d|[.,]\d|[ \u00a0\u202f]?(?:€|\$|k€|m€|eur\b|euros?\b|francs?\b|f ?cfa\b|cfa\b|dollars?\b|habitants?\b))"
_DATE = r"(?!\d{1,2}[./\-]\d{1,2}[./\-](?:19|20)\d\d(?!\d))"
_POSTCODE = r"(?!\d{5}(?!\d))"
_EMAIL = re.compile(
    r"(?<![\w.+%'’\-])[\w.+%'’\-]*[\w+%\-]"
    r"(?:@| ?@ ?(?=[\w\-]+\.\w)| ?(?:\(at\)|\[at\]|\barobase\b) ?(?=[\w\-]+\.\w))"
    r"[\w\-]+(?:\.[\w\-]+)*",
    re.IGNORECASE,
)
_FRENCH_PHONE = re.compile(rf"(?<!\d){_DATE}{_POSTCODE}0{_GAP}?[1-9](?:{_GAP}{{0,3}}\d){{8}}{_MONEY}", re.IGNORECASE)
# A country code and its number have 9 to 15 digits (recommendation E.164 of the ITU).
_FOREIGN_PHONE = re.compile(
    rf"(?<![\d+])(?:\+ ?|00{_GAP}?)[1-9](?:{_GAP}{{0,2}}(?:\(0\){_GAP}?)?\d){{8,14}}{_MONEY}", re.IGNORECASE
)
_SAID_PHONE = re.compile(
    r"\b(?:t[ée]l(?:[ée]phone)?|portable|mobile|gsm|whats ?app|fax)\b\.?(?: est| c'est| au| le| num[ée]ro)*[ :]{0,3}"
    rf"(?P<number>\d(?:{_GAP}{{0,2}}\d){{6,13}}){_MONEY}",
    re.IGNORECASE,
)
_RIB = re.compile(r"(?<!\w)\d{5}[ \-]?\d{5}[ \-]?[0-9a-z]{11}[ \-]?\d{2}(?!\w)", re.IGNORECASE)
_CARD = re.compile(r"(?<!\w)(?:[2-6]\d{3}(?:[ \-]?\d{4}){3}|3[47]\d{2}[ \-]?\d{6}[ \-]?\d{5})(?!\w)")
_IBAN_START = re.compile(r"(?<!\w)[a-z]{2}\d{2}(?=[ \-]?[0-9a-z]{4})", re.IGNORECASE)
_IBAN_LENGTHS = range(15, 35)
"""Characters of an IBAN: 15 in Norway, 34 at most (ISO 13616)."""
_FRENCH_IBAN = 27


def mask(text: str) -> str:
    """``text`` with each private value replaced by its label."""
    parts, at = [], 0
    for found in private_values(text):
        parts += [text[at : found.start], found.label]
        at = found.end
    return "".join([*parts, text[at:]])


def private_values(text: str) -> list[Private]:
    """The private values of a text, in its order; none overlaps another."""
    kept, taken = [], bytearray(len(text))
    for found in _candidates(text):
        if not any(taken[found.start : found.end]):
            taken[found.start : found.end] = b"\1" * (found.end - found.start)
            kept.append(found)
    return sorted(kept, key=lambda found: found.start)


def _candidates(text: str) -> Iterator[Private]:
    """What looks private, the surest first."""
    for found in _EMAIL.finditer(text):
        yield Private(found.start(), found.end(), EMAIL)
    for found in _IBAN_START.finditer(text):
        if end := _end_of_iban(text, found.start()):
            yield Private(found.start(), end, IBAN)
    for found in _RIB.finditer(text):
        yield Private(found.start(), found.end(), RIB)
    for found in _CARD.finditer(text):
        if _luhn(found[0]):
            yield Private(found.start(), found.end(), CARD)
    for pattern in (_FRENCH_PHONE, _FOREIGN_PHONE):
        for found in pattern.finditer(text):
            yield Private(found.start(), found.end(), PHONE)
    for found in _SAID_PHONE.finditer(text):
        yield Private(found.start("number"), found.end("number"), PHONE)


def _end_of_iban(text: str, start: int) -> int | None:
    """Where the IBAN that may begin there ends: by its check digits, or by the French length were they mistyped."""
    compact, french = "", None
    for at in range(start, len(text)):
        if text[at] in " -":
            continue
        if not (text[at].isascii() and text[at].isalnum()):
            break
        compact += text[at].upper()
        ends = at + 1 == len(text) or not text[at + 1].isalnum()
        if ends and len(compact) in _IBAN_LENGTHS and _mod_97(compact):
            return at + 1
        if ends and len(compact) == _FRENCH_IBAN and compact.startswith("FR"):
            french = at + 1
        if len(compact) == _IBAN_LENGTHS[-1]:
            break
    return french


def _mod_97(iban: str) -> bool:
    """The check of ISO 13616: moved to the end, the first four characters make the number 1 modulo 97."""
    return int("".join(str(int(character, 36)) for character in iban[4:] + iban[:4])) % 97 == 1


def _luhn(number: str) -> bool:
    """The check of ISO 7812, by which a card differs from any 16 figures."""
    digits = [int(character) for character in reversed(number) if character.isdigit()]
    return sum(d if place % 2 == 0 else sum(divmod(2 * d, 10)) for place, d in enumerate(digits)) % 10 == 0
