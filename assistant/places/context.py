"""What stands before and after a possible name, and how strongly it announces a place."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.places.lexicon import Lexicon
from assistant.places.words import ARTICLES, CONTRACTED, Word

NOTHING, WEAK, GOOD, EXPLICIT = range(4)
"""How strongly the words before announce a place: not at all, «de», «à» or «association de», «commune de»."""

_SUBJECTS = frozenset({"il", "elle", "on", "y", "qui", "ca", "cela", "l", "n", "ne", "ils", "elles"})
_FUNCTION = frozenset(
    {
        "a",
        "au",
        "aux",
        "en",
        "de",
        "d",
        "du",
        "des",
        "dans",
        "le",
        "la",
        "les",
        "l",
        "c",
        "est",
        "sur",
        "oui",
        "plutot",
        "bonjour",
        "et",
        "nous",
        "je",
        "suis",
        "sommes",
        "j",
        "habite",
        "on",
    }
)

# «j'habite Guéret»: the verb needs no preposition.
_LIVES = frozenset({"habite", "habites", "habitons", "habitent", "habitant"})


@dataclass(frozen=True)
class Context:
    """``level``: see above; ``article``: le, la, les, l or empty; ``head``: the noun or verb before; ``inside``: after
    «en» or «dans»; ``accented``: no bare «a» that could be the verb; ``settled``: the words say that someone is or
    comes from there («basés à», «commune de», «association de»), which «à» or «avec» alone do not."""

    level: int
    article: str
    head: str
    inside: bool
    accented: bool = True
    settled: bool = False


def alone(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether ``words[start:end]`` is all that the message says."""
    return all(word.form in _FUNCTION for word in (*words[:start], *words[end:]))


def context_of(words: Sequence[Word], at: int, lexicon: Lexicon, coordinated: bool) -> Context:
    """What announces the name that begins at ``words[at]``. ``coordinated``: it follows another place and «et»."""
    before = at - 1
    joined = at < len(words) and words[at].joined
    article, of, accented = "", False, True
    if joined and before >= 0 and words[before].form in ARTICLES:
        article = words[before].form
        joined, before = words[before].joined, before - 1
    contraction = words[before].form if joined and before >= 0 else ""
    if not article and contraction in CONTRACTED:
        article = CONTRACTED[contraction]
        if contraction in {"au", "aux"}:
            return Context(GOOD, article, "a", False)
        of = True
        joined, before = words[before].joined, before - 1
    elif joined and contraction in {"de", "d"}:
        of = True
        joined, before = words[before].joined, before - 1
    floor = WEAK if of or coordinated else NOTHING
    if not joined or before < 0:
        apposed = before >= 0 and words[at].comma and words[before].form in lexicon.explicit and not article
        if apposed:
            return Context(EXPLICIT, article, words[before].form, False, settled=True)
        return Context(floor, article, "", False)
    head = words[before]
    if head.form in lexicon.inside:
        return Context(max(floor, WEAK), article, head.form, True)
    if head.form in lexicon.prepositions and not of:
        earlier = words[before - 1].form if before > 0 and head.joined else ""
        settled = head.form == "a" and earlier in lexicon.of_place
        if head.form == "a":
            accented = head.raw not in {"a", "A"} or settled or earlier in lexicon.holders
            if not accented and earlier in _SUBJECTS:
                return Context(floor, article, "", False)
        return Context(GOOD, article, head.form, False, accented, settled)
    if head.form in lexicon.explicit:
        return Context(EXPLICIT, article, head.form, False, settled=True)
    if head.form in _LIVES and not of:
        return Context(GOOD, article, head.form, False, settled=True)
    if of:
        if head.form in lexicon.of_place:
            return Context(GOOD, article, head.form, False, settled=True)
        for back in range(before, max(before - 3, -1), -1):
            if words[back].form in lexicon.holders or words[back].form in lexicon.explicit:
                return Context(GOOD, article, words[back].form, False, settled=True)
            if not words[back].joined or words[back].form in CONTRACTED or words[back].form in {"de", "d"}:
                break
    return Context(floor, article, head.form, False)
