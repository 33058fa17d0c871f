"""Small helpers for French sentences, beside those of ``assistant.matching.words``."""

import re

from assistant.matching.words import french_date

# A span of years («2025-2026») is none.
_ISO = re.compile(r"\b\d{4}-(?:0[1-9]|1[0-2])(?:-\d{2})?\b")


def dates_in_words(text: str) -> str:
    """Dates of a note, written ISO in the records, as people read them."""
    return _ISO.sub(lambda found: french_date(found.group()), text)


def sentence(text: str) -> str:
    """Capital first and a full stop."""
    text = text.strip()
    if not text:
        return ""
    text = text[0].upper() + text[1:]
    return text if text[-1] in ".!?…»" else f"{text}."


def lower_first(text: str) -> str:
    """For the middle of a sentence; acronyms keep their capitals."""
    return text if len(text) > 1 and text[1].isupper() else text[:1].lower() + text[1:]


def months(number: float) -> str:
    """``18`` → «18 mois»; ``24`` → «2 ans»; less than a month in days."""
    if number < 1:
        return f"{round(number * 30)} jours"
    if number >= 12 and number % 12 == 0:
        years = int(number // 12)
        return f"{years} an{'s' if years > 1 else ''}"
    return f"{number:g}".replace(".", ",") + " mois"
