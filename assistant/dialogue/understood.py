"""The recap: what the holder said, and apart from it what was understood from it, each with its reason."""

from dataclasses import dataclass

from assistant.dialogue.present import FACT_TITLES, fact_value
from assistant.dialogue.state import FACTS, State
from assistant.dialogue.world import World
from assistant.matching import countries
from assistant.matching.actions import ACTIONS, type_of_action
from assistant.matching.inference import DOUBTFUL
from assistant.matching.words import enumerate_fr
from assistant.vocabulary import EU27, ODA_RECIPIENTS, THEMES

ACTION = "action"
"""What can be corrected besides the facts: the type of action."""
_CLAUSES = {
    "goal": "l'objectif serait : {}",
    "framework": "le cadre serait : {}",
    "holder_type": "le porteur serait : {}",
    "partner_countries": "les partenaires seraient : {}",
    "themes": "le sujet serait : {}",
}
_WHY_IMPLIED = {
    "urban": "parce que vous parlez de villes ou de quartiers",
    "education": "parce qu'un établissement d'enseignement porte le projet",
    "research": "parce que des chercheurs portent le projet",
}
_OF_THE_TRADE = "parce que c'est ce dont s'occupe le porteur"


@dataclass(frozen=True)
class Line:
    """A line of the recap; ``fact`` is the slot to change it by, or ``ACTION``; ``None`` where it only follows."""

    text: str
    fact: str | None = None
    value: str | None = None


def told(state: State, world: World) -> list[Line]:
    """A line for each fact said outright, and what is left to make precise."""
    names = (name for name in FACTS if state.known(name) and not _is_understood(name, state))
    values = ((name, fact_value(name, state, world)) for name in names)
    lines = [Line(f"{FACT_TITLES[name]} : {value}", name, value) for name, value in values]
    unknown = [FACT_TITLES[n].lower() for n in FACTS if n in state.memory.skipped and not state.known(n)]
    if unknown:
        lines.append(Line(f"À préciser plus tard : {enumerate_fr(unknown)}"))
    return lines


def understood(state: State, world: World) -> list[Line]:
    """A clause for each thing that nobody said outright, to be read after «J'ai compris que»."""
    names = (name for name in FACTS if state.known(name) and _is_understood(name, state))
    lines = [Line(_clause(name, state, world), name, fact_value(name, state, world)) for name in names]
    because = ((theme, _WHY_IMPLIED.get(theme, _OF_THE_TRADE)) for theme in state.memory.implied)
    lines += [
        Line(f"le sujet toucherait aussi à : {THEMES[theme]}, {why}", "themes", THEMES[theme]) for theme, why in because
    ]
    if action := action_clause(state, world):
        lines.append(Line(action, ACTION))
    return lines + [Line(text) for text in standing_of_partners(state.partner_countries)]


def told_lines(state: State, world: World) -> list[str]:
    """``told`` as text alone."""
    return [line.text for line in told(state, world)]


def understood_lines(state: State, world: World) -> list[str]:
    """``understood`` as text alone."""
    return [line.text for line in understood(state, world)]


def _is_understood(name: str, state: State) -> bool:
    return name in state.memory.deduced or (name in DOUBTFUL and name in state.memory.read)


def _clause(name: str, state: State, world: World) -> str:
    because = state.memory.deduced.get(name)
    if because is None:
        quoted = enumerate_fr(f"« {word} »" for word in state.memory.read[name])
        because = f"parce que vous écrivez {quoted}"
    return f"{_CLAUSES[name].format(fact_value(name, state, world))}, {because.rstrip('.')}"


def action_clause(state: State, world: World) -> str | None:
    """What the project does, said by the holder at a correction or heard in the description."""
    if state.memory.action:
        return f"l'action est {ACTIONS[state.memory.action]}"
    heard = type_of_action(state.project_text, state.facts(world.as_of))
    return f"l'action serait {ACTIONS[heard.value]}, {heard.because}" if heard else None


def standing_of_partners(codes: list[str]) -> list[str]:
    """What most programmes look at in the partners' countries: the Union, the border, the aid to development."""
    lines = []
    for code in codes:
        members = countries.expand((code,))
        if code == countries.HOME or code in ("UE27", "APD"):
            continue
        zone = code in countries.groups()
        name = f"les pays visés ({countries.name(code)})" if zone else countries.with_article(code)
        many = name.startswith("les ")
        facts = []
        if members <= EU27:
            facts.append("sont dans l'Union européenne" if many else "est dans l'Union européenne")
        elif members <= ODA_RECIPIENTS:
            facts.append(f"{'reçoivent' if many else 'reçoit'} l'aide publique au développement")
        elif not members & (EU27 | ODA_RECIPIENTS):
            facts.append(f"{'sont' if many else 'est'} hors de l'Union européenne")
            facts.append(f"ne {'reçoivent' if many else 'reçoit'} pas l'aide publique au développement")
        if code in countries.NEIGHBOURS:
            facts.append("a une frontière avec la France")
        if facts:
            lines.append(f"{name} {enumerate_fr(facts)}")
    return lines
