"""What an amount is: the project's budget, an own share, a grant that is asked, or a yearly income.

The words are in ``data/vocabulary/money.yml``. Those that follow an amount at once («6 000 de côté») say it most
surely; else the nearest before it in its clause does.
"""

import re
from collections.abc import Iterable

from assistant.nlu.message import Message
from assistant.nlu.phrases import read_list

BUDGET, INCOME, OWN_SHARE, GRANT = "budget", "income", "own_share", "grant"
_MONEY = read_list("money")
_WINDOW = 60
_CLAUSE_END = re.compile(r"[.;,!?\n](?!\d)")
_SENTENCE_END = re.compile(r"[.;!?\n](?!\d)")
# «la moitié, soit 11 150 €»: the comma does not part the amount from what it is.
_THAT_IS = re.compile(r"[,(]\s*(?:soit|c'est-a-dire|a savoir)\s+(?:\w+\s+)?$")
_PART_OF = re.compile(r"\bdont\b")
YEARLY = re.compile(r"\s*(?:en tout )?(?:(?:par|/|chaque|a l'|l'|tous les) ?(?:ans?|annees?)\b|annuel\w*)")
_OF_THE_PROJECT = re.compile(r"\b(?:projets?|cou(?:t|te|tera|terait)s?|action|chantier|besoin|faut|faudrait)\b")
_HAD = re.compile(r"\b(?:on a|nous avons|j'ai|nous en avons|on en a)(?: (?:que|deja))?\s*(?:environ )?$")
_LINKS = (
    r"(?:[\s']*\b(?:en|sur|a|au|qui|c|est|ce|sont|viennent|viendraient|venant|issus|prise?s?|etant|de|d|du|des|qu|que|on|"
    r"nous|je|voudrai\w*|voudrions|allons|va|souhait\w*|aimerai\w*|aimerions|nos|notre|la|le|les|l|ma|mon|mes|ses|leur|"
    r"reste))*?[\s']*\b"
)


def _any_of(patterns: Iterable[str]) -> str:
    return "|".join(f"(?:{p})" for p in patterns)


_BEFORE = [
    *((role, re.compile(_any_of(patterns))) for role, patterns in _MONEY["before"]["first"].items()),
    *((role, re.compile(_any_of(_MONEY["before"][role]))) for role in (INCOME, OWN_SHARE, GRANT, BUDGET)),
]
_LINKING = re.compile(_any_of(_MONEY["before"]["linking"]))
_FOR = re.compile(r"\bpour\b")
_AFTER = [(role, re.compile(_LINKS + f"(?:{_any_of(patterns)})")) for role, patterns in _MONEY["after_cues"].items()]


def following_cue(message: Message, end: int) -> str | None:
    """The role that the words right after an amount give it."""
    return next((role for role, pattern in _AFTER if pattern.match(message.folded, end)), None)


def cue_before(message: Message, start: int) -> str | None:
    """The role that the nearest words about money before a position give, in its clause."""
    window = message.folded[max(0, start - _WINDOW) : start]
    return _nearest(window, _SENTENCE_END if _THAT_IS.search(window) else _CLAUSE_END)


def _nearest(window: str, boundary: re.Pattern[str]) -> str | None:
    window = boundary.split(window)[-1]
    best, where = None, -1
    for role, pattern in _BEFORE:
        for match in pattern.finditer(window):
            if match.end() > where or (role == INCOME and match.start() <= where <= match.end()):
                best, where = role, match.end()
    linking = next((m for m in _LINKING.finditer(window) if m.end() > where), None)
    if linking and (best is None or _FOR.search(window, where, linking.start())):
        return BUDGET
    return best


def role_of(message: Message, start: int, end: int, previous: int = 0) -> str:
    """What the amount ``start`` to ``end`` is; ``previous``: where the amount before it ends."""
    text = message.folded
    own = following_cue(message, end)
    if own:
        return own
    since = text[max(previous, start - _WINDOW) : start]
    before = (_nearest(since, _CLAUSE_END) if previous else None) or cue_before(message, start)
    if YEARLY.match(text, end):
        clause = _CLAUSE_END.split(since)[-1]
        return before if before not in (None, BUDGET) else BUDGET if _OF_THE_PROJECT.search(clause) else INCOME
    if previous and _PART_OF.search(since):
        return _nearest(since, _CLAUSE_END) or OWN_SHARE
    return before or BUDGET


def had_already(message: Message, start: int) -> bool:
    """Whether an amount is what the holder has («on a 3 000 €»), which is its share where another is the budget."""
    return bool(_HAD.search(message.folded, max(0, start - _WINDOW), start))
