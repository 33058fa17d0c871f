"""Conversations led at random: answers, corrections, questions in the middle, gibberish, buttons, other projects.

    python -m benchmarks.fuzzing --turns 3000 --seed 1

After each turn the invariants of ``Watch`` are checked; what breaks one is printed with the conversation that led to
it, and the command ends with 1.
"""

import argparse
import asyncio
import logging
import random
import re
import string
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from assistant.dialogue.state import FACTS, RECAP, REQUEST, State
from assistant.dialogue.world import World
from assistant.model import Model
from assistant.programmes.status import LIVING
from assistant.text import key
from benchmarks.evaluation.sets import DEVELOPMENT, read_set

ANSWERS: dict[str, tuple[tuple[str, Any], ...]] = {
    "goal": (("plutôt humanitaire", "humanitarian"), ("un projet de développement", "development")),
    "framework": (("coopération décentralisée", "decentralised"), ("transfrontalière", "cross_border")),
    "holder_type": (("une commune", "commune"), ("une association", "association"), ("un lycée", "ecole")),
    "territory": (("dans le Cantal", "15"), ("en Haute-Loire", "43"), ("dans l'Allier", "03"), ("Issoire", "63")),
    "partner_countries": (("le Togo", ["TG"]), ("l'Italie", ["IT"]), ("au Vietnam", ["VN"]), ("la Suisse", ["CH"])),
    "themes": (("la culture", ["culture"]), ("la santé", ["health"]), ("le sport", ["sport"])),
    "budget": (("15 000 euros", 15000), ("50 000 €", 50000), ("120 k€", 120000)),
    "duration_months": (("deux ans", 24), ("six mois", 6)),
    "partner_count": (("trois partenaires", 3), ("deux partenaires", 2)),
}
"""What answers a question in words, and the value of the slot after it."""
QUESTIONS = frozenset(
    "define_term ask_legal ask_programme ask_programmes_list ask_succession ask_organisation ask_partner ask_budget "
    "ask_steps ask_examples ask_human bot_challenge thank ask_help".split()
)
"""Intents that are answered, and after which the pending question comes back."""
_CORRECTIONS = ("finalement {}", "en fait c'est {}", "je me suis trompé, c'est {}", "non, {}")
_HURT = ("vous êtes nul", "c'est n'importe quoi votre robot", "quel temps fait-il ?", "raconte-moi une blague")
_EMAIL = "marie.dupont@exemple.fr"
_REQUEST = ("je voudrais écrire à un conseiller", "oui", "oui", "Marie Dupont", _EMAIL, "non", "stop")
_NEW_OR_BACK = frozenset({"another", "back", "again", "erase"})
"""Moves after which the project is another one, or none."""
_OPEN = re.compile(r"reçues toute l'année|un appel est ouvert|est ouvert jusqu|on peut déposer")
_OWN = re.compile(r"\b(?:nous|on|je|j|notre|mon|ma|c est pour|jsuis|chui)\b")
_FAILED = "une erreur de mon côté"
_MOVES = {
    "answer": 30, "question": 28, "tell": 6, "correct": 8, "unsure": 6, "yes": 6, "no": 3,
    "press": 8, "gibberish": 3, "hurt": 3, "another": 2, "back": 2, "again": 1, "request": 5, "sheet": 1, "erase": 1,
}  # fmt: skip
"""What a person does next, and how often."""
_LONG = 12
"""Letters of a name or of a message from which it is looked for in others."""


@dataclass
class Turn:
    """What was said, and why: ``move``; ``fact`` and ``value`` where the words tell one."""

    move: str
    text: str
    fact: str | None = None
    value: Any = None


@dataclass
class Breach:
    """An invariant that did not hold, and the conversation so far."""

    what: str
    said: list[tuple[str, str]]

    def __str__(self) -> str:
        lines = [line for user, bot in self.said[-8:] for line in (f"  vous > {user}", f"  {bot[:400]!r}")]
        return "\n".join([self.what, *lines])


class Person:
    """Somebody who says what comes to mind; the same seed says the same."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        messages = read_set(DEVELOPMENT)
        self._asks = [m.text for m in messages if m.intent in QUESTIONS]
        self._tells = [m.text for m in messages if m.intent == "describe_project"]

    def says(self, pending: str | None, buttons: list[str]) -> Turn:
        """The next message, when ``pending`` is asked and these payloads are offered."""
        chance = self._chance
        (move,) = chance.choices(list(_MOVES), list(_MOVES.values()))
        if move == "answer" and pending in ANSWERS:
            text, value = chance.choice(ANSWERS[pending])
            return Turn(move, text, pending, value)
        if move == "correct":
            fact = chance.choice(list(ANSWERS))
            text, value = chance.choice(ANSWERS[fact])
            return Turn(move, chance.choice(_CORRECTIONS).format(text), fact, value)
        if move == "press" and buttons:
            return Turn(move, chance.choice(buttons))
        said = {
            "tell": lambda: chance.choice(self._tells),
            "unsure": lambda: chance.choice(("je ne sais pas", "aucune idée", "jsp")),
            "yes": lambda: chance.choice(("oui", "ok", "c'est ça")),
            "no": lambda: chance.choice(("non", "pas du tout")),
            "gibberish": lambda: "".join(chance.choices(string.ascii_lowercase + "  ", k=14)),
            "hurt": lambda: chance.choice(_HURT),
            "another": lambda: "j'ai un autre projet",
            "back": lambda: "revenons au premier projet",
            "again": lambda: "recommençons",
            "request": lambda: chance.choice(_REQUEST),
            "sheet": lambda: "je voudrais une fiche à imprimer",
            "erase": lambda: "effacez ma conversation",
        }
        if move in said:
            return Turn(move, said[move]())
        return Turn("question", chance.choice(self._asks))


@dataclass
class Watch:
    """What must hold after every turn, whatever was said; ``after`` gives what did not.

    - There is an answer, no failure behind it, and it does not begin with the very sentence of the one before.
    - A fact that was stated stays, until a turn begins, takes up or forgets a project, or denies it in words.
    - What is said to answer or to correct is then known; a question in the middle changes nothing.
    - After a question in the middle the pending one comes back.
    - Nothing that is over is said open, nor proposed; no address is kept with the conversation.
    """

    world: World
    failures: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        every = self.world.base.programmes.values()
        self._over = [p for p in every if self.world.status(p) == "closed" and len(p.name) >= _LONG]

    def after(
        self, turn: Turn, before: State, now: State, heard: list[str], last: list[str], intent: str
    ) -> Iterator[str]:
        """The invariants that do not hold. ``heard``, ``last``: messages of this turn and of the one before."""
        everything = "\n".join(heard)
        if not everything.strip():
            yield "pas de réponse"
        if _FAILED in everything or self.failures:
            yield f"une action a échoué : {self.failures or everything}"
        if heard and last and heard[0] == last[0] and heard[0].endswith((".", "?", "!")):
            yield f"deux fois de suite : {heard[0][:80]!r}"
        same = before.memory.number == now.memory.number and turn.move not in _NEW_OR_BACK
        forgets = intent == "restart" or not same
        if not forgets:
            yield from self._facts(turn, before, now, intent)
        if turn.move == "question" and intent in QUESTIONS and not forgets:
            yield from _comes_back(before, now, everything)
        yield from self._closed(now, everything)
        if _EMAIL in str(now):
            yield "une adresse est gardée avec la conversation"

    def _facts(self, turn: Turn, before: State, now: State, intent: str) -> Iterator[str]:
        said = key(turn.text)
        denies = re.search(r"\b(?:pas|plus|non|sans|sauf|ni|enlev\w*)\b", said)
        for name in FACTS:
            if before.known(name) and name in before.memory.stated and not now.known(name) and not denies:
                yield f"{name} a disparu : {getattr(before, name)!r}"
        if intent in QUESTIONS:
            # What it says of the person's own project may be kept where nothing was known, and so may what the first
            # words of all seek money for.
            kept = _OWN.search(said)
            opening = () if before.anything_known else ("goal", "themes")
            changed = [
                name
                for name in FACTS
                if getattr(before, name) != getattr(now, name)
                and name not in before.memory.deduced
                and (before.known(name) or not (kept or name in now.memory.deduced or name in opening))
            ]
            yield from (f"une question a changé {n} : {getattr(before, n)!r} → {getattr(now, n)!r}" for n in changed)
        # While a request to an adviser is typed, a few words answer its question.
        typing = before.memory.pending == REQUEST
        asked_for = not typing and (turn.move == "correct" or before.memory.pending == turn.fact)
        if turn.fact and asked_for and getattr(now, turn.fact) != turn.value and not now.memory.held:
            yield f"{turn.fact} vaut {getattr(now, turn.fact)!r} et non {turn.value!r}"

    def _closed(self, now: State, everything: str) -> Iterator[str]:
        base = self.world.base
        over = [i for i in now.memory.recommended if self.world.status(base.programmes[i]) not in LIVING]
        yield from (f"proposé alors qu'il est terminé : {i}" for i in over)
        for line in everything.splitlines():
            if _OPEN.search(line):
                yield from (f"dit ouvert : {line[:200]!r}" for p in self._over if line.startswith(f"{p.name} :"))


def _comes_back(before: State, now: State, everything: str) -> Iterator[str]:
    pending = before.memory.pending
    if pending not in (*FACTS, RECAP):
        return
    answered = pending in FACTS and now.known(pending) and not before.known(pending)
    if now.memory.pending != pending and not answered:
        yield f"la question {pending} n'est plus en attente, mais {now.memory.pending}"
    elif "?" not in everything:
        yield f"la question {pending} n'est pas revenue"


class _Failures(logging.Handler):
    """Keeps the errors that actions log."""

    def __init__(self, failures: list[str]) -> None:
        super().__init__(logging.ERROR)
        self._failures = failures

    def emit(self, record: logging.LogRecord) -> None:
        self._failures.append(f"{record.getMessage()} {record.exc_info[1] if record.exc_info else ''}")


async def lead(model: Model, world: World, seed: int, turns: int, length: int = 30) -> tuple[int, list[Breach]]:
    """Lead conversations of ``length`` turns until there were ``turns``; the turns led, and what did not hold."""
    from actions.base import log

    chance = random.Random(seed)
    watch = Watch(world)
    log.addHandler(handler := _Failures(watch.failures))
    breaches: list[Breach] = []
    led = 0
    try:
        while led < turns:
            person, sender = Person(chance), f"fuzz-{uuid.UUID(int=chance.getrandbits(128)).hex}"
            said: list[tuple[str, str]] = []
            last: list[str] = []
            buttons: list[str] = []
            state = State()
            for _ in range(min(length, turns - led)):
                turn = person.says(state.memory.pending, buttons)
                messages = await model.hear(sender, turn.text)
                intent, now = await _state(model, sender)
                heard = [m["text"] for m in messages if m.get("text")]
                said.append((turn.text, " / ".join(heard)))
                breaches += [Breach(what, list(said)) for what in watch.after(turn, state, now, heard, last, intent)]
                watch.failures.clear()
                state, last = now, heard
                buttons = [b["payload"] for m in messages for b in m.get("buttons") or ()]
                led += 1
    finally:
        log.removeHandler(handler)
    return led, breaches


async def _state(model: Model, sender: str) -> tuple[str, State]:
    """The intent of the last message, and what the conversation knows."""
    tracker = await model.tracker(sender)
    latest = tracker.latest_message
    return (latest.intent.get("name") or "") if latest else "", State.from_slots(tracker.current_slot_values())


def main() -> int:
    """Lead the conversations that the command asks for; 1 when something did not hold."""
    from assistant.world import current_world

    parser = argparse.ArgumentParser(description="Conversations menées au hasard ; ce qui casse est montré.")
    parser.add_argument("--turns", type=int, default=2000, help="nombre de messages (par défaut : 2000)")
    parser.add_argument("--seed", type=int, default=1, help="graine du hasard : la même mène les mêmes conversations")
    parser.add_argument("--length", type=int, default=30, help="messages d'une conversation (par défaut : 30)")
    asked = parser.parse_args()
    led, breaches = asyncio.run(lead(Model.load(), current_world(), asked.seed, asked.turns, asked.length))
    for breach in breaches:
        print(f"{breach}\n")
    print(f"{led} messages, {len(breaches)} manquements.")
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main())
