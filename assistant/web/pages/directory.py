"""Looking up records by their names and by what their sheets say."""

from collections.abc import Mapping, Sequence

from assistant.dialogue.search import TextIndex, search
from assistant.text import key

_MOST = 50


def by_words(text: str, names: Mapping[str, Sequence[str]], sheets: Mapping[str, str]) -> list[str]:
    """Ids of the records so called, those of that very name first, then of those whose sheet speaks of it."""
    said = key(text)
    known = {identifier: {key(name) for name in called} for identifier, called in names.items()}
    exactly = [identifier for identifier, called in known.items() if said in called]
    within = [identifier for identifier, called in known.items() if any(f" {said} " in f" {one} " for one in called)]
    return list(dict.fromkeys([*exactly, *within, *search(TextIndex(sheets), text, _MOST)]))
