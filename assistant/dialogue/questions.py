"""What the assistant asks: the next question, the recap, which of several is meant; and the help to answer."""

import re
from dataclasses import replace

from assistant.dialogue import present, readiness, requests, understood
from assistant.dialogue.collect import forget
from assistant.dialogue.field_examples import field_examples
from assistant.dialogue.replies import ANOTHER, Reply, choice, say, tell
from assistant.dialogue.rich import messages, parts
from assistant.dialogue.state import FACTS, READINESS, RECAP, REQUEST, WHICH_PROJECT, State, Turn
from assistant.dialogue.understood import ACTION
from assistant.dialogue.world import World
from assistant.matching.questions import next_question
from assistant.matching.words import enumerate_fr
from assistant.nlu.countries import label
from assistant.text import key

MOST_QUESTIONS = 6
"""Beyond this a questionnaire tires people: what is still unknown becomes something to check."""
MOST_TIMES = 2
"""How often a question comes back while other things are told; then it is left aside."""
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
_BARE, _A_WISH = 4, 8
_CHANGES = re.compile(r"\b(?:chang|modifi|corrig|rectifi)\w*")
_UNASKED = re.compile(
    r"\b(?:vous|tu) (?:\w+ ){0,4}(?:pas|rien|jamais) (?:\w+ )?demand\w+|\b(?:vous|"
    r"tu) (?:\w+ ){0,2}oubli\w+ (?:de \w+ demander|l|la|le)\b"
)
_UNTOLD = frozenset({"goal", "framework"})
_TITLES = {**present.FACT_TITLES, ACTION: "Type d'action"}
_CONFIRM = (choice("Oui, c'est bien cela", "affirm"), choice("Corriger", "deny"))


def named_question(turn: Turn) -> str | None:
    """The question that a bare «le budget» or «peut-on changer le pays ?» names."""
    if turn.entities:
        return None
    words = key(turn.text).split()
    named = named_in(words)
    most = _A_WISH if _CHANGES.search(" ".join(words)) else _BARE
    return named[0] if len(named) == 1 and len(words) <= most else None


def unasked(turn: Turn) -> str | None:
    """The question that «vous ne m'avez pas demandé la durée» misses."""
    words = key(turn.text)
    named = named_in(words.split())
    return named[0] if len(named) == 1 and _UNASKED.search(words) else None


def named_in(words: list[str]) -> list[str]:
    """The facts that words such as «objectif» or «budget» name."""
    return [name for name, names in _NAMES_OF_QUESTIONS.items() if set(words) & names]


def next_step(state: State, world: World) -> list[Reply]:
    """Ask the question that would most change the answer; when none would, show the recap."""
    memory = state.memory
    pending = _still_open(state)
    if pending is not None:
        memory.put_again[pending] = memory.put_again.get(pending, 0) + 1
        if memory.put_again[pending] > MOST_TIMES:
            # Who keeps telling something else has no answer to it now.
            memory.skipped.append(pending)
            pending = None
    if len(memory.asked) < MOST_QUESTIONS:
        facts = state.facts(world.as_of)
        understood_so = [name for name in memory.recapped if state.known(name)]
        name = next_question(facts, world.base, skip=[*memory.skipped, *understood_so], pending=pending)
        if name is not None:
            return [ask(name, state)]
    return [recap(state, world)]


def _still_open(state: State) -> str | None:
    """The question already asked, while it has no answer: one does not jump to another."""
    pending = state.memory.pending
    return pending if pending in FACTS and not state.known(pending) and pending not in state.memory.skipped else None


def ask(name: str, state: State) -> Reply:
    """The question about one fact, which is then pending."""
    memory = state.memory
    memory.pending = name
    if name not in memory.asked:
        memory.asked.append(name)
    return say(f"utter_ask_{name}")


def resume(state: State, world: World) -> list[Reply]:
    """Bring the pending question back after an answer to something else, with what is already known."""
    pending = state.memory.pending
    if state.memory.explained:
        state.memory.explained = False
        return []
    if of_several(pending, state):
        return [which_one(state, world)]
    if pending in FACTS:
        known = known_in_short(state, world)
        back = say("utter_back_to_project", known=known) if known else None
        return [replace(ask(pending, state), opening=back)]
    if pending == RECAP:
        return [short_recap(state, world)]
    if pending == WHICH_PROJECT:
        return [which_project()]
    if pending == REQUEST:
        return requests.ask(state)
    return readiness.ask(state, world) if pending == READINESS else []


def known_in_short(state: State, world: World) -> str:
    """What is known of the project in one clause, empty when nothing is; goal and framework go without saying."""
    names = [n for n in FACTS if state.known(n) and n not in _UNTOLD] or [n for n in FACTS if state.known(n)]
    return enumerate_fr(in_short(n, state, world) for n in names)


def in_short(name: str, state: State, world: World) -> str:
    """One fact in a clause where no title stands before it."""
    if name == "partner_count":
        return f"{state.partner_count} partenaire{'s' if (state.partner_count or 0) > 1 else ''}"
    return present.fact_value(name, state, world)


def of_several(pending: str | None, state: State) -> bool:
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


def which_project() -> Reply:
    """Whether what was just told is another project."""
    another = choice("Un autre projet", "restart", question=ANOTHER)
    return say("utter_which_project", another, choice("Le même, corrigé", "correct"))


def recap(state: State, world: World) -> Reply:
    """What was understood, to be confirmed or corrected."""
    state.memory.pending = RECAP
    # What the person has read as understood is not asked again once she corrects something else.
    state.memory.recapped = list(state.memory.deduced)
    told, inferred = understood.told(state, world), understood.understood(state, world)
    listed = (("Vous m'avez dit :", told), ("J'ai compris que :", inferred))
    lines = [line for title, part in listed if part for line in (title, *(f"- {one.text}" for one in part))]
    custom: messages.Recap = {
        "type": "recap",
        "title": "Est-ce bien cela ?",
        "told": [_line(one) for one in told],
        "understood": [_line(one) for one in inferred],
        "lines": [_line(one) for one in (*told, *inferred)],
        "confirm": _CONFIRM[0].payload,
    }
    return tell("\n".join([*lines, "Est-ce bien cela ?"]), *_CONFIRM, custom=custom)


def _line(line: understood.Line) -> parts.Line:
    return {
        "slot": line.fact,
        "label": _TITLES.get(line.fact or ""),
        "value": line.value,
        "text": line.text,
        "payload": choice("", "correct", question=line.fact).payload if line.fact else None,
    }


def short_recap(state: State, world: World) -> Reply:
    """The pending confirmation, without the whole list again."""
    return say("utter_recap_again", *_CONFIRM, known=known_in_short(state, world) or "un projet à préciser")


def what_to_change(state: State) -> Reply:
    """Choices of what can be corrected: what is known first. What is said next replaces, as at the recap."""
    if not state.memory.recommended:
        state.memory.pending = RECAP
    known = [name for name in FACTS if state.known(name)] or list(FACTS[:5])
    buttons = (choice(present.FACT_TITLES[name], "correct", question=name) for name in known)
    return say("utter_what_to_change", *buttons, choice(_TITLES[ACTION], "correct", question=ACTION))


def explain_or_skip(name: str, state: State, world: World) -> list[Reply]:
    """Help to answer, once, with examples of the field; then the answer is accepted as unknown."""
    if name in state.memory.helped:
        return skip(name, state, world)
    return explain_again(name, state, world)


def explain(name: str, state: State, world: World) -> list[Reply]:
    """The help to one question, in the place of the question itself when it is the pending one."""
    state.memory.explained = name == state.memory.pending
    return explain_again(name, state, world)


def explain_again(name: str, state: State, world: World) -> list[Reply]:
    """The help to one question: examples of the field, then what is meant."""
    if name not in state.memory.helped:
        state.memory.helped.append(name)
    if of_several(name, state):
        why = "utter_why_which_country" if name == "partner_countries" else "utter_why_which_place"
        return [replace(which_one(state, world), opening=say(why))]
    return [*field_examples(name, state, world), say(f"utter_explain_{name}")]


def skip(name: str, state: State, world: World) -> list[Reply]:
    """Go on without this fact."""
    if of_several(name, state):
        forget(state, name)
    state.memory.skipped.append(name)
    return [say("utter_noted_unknown"), *next_step(state, world)]
