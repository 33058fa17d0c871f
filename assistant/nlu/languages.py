"""Is a message written in another language than French, and in which of those that the assistant recognises?"""

from functools import cache, lru_cache

from assistant.nlu.message import cut
from assistant.nlu.phrases import read_list

_FRENCH = "fr"
_ENOUGH = 2
_REMEMBERED = 32


@cache
def _weights() -> dict[str, dict[str, int]]:
    """For each language, what each of its words counts for."""
    return {
        language: dict.fromkeys(lists["words"], 1) | dict.fromkeys(lists.get("sure", ()), _ENOUGH)
        for language, lists in read_list("languages").items()
    }


# Several readers ask it of the same message.
@lru_cache(maxsize=_REMEMBERED)
def foreign_language(text: str) -> str | None:
    """ISO code of the language of ``text`` (en, es, de, it, pt); None for French and for what cannot be told."""
    keys = [word.key for word in cut(text)]
    weights = {language: sum(words.get(key, 0) for key in keys) for language, words in _weights().items()}
    french = weights.pop(_FRENCH)
    language = max(weights, key=lambda one: weights[one])
    return language if weights[language] >= max(_ENOUGH, french + 1) else None
