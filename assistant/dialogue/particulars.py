"""One particular of the programmes asked about: when to apply, with how many partners, beside which other aid."""

import re
from collections.abc import Callable, Sequence
from itertools import combinations

from assistant.dialogue import present
from assistant.dialogue.bodies_meant import bodies_asked, run_by
from assistant.dialogue.definitions import definition
from assistant.dialogue.guidance import lesson_reply
from assistant.dialogue.past import day_asked
from assistant.dialogue.replies import NOW_BUTTON, Reply, choice, tell
from assistant.dialogue.state import FALLBACK, State, Turn
from assistant.dialogue.why import asks_why_not
from assistant.dialogue.world import World
from assistant.french import lower_first
from assistant.matching.financing import clash, compatible
from assistant.matching.words import enumerate_fr
from assistant.programmes.records import Programme
from assistant.programmes.status import LIVING
from assistant.text import key

_ASKING = frozenset({"ask_programme", "ask_budget", "ask_steps", "ask_partner", "ask_help", FALLBACK})
"""Intents that such a question may be taken for."""
_MOST = 3
_STEM = 6
"""Letters by which a word is the same in singular and plural."""
_TREASURY, _EXPENSE = "tresorerie", "depense-eligible"
_WHEN = re.compile(
    r"\b(?:dates? (?:limites?|de (?:depot|cloture)|butoirs?)|echeances?|dead ?lines?|delais? de depot|avant quand"
    r"|jusqu a quand|calendriers? de(?:s| l) appels?)\b"
    r"|\b(?:quand|a quelle date|quelles? dates?|quel delai)\b.*"
    r"\b(?:depos\w+|depots?|candidat\w+|dossiers?|demandes?|envoy\w+|appels?|ouvr\w+|ferm\w+|clo\w+)\b"
    r"|\b(?:ouvert\w*|ouvre\w*|ferme\w*|clot\w*|depos\w+|candidat\w+) (?:\w+ ){0,3}quand\b"
)
_TOGETHER = re.compile(
    r"\bcumul\w*|\b(?:aides?|subventions?|financements?|programmes?|deux|elles?|ils?) (?:sont |est )?compatibles?\b"
    r"|\b(?:demander|avoir|toucher|recevoir|solliciter|obtenir) "
    r"(?:les deux|plusieurs (?:aides|subventions|financements))\b"
)
_HOW_MANY = re.compile(
    r"\b(?:combien|nombre (?:minimum |minimal )?) ?(?:d |de )?(?:partenaires?|pays)\b|\bpartenaires? (?:au )?minimum\b"
)
_PAID = re.compile(
    r"\b(?:paye\w*|vers\w+|recevr\w+|touch\w+|arriv\w+)\b.*\b(?:d avance|avant|apres|quand|tout de suite|en une fois)\b"
    r"|\b(?:avances?|avancer|acomptes?)\b|\brembours\w+ (?:quand|apres|avant|sur facture)\b|\bquand\b.*\brembours\w+"
)
_COSTS = re.compile(
    r"\b(?:financ\w+|pren\w+ en charge|pai(?:e|ent|er)\b|pay\w+|couvr\w+|rembours\w+|eligibles?|accept\w+|compter)\b.*"
    r"\b(salaires?|postes?|billets?|voyages?|deplacements?|transports?|hebergements?|repas|loyers?|materiel|vehicules?|"
    r"travaux|batiments?|tva|fonctionnement|interpret\w+|traduct\w+|frais d\w*)\b"
)
_PAYMENTS = {
    "advance": "l'argent est versé d'avance.",
    "reimbursement": "l'argent vient après les dépenses, sur justificatifs.",
    "mixed": "une partie est versée d'avance, le reste après les dépenses.",
}
_NOTHING_SAID = "sa fiche ne dit rien des autres aides."
_NOTHING_AGAINST = (
    "Rien, dans ces fiches, n'interdit de les demander ensemble ; dites à chacun ce que vous demandez aux autres."
)
_NEVER_TWICE = (
    "Dans tous les cas, les aides réunies ne dépassent pas le coût du projet, et l'Union européenne ne paie jamais "
    "deux fois la même dépense (règlement 2018/1046, article 191)."
)


def particular(turn: Turn, state: State, world: World) -> list[Reply] | None:
    """The answer to a question about one particular; ``None`` when it is about something else."""
    said = key(turn.text)
    if turn.intent not in _ASKING or asks_why_not(turn):
        return None
    if _TOGETHER.search(said):
        return _told(turn, state, world, _together, "Ce que l'on peut cumuler dépend des programmes.")
    if _PAID.search(said) and state.memory.recommended:
        return _payments(asked_about(turn, state, world)[:_MOST], world)
    if (cost := _COSTS.search(said)) and (about := asked_about(turn, state, world)):
        return _costs(cost.group(1), about[:_MOST], world)
    if _HOW_MANY.search(said):
        if not state.known("partner_count"):
            state.memory.counted = "partner_count"  # «on en a quatre» is said of them
        return _told(turn, state, world, _partners, "Le nombre de partenaires dépend du programme.")
    if _WHEN.search(said) and not day_asked(turn.text, world.as_of):
        return _told(turn, state, world, _dates, "Chaque programme a ses dates.")
    return None


def asked_about(turn: Turn, state: State, world: World) -> list[Programme]:
    """The programmes that the question names, or that a body it names runs, the living ones; else those proposed."""
    base = world.base
    named = [str(v) for v in turn.values("programme")]
    named += [str(base.terms[str(v)].programme) for v in turn.values("term") if v in base.terms]
    run = [p.id for p in run_by(bodies_asked(turn, state, world), state, world)[:1]]
    found = [base.programmes[i] for i in dict.fromkeys((*named, *run)) if i in base.programmes]
    proposed = (base.programmes[i] for i in state.memory.recommended if i in base.programmes)
    return found or [p for p in proposed if world.status(p) in LIVING]


def _told(
    turn: Turn, state: State, world: World, tells: Callable[[Sequence[Programme], World], Reply], otherwise: str
) -> list[Reply]:
    if programmes := asked_about(turn, state, world)[:_MOST]:
        return [tells(programmes, world)]
    if state.anything_known:
        return [tell(f"{otherwise} Je vous le dis avec ceux que je vous propose.", NOW_BUTTON)]
    return [
        tell(
            f"{otherwise} Nommez-en un, ou dites-moi votre projet : qui le porte, où, avec quel pays, pour faire quoi."
        )
    ]


def _dates(programmes: Sequence[Programme], world: World) -> Reply:
    lines = [_line(p, present.status_sentence(p, world)) for p in programmes]
    buttons = (choice(p.name, "ask_programme", programme=p.id) for p in programmes)
    return tell(present.joined([f"{world.when} :", *lines]), *buttons)


def _payments(programmes: Sequence[Programme], world: World) -> list[Reply]:
    lines = _told_of_each(programmes, _payment_of, "quand l'argent est versé")
    lesson = world.base.lessons.get(_TREASURY)
    return [tell(present.joined(lines)), *([lesson_reply(lesson)] if lesson else [])]


def _payment_of(programme: Programme) -> str:
    paid = programme.payment
    if paid is None or paid.when is None:
        return ""
    return lower_first(paid.note) if paid.note else _PAYMENTS[paid.when]


def _costs(cost: str, programmes: Sequence[Programme], world: World) -> list[Reply]:
    """What the records say of a kind of expense, and what makes an expense acceptable in general."""
    stem = cost.split()[0][:_STEM]
    lines = _told_of_each(programmes, lambda p: _sentences_with(stem, p), "si cette dépense est acceptée")
    term = world.base.terms.get(_EXPENSE)
    return [tell(present.joined(lines)), *([definition(term, world)] if term else [])]


def _sentences_with(stem: str, programme: Programme) -> str:
    told = (*programme.conditions, programme.rate_note, programme.grant_note, programme.note)
    return " ".join(text for text in told if text and any(word.startswith(stem) for word in key(text).split()))


def _told_of_each(programmes: Sequence[Programme], says: Callable[[Programme], str], what: str) -> list[str]:
    """A line for each record that says it (``says`` gives ``""`` otherwise), then which ones do not say ``what``."""
    told = {p.id: says(p) for p in programmes}
    lines = [_line(p, told[p.id]) for p in programmes if told[p.id]]
    if silent := [f"« {p.name} »" for p in programmes if not told[p.id]]:
        lines.append(f"La base ne dit pas {what} pour {enumerate_fr(silent)} : demandez-le à qui s'en occupe.")
    return lines


def _partners(programmes: Sequence[Programme], world: World) -> Reply:
    lines = _told_of_each(programmes, _partners_of, "combien de partenaires il faut")
    return tell(present.joined(lines), *(choice(p.name, "ask_programme", programme=p.id) for p in programmes))


def _partners_of(programme: Programme) -> str:
    asked = programme.partnership
    if asked is None:
        return ""
    if asked.note:
        return lower_first(asked.note)
    least = ((asked.min_partners, "partenaires"), (asked.min_countries, "pays"))
    told = ", ".join(f"au moins {number} {word}" for number, word in least if number)
    return f"{told}." if told else ""


def _together(programmes: Sequence[Programme], world: World) -> Reply:
    """What each says of other aids, and the pairs that cannot pay for the same project."""
    lines = [_line(p, _other_aids(p)) for p in programmes]
    pairs = list(combinations(programmes, 2))
    clashes = [clash(one, other, world.base) for one, other in pairs if not compatible(one, other, world.base)]
    if pairs and not clashes:
        clashes = [_NOTHING_AGAINST]
    return tell(present.joined([*lines, *clashes, _NEVER_TWICE]))


def _other_aids(programme: Programme) -> str:
    note = programme.cumulation.note if programme.cumulation else None
    return lower_first(note) if note else _NOTHING_SAID


def _line(programme: Programme, said: str) -> str:
    source = present.source_line(programme.sources, programme.checked, most=1)
    return f"- {programme.name} : {said} ({source[:-1]})"
