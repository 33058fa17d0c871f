"""The choices offered last, named in words: by their title, or by their rank."""

import re

from assistant.dialogue.replies import Button, choice
from assistant.dialogue.state import NUMERIC, State
from assistant.text import key

_ORDINALS = {
    **dict.fromkeys(("premier", "premiere", "1er", "1ere"), 1),
    **dict.fromkeys(("deuxieme", "second", "seconde", "2e", "2eme", "2nd", "2nde"), 2),
    **dict.fromkeys(("troisieme", "3e", "3eme"), 3),
    **dict.fromkeys(("quatrieme", "4e", "4eme"), 4),
    **dict.fromkeys(("cinquieme", "5e", "5eme"), 5),
    **dict.fromkeys(("sixieme", "6e", "6eme"), 6),
    **dict.fromkeys(("septieme", "7e", "7eme"), 7),
    **dict.fromkeys(("dernier", "derniere"), -1),
}
_NUMBERS = {word: rank for rank, word in enumerate("un deux trois quatre cinq six sept huit".split(), 1)}
_DETERMINERS = re.compile(r"^(?:les?|la|l|une?|des|mon|ma|mes|notre|nos) ")
_RANK = re.compile(
    r"(?:(?:alors|bon|euh|plutot|donc|je (?:choisis|prends|dirais)) )*"
    r"(?P<named>(?:le|la|l|option|choix|numero|no|n|reponse|proposition|programme|celui|celle|du|de la) )*(?P<rank>\w+)"
    r"(?: (?:choix|option|reponse|proposition|programme|projet|piste|dispositif|aide|de la liste|svp|merci|"
    r"s il (?:vous|te) plait))*"
)


def chosen(text: str, state: State) -> str | None:
    """The payload of the choice that ``text`` names, if any.

    The title may be that of any choice of the last answer; the rank is that of its last list of choices. A bare number
    is no rank where a number is asked. After the recommendation a rank such as «le deuxième» is that of a programme.
    """
    said = key(text)
    bare = _DETERMINERS.sub("", said)
    offered = [Button(*pair) for listed in state.memory.choices for pair in listed]
    for button in reversed(offered):
        if bare and {said, bare} & {_DETERMINERS.sub("", title) for title in _titles(button)}:
            return button.payload
    found = _RANK.fullmatch(said)
    if not found:
        return None
    word = found["rank"]
    if word in _ORDINALS:
        if state.memory.recommended and not state.memory.pending:
            return _programme_of_rank(_ORDINALS[word], state)
        return _of_rank(_ORDINALS[word], state)
    rank = int(word) if word.isdecimal() else _NUMBERS.get(word, 0)
    if not found["named"] and state.memory.pending in NUMERIC:
        return None
    # «Un», «une» alone say nothing of a list.
    return _of_rank(rank, state) if found["named"] or word != "un" else None


def _titles(button: Button) -> tuple[str, str]:
    """The title, whole and without what it has in brackets."""
    return key(button.title), key(re.sub(r"\(.*?\)", "", button.title))


def _of_rank(rank: int, state: State) -> str | None:
    last = state.memory.choices[-1] if state.memory.choices else []
    place = rank - 1 if rank > 0 else len(last) + rank
    return last[place][1] if rank and 0 <= place < len(last) else None


def _programme_of_rank(rank: int, state: State) -> str | None:
    proposed = state.memory.recommended
    place = rank - 1 if rank > 0 else len(proposed) + rank
    return choice("", "ask_programme", programme=proposed[place]).payload if 0 <= place < len(proposed) else None
