"""French text as people type it, brought to one form.

Apostrophes, spaces and ligatures have many variants: they are folded here, once, and nowhere else.
"""

import re
import unicodedata
from functools import lru_cache

_SAME_LENGTH = str.maketrans(
    {
        "’": "'",
        "ʼ": "'",
        "′": "'",
        "‘": "'",
        "`": "'",
        "´": "'",
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "\u2007": " ",
        "\t": " ",
        "‐": "-",
        "‑": "-",
        "–": "-",
        "—": "-",
        "−": "-",
        "“": '"',
        "”": '"',
        "«": '"',
        "»": '"',
    }
)


def straighten(text: str) -> str:
    """Fold apostrophes, dashes, quotes and spaces; every character keeps its position."""
    return text.translate(_SAME_LENGTH)


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    base = unicodedata.normalize("NFD", character)[:1].lower()
    return base if len(base) == 1 else character


def fold(text: str) -> str:
    """Lower-case without accents; positions are kept, so that spans found here are spans of ``text``."""
    return "".join(map(_fold_character, straighten(text)))


def key(text: str) -> str:
    """The form under which a name is looked up: folded, ligatures opened, only letters, digits and single spaces.

    >>> key("L’Œuvre  de Saint-Flour")
    'l oeuvre de saint flour'
    """
    opened = text.replace("œ", "oe").replace("Œ", "OE").replace("æ", "ae").replace("Æ", "AE")
    return " ".join(re.findall(r"[a-z0-9]+", fold(opened)))
