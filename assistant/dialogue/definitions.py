"""What a word means and what the law allows, from the glossary: never an invention for a word that is not there."""

import re

from rapidfuzz import fuzz, process

from assistant.dialogue import present
from assistant.dialogue.contacts import facts_of
from assistant.dialogue.replies import Reply, choice, sheet, tell
from assistant.dialogue.search import TextIndex, search
from assistant.dialogue.state import State, Turn
from assistant.dialogue.world import World
from assistant.matching.bodies import support_for
from assistant.matching.words import enumerate_fr
from assistant.programmes.records import Programme, Term
from assistant.text import fold, key

_LEGAL_KINDS = ("law", "legal_tool", "document")
_GENERAL_LAW = "cgct-l1115-1"
"""The article to start from when the question names none."""
_MAY_WE = re.compile(r"\b(?:droit d|peut|pouvons|peuvent|pourrions|autoris|permis|interdit|possible|legal)")
_CLOSE_ENOUGH = 60
_TERM_OF_CODE = {
    "political": "but-politique",
    "humanitarian": "but-humanitaire",
    "development": "but-developpement",
    "international": "cooperation-internationale",
    "decentralised": "cooperation-decentralisee",
    "transnational": "cooperation-transnationale",
    "cross_border": "cooperation-transfrontaliere",
    "interregional": "cooperation-interregionale",
}


def define_term(turn: Turn, state: State, world: World) -> list[Reply]:
    """«C'est quoi X ?», «quelle différence entre X et Y ?»: one sheet a word, side by side."""
    base = world.base
    replies = []
    for entity in {(e.entity, e.value): e for e in turn.entities}.values():
        if entity.entity == "term" and entity.value in base.terms:
            replies.append(definition(base.terms[str(entity.value)], world))
        elif entity.entity == "programme" and entity.value in base.programmes:
            replies.append(_definition_of_programme(base.programmes[str(entity.value)], state, world))
        elif entity.entity == "organisation" and entity.value in base.organisations:
            replies.append(sheet(present.organisation_lines(base.organisations[str(entity.value)], world)))
    if replies:
        return replies[:3]
    theme_words = [e.value for e in turn.entities if e.entity in ("goal", "framework")]
    for term in base.terms.values():
        if term.kind in ("goal", "framework") and any(_term_stands_for(term, str(v)) for v in theme_words):
            return [definition(term, world)]
    return [unknown_word(turn.text, world)]


def _term_stands_for(term: Term, code: str) -> bool:
    return _TERM_OF_CODE.get(code) == term.id


def definition(term: Term, world: World) -> Reply:
    see = [world.base.terms[i] for i in term.see if i in world.base.terms][:3]
    buttons = tuple(choice(t.term, "define_term", term=t.id) for t in see)
    if term.programme and term.programme in world.base.programmes:
        buttons = (choice("Le programme", "ask_programme", programme=term.programme), *buttons[:2])
    return tell(
        present.joined(present.definition_lines(term, world)),
        *buttons,
        custom={"type": "definition", "term": term.id, "title": term.term, "text": term.definition},
    )


def _definition_of_programme(programme: Programme, state: State, world: World) -> Reply:
    state.memory.topic = programme.id
    lines = [
        f"{programme.name} : {programme.summary}",
        f"Aujourd'hui : {present.status_sentence(programme, world)}",
        present.source_line(programme.sources, programme.checked),
    ]
    return tell(
        present.joined(lines),
        choice("Plus de détails", "ask_programme", programme=programme.id),
        custom={"type": "definition", "programme": programme.id, "title": programme.name, "text": programme.summary},
    )


def unknown_word(text: str, world: World) -> Reply:
    """A word that the base does not know: the closest ones that it does, never an invention."""
    names = {}
    for term in world.base.terms.values():
        for name in (term.term, *term.aliases):
            names[key(name)] = term
    wanted = key(text)
    close = process.extract(wanted, names.keys(), scorer=fuzz.partial_ratio, limit=12, score_cutoff=_CLOSE_ENOUGH)
    terms = list(dict.fromkeys(names[name] for name, _, _ in close if len(name) > 3))[:3]
    if not terms:
        return tell("Je n'ai pas trouvé ce mot dans la base, et je préfère ne pas l'expliquer de mémoire.")
    return tell(
        f"Je n'ai pas ce mot dans la base. Les plus proches : {enumerate_fr((t.term for t in terms), 'ou')}.",
        *(choice(t.term, "define_term", term=t.id) for t in terms),
    )


def answer_legal(turn: Turn, state: State, world: World) -> list[Reply]:
    """«Peut-on … ?», «quelle loi … ?»: the texts that speak of it, those in force first."""
    base = world.base
    named = [base.terms[str(v)] for v in turn.values("term") if v in base.terms]
    legal = {t.id: t for t in base.terms.values() if t.kind in _LEGAL_KINDS}
    found = [legal[i] for i in search(_law_index(legal), turn.text, most=4)]
    in_force_first = sorted(found, key=lambda t: t.in_force is False)
    general = [base.terms[_GENERAL_LAW]] if _GENERAL_LAW in base.terms else []
    may_we = general if not named and _MAY_WE.search(fold(turn.text)) else []
    terms = list(dict.fromkeys([*named, *may_we, *in_force_first]))[:2] or general
    replies = [definition(t, world) for t in terms]
    people = support_for(facts_of(turn, state, world), base, need="advice", top=1)
    if people and replies:
        replies.append(
            tell(
                "Ceci n'est pas un avis juridique : pour votre cas, appelez "
                f"{present.contact(people[0].organisation)} ou le contrôle de légalité de votre préfecture."
            )
        )
    return replies or [unknown_word(turn.text, world)]


def _law_index(terms: dict[str, Term]) -> TextIndex:
    return TextIndex({i: " ".join((t.term, t.expansion or "", *t.aliases, t.definition)) for i, t in terms.items()})
