"""The sheet as a PDF that screen readers can read (PDF/UA-1), laid out by Typst from ``fiche.typ``."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import typst

from assistant.matching.words import french_date, without_brackets
from assistant.sheets.content import SheetContent

TITLE = "Fiche d'orientation"
_TEMPLATE = Path(__file__).parent / "fiche.typ"
_AUTHOR = "CERAPCOOP"
# What the fonts that Typst carries have signs for: Latin, Greek and Cyrillic letters, punctuation, currencies. PDF/UA
# refuses a text of which a sign would be missing.
_PRINTABLE = (
    r"\n\u0020-\u007e\u00a0-\u024f\u0370-\u0377\u037a-\u037f\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u03ce"
    r"\u0400-\u045f\u1e00-\u1eff\u200b\u2010-\u2027\u202f\u2030-\u203a\u20ac\u2212"
)
_UNPRINTABLE = re.compile(rf"[^{_PRINTABLE}]+(?: *[^{_PRINTABLE}]+)*")
_LONG_WORD = re.compile(r"\S{40}")
_LEFT_OUT = "[…]"
_BETWEEN_DIGITS = re.compile(r"(?<=\d) (?=\d{3}\b)")
_PHONE = re.compile(r"(?:\+\d{2} \d|\b0\d)(?: \d{2}){4}\b")
_BEFORE = re.compile(r" (?=[;:!?»€%])")
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
_AFTER = re.compile(r"(?<=«) ")


def to_pdf(content: SheetContent) -> bytes:
    """The PDF of the sheet. Raises ``typst.TypstError`` if the layout fails."""
    made = datetime.combine(content.made_on, datetime.min.time(), timezone.utc)
    return bytes(_compile(content, format="pdf", pdf_standards=["1.7", "ua-1"], timestamp=made))


def _compile(content: SheetContent, **options: Any) -> Any:
    data = json.dumps(_set(_layout(content)), ensure_ascii=False)
    # The fonts of the machine are left alone: the sheet looks the same everywhere.
    compiler = typst.Compiler(_TEMPLATE, ignore_system_fonts=True, sys_inputs={"sheet": data})
    return compiler.compile(**options)


def _layout(content: SheetContent) -> dict[str, Any]:
    """What the template reads: the content, and the sentences around it."""
    day = french_date(content.made_on.isoformat())
    data = asdict(content)
    for shown, choice in zip(data["choices"], content.choices, strict=True):
        shown["deadline"] = choice.deadline and choice.deadline.sentence
    data["words"] = _LONG_WORD.sub("\\g<0>\u200b", printable(content.words))
    first = f" sur « {without_brackets(content.choices[0].name)} »" if content.choices else ""
    return data | {
        "made_on": None,
        "year": content.made_on.year,
        "month": content.made_on.month,
        "day": content.made_on.day,
        "title": TITLE,
        "author": _AUTHOR,
        "description": f"Programmes, contacts et étapes pour un projet de coopération, au {day}",
        "footer": f"{_AUTHOR} – {TITLE.lower()} du {day}",
        "opening": (
            f"Établie le {day} par l'assistant d'orientation de {_AUTHOR}, à partir de ce que vous lui avez dit. "
            "Vérifiez les dates et les montants auprès des organismes avant de vous engager."
        ),
        "asking": f"À leur demander{first}",
        "advising": "Vos points à travailler" if content.assessed else "Conseils d'expérience",
        "reliability": "Chaque information vient d'une source relue au jour indiqué ; elle peut avoir changé depuis.",
    }


def _set(value: Any) -> Any:
    """Every string as it is printed, whatever holds it; an address stays as it is opened."""
    if isinstance(value, str):
        return value if value.startswith("http") else printable(value)
    if isinstance(value, Mapping):
        return {key: _set(one) for key, one in value.items()}
    return [_set(one) for one in value] if isinstance(value, list | tuple) else value


def printable(text: str) -> str:
    """French spaces and apostrophes as printers set them, and signs that the fonts lack left out as «[…]»."""
    text = _UNPRINTABLE.sub(_LEFT_OUT, text)
    text = _PHONE.sub(lambda number: number.group().replace(" ", "\u00a0"), text)
    text = _BETWEEN_DIGITS.sub("\u202f", text)
    text = _AFTER.sub("\u00a0", _BEFORE.sub("\u00a0", text))
    return _APOSTROPHE.sub("\u2019", text)
