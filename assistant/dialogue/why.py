"""«Pourquoi pas X ?»: what stands against a programme for this project, and what would have to change."""

import re

from assistant.dialogue import present, recommendation
from assistant.dialogue.replies import Reply, choice, tell
from assistant.dialogue.rich import messages, records
from assistant.dialogue.state import State, Turn
from assistant.dialogue.world import World
from assistant.matching.explain import Explanation, why_not
from assistant.matching.facts import ProjectFacts
from assistant.matching.rank import has_subject, rank, recommend
from assistant.matching.succession import is_named
from assistant.matching.words import enumerate_fr
from assistant.programmes.records import Programme
from assistant.programmes.status import LIVING
from assistant.text import key

WHY_NOT = "why_not"
"""Value of ``question`` on the buttons that ask it."""
_MOST_EXPLAINED, _MOST_LIKELY, _MOST_INSTEAD, _MOST_CHECKS, _MOST_BEFORE = 3, 4, 3, 2, 3
_WOULD_IT = r"(?:marche|convien|fonctionn|irai|aller|va |colle|correspond|pass|jou)\w*"
_ASKED = re.compile(
    r"\b(?:pourquoi|pourkoi|pk|pq|pkoi|prkoi|comment ca se fait|raison)\b.*"
    r"\b(?:pas|plus|jamais|ni|sans|exclu\w*|ecart\w*|elimin\w*|refus\w*|manque\w*)\b"
    rf"|\b(?:ca|cela|il|elle|on|c) (?:\w+ ){{0,3}}{_WOULD_IT} (?:\w+ )?pas\b"
    rf"|\b{_WOULD_IT} (?:donc )?pas (?:pour|avec|chez) (?:nous|moi|mon|notre)\b"
    r"|\b(?:n est|est|etait|serait|sont) (?:donc )?(?:pas|absente?|oubliee?|exclue?|ecartee?) (?:\w+ )?"
    r"(?:dans|de|parmi|propose\w*|possible|la liste)\b"
    r"|\b(?:vous|tu) (?:\w+ )?(?:avez|as) (?:\w+ )?(?:oublie|ecarte|exclu|elimine|laisse)\b|\boubli(?:ez|es) pas\b"
    r"|\bqu est ce qui (?:\w+ )?(?:bloque|cloche|coince|empeche)|\b(?:faudrait|faut) (?:\w+ ){0,3}(?:changer|entrer)\b"
    r"|\bfaudrait (?:il )?quoi pour\b|\b(?:le fait|y a|y soit|y est|peut|moyen) pas\b|\b(?:c|est) (?:foutu|mort|rape)\b"
    r"|\baura(?:is|it|ient|it on) (?:\w+ ){0,3}droit\b|\b(?:pas|plus) (?:le )?droit\b"
    r"|\bpas parl\w+\b|\bmort pour (?:nous|moi)\b"
)

_ASKED_WHY = re.compile(
    r"\b(?:pourquoi|pourkoi|pk|pq|pkoi|prkoi|en quoi|comment ca se fait que|qu est ce qui fait que)\b.*"
    r"\b(?:propos\w*|conseill\w*|recommand\w*|suggere\w*|oriente\w*|en premier|celui(?: la| ci)?|celle(?: la| ci)?|"
    r"ces? (?:programmes?|fonds|aides?)|(?:ca|il|elle|cela) (?:nous |me |vous )?(?:convi\w+|correspond\w*|iraient|"
    r"irait))\b"
)


def asks_why(turn: Turn, state: State) -> bool:
    """Whether the words ask why the programmes that are proposed are."""
    said = key(turn.text)
    return bool(state.memory.recommended and _ASKED_WHY.search(said)) and not _ASKED.search(said)


def reasons(turn: Turn, state: State, world: World) -> list[Reply]:
    """For each programme proposed, or for the one that is named, what speaks for it and what against."""
    found = recommend(state.facts(world.as_of), world.base, top=_MOST_EXPLAINED).recommendations
    named = set(turn.values("programme"))
    items = [one for one in found if one.programme.id in named] or list(found)
    if not items:
        return which_one(state, world)
    lines = []
    for one in items:
        against = recommendation.reservations(one)
        said = " ".join([*recommendation.reasons(one), *(f"Attention : {text}" for text in against)])
        lines.append(f"- « {one.programme.name} » : {said}")
    buttons = (
        choice(f"La fiche de {one.programme.name}", "ask_programme", programme=one.programme.id) for one in items
    )
    return [
        tell("\n".join(["Ce qui les fait venir en tête, d'après ce que je sais de votre projet :", *lines]), *buttons)
    ]


def asks_why_not(turn: Turn) -> bool:
    """Whether the words, or a button, ask why a programme is not among those proposed."""
    return WHY_NOT in turn.values("question") or bool(_ASKED.search(key(turn.text)))


def named_in(text: str, world: World) -> list[Programme]:
    """Living programmes that the words name: «ni X ni Y» denies them, and reads none. A family stands for its parts."""
    living = [p for p in world.base.programmes.values() if world.status(p) in LIVING and is_named(p, text)]
    families = {programme.id for programme in living}
    return [programme for programme in living if programme.part_of not in families]


def explain(programmes: list[Programme], state: State, world: World) -> list[Reply]:
    """One message a programme; when nothing is known of the project, what it would take to tell."""
    facts = state.facts(world.as_of)
    if not has_subject(facts, world.base):
        named = enumerate_fr(f"« {one.name} »" for one in programmes[:_MOST_EXPLAINED])
        return [
            tell(
                f"Je n'écarte pas {named} : je ne connais pas encore assez votre projet. Dites-moi ce que vous voulez "
                "faire, qui le porte et avec quel pays, et je vous dirai ce qui convient.",
                *(choice(f"La fiche de {one.name}", "ask_programme", programme=one.id) for one in programmes[:2]),
            )
        ]
    return [_explanation(one, facts, world) for one in programmes[:_MOST_EXPLAINED]]


def which_one(state: State, world: World) -> list[Reply]:
    """No programme is named: those that nearly fitted, as buttons."""
    ranked = rank(state.facts(world.as_of), world.base) if has_subject(state.facts(world.as_of), world.base) else ()
    near = [one.programme for one in ranked if one.programme.id not in state.memory.recommended][:_MOST_LIKELY]
    if not near:
        return [tell("De quel programme parlez-vous ? Donnez-moi son nom ou son sigle, je vous dirai ce qui bloque.")]
    buttons = (choice(one.name, "ask_programme", programme=one.id, question=WHY_NOT) for one in near)
    return [tell("De quel programme parlez-vous ? Donnez-moi son nom, ou choisissez parmi les suivants :", *buttons)]


def _explanation(programme: Programme, facts: ProjectFacts, world: World) -> Reply:
    found = why_not(programme.id, facts, world.base)
    ahead = _ahead(found, facts, world)
    lines = [
        found.text,
        ahead,
        " ".join(found.changes),
        _checks(found),
        present.source_line(programme.sources, programme.checked, most=1),
    ]
    others = found.instead[:_MOST_INSTEAD]
    buttons = [choice(one.name, "ask_programme", programme=one.id, question=WHY_NOT) for one in others]
    buttons.append(choice(f"La fiche de {programme.name}", "ask_programme", programme=programme.id))
    custom: messages.Why = {
        **records.checked(programme.sources, programme.checked),
        "type": "why",
        "title": f"Pourquoi pas {programme.name} ?",
        "as_of": world.as_of.isoformat(),
        "programme": records.programme_link(programme, world),
        "text": found.text,
        "place": found.place,
        "against": records.points(found.unmet),
        "checks": records.points(found.checks),
        "changes": list(found.changes),
        "ahead": ahead or None,
        "instead": records.programme_links(found.instead, world),
    }
    return tell(present.joined(line for line in lines if line), *buttons, custom=custom)


def _ahead(found: Explanation, facts: ProjectFacts, world: World) -> str:
    """Who comes before one that fits but is lower in the list, and what the first has more."""
    if not found.better or found.place is None:
        return ""
    before = [one.programme.name for one in rank(facts, world.base)[: min(found.place - 1, _MOST_BEFORE)]]
    named = enumerate_fr(f"« {name} »" for name in before)
    return f"Passent devant : {named}. Ce que le premier a de plus : {' '.join(found.better)}"


def _checks(found: Explanation) -> str:
    """What remains to be verified where nothing stands against the programme."""
    if any(criterion.excludes for criterion in found.unmet) or not found.checks or found.place is None:
        return ""
    return " ".join(criterion.text for criterion in found.checks[:_MOST_CHECKS])
