"""What a message only supposes: «si nous étions une association», «admettons que la commune dépose».

Patterns read folded text (``assistant.text.fold``), whose positions are those of the message.
"""

import re

from assistant.text import fold

_WHO = r"(?:nous|on|j'|je|ca|c'|ce|il|elle|(?:notre|mon|ma|la|le|l'|une?|les|nos)\s?[\w'-]+(?: [\w'-]+){0,3}?)"
# «si c'était», «si la commune déposait»: the imperfect supposes; the present does behind «et si», or in a question.
_UNREAL = r"(?:ions|iez|ait|ais|aient)\b"
_OPENINGS = re.compile(
    r"\b(?:supposons|admettons|imaginons|imaginez|mettons|(?:a )?supposer|en supposant|en admettant|en imaginant)"
    r" (?:que?\b|qu')|\b(?:dans l'hypothese ou|au cas ou|dans le cas ou)\b"
    r"|(?<!sais pas )(?<!sait pas )\bsi (?!(?:on|nous) (?:chang|mett|pren|part|all|fais|gard|ajout|enlev))"
    rf"{_WHO}\s?(?:ne |n'|y |en |le |la |l'|les |s'|se |me |m'|nous )?[a-z]+{_UNREAL}"
    r"|\bet si\b(?! (?:possible|besoin|vous|(?:on|nous) (?:chang|mett|pren|part|all|fais|gard|ajout|enlev)\w*)\b)"
    r"|\b(?:pourrai(?:t|ent)|devrai(?:t|ent)|aurai(?:t|ent) pu) [^.;!?,]{3,30} a (?:notre|ma) place\b"
)
_IN_A_QUESTION = re.compile(rf"\bsi {_WHO} ?(?:devien\w*|port\w+|depos\w+|cre\w+|mont\w+)\b")
_SENTENCE = re.compile(r"[^.!?;\n]+[.!?;\n]*")
_TAKEN_AS_DONE = re.compile(
    r"\b(?:mais|or|cela dit|donc) (?:nous (?:sommes|restons)|on (?:est|reste)|je (?:suis|reste))\b"
)
_MODAL = re.compile(r"\bpourr|\bdevr|\baur")


def supposed(text: str) -> list[tuple[int, int]]:
    """The parts of a message that state nothing, because they are only supposed.

    >>> supposed("Et si nous étions une association ?")
    [(0, 35)]
    """
    found = []
    for sentence in _SENTENCE.finditer(fold(text)):
        said = sentence.group()
        opening = _OPENINGS.search(said) or (_IN_A_QUESTION.search(said) if "?" in said else None)
        if opening is None:
            continue
        then = _TAKEN_AS_DONE.search(said, opening.end())
        # Who «pourrait porter à notre place» is said before the verb.
        start = 0 if _MODAL.match(opening.group()) else opening.start()
        found.append((sentence.start() + start, sentence.start() + (then.start() if then else len(said))))
    return found
