"""A message cut into words that keep their positions, under the forms by which lists are looked up."""

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.text import fold

_WORD = re.compile(r"[a-z0-9œæ]+|\+|%|&|€")
_SIGNS = {"+": "plus", "&": "et"}
_SENTENCE_BREAK = re.compile(r"[.;!?\n:…]")
_CLAUSE_BREAK = re.compile(r"[,.;!?\n:…()\"]| - ")
LIGHT = frozenset(
    "le la les l un une des de d du au aux a en et ou dans pour par avec sur ce cette ces c est s se n ne qu que "
    "qui y on "
    "je j nous vous il elle ils mon ma mes notre nos votre vos son sa ses leur leurs ca cela plutot donc alors oui non "
    "svp merci bonjour environ disons finalement enfin fait sera serait pas mais vers chez".split()
)


@lru_cache(maxsize=20000)
def stem(word: str) -> str:
    """One form for the singular, plural, masculine and feminine of a folded French word; short words are kept.

    >>> stem("togolaises"), stem("togolais"), stem("jumelées"), stem("ans")
    ('togolai', 'togolai', 'jumel', 'ans')
    """
    if len(word) < 4:
        return word
    if word.endswith("aux") and len(word) > 4:
        word = word[:-1] if word.endswith("eaux") else word[:-2] + "l"
    elif word[-1] in "sx":
        word = word[:-1]
    word = word.rstrip("e") or word
    if word.endswith(("ais", "ois")):
        word = word[:-1]
    if len(word) >= 6 and word.endswith(("nn", "ll", "tt")):
        word = word[:-1]
    if len(word) >= 5 and word.endswith("iv"):
        word = word[:-1] + "f"
    return word


@dataclass(frozen=True, slots=True)
class Word:
    """``key`` is the folded word, ``stem`` its form without number and gender; ``shape``: lower, title or upper."""

    key: str
    stem: str
    start: int
    end: int
    shape: str


def cut(text: str, folded: str | None = None) -> list[Word]:
    """The words of a text, signs that matter in names (+ % & €) included."""
    folded = fold(text) if folded is None else folded
    words = []
    for found in _WORD.finditer(folded):
        start, end = found.span()
        surface = text[start:end]
        key = found.group().replace("œ", "oe").replace("æ", "ae")
        key = _SIGNS.get(key, key)
        shape = "lower"
        if surface[0].isupper():
            shape = "upper" if len(surface) > 1 and surface.isupper() else "title"
        words.append(Word(key, stem(key), start, end, shape))
    return words


class Message:
    """A text, its folded form (same positions) and its words.

    ``sentence[i]`` and ``clause[i]`` number the sentence and the clause that word ``i`` belongs to: two words with
    the same number have no full stop (no comma either, for clauses) between them.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = fold(text)
        self.words = cut(text, self.folded)
        self.keys = [word.key for word in self.words]
        self.sentence: list[int] = []
        self.clause: list[int] = []
        sentence = clause = end = 0
        for word in self.words:
            gap = self.folded[end : word.start]
            end = word.end
            if gap != " " and gap and _CLAUSE_BREAK.search(gap):
                clause += 1
                sentence += bool(_SENTENCE_BREAK.search(gap))
            self.sentence.append(sentence)
            self.clause.append(clause)
        letters = [c for c in text if c.isalpha()]
        self.shouted = len(letters) > 12 and sum(c.isupper() for c in letters) > 0.7 * len(letters)
        self.content = sum(key not in LIGHT for key in self.keys)

    @property
    def bare(self) -> bool:
        """Whether the message is hardly more than one answer: three words that carry meaning, or fewer."""
        return self.content <= 3

    def at(self, position: int) -> int:
        """Index of the first word that ends after a character position; the number of words past the last one."""
        low, high = 0, len(self.words)
        while low < high:
            middle = (low + high) // 2
            if self.words[middle].end > position:
                high = middle
            else:
                low = middle + 1
        return low

    def before(self, index: int, count: int, same: str = "sentence") -> list[str]:
        """Keys of up to ``count`` words before word ``index`` inside its sentence (or ``same="clause"``)."""
        marks = self.clause if same == "clause" else self.sentence
        first = max(0, index - count)
        return [self.keys[i] for i in range(first, index) if marks[i] == marks[index]]

    def after(self, index: int, count: int, same: str = "sentence") -> list[str]:
        """Keys of up to ``count`` words from word ``index`` on, inside the sentence (or clause) of the word before."""
        if index == 0 or index > len(self.words):
            return []
        marks = self.clause if same == "clause" else self.sentence
        return [self.keys[i] for i in range(index, min(index + count, len(self.words))) if marks[i] == marks[index - 1]]
