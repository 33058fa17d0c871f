"""The self-assessment in the conversation: started by words or by a button, one question a turn, then the profile."""

import re
from dataclasses import replace

from assistant.dialogue import guidance
from assistant.dialogue.present import source_line
from assistant.dialogue.readiness_picture import picture, text_bars
from assistant.dialogue.replies import Reply, choice, say, tell
from assistant.dialogue.rich import messages
from assistant.dialogue.state import READINESS, State, Turn
from assistant.dialogue.world import World
from assistant.matching.readiness import LABELS, LEVELS, NO, PARTLY, UNKNOWN, YES, next_asked, profile, questions
from assistant.matching.words import enumerate_fr
from assistant.programmes.records import Lesson
from assistant.text import key

START = "start"
"""Value of ``readiness`` on the button that starts it."""
_FIRST = "À travailler d'abord"
_CHOICES = {YES: "Oui", PARTLY: "En partie", NO: "Pas encore", UNKNOWN: "Je ne sais pas"}
_STARTS = re.compile(
    r"\b(?:sommes|suis|est|serions|etes|serait|sera) (?:nous|je|on|vous|t on) (?:\w+ ){0,2}prete?s?\b"
    r"|\b(?:on|nous|je) (?:\w+ )?(?:est|sommes|suis) (?:\w+ ){0,2}prete?s?\b"
    r"|\bprete?s? (?:a|pour) (?:deposer|candidater|se lancer)\b|\b(?:est|sont) (?:elles?|ils?) (?:\w+ )?prete?s?\b"
    r"|\bassez (?:costauds?|solides?|preparee?s?|murs?|forts?|armee?s?)\b|\b(?:tenons|tient|tenir) la route\b"
    r"|\b(?:nous|se|me) tester\b|\bcheck ?list\b|\bau point (?:avant|pour)\b"
    r"|\bauto ?diagnostic\b|\bauto ?evalu\w+|\b(?:nous|m|s|se) evaluer\b"
    r"|\bevaluer (?:notre|mon|nos|mes|le|ma|la) (?:projet|preparation|capacites?|association|structure|equipe)\b"
    r"|\b(?:tester|mesurer|verifier|faire le point sur) (?:notre|nos|mon|ma|si (?:on|nous|je)) (?:\w+ ){0,3}"
    r"(?:pret\w*|preparation|capacites?|maturite|solidite)\b|\b(?:nos|mes) (?:points? )?(?:forts?|forces?) et "
    r"|\b(?:on|nous|je) (?:a|avons|ai) (?:bien )?(?:tout )?ce qu il faut\b|\ba t on (?:bien )?(?:tout )?ce qu il faut\b"
)
# In this order: «je ne sais pas» and «pas encore tout» hold words that say something else alone.
_WORDS = (
    (UNKNOWN, r"sais pas|sait pas|savons pas|aucune idee|jsp|chais pas|pas sur|pas sure|a verifier|ignore"),
    (
        PARTLY,
        r"partie|partiellement|un peu|plus ou moins|a moitie|pas (?:encore )?(?:tout|completement|entierement|fini)"
        r"|presque|en cours|en chemin|y travaill\w+|bof|moyen\w*|a peu pres|oui et non|ca depend|on commence"
        r"|quelques? uns?|certaines?",
    ),
    (NO, r"non|nan|pas encore|pas du tout|pas vraiment|jamais|aucun\w*|rien|toujours pas|pas|personne"),
    (
        YES,
        r"oui|ouais|ui|tout a fait|absolument|bien sur|deja|c est fait|evidemment|exact\w*|affirmatif|yes|ok|nickel"
        r"|on l a|nous l avons|c est bon|effectivement",
    ),
)
_ANSWERS = tuple((answer, re.compile(rf"\b(?:{words})\b")) for answer, words in _WORDS)
_SHORT = 9
"""Words beyond which a message tells something else than an answer, unless it begins by one."""
_BARE = 6
_TELLS = frozenset({"describe_project", "correct"})
_BEGINS = re.compile(r"(?:oui|non|pas encore|en partie|je ne sais pas|ouais)\b")
_CORRECTS = re.compile(
    r"^non .*\b(?:plutot|en fait|finalement|je voulais dire|c etait)\b|^(?:en fait|finalement|plutot|pardon|erreur)\b"
    r"|\bje (?:corrige|me suis trompee?|reviens)\b|\b(?:question|celle|reponse) (?:d avant|precedente)\b"
)
_BY_INTENT = {"affirm": YES, "deny": NO, "unsure": UNKNOWN}


def lessons(turn: Turn, state: State, world: World) -> list[Reply]:
    """Advice and pitfalls; or, when the holder wonders whether they are ready, the self-assessment."""
    if START in turn.values("readiness") or _STARTS.search(key(turn.text)):
        return start(state, world)
    return guidance.give_lessons(turn, state, world)


def start(state: State, world: World) -> list[Reply]:
    """Begin, or go on where it was left; ``action_resume`` then asks the question."""
    memory = state.memory
    if next_asked(memory.readiness, world.base) is None:
        memory.readiness = {}
    if memory.pending != READINESS:
        memory.interrupted, memory.pending = memory.pending, READINESS
    return [say("utter_readiness_start", number=str(len(questions(world.base))))]


def ask(state: State, world: World) -> list[Reply]:
    """The pending question, with its four answers."""
    lesson = next_asked(state.memory.readiness, world.base)
    if lesson is None:
        return []
    every = questions(world.base)
    buttons = (choice(title, "inform", lesson=lesson.id, readiness=answer) for answer, title in _CHOICES.items())
    asked = f"Question {every.index(lesson) + 1} sur {len(every)}. {lesson.question}"
    again, state.memory.self_assessed = state.memory.self_assessed == lesson.id, lesson.id
    return [replace(tell(asked, *buttons), opening=say("utter_readiness_again") if again else None)]


def help_to_answer(state: State, world: World) -> list[Reply]:
    """What the pending question is about: the advice that stands behind it."""
    lesson = next_asked(state.memory.readiness, world.base)
    if lesson is None:
        return []
    return [guidance.lesson_reply(lesson)]


def hear(turn: Turn, state: State, world: World) -> list[Reply] | None:
    """An answer or a correction: the profile when it was the last, nothing yet when it was not.

    ``None`` when the turn is neither.
    """
    memory = state.memory
    told = _told(turn, state, world)
    if told is None:
        return None
    lesson, answer = told
    corrects = lesson.id in memory.readiness
    memory.readiness[lesson.id] = answer
    noted = [tell(f"C'est corrigé. {lesson.title} : {LABELS[answer]}.")] if corrects else []
    if next_asked(memory.readiness, world.base) is not None:
        memory.pending = READINESS if memory.pending is None else memory.pending
        return noted
    if memory.pending == READINESS:
        memory.pending, memory.interrupted = memory.interrupted, None
    return [*noted, *_profile(state, world)]


def _told(turn: Turn, state: State, world: World) -> tuple[Lesson, str] | None:
    """Which question is answered, and how: by a button, to the pending one, or to an earlier one that is corrected."""
    memory = state.memory
    asked = {lesson.id: lesson for lesson in questions(world.base)}
    pressed = [str(value) for value in turn.values("readiness") if value in LEVELS]
    if pressed:
        named = [asked[str(i)] for i in turn.values("lesson") if i in asked]
        return (named[0], pressed[0]) if named else None
    said = key(turn.text)
    last = next((asked[i] for i in reversed(memory.readiness) if i in asked), None)
    if last and _CORRECTS.search(said) and not turn.entities:
        answer = _answer(re.sub(r"^non ", "", said), turn)
        about = next((one for one in asked.values() if _is_named(one, said) and one.id in memory.readiness), last)
        # Long after the profile, only a bare correction is still about it.
        if answer and (memory.pending == READINESS or (memory.pending is None and len(said.split()) <= _BARE)):
            return about, answer
    lesson = next_asked(memory.readiness, world.base)
    if memory.pending != READINESS or lesson is None:
        return None
    begins = bool(_BEGINS.match(said))
    if (len(said.split()) > _SHORT and not begins) or (turn.entities and (turn.intent in _TELLS or not begins)):
        return None
    answer = _answer(said, turn)
    return (lesson, answer) if answer else None


def _is_named(lesson: Lesson, said: str) -> bool:
    """Whether a telling word of the question's title is said: «pour le cofinancement»."""
    return any(len(word) > 7 and word in said.split() for word in key(lesson.title).split())


def _answer(said: str, turn: Turn) -> str | None:
    for answer, pattern in _ANSWERS:
        if pattern.search(said):
            return answer
    return _BY_INTENT.get(turn.intent) if not turn.entities else None


def not_an_answer(state: State, world: World) -> list[Reply]:
    """How to answer, and the question again."""
    return [say("utter_readiness_answers"), *ask(state, world)]


def _profile(state: State, world: World) -> list[Reply]:
    """The picture with the same in words, then the advice on the weakest points with its sources."""
    found = profile(state.memory.readiness, world.base)
    points = "points acquis" if found.held > 1 else "point acquis"
    summary = f"Votre profil : {found.held} {points} sur {len(found.items)}."
    custom: messages.Readiness = {
        "type": "readiness",
        "title": summary,
        "held": found.held,
        "total": len(found.items),
        "levels": max(LEVELS.values()),
        "items": [
            {
                "lesson": one.lesson.id,
                "title": one.lesson.title,
                "answer": one.answer,
                "label": LABELS[one.answer],
                "level": one.level,
            }
            for one in found.items
        ],
        "svg": picture(found),
    }
    shown = tell("\n".join([summary, *text_bars(found)]), custom=custom)
    if not found.advice:
        return [shown, say("utter_readiness_all_held")]
    blocks = [
        f"{n}. {lesson.title} : {lesson.advice}\n{source_line(lesson.sources, lesson.checked, most=1)}"
        for n, lesson in enumerate(found.advice, 1)
    ]
    text = f"{_FIRST} :\n" + "\n".join(blocks)
    if found.further:
        titles = enumerate_fr(f"« {lesson.title} »" for lesson in found.further)
        text += f"\nVoyez ensuite : {titles}. Demandez-moi un conseil sur l'un d'eux."
    return [shown, tell(text, custom=guidance.advice_data(found.advice, _FIRST, found.further))]
