"""The walk through the questions: keep what was said, ask what is missing, recap, recommend."""

import re

from assistant.dialogue import financing, present, readiness, recommendation, understood
from assistant.dialogue.collect import collect, forget
from assistant.dialogue.replies import Reply, choice, say, tell
from assistant.dialogue.state import FACTS, READINESS, RECAP, Memory, State, Turn
from assistant.dialogue.world import World
from assistant.matching.actions import ACTIONS
from assistant.matching.questions import next_question
from assistant.matching.rank import recommend
from assistant.nlu.countries import label
from assistant.text import fold, key

MOST_QUESTIONS = 6
"""Beyond this a questionnaire tires people: what is still unknown becomes something to check."""
TOP = 3
_NEW_PROJECT = re.compile(r"\W*(?:un |on a un |j'ai un )?(?:nouveau|autre|deuxieme|second) projet\b")
_NAMES_OF_QUESTIONS = {
    "goal": {"objectif", "but"},
    "framework": {"cadre"},
    "holder_type": {"porteur"},
    "territory": {"lieu", "territoire"},
    "partner_countries": {"pays"},
    "themes": {"sujet", "theme"},
    "budget": {"budget", "montant"},
    "duration_months": {"duree"},
    "partner_count": {"partenaires"},
}
ACTION = "action"
"""What can be corrected besides the facts: the type of action."""
_NAMED_ACTIONS = tuple((code, f"{name[:1].upper()}{name[1:]}") for code, name in ACTIONS.items())
_BARE = 4
_UNTOLD = frozenset({"goal", "framework"})

_CONFIRM = (choice("Oui, c'est bien cela", "affirm"), choice("Corriger", "deny"))


def hear_project(turn: Turn, state: State, world: World) -> list[Reply]:
    """A description, an answer or a correction."""
    memory = state.memory
    if (answered := self_assessed(turn, state, world)) is not None:
        return answered
    if _NEW_PROJECT.match(fold(turn.text)) and state.anything_known:
        return restart(turn, state, world)
    if named := _named_question(turn):
        return [_ask(named, state)]
    if ACTION in turn.values("question"):
        return [say("utter_ask_action", *(choice(name, "correct", action=code) for code, name in _NAMED_ACTIONS))]
    if chosen := [name for name in turn.values("question") if name in FACTS]:
        return [_ask(str(chosen[0]), state)]
    if memory.pending == READINESS:
        return _beside_the_assessment(turn, state, world)
    pending = memory.pending
    text_before, share_before, action_before = state.project_text, memory.own_share, memory.action
    changed = collect(turn, state)
    if not changed and state.project_text == text_before and not turn.entities:
        return _nothing_learnt(pending, state, world)
    if memory.homonym and memory.homonym["fact"] in changed:
        return [which_one(state, world)]
    if memory.recommended:
        if not changed and memory.own_share != share_before and (money := financing.project_plan(state, world)):
            return money
        if not changed and memory.action != action_before:
            heard = understood.action_clause(state, world)
            return [tell(f"C'est noté : {heard}. Les programmes proposés restent les mêmes.")]
        if not changed:
            return [say("utter_nothing_changed"), *resume(state, world)]
        return recommend_programmes(state, world, changed)
    return _acknowledged(changed, pending, turn, state, world)


def self_assessed(turn: Turn, state: State, world: World) -> list[Reply] | None:
    """What follows an answer to the self-assessment: its next question or the profile; ``None`` when it is none."""
    heard = readiness.hear(turn, state, world)
    return None if heard is None else [*heard, *resume(state, world)]


def _beside_the_assessment(turn: Turn, state: State, world: World) -> list[Reply]:
    """A fact told in the middle of the self-assessment counts at once; then its question comes back."""
    changed = collect(turn, state)
    if not changed:
        return readiness.not_an_answer(state, world)
    if state.memory.recommended:
        replies = recommend_programmes(state, world, changed)
        state.memory.pending = READINESS
        return [*replies, *resume(state, world)]
    known = " ; ".join(present.fact_value(name, state, world) for name in changed if state.known(name))
    return [tell(f"C'est noté : {known}."), *resume(state, world)]


def _acknowledged(changed: list[str], pending: str | None, turn: Turn, state: State, world: World) -> list[Reply]:
    """The next step, after a word on what was heard when it is not simply the answer to the question asked."""
    steps = next_step(state, world)
    stated = [name for name in changed if name not in state.memory.deduced and state.known(name)]
    if state.memory.pending == RECAP or not stated or (stated == [pending] and turn.intent != "correct"):
        return steps
    heard = " ; ".join(present.fact_value(name, state, world) for name in stated)
    return [tell(f"C'est noté : {heard}."), *steps]


def _nothing_learnt(pending: str | None, state: State, world: World) -> list[Reply]:
    if pending in FACTS:
        return [say("utter_not_an_answer"), *_explain_or_skip(pending, state, world)]
    if pending == RECAP:
        return [what_to_change(state)]
    if not state.anything_known:
        return [say("utter_describe_first")]
    if state.memory.recommended:
        return [say("utter_anything_else")]
    return next_step(state, world)


def _named_question(turn: Turn) -> str | None:
    """The question that a bare «le budget» or «changer le pays» names."""
    if turn.entities:
        return None
    words = set(key(turn.text).split())
    named = [name for name, names in _NAMES_OF_QUESTIONS.items() if words & names]
    return named[0] if len(named) == 1 and len(words) <= _BARE else None


def next_step(state: State, world: World) -> list[Reply]:
    """Ask the question that would most change the answer; when none would, show the recap."""
    memory = state.memory
    if len(memory.asked) < MOST_QUESTIONS:
        facts = state.facts(world.as_of)
        name = next_question(facts, world.base, skip=memory.skipped, pending=_still_open(state))
        if name is not None:
            return [_ask(name, state)]
    return [recap(state, world)]


def _still_open(state: State) -> str | None:
    """The question already asked, while it has no answer: one does not jump to another."""
    pending = state.memory.pending
    return pending if pending in FACTS and not state.known(pending) and pending not in state.memory.skipped else None


def resume(state: State, world: World) -> list[Reply]:
    """Bring the pending question back after an answer to something else."""
    pending = state.memory.pending
    if _of_several(pending, state):
        return [which_one(state, world)]
    if pending in FACTS:
        return [_ask(pending, state)]
    if pending == RECAP:
        return [_short_recap(state, world)]
    return readiness.ask(state, world) if pending == READINESS else []


def resume_turn(turn: Turn, state: State, world: World) -> list[Reply]:
    """``resume`` as the action that follows every answer to a question."""
    return resume(state, world)


def _ask(name: str, state: State) -> Reply:
    memory = state.memory
    memory.pending = name
    if name not in memory.asked:
        memory.asked.append(name)
    return say(f"utter_ask_{name}")


def _of_several(pending: str | None, state: State) -> bool:
    """Whether the pending question is which of several places or countries of one name is meant."""
    return pending is not None and pending == (state.memory.homonym or {}).get("fact")


def which_one(state: State, world: World) -> Reply:
    """Which of the communes or countries that bear the name is meant; until it is said, the likeliest is."""
    homonym = state.memory.homonym or {}
    fact, name, codes = homonym["fact"], homonym["name"], homonym["candidates"]
    state.memory.pending = fact
    if fact == "partner_countries":
        return say("utter_which_country", *(choice(label(c), "inform", country=c) for c in codes), name=name)
    named = (choice(f"{world.places.name_of(code)} ({code})", "inform", place=code) for code in codes)
    return say("utter_which_place", *named, name=name)


def recap(state: State, world: World) -> Reply:
    """What was understood, to be confirmed or corrected."""
    state.memory.pending = RECAP
    told, inferred = understood.told_lines(state, world), understood.understood_lines(state, world)
    parts = (("Vous m'avez dit :", told), ("J'ai compris que :", inferred))
    lines = [line for title, listed in parts if listed for line in (title, *(f"- {one}" for one in listed))]
    custom = {"type": "recap", "lines": [*told, *inferred], "told": told, "understood": inferred}
    return tell("\n".join([*lines, "Est-ce bien cela ?"]), *_CONFIRM, custom=custom)


def _short_recap(state: State, world: World) -> Reply:
    """The pending confirmation, without the whole list again."""
    known = " ; ".join(present.fact_value(n, state, world) for n in FACTS if state.known(n) and n not in _UNTOLD)
    return tell(f"Revenons à votre projet : {known}. Est-ce bien cela ?", *_CONFIRM)


def recommend_programmes(state: State, world: World, changed: list[str] | None = None) -> list[Reply]:
    """The programmes and the bodies; with ``changed``, what the change made of an earlier answer."""
    memory = state.memory
    facts = state.facts(world.as_of)
    found = recommend(facts, world.base, top=TOP)
    before = memory.recommended
    memory.recommended = [r.programme.id for r in found.recommendations]
    memory.pending = None
    memory.topic = memory.recommended[0] if memory.recommended else None
    opening = [tell(present.what_changed(changed, before, memory.recommended, state, world))] if changed else []
    if changed and memory.recommended == before:
        return [*opening, *(financing.project_plan(state, world) if "budget" in changed else ())]
    return [*opening, *recommendation.advice(found, world, facts, memory.own_share)]


def yes(turn: Turn, state: State, world: World) -> list[Reply]:
    """«Oui»: to the recap it means go; to an open question it is no answer, but what it came with counts."""
    if (answered := self_assessed(turn, state, world)) is not None:
        return answered
    if turn.entities:
        return hear_project(turn, state, world)
    if state.memory.pending == RECAP:
        return recommend_programmes(state, world)
    if _of_several(state.memory.pending, state):
        state.memory.homonym = None
        return next_step(state, world)
    if state.memory.pending in FACTS:
        return [say("utter_not_an_answer"), *resume(state, world)]
    return [say("utter_anything_else")]


def no(turn: Turn, state: State, world: World) -> list[Reply]:
    """«Non»: to the recap it asks for a correction; to the question of the partners it means none yet."""
    if (answered := self_assessed(turn, state, world)) is not None:
        return answered
    if turn.entities:
        return hear_project(turn, state, world)
    pending = state.memory.pending
    if pending == RECAP:
        return [what_to_change(state)]
    if pending in FACTS:
        return _skip(pending, state, world)
    return [say("utter_anything_else")]


def does_not_know(turn: Turn, state: State, world: World) -> list[Reply]:
    """«Je ne sais pas»: help once with examples, then go on without."""
    if (answered := self_assessed(turn, state, world)) is not None:
        return answered
    if turn.entities:
        return hear_project(turn, state, world)
    pending = state.memory.pending
    if pending in FACTS:
        return _explain_or_skip(pending, state, world)
    if pending == RECAP:
        return [_short_recap(state, world)]
    return next_step(state, world)


def _explain_or_skip(name: str, state: State, world: World) -> list[Reply]:
    if name in state.memory.helped:
        return _skip(name, state, world)
    state.memory.helped.append(name)
    return [say(f"utter_explain_{name}")]


def _skip(name: str, state: State, world: World) -> list[Reply]:
    if _of_several(name, state):
        forget(state, name)
    state.memory.skipped.append(name)
    return [say("utter_noted_unknown"), *next_step(state, world)]


def what_to_change(state: State) -> Reply:
    """Choices of what can be corrected: what is known first."""
    known = [name for name in FACTS if state.known(name)] or list(FACTS[:5])
    buttons = (choice(present.FACT_TITLES[name], "correct", question=name) for name in known)
    return say("utter_what_to_change", *buttons, choice("Type d'action", "correct", question=ACTION))


def restart(turn: Turn, state: State, world: World) -> list[Reply]:
    """Forget the project and begin again; what the message already says of the new one is kept."""
    for name in FACTS:
        forget(state, name)
    state.project_text = ""
    state.memory = Memory(told_language=state.memory.told_language)
    if turn.entities:
        collect(turn, state)
    return [say("utter_restarted"), *next_step(state, world)]


def stop(turn: Turn, state: State, world: World) -> list[Reply]:
    """Stop asking; the answers are kept."""
    state.memory.pending = state.memory.interrupted = None
    return [say("utter_stopped")]


def greet(turn: Turn, state: State, world: World) -> list[Reply]:
    """Say what the assistant can do; a person in the middle of the questions gets the pending one back."""
    if any(e.entity in ("holder_type", "place", "country", "goal", "theme") for e in turn.entities):
        return [say("utter_welcome"), *hear_project(turn, state, world)]
    if state.anything_known or state.memory.pending == READINESS:
        return [say("utter_welcome_back"), *(resume(state, world) or next_step(state, world))]
    return [say("utter_welcome", *START)]


START = (
    choice("Trouver un financement", "describe_project"),
    choice("Trouver un partenaire", "ask_partner"),
    choice("Qui peut m'aider ?", "ask_organisation"),
    choice("Que savez-vous faire ?", "ask_help"),
)
