"""What is kept of people, how long, who sees it; and its erasure as soon as they ask."""

import logging
import re

from assistant import personal
from assistant.dialogue.replies import Reply, choice, say
from assistant.dialogue.state import REQUEST, State, Turn
from assistant.dialogue.world import World
from assistant.errors import PersonalUnavailable
from assistant.matching.words import counted
from assistant.settings import Settings
from assistant.text import key

log = logging.getLogger(__name__)

ERASE = "erase"
"""Value of ``question`` on the button that erases."""
_ERASE_BUTTON = choice("Effacer ma conversation", "ask_privacy", question=ERASE)

_VERB = (
    r"(?:\b(?:effac|efass|suppri|suprim|detrui|oubli|enlev|retir|dispara|purg|delet)\w*|\bvirez?\b"
    r"|\b(?:suppression|effacement|otez|oter))"
)
_WORDS = r"(?:convers(?:ation)?|discussion|historique|donnees|messages?|propos)"
_OWN = (
    r"(?:\b(?:ma|mon|mes|notre|nos|cette|cet|ces)(?: propres?)? (?:\w+ )?"
    rf"(?:{_WORDS}|traces?|infos?|informations|coordonnees|renseignements|e mail|mails?|email|courriel|adresse|nom"
    r"|prenom|identite|numeros?|num|telephone|portable|rib|iban|echanges?(?= (?:de|avec vous|svp|stp|merci)\b|$))\b"
    rf"|\b(?:la|l|les|des|de) {_WORDS}\b"
    r"|\btout (?:de|sur) (?:moi|nous)\b|\b(?:ce )?(?:que|qu|ke|ske) (?:j ai|jai|je|j|nous avons|on a|tu as|vous avez) "
    r"(?:(?:ai|t ai|vous ai|viens de|tout|vous|te) ){0,3}(?:dite?|dire|di|taper?|ecri\w*|raconter?|donner?|confier?)\b"
    r"(?! (?:sur|de|du|pour)\b)"
    r"|\b(?:que|qu) (?:vous avez|tu as|vous savez|tu sais) (?:\w+ )?(?:sur|de) (?:moi|nous)\b|\bmoi de vos\b"
    r"|\btou(?:t)? s?ke je? )"
)
"""What is the person's own in a conversation: taking back a country or a wrong answer is a correction."""
_ASKED = re.compile(rf"{_VERB}\b(?: \w+){{0,5}}? ?{_OWN}")
_PASSIVE = re.compile(
    rf"(?:{_OWN}.*|\bqu (?:elles|ils) )\b(?:soient|soit|etre) (?:\w+ )?(?:efface|supprime|detruit|oublie)\w*"
)
_TAKEN_BACK = re.compile(r"\b(?:donne|laisse|mis|colle|tape)\b.* par (?:erreur|megarde|inadvertance)\b.*" + _VERB)
_RIGHT = re.compile(r"\bexerce\w*\b.*\bdroit (?:a l|d) (?:oubli|effacement)\b")
_ALONE = re.compile(
    r"(?:svp |s il vous plait |vous pouvez |veuillez |merci de )?(?:tout (?:effacer|supprimer)|(?:effac|supprim)\w+"
    r"(?: (?:tout|ca|moi|nous))+|droit a l (?:oubli|effacement)|oubli|please delete everything i wrote)(?: svp| merci)?"
)
_EVERYTHING = re.compile(r"^(?:vous pouvez |tu peux |veuillez |merci de )?tout (?:effacer|supprimer)\b")
_REQUEST_OR_SHEET = re.compile(
    rf"(?:{_VERB}|\bannul\w+)\b(?: \w+){{0,3}}? (?:la|les|ma|mes|cette|ces|notre|nos) (?:demandes?|fiches?)\b"
)
_ALL = (_ASKED, _PASSIVE, _TAKEN_BACK, _RIGHT, _EVERYTHING)
_NOT = re.compile(
    r"\b(?:n|ne) (?:(?:me|m|vous|l|les|la) )?(?:effac|supprim|oubli|detrui)\w+|\b(?:inutile|pas la peine|sans) d"
    r"|\boublie\b(?! (?:tout|ce|mes|mon|ma|notre|la|cette))|\b(?:j ai|j|vous avez|tu as|on a) (?:\w+ )?oublie\b"
)
_AGAIN = re.compile(r"\b(?<!ne )(?:recommen|repart|repren|refai|repos|reconstrui)\w*")
"""Beginning again forgets the project; it takes back no request to an adviser."""
_QUESTION = re.compile(
    r"\b(?:comment|quand|combien|pourquoi|qui|quoi|est ce que|est ce qu|avez vous|(?:effac|supprim|oubli)ez vous|est il"
    r"|peut on|puis je|peux je|ai je|(?:sont|seront|sera|est) (?:elles?|ils?)|(?:efface|supprime) t (?:elle|il|on))\b"
    r"|^(?:vous|tu|t) (?:effac|supprim|oubli)\w+"
)


_OF_A_PROJECT = frozenset(
    {"describe_project", "define_term", "ask_legal", "ask_programme", "ask_programmes_list", "ask_succession"}
    | {"ask_organisation", "ask_partner", "ask_budget", "ask_steps", "ask_lessons", "ask_examples"}
)


def asks_to_erase(turn: Turn) -> bool:
    """Whether the words, or the button, ask that all be erased now, rather than whether or how it is."""
    if ERASE in turn.values("question"):
        return True
    said = key(turn.text)
    if not _is_asked(said):
        return False
    return any(pattern.search(said) for pattern in _ALL) or bool(_ALONE.fullmatch(said))


def asks_to_erase_requests(turn: Turn) -> bool:
    """Whether only what was made for the person, request or sheet, is to be erased: the conversation goes on."""
    said = key(turn.text)
    return _is_asked(said) and bool(_REQUEST_OR_SHEET.search(said))


def _is_asked(said: str) -> bool:
    return not any(pattern.search(said) for pattern in (_NOT, _AGAIN, _QUESTION))


def answer(turn: Turn, state: State, world: World) -> list[Reply]:
    """What is kept, how long and who sees it."""
    state.memory.told_privacy = True
    return [say("utter_privacy", _ERASE_BUTTON, days=str(Settings().retention_days))]


def erasure(turn: Turn, state: State) -> list[Reply] | None:
    """The erasure that the message asks for, whatever its intent; ``None`` when it asks for none."""
    if turn.text and turn.intent != "ask_privacy" and (turn.entities or turn.intent in _OF_A_PROJECT):
        return None  # beside a fact, «oubliez ce que j'ai dit» corrects; a project may be about erasing traces
    if asks_to_erase(turn):
        return erase(turn, state)
    # While a request is typed, «annulez ma demande» is its own affair.
    if state.memory.pending == REQUEST or not asks_to_erase_requests(turn):
        return None
    return _of_personal(turn) or [say("utter_nothing_to_erase")]


def erase(turn: Turn, state: State) -> list[Reply]:
    """Erase all that is kept of the conversation, and say what went and what cannot be called back."""
    state.erase()
    state.memory.told_privacy = True
    return [say("utter_erased"), *_of_personal(turn), say("utter_erased_next")]


def _of_personal(turn: Turn) -> list[Reply]:
    """Erase the requests and sheets of the conversation, and tell which there were."""
    try:
        gone = personal.erase(turn.sender)
    except PersonalUnavailable:
        log.exception("the personal data of a conversation could not be erased")
        return [say("utter_erased_in_part")]
    replies = []
    if what := counted((gone.requests, "demande à un conseiller", "demandes à des conseillers"),
                        (gone.sheets, "fiche d'orientation", "fiches d'orientation")):  # fmt: skip
        replies.append(say("utter_erased_personal", what=what))
    if gone.sent:
        what = "la demande déjà partie" if gone.sent == 1 else f"les {gone.sent} demandes déjà parties"
        replies.append(say("utter_erased_not_called_back", what=what))
    return replies
