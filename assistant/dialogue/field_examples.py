"""«Je ne sais pas»: two or three projects that were really funded, to recognise one's own in."""

from collections.abc import Iterable

from assistant.dialogue.replies import Reply, tell
from assistant.dialogue.state import State
from assistant.dialogue.world import World
from assistant.programmes.records import Example, Programme
from assistant.vocabulary import FRAMEWORKS, GOALS, THEMES

_NAMES = {"goal": GOALS, "framework": FRAMEWORKS, "themes": THEMES}
_CODES = {"goal": "goals", "framework": "frameworks", "themes": "themes"}
_MOST = 3
_FEW = 2
"""A programme that serves more goals, frameworks or themes than this illustrates none of them."""


def field_examples(name: str, state: State, world: World) -> list[Reply]:
    """Examples that differ by the fact in question, each with the programme that paid; none for the other facts."""
    if name not in _NAMES:
        return []
    found: dict[str, tuple[Programme, Example]] = {}
    for programme, example in _closest_first(state, world):
        codes = getattr(programme, _CODES[name])
        for code in codes if len(codes) <= _FEW else ():
            if code in _NAMES[name] and code not in found and example not in (e for _, e in found.values()):
                found[code] = (programme, example)
                break
    lines = [_line(_NAMES[name][code], *pair) for code, pair in list(found.items())[:_MOST]]
    return [tell("\n".join(["Des projets qui ont été financés, pour comparer :", *lines]))] if len(lines) > 1 else []


def _closest_first(state: State, world: World) -> Iterable[tuple[Programme, Example]]:
    """Examples of the base: those of the same sort of holder, then the latest."""
    every = [(p, e) for p in world.base.programmes.values() for e in p.examples if e.source]
    return sorted(every, key=lambda pair: (state.holder_type not in pair[0].holders, -(pair[1].year or 0)))


def _line(what: str, programme: Programme, example: Example) -> str:
    who = ", ".join(str(part) for part in (example.lead, example.year) if part)
    title = f"« {example.title} »{f' ({who})' if who else ''}"
    return f"- {what} : {title}, par « {programme.name} » ; source : {example.source}."
