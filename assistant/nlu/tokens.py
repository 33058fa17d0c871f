"""French words of a message, and the form under which the intent model sees each of them.

The tokenizer is spaCy's, with our own lean French rules: importing ``spacy.lang.fr`` compiles one regular expression
of some 16 000 hyphenated words, which alone takes longer than everything else at start.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import spacy
import yaml
from spacy.lang.char_classes import ALPHA, LIST_ELLIPSES, LIST_ICONS, LIST_PUNCT, LIST_QUOTES
from spacy.language import BaseDefaults, Language
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

from assistant.nlu.entities import Entity
from assistant.settings import DATA
from assistant.text import fold

MAX_CHARACTERS = 4000
"""What is read of a message: more than anyone types, and a bound on the time an answer takes."""

# Elided words stay a token of their own: «l'association» is «l'» + «association», «aujourd'hui» is one word.
_ELISION = r"(?<![\w])(?i:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)['’]"
_PREFIXES = [_ELISION, *LIST_PUNCT, *LIST_ELLIPSES, *LIST_QUOTES, *LIST_ICONS, r"[€$£+]"]
_SUFFIXES = [*LIST_PUNCT, *LIST_ELLIPSES, *LIST_QUOTES, *LIST_ICONS, r"[€$£%+]", r"(?<=[0-9])(?:k€|M€|k|M)"]
_INFIXES = [*LIST_ELLIPSES, *LIST_ICONS, rf"(?<=[{ALPHA}])[,;:!?/()](?=[{ALPHA}0-9])", r"(?<=[0-9])[/](?=[0-9])"]

# Entities whose exact value says nothing of what is wanted: the model sees their kind instead.
MASKED = frozenset({"place", "country", "amount", "duration", "date", "partner_count", "programme", "organisation"})
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True)
class Word:
    """One token: its text and span in the message, and its ``form``, empty when an entity before it stands for it."""

    text: str
    start: int
    end: int
    form: str


class LeanFrenchDefaults(BaseDefaults):
    prefixes = _PREFIXES
    suffixes = _SUFFIXES
    infixes = _INFIXES


@spacy.registry.languages("fr_lean")
class LeanFrench(Language):
    """French with the few tokenizer rules that holders' messages need."""

    lang = "fr_lean"
    Defaults = LeanFrenchDefaults


@cache
def tokenizer() -> Tokenizer:
    """The tokenizer, built once a process."""
    return Tokenizer(
        LeanFrench().vocab,
        prefix_search=compile_prefix_regex(_PREFIXES).search,
        suffix_search=compile_suffix_regex(_SUFFIXES).search,
        infix_finditer=compile_infix_regex(_INFIXES).finditer,
    )


@cache
def _phone_spellings() -> dict[str, str]:
    """Phone spellings → the forms of plain words (``data/vocabulary/sms.yml``), read once a process."""
    read: dict[str, str] = yaml.safe_load((DATA / "vocabulary" / "sms.yml").read_text(encoding="utf-8"))
    return {spelling: " ".join(fold(token.text) for token in tokenizer()(plain)) for spelling, plain in read.items()}


def _plain(word: str) -> str:
    folded = fold(word)
    return _phone_spellings().get(folded, folded)


def words(text: str, entities: Sequence[Entity] = ()) -> list[Word]:
    """Words of ``text`` (its first ``MAX_CHARACTERS``); a masked entity gives its kind to its first word."""
    masks = sorted((e for e in entities if e.entity in MASKED), key=lambda e: e.start)
    result = []
    shown: set[int] = set()
    for token in tokenizer()(text[:MAX_CHARACTERS]):
        if token.is_space:
            continue
        start, end = token.idx, token.idx + len(token.text)
        mask = next((e for e in masks if e.start < end and start < e.end), None)
        if mask is None:
            form = "__number__" if _NUMBER.fullmatch(token.text) else _plain(token.text)
        else:
            form = "" if mask.start in shown else f"__{mask.entity}__"
            shown.add(mask.start)
        result.append(Word(token.text, start, end, form))
    return result


def features_text(text: str, entities: Sequence[Entity] = ()) -> str:
    """What the intent model reads: the forms, with spaces between them."""
    return " ".join(word.form for word in words(text, entities) if word.form)
