"""Numbers of a message, in figures and in words, with their spans."""

import re
from dataclasses import dataclass

from text_to_num import text2num

from assistant.nlu.message import Message
from assistant.nlu.phrases import read_list

_FIGURES = re.compile(
    r"(?<![a-z0-9_.,'])(?P<whole>\d{1,3}(?:[ .']\d{3})+(?!\d)|\d+)(?:,(?P<comma>\d+)|\.(?P<point>\d{1,2})(?!\d))?"
)
_PHONE = re.compile(r"(?:\+\s?33|0033)[ .-]?\d(?:[ .-]?\d\d){4}|(?<!\d)0\d(?:[ .-]?\d\d){4}(?!\d)")
_LAW = re.compile(
    r"\b(?:lois?|articles?|art|decrets?|circulaires?|reglements?|n°)\s*(?:de\s|du\s|n°\s?|no\s|l\.?\s?)*\d[\d/-]*"
)
_LONG = re.compile(r"(?<!\d)\d{8,}(?!\d)")
_RANGE_JOIN = re.compile(r"\s*(?P<join>-|a|et|ou|/|jusqu'a|voire|ou bien|ou meme|ou peut-etre)\s*")
_RANGE_JOIN_AFTER_UNIT = re.compile(
    r"\s*(?:€|k€?|euros?|e|balles|ans?|mois|semaines?|jours?|partenaires?)\s+"
    r"(?P<join>a|et|ou|jusqu'a|voire|ou bien|ou meme|ou peut-etre)\s+"
)
_UNITS = frozenset(
    "un une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt vingts trente "
    "quarante cinquante soixante septante huitante octante nonante cent cents mille milles million millions milliard "
    "milliards zero".split()
)
_SPELLINGS = read_list("numbers")
_MISSPELT: dict[str, str] = _SPELLINGS["misspelt"]
_ABOUT: dict[str, int] = _SPELLINGS["about"]
_THOUSANDS = frozenset("mille milles mil millier milliers million millions milliard milliards".split())
_HALF = {"et demi", "et demie"}


@dataclass(frozen=True)
class Number:
    """``value`` of ``folded[start:end]``, which is words ``first`` to ``last``.

    ``plain``: figures without separator; ``article``: «un» or «une», which may count nothing.
    """

    value: float
    start: int
    end: int
    first: int
    last: int
    plain: bool = False
    article: bool = False


def _figures(whole: str, comma: str | None, point: str | None) -> float:
    digits = re.sub(r"[ .']", "", whole)
    if comma and len(comma) == 3 and len(digits) <= 3 and digits != "0":
        return float(digits + comma)
    decimals = comma or point
    return float(f"{digits}.{decimals}") if decimals else float(digits)


def masked_spans(message: Message) -> list[tuple[int, int]]:
    """Spans whose figures count nothing: phone numbers, laws and articles, registration numbers."""
    return [m.span() for pattern in (_PHONE, _LAW, _LONG) for m in pattern.finditer(message.folded)]


def _in_words(message: Message, covered: set[int]) -> list[Number]:
    """Numbers written in words; words that make no number together («deux trois») are several numbers."""
    found = []
    i = 0
    keys = message.keys
    while i < len(keys):
        if i in covered or _word(keys[i]) not in _UNITS | _ABOUT.keys() or _per_cent(message, i):
            i += 1
            continue
        first = i
        while (
            i < len(keys)
            and i not in covered
            and message.clause[i] == message.clause[first]
            and (
                _word(keys[i]) in _UNITS
                or (keys[i] == "et" and i > first and i + 1 < len(keys) and keys[i + 1] in ("un", "une", "onze"))
            )
        ):
            i += 1
        number = next((n for last in range(i, first, -1) if (n := _spoken(message, first, last))), None)
        number = number or _spoken(message, first, first)
        i = number.last if number else first + 1
        if number:
            found.append(number)
    return found


def _word(key: str) -> str:
    return _MISSPELT.get(key, key)


def _per_cent(message: Message, index: int) -> bool:
    """Whether a word is the «cent» of «pour cent», and not the number of «pour cent euros»."""
    if message.keys[index] not in ("cent", "cents") or message.before(index, 1) != ["pour"]:
        return False
    following = message.after(index + 1, 1)
    return not following or not (_word(following[0]) in _UNITS or following[0].startswith(("eur", "balle")))


def _spoken(message: Message, first: int, last: int) -> Number | None:
    """The number written in words ``first`` to ``last``; «une dizaine de milliers» and the like included."""
    keys = message.keys
    article = last == first + 1 and keys[first] in ("un", "une")
    about = last if last < len(keys) and keys[last] in _ABOUT and (last == first or article) else None
    if about is not None:
        value = float(_ABOUT[keys[about]])
        last = about + 1
        if keys[last : last + 2] in (["de", "milliers"], ["de", "mille"]):
            value, last = value * 1000, last + 2
        article = False
    else:
        spoken = " ".join("un" if k == "une" else _word(k) for k in keys[first:last])
        try:
            value = float(text2num(spoken, "fr"))
        except ValueError:
            return None
    if " ".join(keys[last : last + 2]) in _HALF and keys[last - 1] in ("million", "mille"):
        value += 500_000 if keys[last - 1] == "million" else 500
        last += 2
    if keys[last - 1] == "million" and first and keys[first - 1] == "demi":
        value, first = value / 2, first - 1
    start, end = message.words[first].start, message.words[last - 1].end
    return Number(value, start, end, first, last, article=article)


def find_numbers(message: Message) -> list[Number]:
    """Every number of a message, from left to right; those in phone numbers, laws and identifiers left out."""
    masked = masked_spans(message)
    found = []
    covered = {i for i, word in enumerate(message.words) if any(s < word.end and word.start < e for s, e in masked)}
    for match in _FIGURES.finditer(message.folded):
        start, end = match.span()
        if any(s < end and start < e for s, e in masked):
            continue
        first = message.at(start)
        last = message.at(end - 1) + 1
        covered.update(range(first, last))
        if last < len(message.keys) and message.keys[last] in _THOUSANDS:
            covered.add(last)
        value = _figures(match["whole"], match["comma"], match["point"])
        found.append(Number(value, start, end, first, last, plain=match.group().isdigit()))
    return sorted(found + _in_words(message, covered), key=lambda n: n.start)


def read_number(text: str) -> float | None:
    """The only number of an answer, "3", "trois" or "environ 1 500"; None when there is none or several."""
    numbers = find_numbers(Message(text))
    return numbers[0].value if len(numbers) == 1 else None


def ranges(message: Message, numbers: list[Number]) -> dict[int, int]:
    """Which numbers begin a range: index of the lower bound → index of the upper one.

    «entre 20 000 et 30 000», «2 ans à 3 ans», «deux trois ans».
    """
    found = {}
    for i in range(len(numbers) - 1):
        low, high = numbers[i], numbers[i + 1]
        between = message.folded[low.end : high.start]
        opened = message.before(low.first, 1) in (["entre"], ["de"])
        plain_join = None if low.article or high.article else _RANGE_JOIN.fullmatch(between)
        join = plain_join or _RANGE_JOIN_AFTER_UNIT.fullmatch(between)
        joined = join is not None and (opened or join["join"] != "et")
        if joined or (between in (" ", ", ") and _side_by_side(low, high)):
            found[i] = i + 1
    return found


def _side_by_side(low: Number, high: Number) -> bool:
    """Whether two numbers that follow each other are a range: «deux trois», «vingt trente mille»."""
    if low.plain != high.plain or low.article or low.value >= 100:
        return False
    upper = high.value / 1000 if high.value >= 1000 and not high.plain else high.value
    step = 2 if low.value < 10 else 10
    return low.value < upper <= low.value + step and (not low.plain or upper < 10)
