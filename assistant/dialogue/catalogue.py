"""One programme, those that exist for a need, and what replaced what."""

import re
from dataclasses import replace

from rapidfuzz import fuzz, process

from assistant.dialogue import present, why
from assistant.dialogue.bodies_meant import bodies_meant, run_by
from assistant.dialogue.contacts import organisations_reply, unknown_body, unknown_council
from assistant.dialogue.definitions import other_records
from assistant.dialogue.pages import FAMILY_TREE, PROGRAMMES, address
from assistant.dialogue.past import day_asked, forerunners
from assistant.dialogue.replies import Reply, choice, tell
from assistant.dialogue.rich import messages, records
from assistant.dialogue.state import State, Turn
from assistant.dialogue.world import World
from assistant.french import lower_first
from assistant.matching.bodies import contacts
from assistant.matching.criteria import Judge
from assistant.matching.facts import ProjectFacts
from assistant.matching.inference import facts_from
from assistant.matching.rank import living, recommend
from assistant.matching.sought import reaching
from assistant.matching.timing import standing
from assistant.matching.words import enumerate_fr
from assistant.programmes.records import Programme
from assistant.programmes.status import LIVING
from assistant.text import key, straighten

_MOST_LISTED = 6
_MOST_OF_A_BODY = 3
_CLOSE_ENOUGH = 60


_RANKS = {"premier": 0, "premiere": 0, "1er": 0, "deuxieme": 1, "second": 1, "2e": 1, "troisieme": 2, "3e": 2}
# A name in capitals inside the sentence, or «programme X»: something else than what was spoken of.
_PROPER = re.compile(
    r"(?<!^)(?<![.!?] )\b[A-ZÀ-Ý][\w+-]+"
    r"|\bprogrammes? (?!(?:de|du|des|est|a|qui|pour|peut|en|et|ou|y)\b|d')\w+"
)


def spoken_of(turn: Turn, state: State, world: World) -> list[Programme]:
    """Those named; else the fund behind a named word; else, where no other name is said, the one spoken of last."""
    base = world.base
    named = [base.programmes[str(v)] for v in turn.values("programme") if v in base.programmes]
    if not named:
        behind = (base.terms[str(v)].programme for v in turn.values("term") if v in base.terms)
        named = [base.programmes[i] for i in behind if i and i in base.programmes]
    if named:
        return named
    words = key(turn.text).split()
    for rank in (_RANKS[word] for word in words if word in _RANKS):
        if rank < len(state.memory.recommended):
            return [base.programmes[state.memory.recommended[rank]]]
    topic = state.memory.topic
    if topic in base.programmes and not _PROPER.search(straighten(turn.text)):
        return [base.programmes[str(topic)]]
    return []


def present_programme(turn: Turn, state: State, world: World) -> list[Reply]:
    """The sheet of one named programme; an ended one comes with what replaced it. «Pourquoi pas X ?» is heard apart."""
    found = spoken_of(turn, state, world)
    if why.asks_why_not(turn):
        return _why_not(found, turn, state, world)
    if not turn.values("programme") and day_asked(turn.text, world.as_of):
        return list_programmes(turn, state, world)
    if _of_another_kind(turn, world):
        return other_records(turn, state, world)
    if not turn.values("programme") and (meant := _of_a_body_meant(turn, state, world)) is not None:
        return meant
    if not found:
        return [unknown_body(turn, world) or unknown_programme(turn.text, world)]
    state.memory.topic = found[0].id
    world = _on_the_day_asked(turn, world)
    facts = state.facts(world.as_of)
    return [_programme_reply(p, facts, world) for p in found[:2]]


def _of_a_body_meant(turn: Turn, state: State, world: World) -> list[Reply] | None:
    """What «l'agence de l'eau» or «le département» offers to such a project; ``None`` when no such body is meant."""
    bodies = bodies_meant(turn.text, state.territory, world)
    if run := run_by(bodies, state, world):
        state.memory.topic = run[0].id
        facts = state.facts(world.as_of)
        return [_programme_reply(p, facts, world) for p in run[:2]]
    if bodies:
        return [organisations_reply(bodies, world)]
    unknown = unknown_council(turn, state, world)
    return [unknown] if unknown else None


def _of_another_kind(turn: Turn, world: World) -> bool:
    """Whether a body or a word is named, and neither a programme nor a word behind which one stands."""
    terms = [world.base.terms[str(v)] for v in turn.values("term") if v in world.base.terms]
    bodies = [v for v in turn.values("organisation") if v in world.base.organisations]
    programmes = turn.values("programme") or any(term.programme for term in terms)
    return bool(terms or bodies) and not programmes


def _on_the_day_asked(turn: Turn, world: World) -> World:
    day = day_asked(turn.text, world.as_of)
    return world.at(day) if day else world


def _why_not(found: list[Programme], turn: Turn, state: State, world: World) -> list[Reply]:
    """What stands against those named; the programme spoken of last, being proposed, is not what is missed."""
    named = bool(turn.values("programme") or turn.values("term"))
    if not named and (not found or found[0].id == state.memory.topic):
        found = why.named_in(turn.text, world) or _of_the_bodies(turn, world)
    if found:
        state.memory.topic = found[0].id
        return why.explain(found, state, world)
    if _PROPER.search(straighten(turn.text)):
        return [unknown_programme(turn.text, world, question=why.WHY_NOT)]
    return why.which_one(state, world)


def _of_the_bodies(turn: Turn, world: World) -> list[Programme]:
    """The living programmes that the named bodies run: «pourquoi pas le Fonjep ?»."""
    base, anything = world.base, reaching(ProjectFacts(as_of=world.as_of))
    bodies = [str(v) for v in turn.values("organisation") if v in base.organisations]
    run = [p for body in bodies for p in base.managed_by(body, anything) if world.status(p) in LIVING]
    return run[:_MOST_OF_A_BODY]


def _programme_reply(programme: Programme, facts: ProjectFacts, world: World) -> Reply:
    living = world.base.living_successors(programme.id, world.as_of) if world.status(programme) == "closed" else ()
    near = (*living, *records.living_parts(programme, world))[:4]
    buttons = [choice(p.name, "ask_programme", programme=p.id) for p in near]
    if world.status(programme) in LIVING and not world.past:
        buttons.append(choice("Comment déposer ?", "ask_steps", programme=programme.id))
    lines = present.programme_lines(programme, facts, world)
    if world.status(programme) is None and (before := forerunners(programme, world)):
        lines.insert(2, f"Ce qui existait alors : {enumerate_fr(f'« {p.name} »' for p in before)}.")
        buttons = [choice(p.name, "ask_programme", programme=p.id) for p in before[:4]]
    people = contacts(programme, facts, world.base)
    return tell(present.joined(lines), *buttons, custom=records.programme(programme, people, world))


def unknown_programme(text: str, world: World, **asked: str) -> Reply:
    """The programmes whose names are close to the words, as buttons that ask the same of them."""
    programmes = world.base.programmes
    names = {key(n): p for p in programmes.values() for n in (p.name, p.acronym or "", *p.aliases) if len(n) > 3}
    close = process.extract(key(text), names.keys(), scorer=fuzz.token_set_ratio, limit=8, score_cutoff=_CLOSE_ENOUGH)
    found = list(dict.fromkeys(names[name] for name, _, _ in close))[:3]
    if not found:
        return tell("Je ne reconnais pas ce programme dans la base. Donnez-moi son nom complet ou son sigle.")
    return tell(
        "Je ne suis pas sûr du programme. Est-ce l'un de ceux-ci ?",
        *(choice(p.name, "ask_programme", programme=p.id, **asked) for p in found),
    )


def list_programmes(turn: Turn, state: State, world: World) -> list[Reply]:
    """«Quels programmes pour X ?»: those that live, for what the question says, or else for the project."""
    world = _on_the_day_asked(turn, world)
    facts = facts_from(turn.entities, turn.text, world.as_of)
    if not _says_something(facts):
        facts = state.facts(world.as_of)
    facts = replace(
        facts,
        holder_type=facts.holder_type or state.holder_type,
        territory=facts.territory or state.territory,
    )
    found = recommend(facts, world.base, top=_MOST_LISTED).recommendations
    listed = [(r.programme, r.status) for r in found] or _open_to(facts, world)
    if not listed:
        return [
            tell(
                "Je ne trouve pas de programme en vie pour cette demande. Précisez un sujet, un pays ou qui porte "
                "le projet, ou demandez un contact."
            )
        ]
    opening = _opening(bool(found), world)
    lines = [
        opening,
        *(f"- {p.name} ({standing(p, status, facts.as_of)})" for p, status in listed),
        f"Tous les programmes : {address(PROGRAMMES)}",
    ]
    custom: messages.Programmes = {
        "type": "programmes",
        "title": opening.removesuffix(" :"),
        "as_of": world.as_of.isoformat(),
        "items": [records.listed(p, world) for p, _ in listed],
        "page": PROGRAMMES,
    }
    buttons = (choice(p.name, "ask_programme", programme=p.id) for p, _ in listed[:3])
    return [tell(present.joined(lines), *buttons, custom=custom)]


def _opening(for_this: bool, world: World) -> str:
    """How a list begins: it answers the request, or is only what takes applications from such a holder."""
    if for_this:
        day = f" {lower_first(world.when)}" if world.past else ""
        return f"Programmes en vie{day} pour cette demande :"
    if world.past:
        return f"{world.when}, sans sujet ni pays, voici ceux où l'on pouvait déposer :"
    return "Sans sujet ni pays, voici ceux où l'on peut déposer en ce moment ; dites-m'en plus pour les vôtres :"


def _open_to(facts: ProjectFacts, world: World) -> list[tuple[Programme, str]]:
    """Programmes where one can apply that day and that nothing known of the holder excludes, open calls first."""
    judge = Judge(facts, world.base)
    doors = [(p, s) for p, s in living(facts, world.base) if s in ("open", "permanent")]
    possible = [(p, s) for p, s in doors if not any(c.excludes for c in judge.criteria(p))]
    return sorted(possible, key=lambda entry: (entry[1], entry[0].name))[:_MOST_LISTED]


def _says_something(facts: ProjectFacts) -> bool:
    return any((facts.goal, facts.framework, facts.holder_type, facts.territory, facts.partner_countries, facts.themes))


def tell_succession(turn: Turn, state: State, world: World) -> list[Reply]:
    """«Qu'est-ce qui a remplacé X ?»: the chain, both ways, with where it stands today."""
    found = spoken_of(turn, state, world)
    if _of_another_kind(turn, world):
        return other_records(turn, state, world)
    if not found:
        return [unknown_programme(turn.text, world)]
    programme = found[0]
    state.memory.topic = programme.id
    base = world.base
    status = present.status_sentence(programme, world)
    before = base.predecessors(programme.id)
    after = records.programme_links((p for p in base.successors(programme.id) if world.status(p)), world)
    living = base.living_successors(programme.id, world.as_of)
    notes = [m.sentence for m in base.mappings.values() if programme.id in m.from_ or programme.id == m.to]
    if not after and programme.succeeded_by_note:
        notes.insert(0, programme.succeeded_by_note)
    followed = (f"{p['name']} ({p['status_label']})" for p in after)
    lines = [
        status if programme.name in status else f"{programme.name} : {status}",
        f"Avant lui : {enumerate_fr(p.name for p in before)}." if before else "",
        f"Après lui : {enumerate_fr(followed)}." if after else "",
        *notes,
        f"D'où vient chaque programme : {address(FAMILY_TREE)}",
        present.source_line(programme.sources, programme.checked),
    ]
    custom: messages.Succession = {
        **records.checked(programme.sources, programme.checked),
        "type": "succession",
        "title": f"Avant et après {programme.name}",
        "as_of": world.as_of.isoformat(),
        "programme": records.programme_link(programme, world),
        "text": status,
        "before": records.programme_links(before, world),
        "after": after,
        "living": records.programme_links(living, world),
        "notes": notes,
        "page": FAMILY_TREE,
    }
    buttons = (choice(p.name, "ask_programme", programme=p.id) for p in living[:3])
    return [tell(present.joined(filter(None, lines)), *buttons, custom=custom)]
