"""Facts of the project told inside a question: «nous cherchons des partenaires en Estonie, qui peut aider ?»."""

import re
from dataclasses import replace

from assistant.dialogue.answering import FIELD_OF, is_the_answer
from assistant.dialogue.collect import collect
from assistant.dialogue.questions import next_step
from assistant.dialogue.state import State, Turn
from assistant.dialogue.world import World
from assistant.nlu.entities import SPEAKER, Entity
from assistant.text import fold

_ASKS = "ask_"
_SENTENCE = re.compile(r"[^.!?;\n]+")
# Where the question itself begins, after what was told.
_THEN_ASKS = re.compile(
    r",? (?:mais |et |donc |alors )?(?:qui (?:finance|peut|pourrait|aide|contacter|appeler|dois)|quel(?:le|s|les)?\b|"
    r"est-ce qu|est ce qu|comment|combien|peut-on|pouvons-nous|puis-je|a qui|y a-t-il|vous (?:avez|connaissez|savez)|"
    r"connaissez|avez-vous|a quoi|c'est quoi|qu'est-ce|ou (?:trouver|s'adresser))"
)
_STATES = re.compile(
    r"\b(?:(?:nous|on) (?:sommes|serons|est|sera|avons|a|aurons|cherch\w*|recherch\w*|voul\w*|veut|voudr\w*|souhait\w*|"
    r"prepar\w*|mont\w*|travaill\w*|part\w*|allons|va|aimer\w*|port\w*|organis\w*|lanc\w*|pens\w*|envisag\w*|"
    r"prevo\w*|represent\w*|construi\w*|creus\w*|accueill\w*)"
    r"|je (?:suis|cherche|veux|voudrais|souhaite|porte|represente|prepare|monte|travaille|vais|dirige|preside)"
    r"|j'(?:ai|aimerais)|jsuis|chui|(?:notre|mon) (?:projet|budget) (?:est|sera|vise|concerne|porte)|c'est pour)\b"
)
# What is only supposed, or what they ask about themselves.
_SUPPOSES = re.compile(
    r"\b(?:si (?:nous|on|j|je|notre|mon|ma)\b|s'il|est-ce qu|est ce qu|kes|kesk|"
    r"(?:on|nous|je) (?:est|sommes|suis|a|avons|ai) (?:oblige|droit|le droit|besoin de savoir)|"
    r"(?:on est|nous sommes|je suis|suis) (?:eligibles?|concernee?s?))"
)
# «Quelles aides pour un jumelage ?»: whoever opens with it tells what the project is about.
_SEARCHES = frozenset({"ask_programmes_list", "ask_examples", "ask_programme", "ask_budget", "ask_organisation"})
_SEEKS_MONEY = re.compile(
    r"\b(?:qui|quel\w*|comment|ou|y a-t-il|ya-t-il|existe|avoir|trouver|cherch\w*|a-t-on)\b[^.;!?]{0,30}"
    r"\b(?:financ\w*|aides?|subvention\w*|fonds|programmes?|sous|argent)\b"
)
_SOUGHT = frozenset({"goal", "theme"})
# «Notre association peut-elle…» says who asks, and «notre commune du Cantal» where.
_OWN = re.compile(r"\b(?:notre|mon|ma|nous, (?:une? |l[ae] )?|en tant que? |en tant qu'une? )\s?(?:petite? )?$")
_OF_PLACE = re.compile(r"\s*,?\s*(?:de|du|d'|des|de la|de l'|a|en|dans le|dans la)?\s*\(?")


def keep_what_is_told(turn: Turn, state: State, world: World) -> None:
    """Put into ``state`` the facts that a question states of the person's own project and that nobody knew yet.

    What is known is never changed by a question. Where it answers the pending question, the next one is pending.
    """
    if not turn.intent.startswith(_ASKS) or not turn.entities:
        return
    text = fold(turn.text)
    spans = _stated(text)
    opening = not state.anything_known or any(e.role == SPEAKER for e in turn.entities)
    seeks = opening and turn.intent in _SEARCHES and bool(_SEEKS_MONEY.search(text))
    told = [
        entity
        for entity in turn.entities
        if _is_new(entity, state) and (_is_stated(entity, turn, text, spans) or (seeks and entity.entity in _SOUGHT))
    ]
    if not told:
        return
    pending = state.memory.pending
    said = " ".join(turn.text[start:end] for start, end in spans)
    collect(replace(turn, intent="inform", text=said, entities=tuple(told), taken_back=()), state)
    if pending in {FIELD_OF[entity.entity] for entity in told}:
        # Only who is asked next changes: the question itself is said once the answer was given.
        next_step(state, world)


def _stated(text: str) -> list[tuple[int, int]]:
    """The parts of a folded text in which the person states something."""
    found = []
    for sentence in _SENTENCE.finditer(text):
        asks = _THEN_ASKS.search(text, *sentence.span())
        end = asks.start() if asks else sentence.end()
        states = _STATES.search(text, sentence.start(), end)
        if states and not _SUPPOSES.search(text, sentence.start(), end):
            found.append((states.start(), end))
    return found


def _is_new(entity: Entity, state: State) -> bool:
    name = FIELD_OF.get(entity.entity)
    if name is None or not is_the_answer(entity):
        return False
    return not state.known(name) or name in state.memory.deduced


def _is_hers(holder: Entity, text: str) -> bool:
    return holder.role == SPEAKER or bool(_OWN.search(text, 0, holder.start))


def _is_stated(entity: Entity, turn: Turn, text: str, spans: list[tuple[int, int]]) -> bool:
    if any(start <= entity.start and entity.end <= end for start, end in spans):
        return True
    if entity.entity == "holder_type":
        return _is_hers(entity, text)
    owners = (e for e in turn.entities if e.entity == "holder_type" and _is_hers(e, text))
    return entity.entity == "place" and any(_OF_PLACE.fullmatch(text, e.end, entity.start) for e in owners)
