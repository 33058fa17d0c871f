"""What ``assistant.nlu.nearest`` makes of words whose theme is known: the curve on which its thresholds were chosen.

``python -m benchmarks.evaluation.theme_words`` prints it for the half for choosing, and the figures of the other half.
"""

from collections.abc import Mapping
from itertools import product
from pathlib import Path

import yaml

from assistant.nlu.nearest import APART, CLOSE, NearestTheme
from assistant.nlu.ordinary import ordinary_words
from assistant.programmes.base import Base
from assistant.programmes.store import Store
from assistant.settings import Settings
from benchmarks.evaluation.scores import Rates, rates
from benchmarks.evaluation.sets import FOLDER

CHOOSING, REPORTING = "choosing", "reporting"
_NO_THEME = "none"
_CLOSE = (0.5, 0.55, 0.6, 0.65, 0.7)
_APART = (0.0, 0.03, 0.05, 0.1)


def read_words(half: str, folder: Path = FOLDER) -> dict[str, frozenset[str]]:
    """The words of one half, each with the themes that are right for it; none for a word of ordinary talk."""
    written = yaml.safe_load((folder / "theme_words.yml").read_text(encoding="utf-8"))[half]
    return {word: frozenset(themes.split()) - {_NO_THEME} for themes, words in written.items() for word in words}


def nearest_theme(base: Base) -> NearestTheme:
    """What finds a theme, with the ordinary words of a base."""
    return NearestTheme(ordinary_words(base))


def score(
    words: Mapping[str, frozenset[str]], nearest: NearestTheme, close: float = CLOSE, apart: float = APART
) -> tuple[Rates, int]:
    """Rates of the themes given, and to how many words of ordinary talk one is; words of the lists are left out."""
    asked = [word for word in words if not nearest.listed(word)]
    given = {
        word: near.theme
        for word, near in zip(asked, nearest.nearest(asked), strict=True)
        if near is not None and near.holds(close, apart)
    }
    hits = sum(theme in words[word] for word, theme in given.items())
    return rates(hits, len(given), sum(bool(words[word]) for word in asked)), sum(not words[word] for word in given)


def main() -> None:
    """Print the curve and the figures."""
    nearest = nearest_theme(Store(Settings().base_url).snapshot())
    for half, points in ((CHOOSING, product(_CLOSE, _APART)), (REPORTING, [(CLOSE, APART)])):
        print(half)
        for close, apart in points:
            found, ordinary = score(read_words(half), nearest, close, apart)
            print(
                f"  cosinus {close:.2f}, écart {apart:.2f} : précision {found.precision:.3f}, "
                f"rappel {found.recall:.3f} sur {found.expected} mots à thème ; mots ordinaires pris : {ordinary}"
            )


if __name__ == "__main__":
    main()
