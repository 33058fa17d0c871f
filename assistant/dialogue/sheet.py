"""The sheet to print: asked for in words or by a button, made once programmes were proposed, given by its address."""

import re

from assistant.dialogue.present import FACT_TITLES
from assistant.dialogue.recommendation import SHEET, SHEET_BUTTON
from assistant.dialogue.replies import NOW_BUTTON, Reply, say
from assistant.dialogue.rich import messages
from assistant.dialogue.state import State, Turn
from assistant.dialogue.world import World
from assistant.matching.words import enumerate_fr, french_date
from assistant.settings import Settings
from assistant.sheets.calendar import to_ics
from assistant.sheets.content import SheetContent, content
from assistant.sheets.render import TITLE, to_pdf
from assistant.sheets.store import Sheet, keep_sheet
from assistant.text import key

_TELLING = ("goal", "holder_type", "territory", "partner_countries", "themes", "budget")
_POLITE = r"(?:(?:bonjour|alors|ok|oui|et|un|une|le|la|en|mon|ma|svp|merci|s il (?:vous|te) plait|stp|please)\s?)*"
_RECAP = r"recap(?:itulatifs?|s)?"
_PAPER = rf"(?:fiches?|pdf|{_RECAP}|synthese)"
_OF_THIS = r"de (?:mon|notre|mes|nos|tout|cet|cette)\b"
_NOT_OURS = rf"(?! (?:(?!{_OF_THIS})de|du|des|d (?!orientation)|action|poste|pays|projet|technique)\b)"
_WANTS = (
    r"(?:voudr\w+|veu\w+|voul\w+|aimer\w+|souhait\w+|peu\w*|pouv\w+|pourr\w+|fai\w+|donn\w+|envo\w+|prepar\w+|sor\w+|gener\w+"
    r"|edit\w+|avoir|aurai\w*|obten\w+|recev\w+|recuper\w+|telecharg\w+|imprim\w+|export\w+|gard\w+|emport\w+|mett\w+|besoin"
    r"|redig\w+|etabli\w+|existe|t as|tu as|avez)"
)
_THIS = rf"(?:tout|ca|cela|ceci|fiche|resultats?|reponses?|conversation|page|conseils?|programmes?|{_RECAP})"
_AGENDA = r"(?:agenda|calendrier|planning)"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"^{_POLITE}(?:fiche|pdf|imprimer|telecharger|imprimable|ics|en pdf) ?{_POLITE}$",
        rf"\b(?:ma|notre) (?:\w+ )?fiche\b{_NOT_OURS}",
        r"\bfiches? (?:d orientation|a imprimer|recapitulatives?)",
        rf"\b{_WANTS}\b(?: \w+){{0,5}}? {_PAPER}\b{_NOT_OURS}",
        rf"\b{_PAPER}(?: \w+){{0,2}} (?:a imprimer|imprimable|a telecharger|a emporter)\b",
        r"\b(?:imprim\w+|telecharg\w+|export\w+|emport\w+)"
        rf"(?: (?:tout|moi|nous|en|vos|les|la|le|cette|votre|ces|toutes)){{0,3}} {_THIS}\b",
        r"\b(?:peu\w+|pouv\w+|comment|voudr\w+|veu\w+|aimer\w+) (?:\w+ )?imprimer$",
        rf"\b(?:document|resume|papier) (?:\w+ )?(?:a (?:imprimer|emporter)|imprimable|{_RECAP})\b",
        r"\bpapier avec (?:tout|ca)\b",
        r"\b(?:m|nous|me) (?:l |les )?(?:r?envo|transf)\w+(?: (?:tout|toutes?|par (?:e )?mail|par courriel|ca|"
        r"cela|ces|les|la|"
        r"programmes?|reponses?|propositions?|infos?|liste))+(?: |$)",
        r"\b(?:r?envo|transf)\w+ (?:moi|nous)(?: (?:tout|par (?:e )?mail|ca|cela))+(?: |$)",
        r"\brepart\w+ avec (?:un|une|quelque chose|tout)\b|\b(?:en|au format|version) (?:pdf|papier)\b",
        r"\b(?:voudr\w+|veu\w+|aimer\w+|souhait\w+) (?:\w+ )?(?:garder|avoir|conserver) une trace\b",
        r"\b(?:quelque chose|qqch|qqchose|document) (?:a (?:imprimer|emporter)|d ecrit)\b|\brecuperer un document\b",
        rf"\b(?:export|ajout|mett|synchronis|import)\w+ (?:\w+ ){{0,5}}{_AGENDA}\b",
        rf"\b(?:dans|a|sur) (?:mon|notre|un) {_AGENDA}\b|\b{_AGENDA} des (?:echeances|dates)\b",
        r"\b(?:fichier|format|en) (?:ics|ical)\b",
    )
)
_ABOUT_KEEPING = re.compile(
    r"\b(?:combien de temps|jusqu a quand|conserv\w+|qui (?:peut|pourra|voit|va|lit)|gardez vous|gardee?s?)\b"
)
_THEY_SEND = re.compile(r"\b(?:on|je|j|nous) (?:\w+ )?vous (?:envoy|transm|donn|joi|adress)\w+")
_NAMES_IT = re.compile(r"\b(?:pdf|imprim\w+|telecharg\w+|fiche d orientation)\b")
_ABOUT_SOMETHING = frozenset({"programme", "organisation", "term"})
_FINDS_FAULT = frozenset({"correct", "complain"})
"""Intents of those who speak of what a sheet says, unless they plainly name what they want."""
_LONG = 14
"""Words beyond which a description is one, whatever it says of sheets."""


def asks_for_sheet(turn: Turn) -> bool:
    """Whether the words, whatever their intent, or the button ask for the sheet or its calendar."""
    if SHEET in turn.values("question"):
        return True
    said = key(turn.text)
    if not any(pattern.search(said) for pattern in _PATTERNS):
        return False
    if _ABOUT_KEEPING.search(said) or _THEY_SEND.search(said):
        return False
    if turn.intent in _FINDS_FAULT and not _NAMES_IT.search(said):
        return False
    if turn.intent == "describe_project" and len(said.split()) > _LONG:
        return False
    return not any(entity.entity in _ABOUT_SOMETHING for entity in turn.entities)


def accepts(turn: Turn, state: State) -> bool:
    """Whether it is a «oui» to the sheet, offered alone just before."""
    offered = [[[SHEET_BUTTON.title, SHEET_BUTTON.payload]]]
    return turn.intent == "affirm" and not turn.entities and state.memory.choices == offered


def give(turn: Turn, state: State, world: World) -> list[Reply]:
    """The sheet, made meanwhile; before any programme was proposed, what it waits for."""
    if not state.memory.recommended:
        return [_too_early(state)]
    state.memory.sheet = list(state.memory.recommended)
    found = content(state, world, top=len(state.memory.recommended))
    return [Reply(later=lambda: [_ready(found, turn)])]


def offer(state: State) -> list[Reply]:
    """At the end of a conversation, the sheet that was not asked for yet."""
    memory = state.memory
    return [say("utter_sheet_offer", SHEET_BUTTON)] if memory.recommended and memory.recommended != memory.sheet else []


def _too_early(state: State) -> Reply:
    if not state.anything_known:
        return say("utter_sheet_needs_project")
    missing = [FACT_TITLES[name].lower() for name in _TELLING if not state.known(name)]
    if not missing:
        return say("utter_sheet_needs_yes", NOW_BUTTON)
    return say("utter_sheet_needs", NOW_BUTTON, missing=enumerate_fr(missing))


def _ready(found: SheetContent, turn: Turn) -> Reply:
    kept = keep_sheet(to_pdf(found), to_ics(found), turn.sender)
    pdf, ics = (str(kept.pdf), str(kept.ics)) if turn.terminal else _addresses(kept)
    until = french_date(kept.expires_at.date().isoformat())
    custom: messages.Sheet = {
        "type": "sheet",
        "title": TITLE,
        "pdf": pdf,
        "ics": ics if kept.ics else None,
        "expires": kept.expires_at.isoformat(timespec="seconds"),
        "expires_label": f"disponible jusqu'au {until}",
    }
    response = "utter_sheet_ready_with_dates" if kept.ics else "utter_sheet_ready"
    return Reply(response=response, values={"pdf": pdf, "ics": ics, "until": until}, custom=custom)


def _addresses(kept: Sheet) -> tuple[str, str]:
    address = f"{Settings().site_url}/fiche/{kept.token}"
    return f"{address}.pdf", f"{address}.ics"
