"""Reading a turn into what is known: answers, corrections, descriptions, and what follows from them."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from assistant.dialogue.answering import FIELD_OF, SUBJECT, denied_by, has_been_shown, is_known, is_the_answer
from assistant.dialogue.beside import is_another_body, is_their_place
from assistant.dialogue.state import FACTS, LISTS, NUMERIC, State, Turn
from assistant.matching import countries
from assistant.matching.actions import ACTIONS, type_of_action
from assistant.matching.facts import ProjectFacts
from assistant.matching.financing import own_share_in, sum_told
from assistant.matching.inference import deduce as deduced_from
from assistant.matching.inference import holder_told, implied_themes
from assistant.matching.localities import departement_of, with_postcode
from assistant.matching.speakers import are_young, tells_what_for
from assistant.nlu.entities import SPEAKER, Entity, Value
from assistant.privacy.masking import mask
from assistant.text import fold, key
from assistant.vocabulary import DEPARTEMENT_REGION

_DEDUCIBLE = ("goal", "framework", "holder_type", "partner_countries", "themes")
_TEXT_KEPT = 1500
"""Characters of the project's description that are kept: what the matching can use of it, and no more."""


def _as_number(value: Value) -> float:
    return float(value)


_CONVERT: dict[str, Callable[[Value], object]] = {
    "budget": _as_number,
    "duration_months": _as_number,
    "partner_count": lambda value: int(float(value)),
}


def _is_home(entity: Entity, state: State) -> bool:
    """«En France» says where the holder is, not who the partners are, unless it answers that question."""
    return entity.entity == "country" and entity.value == countries.HOME and state.memory.pending != "partner_countries"


_POSTCODE = re.compile(r"\d{5}")
_ADDS = re.compile(
    r"\b(?:aussi|egalement|en plus|ainsi que|r?ajout\w*|remet\w*|et puis|(?:j ai|on a|vous avez) oublie|il manque)\b"
    r"|\bavec une? (?:second|deuxieme|troisieme|quatrieme|autre)e?\b"
    r"|^(?:et |non )?plus (?:l|la|le|les) |^et (?:l|la|le|les|avec|en|au|aux)\b"
)
"""What is added to a list of countries or themes, rather than put in the place of it."""
_INSTEAD = re.compile(r"\b(?:plutot|finale?ment|en vrai|en realite|au final|tout compte fait)\b[^,.;!?]{0,30}$")
"""What stands before a value that takes the place of the one known."""
_CLAUSE = re.compile(r"[^,;.!?\n]+")
_IN_ITS_PLACE = re.compile(r"\ba (?:la|sa|leur) place$")
_ONLY = re.compile(r"\b(?:seulement|uniquement|exclusivement|rien que|(?:gard\w+|reste\w*|plus) qu\w*)\b")
_AN_ANSWER = 8
"""Words beyond which a first message tells a project, whatever it was taken for."""


def _corrected_action(turn: Turn, state: State) -> str | None:
    """The type of action that a button or a correction says instead of the one that was understood."""
    for code in turn.values("action"):
        if code in ACTIONS:
            return str(code)
    if turn.intent == "describe_project" or not has_been_shown(state):
        return None
    heard = type_of_action(turn.text, ProjectFacts(text=turn.text))
    return heard.value if heard else None


def _is_given(name: str, turn: Turn, state: State) -> bool:
    """Whether the turn gives that very fact, rather than tells a project in which it was heard."""
    if state.memory.pending == name or not turn.text:
        return True
    opening = state.memory.pending is None and not has_been_shown(state) and len(turn.text.split()) > _AN_ANSWER
    return turn.intent != "describe_project" and not (opening and turn.intent == "inform")


def _note_how(name: str, found: Iterable[Entity], turn: Turn, state: State) -> None:
    """Whether the fact was given, or in which words of a description it was heard."""
    memory = state.memory
    if name in memory.stated or _is_given(name, turn, state):
        memory.stated = list(dict.fromkeys([*memory.stated, name]))
        memory.read.pop(name, None)
    elif name in SUBJECT:
        memory.read[name] = list(dict.fromkeys([*memory.read.get(name, ()), *(entity.text for entity in found)]))


def _homonym(name: str, found: Iterable[Entity]) -> dict[str, Any] | None:
    """What is left to ask when several communes or countries bear the name that was given."""
    doubtful = next((entity for entity in found if entity.candidates), None)
    if doubtful is None:
        return None
    return {"fact": name, "name": doubtful.text, "candidates": list(doubtful.candidates)}


def _postcode(entity: Entity) -> Entity | None:
    """The place that five figures given to «où êtes-vous ?» stand for: there they are no amount."""
    figures = entity.text.strip()
    if entity.entity != "amount" or not _POSTCODE.fullmatch(figures):
        return None
    code, communes = departement_of(figures), with_postcode(figures)
    only = communes[0].code if len(communes) == 1 else None
    return replace(entity, entity="place", value=code, role=None, locality=only) if code else None


def _pick(name: str, found: Iterable[Entity]) -> object:
    """The value of one fact out of the entities that speak of it."""
    values = list(dict.fromkeys(e.value for e in found))
    if name == "territory":
        # «Dans le Cézallier, à Allanche»: the département rather than its région.
        return next((v for v in values if DEPARTEMENT_REGION.get(str(v)) == values[0]), values[0])
    if name in LISTS:
        return [str(v) for v in values]
    if name in ("budget", "duration_months"):
        return max(_as_number(v) for v in values)
    return _CONVERT.get(name, str)(values[0])


def _settle(found: Iterable[Entity], territory: object, state: State) -> bool:
    """Keep the commune or intercommunality named in that territory; whether it is another than the known one.

    Its département said again does not make it unknown.
    """
    named = next((place.locality for place in found if place.locality and place.value == territory), None)
    known = state.memory.locality
    state.memory.locality = named or (known if territory == state.territory else None)
    return named is not None and named != known


def collect(turn: Turn, state: State) -> list[str]:
    """Put what ``turn`` says into ``state``; returns the names of the facts that changed.

    A fact said in words wins over a deduced one. Countries and themes add up while a project is described, and are
    replaced when their question is pending or an answer is corrected.
    """
    state.memory.own_share = own_share_in(turn.entities) or state.memory.own_share
    state.memory.grant = sum_told(turn.entities, "grant") or state.memory.grant
    said: dict[str, list[Entity]] = {}
    denied = denied_by(turn)
    for told in turn.entities:
        entity = (_postcode(told) if state.memory.pending == "territory" else None) or told
        name = FIELD_OF.get(entity.entity)
        if name and is_the_answer(entity) and not _is_home(entity, state):
            said.setdefault(name, []).append(entity)

    words = key(turn.text)
    adds = bool(_ADDS.search(words))
    filling = bool(_IN_ITS_PLACE.search(words))
    changed = []
    for name, found in said.items():
        value, before = _pick(name, found), getattr(state, name)
        if name == "holder_type" and is_another_body(found, turn, state):
            continue
        if name == "territory" and is_their_place(said, turn, state):
            continue
        if name == "holder_type" and not _is_given(name, turn, state):
            value = holder_told(turn.text, [str(entity.value) for entity in found])
        replaces = (
            _is_said_to_be_all(found, turn)
            or (not (adds or (filling and name in state.memory.denied)) and _changes(name, turn, state))
            or name in state.memory.deduced
            or (not adds and name in LISTS and any(_INSTEAD.search(fold(turn.text), 0, e.start) for e in found))
            or any(is_known(value, before) for value in denied.get(name, ()))
        )
        homonym = state.memory.homonym or {}
        if homonym.get("fact") == name == "partner_countries" and set(value) <= set(homonym["candidates"]):  # type: ignore[call-overload]
            value = [*(code for code in before if code not in homonym["candidates"]), *value]  # type: ignore[misc]
        elif name in LISTS and (kept := _left_of(before, denied.get(name, ()))):
            # «Pas le Laos, le Vietnam» leaves the other countries.
            value = list(dict.fromkeys([*kept, *value]))  # type: ignore[misc]
        elif name in LISTS and not replaces:
            value = list(dict.fromkeys([*before, *value]))  # type: ignore[misc]
        state.memory.deduced.pop(name, None)
        state.memory.denied.pop(name, None)
        _note_how(name, found, turn, state)
        if name in state.memory.skipped:
            state.memory.skipped.remove(name)
        moved = name == "territory" and _settle(found, value, state)
        if value != before or moved:
            setattr(state, name, value)
            changed.append(name)
        if name == homonym.get("fact") or not homonym:
            state.memory.homonym = _homonym(name, found)

    if counted := [name for name in said if name in NUMERIC]:
        state.memory.counted = counted[-1]
    elif said:
        state.memory.counted = None
    changed += [name for name in denied if name not in said and _take_back(name, denied[name], state)]
    action = _corrected_action(turn, state)
    if action:
        state.memory.action = action
    if (
        turn.intent == "describe_project"
        or action
        or (state.holder_type is None and are_young(words))
        or (any(e.role == SPEAKER for e in said.get("holder_type", ())) and tells_what_for(words))
        or SUBJECT & said.keys()
        or (state.memory.pending == "themes" and not said)
    ):
        _describe(turn, state)
    return list(dict.fromkeys([*changed, *deduce(state)]))


def add_to_description(turn: Turn, state: State) -> list[str]:
    """Keep words that state no fact as part of the project's description; the names of the facts that follow."""
    _describe(turn, state)
    return deduce(state)


def _describe(turn: Turn, state: State) -> None:
    state.project_text = " ".join(f"{state.project_text} {mask(turn.text)}".split())[:_TEXT_KEPT]


def _is_said_to_be_all(found: Iterable[Entity], turn: Turn) -> bool:
    """Whether «seulement» or the like stands in the clause of a value: «on garde seulement le Togo»."""
    if turn.intent == "describe_project":
        return False
    text = fold(turn.text)
    return any(
        clause.start() <= entity.start < clause.end() and _ONLY.search(clause.group())
        for clause in _CLAUSE.finditer(text)
        for entity in found
    )


def _changes(name: str, turn: Turn, state: State) -> bool:
    """Whether what a turn says of a list takes the place of what is known, rather than adds to it.

    Words on the subject that correct nothing tell more of it: «nos sapeurs-pompiers sont de la partie».
    """
    if turn.intent == "correct" or state.memory.pending == name:
        return True
    return has_been_shown(state) and not (name == "themes" and turn.intent == "inform" and bool(turn.text))


def _left_of(known: object, denied: Iterable[Value]) -> list[object]:
    """What stays of a list from which something is taken; nothing when it has nothing of it."""
    listed = known if isinstance(known, list) else []
    return [value for value in listed if value not in denied] if set(listed) & set(denied) else []


def _take_back(name: str, values: list[Value], state: State) -> bool:
    """Remove what is denied from what is known; whether anything was."""
    known = getattr(state, name)
    if not any(is_known(value, known) for value in values):
        return False
    if kept := _left_of(known, values):
        setattr(state, name, kept)
    else:
        forget(state, name)
    state.memory.denied[name] = list(values)
    return True


def told_by(turn: Turn) -> dict[str, object]:
    """The facts that a turn states by itself, whatever is known already."""
    alone = State()
    collect(turn, alone)
    return {name: getattr(alone, name) for name in FACTS if alone.known(name) and name not in alone.memory.deduced}


def deduce(state: State) -> list[str]:
    """Fill goal, framework, themes and the like that nobody stated from the rest; returns the names that changed."""
    memory = state.memory
    before = {name: getattr(state, name) for name in _DEDUCIBLE}
    for name in list(memory.deduced):
        setattr(state, name, [] if name in LISTS else None)
    stated = {name: getattr(state, name) for name in FACTS if state.known(name)}
    if memory.locality:
        stated["locality"] = memory.locality
    memory.implied = [] if "themes" in memory.stated else implied_themes(key(state.project_text), stated)
    if memory.implied:
        stated["themes"] = [*state.themes, *memory.implied]
    deduced = deduced_from(state.project_text, stated)
    memory.deduced = {}
    for name in _DEDUCIBLE:
        if name in deduced and not state.known(name):
            value, refused = deduced[name].value, memory.denied.get(name, ())
            left = [v for v in value if v not in refused] if name in LISTS else value
            if not left or left in refused:
                continue
            setattr(state, name, left)
            memory.deduced[name] = deduced[name].because
    return [name for name in _DEDUCIBLE if getattr(state, name) != before[name]]


def forget(state: State, name: str) -> None:
    """Make one fact unknown again."""
    setattr(state, name, [] if name in LISTS else None)
    state.memory.deduced.pop(name, None)
    state.memory.read.pop(name, None)
    state.memory.denied.pop(name, None)
    if name == "territory":
        state.memory.locality = None
    if name in state.memory.stated:
        state.memory.stated.remove(name)
    if (state.memory.homonym or {}).get("fact") == name:
        state.memory.homonym = None
