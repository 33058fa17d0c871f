"""Ordinary French words: those of the base's own sentences, a short list of look-alikes, and frequent ones."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from assistant.nlu.phrases import FOLDER, read_list

if TYPE_CHECKING:
    from assistant.programmes.base import Base

_WORD = re.compile(r"[a-z]{5,}")


def _sentences(base: Base) -> Iterator[str]:
    for programme in base.programmes.values():
        yield programme.summary
        yield from programme.conditions
        yield from programme.steps
    yield from (organisation.role for organisation in base.organisations.values())
    yield from (term.definition for term in base.terms.values())
    yield from (lesson.advice for lesson in base.lessons.values())


def ordinary_words(base: Base) -> frozenset[str]:
    """Folded words of five letters or more that are correctly written, hence no misspelling of a listed name."""
    text = unicodedata.normalize("NFD", "\n".join(_sentences(base)).lower().replace("œ", "oe"))
    plain = re.sub(r"[\u0300-\u036f]", "", text)
    return frozenset(_WORD.findall(plain)) | frozenset(read_list("false_friends")["spelling"])


@cache
def frequent_words() -> frozenset[str]:
    """The words of ``data/vocabulary/frequent_words.txt``, read once."""
    lines = (FOLDER / "frequent_words.txt").read_text(encoding="ascii").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
