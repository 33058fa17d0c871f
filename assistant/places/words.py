"""A message as words with positions, in the form under which names are looked up."""

import re
from typing import NamedTuple

from assistant.text import fold, straighten

_WORD = re.compile(r"[^\W_]+")
_SENTENCE_END = re.compile(r"[.!?;:\n\r…]\s|[\n\r]")
_JOINT = re.compile(r"[ ]{0,2}[-'/]?[ ]{0,2}|\. ?")
_PLAIN_JOINTS = frozenset({" ", "-", "'"})
_LIGATURES = {"œ": "oe", "æ": "ae"}
_SPACES = re.compile(" {2,}")
_SAME = {"saint": "st", "sainte": "ste", "saints": "sts", "saintes": "stes", "mt": "mont"}
_SHORTENED = re.compile(rf"\b(?:{'|'.join(_SAME)})\b")


class _Folds(dict[int, str]):
    """``fold``, character by character, remembered: a table for ``str.translate``."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = fold(chr(code))
        return folded


class _Keys(dict[int, str]):
    """The same with ligatures opened, and a space for whatever is no letter nor digit."""

    def __missing__(self, code: int) -> str:
        folded = _FOLDS[code]
        kept = folded if folded == "\n" or _WORD.fullmatch(folded) else " "
        self[code] = kept = _LIGATURES.get(kept, kept)
        return kept


_FOLDS = _Folds()
_KEYS = _Keys()
ARTICLES = frozenset({"le", "la", "les", "l"})
CONTRACTED = {"du": "le", "au": "le", "des": "les", "aux": "les"}
ABBREVIATED = frozenset({"st", "ste", "sts", "mont", "s", "n", "d"})


class Word(NamedTuple):
    """One word. ``form``: as looked up («st» for «Saint»); ``capital``: a capital that means something;
    ``first``: it begins a sentence; ``joined``: only a space, hyphen, apostrophe or slash parts it from the word
    before; ``comma``: a comma or bracket does; ``raw``: its letters as typed."""

    form: str
    raw: str
    start: int
    end: int
    capital: bool
    first: bool
    joined: bool
    comma: bool


def form_of(word: str) -> str:
    """``word`` (folded) as names are looked up: ligatures opened, «saint» shortened."""
    if not word.isascii():
        word = "".join(_LIGATURES.get(character, character) for character in word)
    return _SAME.get(word, word)


def words_of(text: str) -> list[Word]:
    """The words of ``text``, with positions in it. A text in capitals only has no capital that means anything."""
    straight = straighten(text)
    folded = text.translate(_FOLDS)
    telling = any(character.islower() for character in straight)
    result: list[Word] = []
    previous_end = 0
    for match in _WORD.finditer(folded):
        start, end = match.span()
        between = straight[previous_end:start]
        plain = between in _PLAIN_JOINTS and bool(result)
        first = not plain and (not result or _SENTENCE_END.search(between) is not None)
        if first and result and between == ". " and result[-1].form in ABBREVIATED:
            first = False
        form = form_of(match.group())
        if form == "s" and straight[end : end + 1] == "/":
            form = "sur"
        result.append(
            Word(
                form=form,
                raw=straight[start:end],
                start=start,
                end=end,
                capital=telling and straight[start].isupper(),
                first=first,
                joined=plain or (not first and _JOINT.fullmatch(between) is not None),
                comma=not plain and not first and any(mark in between for mark in ",()["),
            )
        )
        previous_end = end
    return result


def name_keys(names: list[str]) -> list[str]:
    """The key of each gazetteer name: the forms of its words, one space between. Made for tens of thousands at once.

    >>> name_keys(["Saint-Germain-l'Herm", "Le Mt-Dore"])
    ['st germain l herm', 'le mont dore']
    """
    text = "\n".join(names)
    text = _SPACES.sub(" ", text.translate(_KEYS))
    text = _SHORTENED.sub(lambda match: _SAME[match.group()], text)
    return [name.strip() for name in text.split("\n")]


def name_key(name: str) -> str:
    """The key of one name, see ``name_keys``."""
    return name_keys([name.replace("\n", " ")])[0]


def without_article(key: str) -> tuple[str, str]:
    """(article, rest) of a name's key: «le puy en velay» gives («le», «puy en velay»); no article gives («», key)."""
    first, _, rest = key.partition(" ")
    return (first, rest) if rest and first in ARTICLES else ("", key)
