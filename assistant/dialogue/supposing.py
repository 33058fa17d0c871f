"""«Et si nous étions une association ?»: what it would change is told, and what is known stays."""

from copy import deepcopy
from dataclasses import replace

from assistant.dialogue import present
from assistant.dialogue.answering import FIELD_OF
from assistant.dialogue.collect import collect
from assistant.dialogue.questions import in_short, resume
from assistant.dialogue.replies import Reply, tell
from assistant.dialogue.state import FACTS, FALLBACK, State, Turn
from assistant.dialogue.world import World
from assistant.matching.rank import has_subject, recommend
from assistant.matching.words import enumerate_fr
from assistant.nlu.supposing import supposed

_HEARD_AS_FACTS = frozenset(
    {"inform", "correct", "describe_project", "affirm", "deny", "stop", "out_of_scope", FALLBACK}
)
"""Intents whose answer would be about the facts; the other questions are answered as they are."""
_TOP = 3


def without_supposed(turn: Turn) -> tuple[Turn, Turn | None]:
    """The turn without the facts that it only supposes, and these alone; ``None`` when it supposes none."""
    spans = supposed(turn.text)
    unreal = [
        e
        for e in turn.entities
        if e.entity in FIELD_OF and any(start <= e.start and e.end <= end for start, end in spans)
    ]
    if not unreal:
        return turn, None
    stated = tuple(e for e in turn.entities if e not in unreal)
    # Spaces in their place, so that the others stay where they are.
    said = "".join(" " if any(start <= i < end for start, end in spans) else c for i, c in enumerate(turn.text))
    kept = replace(turn, text=said if said.strip() else turn.text, entities=stated, taken_back=())
    return kept, replace(turn, intent="correct", entities=tuple(unreal), taken_back=())


def hear(turn: Turn, unreal: Turn, state: State, world: World) -> list[Reply] | None:
    """What the supposition would change, then the pending question; ``None`` when the turn says something else too."""
    if turn.intent not in _HEARD_AS_FACTS or any(e.entity in FIELD_OF for e in turn.entities):
        return None
    other = deepcopy(state)
    changed = [name for name in collect(unreal, other) if name not in other.memory.deduced and other.known(name)]
    if not changed:
        return None
    would_be = _said(changed, other, world)
    known = [name for name in FACTS if name in changed and state.known(name)]
    kept = f" Je garde ce que vous m'aviez dit ({_said(known, state, world)})." if known else " Je ne note rien."
    return [tell(f"Avec {would_be}, {_outcome(state, other, world)}{kept}"), *resume(state, world)]


def _said(names: list[str], state: State, world: World) -> str:
    return " ; ".join(f"{present.FACT_TITLES[name].lower()} : {in_short(name, state, world)}" for name in names)


def _outcome(state: State, other: State, world: World) -> str:
    """What would be proposed, against what is with the facts that are known."""
    facts = other.facts(world.as_of)
    if not has_subject(facts, world.base):
        return "les programmes proposés pourraient changer ; dites-moi d'abord ce que vous voulez faire."
    found = [one.programme for one in recommend(facts, world.base, top=_TOP).recommendations]
    now = {one.programme.id for one in recommend(state.facts(world.as_of), world.base, top=_TOP).recommendations}
    if not found:
        return "je n'aurais aucun programme à proposer."
    if {one.id for one in found} == now:
        return "les premiers programmes seraient les mêmes."
    return f"je proposerais d'abord {enumerate_fr(f'« {one.name} »' for one in found)}."
