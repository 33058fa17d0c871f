"""The walk through the questions: keep what was said, ask what is missing, recap, recommend."""

import re
from dataclasses import replace

from assistant.dialogue import (
    bare_numbers,
    details,
    financing,
    present,
    projects,
    readiness,
    recommendation,
    understood,
)
from assistant.dialogue.answering import takes_back
from assistant.dialogue.asides import (
    Handler,
    is_lost,
    passes,
    removed_fact,
    simple_answer,
    unknown_of_another,
    wants_them_now,
)
from assistant.dialogue.collect import collect, forget
from assistant.dialogue.questions import (
    ask,
    explain_or_skip,
    in_short,
    known_in_short,
    named_question,
    next_step,
    of_several,
    resume,
    short_recap,
    skip,
    what_to_change,
    which_one,
)
from assistant.dialogue.replies import NOW, Reply, choice, say, tell
from assistant.dialogue.state import FACTS, READINESS, RECAP, REQUEST, WHICH_PROJECT, State, Turn
from assistant.dialogue.understood import ACTION
from assistant.dialogue.world import World
from assistant.matching.actions import ACTIONS
from assistant.matching.rank import recommend
from assistant.matching.words import euros
from assistant.text import key

TOP = 3
_CONTESTS = re.compile(r"\b(?:faux|fausse|inexact\w*|erreur|trompe\w*|pas (?:ca|cela|exact|juste|correct|bon|vrai))\b")
"""What says that an answer is wrong, and not merely no."""
_NOTHING_ELSE = re.compile(
    r"\b(?:rien (?:d autre|de plus|a (?:changer|ajouter|corriger|modifier|redire))|(?:pas|"
    r"plus) d autres? (?:changements?|"
    r"corrections?|modifications?|precisions?))\b"
)
"""What agrees with the recap by a no: there is nothing to change."""
_BARE_WISH = 4
"""Words up to which a correction without its value only says that something is to be corrected."""
_NAMED_ACTIONS = tuple((code, f"{name[:1].upper()}{name[1:]}") for code, name in ACTIONS.items())


def hear_project(turn: Turn, state: State, world: World) -> list[Reply]:
    """A description, an answer or a correction."""
    memory = state.memory
    if (answered := heard_aside(turn, state, world)) is not None:
        return answered
    if NOW in turn.values("question"):
        return recommend_programmes(state, world)
    if named := named_question(turn):
        return [ask(named, state)]
    if ACTION in turn.values("question"):
        return [say("utter_ask_action", *(choice(name, "correct", action=code) for code, name in _NAMED_ACTIONS))]
    if chosen := [name for name in turn.values("question") if name in FACTS]:
        return [ask(str(chosen[0]), state)]
    if memory.pending in (READINESS, REQUEST):
        return _beside(turn, state, world)
    if projects.may_be_another(turn, state):
        return projects.hold(turn, state)
    pending = memory.pending
    text_before, share_before, action_before = state.project_text, memory.own_share, memory.action
    changed = collect(turn, state)
    if not changed and state.project_text == text_before and not turn.entities:
        return _nothing_learnt(pending, turn, state, world)
    if memory.own_share != share_before and not changed and not memory.recommended:
        return [
            tell(f"C'est noté : {euros(memory.own_share or 0)} d'apport."),
            *(resume(state, world) if pending == RECAP else next_step(state, world)),
        ]
    if not changed and pending == RECAP and memory.action == action_before:
        return [say("utter_detail_noted"), *resume(state, world)]
    if pending in FACTS and not state.known(pending) and details.is_unknown(turn, pending):
        memory.skipped.append(pending)
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


def heard_aside(turn: Turn, state: State, world: World) -> list[Reply] | None:
    """What is answered before the project's own questions, whatever the intent; ``None`` when it is nothing of it.

    Another project begun or gone back to; then an answer to the self-assessment.
    """
    if state.memory.pending == WHICH_PROJECT:
        told, another = projects.told_of_which(turn, state)
        return (projects.begin if another else hear_project)(told, state, world)
    if projects.goes_back(turn, state):
        return projects.go_back(turn, state, world)
    if projects.begins_another(turn, state):
        return projects.begin(turn, state, world)
    if wants_them_now(turn, state):
        return recommend_programmes(state, world)
    if passes(turn, state):
        return skip(str(state.memory.pending), state, world)
    if removed := removed_fact(turn, state):
        return _without(removed, turn, state, world)
    if (meant := simple_answer(turn, state)) is not None:
        return hear_project(meant, state, world)
    if (meant := bare_numbers.number_given(turn, state)) is not None:
        return hear_project(meant, state, world)
    if asked := bare_numbers.which_number(turn, state):
        return asked
    if (meant := bare_numbers.number_instead(turn, state)) is not None:
        return hear_project(meant, state, world)
    if is_lost(turn, state):
        return [*readiness.help_to_answer(state, world), *resume(state, world)]
    # «Ce n'est pas une commune» is no «no» to the self-assessment.
    heard = None if takes_back(turn, state) else readiness.hear(turn, state, world)
    return None if heard is None else [*heard, *resume(state, world)]


def at_once(handler: Handler) -> Handler:
    """``handler`` of the lists of programmes; the project's own are given at once to who wants no more questions."""

    def answered(turn: Turn, state: State, world: World) -> list[Reply]:
        if wants_them_now(turn, state) and not turn.entities:
            return recommend_programmes(state, world)
        return handler(turn, state, world)

    return answered


def _beside(turn: Turn, state: State, world: World) -> list[Reply]:
    """A fact told in the middle of the self-assessment or of a request counts at once; then its question comes back."""
    pending = state.memory.pending
    changed = collect(turn, state)
    if not changed:
        return readiness.not_an_answer(state, world) if pending == READINESS else resume(state, world)
    if state.memory.recommended:
        replies = recommend_programmes(state, world, changed)
        state.memory.pending = pending
        return [*replies, *resume(state, world)]
    known = " ; ".join(in_short(name, state, world) for name in changed if state.known(name))
    return [tell(f"C'est noté : {known}." if known else "C'est noté."), *resume(state, world)]


def _acknowledged(changed: list[str], pending: str | None, turn: Turn, state: State, world: World) -> list[Reply]:
    """The next step, after a word on what was heard when it is not simply the answer to the question asked."""
    steps = next_step(state, world)
    stated = [name for name in changed if name not in state.memory.deduced and state.known(name)]
    removed = [name for name in changed if not state.known(name)]
    if state.memory.pending == RECAP or (stated == [pending] and turn.intent != "correct" and not removed):
        return steps
    heard = [in_short(name, state, world) for name in stated]
    heard += [f"{present.FACT_TITLES[name].lower()} à préciser" for name in removed]
    return [tell(f"C'est noté : {' ; '.join(heard)}."), *steps] if heard else steps


def _without(name: str, turn: Turn, state: State, world: World) -> list[Reply]:
    """Go on without a fact that was known, and with the others that the same words tell."""
    forget(state, name)
    if turn.entities:
        collect(replace(turn, intent="correct"), state)
    if not state.memory.recommended:
        return skip(name, state, world)
    state.memory.skipped.append(name)
    return recommend_programmes(state, world, [name])


def _nothing_learnt(pending: str | None, turn: Turn, state: State, world: World) -> list[Reply]:
    if turn.taken_back and state.anything_known:
        return [say("utter_nothing_to_remove", known=known_in_short(state, world)), *resume(state, world)]
    if turn.intent == "correct" and state.anything_known and len(turn.text.split()) <= _BARE_WISH:
        return [what_to_change(state)]
    if details.is_a_detail(turn, state) and not _CONTESTS.search(key(turn.text)):
        return details.note(turn, state, world)
    if pending in FACTS:
        return [say("utter_not_an_answer"), *explain_or_skip(pending, state, world)]
    if pending == RECAP:
        return [what_to_change(state)]
    if not state.anything_known:
        return [say("utter_describe_first")]
    if state.memory.recommended:
        return [say("utter_anything_else")]
    return next_step(state, world)


def resume_turn(turn: Turn, state: State, world: World) -> list[Reply]:
    """``resume`` as the action that follows every answer to a question."""
    return resume(state, world)


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
    if (answered := heard_aside(turn, state, world)) is not None:
        return answered
    if turn.entities or takes_back(turn, state):
        return hear_project(turn, state, world)
    if state.memory.pending == RECAP:
        return recommend_programmes(state, world)
    if of_several(state.memory.pending, state):
        state.memory.homonym = None
        return next_step(state, world)
    if state.memory.pending in FACTS:
        return [say("utter_not_an_answer"), *resume(state, world)]
    return [say("utter_anything_else")]


def no(turn: Turn, state: State, world: World) -> list[Reply]:
    """«Non»: to the recap it asks for a correction; to the question of the partners it means none yet."""
    if (answered := heard_aside(turn, state, world)) is not None:
        return answered
    if turn.entities or takes_back(turn, state):
        return hear_project(turn, state, world)
    pending = state.memory.pending
    if pending == RECAP and _NOTHING_ELSE.search(key(turn.text)):
        return recommend_programmes(state, world)
    if pending == RECAP and details.is_a_detail(turn, state) and not _CONTESTS.search(key(turn.text)):
        return details.note(turn, state, world)
    if pending == RECAP or (pending is None and state.memory.recommended and _CONTESTS.search(key(turn.text))):
        return [what_to_change(state)]
    if pending in FACTS:
        return skip(pending, state, world)
    return [say("utter_anything_else")]


def does_not_know(turn: Turn, state: State, world: World) -> list[Reply]:
    """«Je ne sais pas»: help once with examples, then go on without."""
    if (answered := heard_aside(turn, state, world)) is not None:
        return answered
    if turn.entities or takes_back(turn, state):
        return hear_project(turn, state, world)
    pending = state.memory.pending
    if other := unknown_of_another(turn, state):
        state.memory.skipped.append(other)
        return [say("utter_noted_unknown"), *(resume(state, world) or next_step(state, world))]
    if pending in FACTS:
        return explain_or_skip(pending, state, world)
    if pending == RECAP:
        return [short_recap(state, world)]
    if state.memory.recommended:
        first = world.base.programmes.get(state.memory.recommended[0])
        return [say("utter_what_next", *recommendation.after_buttons(first))]
    return next_step(state, world)


def restart(turn: Turn, state: State, world: World) -> list[Reply]:
    """Forget the project and begin again; what the message already says of the new one is kept."""
    if (answered := heard_aside(turn, state, world)) is not None:
        return answered
    begun = state.anything_known or state.memory.asked
    state.forget_project()
    if turn.entities:
        collect(turn, state)
    return [*([say("utter_restarted")] if begun else []), *next_step(state, world)]
