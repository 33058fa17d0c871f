"""How people answer while a request to an adviser is written: yes, no, their name, or something else altogether."""

import re

from assistant.dialogue.state import Turn
from assistant.requests.address import find_address
from assistant.requests.message import one_line
from assistant.text import key

_SURE, _CERTAIN = 0.5, 0.8
"""Confidence from which a question is one rather than an answer, and rare words an agreement."""
_TAIL = (
    r"(?: (?:tout|tous|ca|cela|la|ici|svp|merci|s il (?:vous|te) plait|ma|cette|demande|le|mon|message|finalement))*"
)
_CANCELS = re.compile(
    r"(?:non |finalement |alors |bon |en fait |j )*(?:stop|arret\w*|annul\w*|laiss\w+ tomber|abandonn\w*|"
    r"oubli\w*|efface\w*|supprim\w*|quitt\w*|tant pis|pas maintenant|plus tard|"
    r"(?:je )?(?:ne |n )?(?:veux|souhaite|envoie|envoyez) (?:plus|pas)(?: (?:l )?(?:envoyer|continuer))?)" + _TAIL
)
_STARTS_OVER = re.compile(
    r"(?:\w+ ){0,2}(?:recommen\w+|(?:repart|repren)\w+ (?:a|de) zero|(?:nouveau|autre) projet)\b.{0,30}"
)
_NO = re.compile(r"(?:non|nan|no|nope|pas d accord|je refuse|surtout pas|certainement pas|non merci|merci non)" + _TAIL)
_YES = re.compile(
    r"(?:oui|ouais|ui|yes|ok|okay|d accord|dac|bien sur|tout a fait|absolument|volontiers|j accepte|je suis d accord|"
    r"je confirme|envoy\w*|confirme\w*|vas y|allez y|allons y|c est bon|(?:c est )?parfait|go|exact\w*|je veux bien)\b"
)
_BUT = re.compile(r"\b(?:mais|sauf|non|pas|attend\w*|stop|annul\w*)\b")
_NO_MESSAGE = re.compile(
    r"(?:non|nan|sans|aucun|rien|pas de|pas besoin(?: de)?|c est tout|suivant|passer?|continuer?|non rien)"
    r"(?: (?:merci|message|de message|a ajouter|de plus|d autre|c est tout|svp))*"
)
_COURTESY = re.compile(
    r"(?:(?:bonjour|bonsoir|salut|merci|beaucoup|bien|coucou|au revoir|ok|super|d accord|oui|hello) ?)+"
)
_ASKING = re.compile(
    r"(?:et |mais |au fait |dites |pardon )*(?:c est quoi|qu est ce|quest ce|est ce|quel\w*|qui|quoi|comment|combien|"
    r"pourquoi|pk|pkoi|ou|quand|peut on|puis je|pouvez vous|avez vous|faut il|expliquez|a quoi|y a t il|c koi)\b"
)
_ABOUT_WORDS = frozenset({"define_term", "ask_privacy", "bot_challenge"})
"""Questions that are put to the assistant, even where a message to an adviser is being written."""
_ELSEWHERE = frozenset({"define_term", "describe_project", "correct", "complain", "restart"})
_NO_BARE_ANSWER = 4
"""Words from which an answer may be something else than a name or an address."""
_OF_AN_ADDRESS = re.compile(
    r"\b(?:mails?|e mail|email|courriel|adresse|arobase|point|gmail|orange|wanadoo|free|hotmail|outlook|laposte|yahoo)"
    r"\b"
)
_INTRODUCED = re.compile(
    r"^(?:(?:bonjour|alors|oui|ok|voila)[ ,:]+)*(?:je m'appelle|je me nomme|mon nom(?: et prénom)?(?: est|,? c'est)?|"
    r"nom|moi,? c'est|c'est|je suis|ici)\s*:?\s+",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"[\s,;:()<>\[\]\"«»/–-]*(?:\b(?:et )?(?:mon |mail|e-mail|email|courriel|adresse|c'est|est|mél)[\s:]*)*$",
    re.IGNORECASE,
)
_NO_NAME = frozenset(
    "je j nous on vous tu il elle ils c ce cela ca quel comment pourquoi est peut pouvez peux veux voudrais faut "
    "ne n pas qui que quoi ou oui non merci bonjour stop aucun aucune".split()
)
_LONGEST_NAME, _MOST_WORDS = 80, 7
_CHANGES = re.compile(r"\b(?:chang|modif|corrig|rectif|tromp|erreur|fau[xt]|mauvais|revoir|refai)\w*\b")
_FIELDS = (
    ("email", re.compile(r"\b(?:adresse|mail|e mail|email|courriel)\b")),
    ("name", re.compile(r"\b(?:nom|prenom)\b")),
    ("message", re.compile(r"\b(?:message|texte|mot)\b")),
)


def cancels(turn: Turn) -> bool:
    """«stop», «annulez», «laisse tomber»: what was typed is to be forgotten."""
    return (turn.intent == "stop" and not turn.text) or bool(_CANCELS.fullmatch(key(turn.text)))


def starts_over(turn: Turn) -> bool:
    """«recommençons», «un autre projet»: the conversation turns to something else."""
    return turn.intent == "restart" and (not turn.text or bool(_STARTS_OVER.fullmatch(key(turn.text))))


def says_no(turn: Turn) -> bool:
    """A bare refusal, by a button or in words."""
    said = key(turn.text)
    return (turn.intent == "deny" and (not said or (len(said.split()) < 5 and not turn.entities))) or bool(
        _NO.fullmatch(said)
    )


def says_yes(turn: Turn) -> bool:
    """An agreement without a reserve; for a request that leaves, a doubt is no yes."""
    said = key(turn.text)
    heard = turn.intent == "affirm" and turn.confidence >= _CERTAIN and len(said.split()) < 7
    return bool(said) and not _BUT.search(said) and (heard or bool(_YES.match(said)))


def wants_no_message(turn: Turn) -> bool:
    return bool(_NO_MESSAGE.fullmatch(key(turn.text)))


def is_courtesy(turn: Turn) -> bool:
    return bool(_COURTESY.fullmatch(key(turn.text)))


def asks_something(turn: Turn, of_words_only: bool = False) -> bool:
    """Whether a question is put instead of an answer; with ``of_words_only``, one that only the assistant answers."""
    if turn.confidence < _SURE:
        return False
    if turn.intent in _ABOUT_WORDS:
        return "?" in turn.text or bool(_ASKING.match(key(turn.text)))
    asked = turn.intent.startswith("ask_") or turn.intent == "complain"
    return asked and not of_words_only and ("?" in turn.text or bool(_ASKING.match(key(turn.text))))


def is_something_else(turn: Turn, step: str) -> bool:
    """Whether, where a name or an address is asked for, the words are plainly about something else.

    ``step``: ``name`` or ``email``. A person who calls for somebody, corrects a fact or complains is not held in it.
    """
    said = key(turn.text).split()
    if len(said) < _NO_BARE_ANSWER or _INTRODUCED.match(turn.text) or "@" in turn.text:
        return False
    if step == "email" and not _OF_AN_ADDRESS.search(" ".join(said)):
        return True
    elsewhere = turn.intent in _ELSEWHERE or turn.intent.startswith("ask_")
    return elsewhere and turn.confidence >= _CERTAIN


def read_name(text: str) -> str | None:
    """The name in an answer, without what introduces it or the address that follows; ``None`` when there is none."""
    address = find_address(text)
    before = text.split(address)[0] if address and address in text else text
    name = _INTRODUCED.sub("", _CONTACT.sub("", one_line(before))).strip(" .,;:!")
    words = key(name).split()
    if not any(c.isalpha() for c in name) or "@" in name or "?" in name or len(name) > _LONGEST_NAME:
        return None
    return None if len(words) > _MOST_WORDS or words[0] in _NO_NAME else name


def wants_to_change(turn: Turn) -> str | None:
    """Which of ``name``, ``email`` or ``message`` is to be typed again."""
    said = key(turn.text)
    if not _CHANGES.search(said):
        return None
    return next((name for name, words in _FIELDS if words.search(said)), None)
