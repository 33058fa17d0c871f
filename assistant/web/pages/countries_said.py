"""Countries that the words of a search name: «jumelage Italie» is about twinning, with Italy."""

from functools import cache

from assistant.matching.countries import HOME, country_names, groups
from assistant.nlu.phrases import read_list
from assistant.text import key

_LONGEST = 6  # words of a name


@cache
def _by_name() -> dict[str, str]:
    """Folded name → code of the country, or of the group."""
    named = {key(label): code for code, (label, _) in groups().items()}
    named |= {key(name): code for code, name in country_names().items()}
    named |= {key(name): code for code, entry in read_list("countries").items() for name in entry.get("names", ())}
    return {name: code for name, code in named.items() if code != HOME}


def countries_said(text: str) -> tuple[tuple[str, ...], str]:
    """The codes of the countries that a text names, and its other words, folded; the text itself where it names none.

    >>> countries_said("Jumelage, Italie")
    (('IT',), 'jumelage')
    """
    words, codes, left, at = key(text).split(), [], [], 0
    while at < len(words):
        for end in range(min(len(words), at + _LONGEST), at, -1):
            code = _by_name().get(" ".join(words[at:end]))
            if code:
                codes.append(code)
                at = end
                break
        else:
            left.append(words[at])
            at += 1
    return (tuple(dict.fromkeys(codes)), " ".join(left)) if codes else ((), text)
