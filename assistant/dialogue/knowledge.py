"""Answers to questions about words, laws, programmes, money, steps, lessons and funded projects: all from the base."""

from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz, process

from assistant.dialogue import present
from assistant.dialogue.replies import Reply, choice, tell
from assistant.dialogue.search import TextIndex, search
from assistant.dialogue.state import State, Turn
from assistant.dialogue.world import World
from assistant.matching.bodies import contacts
from assistant.matching.facts import ProjectFacts
from assistant.matching.inference import facts_from
from assistant.matching.rank import recommend
from assistant.matching.words import enumerate_fr, euros, french_date
from assistant.programmes.records import Example, Lesson, Programme, Term
from assistant.text import key
from assistant.vocabulary import STATUSES

_LEGAL_KINDS = ("law", "legal_tool", "document")
_MONEY_TERMS = ("cofinancement", "valorisation", "depense-eligible")
_MONEY_LESSONS = ("cofinancement-lesson", "tresorerie", "solidite-financiere")
_STEPS_TERMS = ("appel-a-projets", "candidature")
_STEPS_LESSONS = ("clarifier-intention", "adequation-structure-programme-projet")
_MOST_LISTED = 6
_MOST_LESSONS = 3
_MOST_EXAMPLES = 3
_CLOSE_ENOUGH = 60


# -- words ---------------------------------------------------------------------------------------------------------


def define_term(turn: Turn, state: State, world: World) -> list[Reply]:
    """«C'est quoi X ?», «quelle différence entre X et Y ?»: one sheet a word, side by side."""
    base = world.base
    replies = []
    for entity in {(e.entity, e.value): e for e in turn.entities}.values():
        if entity.entity == "term" and entity.value in base.terms:
            replies.append(_definition(base.terms[str(entity.value)], world))
        elif entity.entity == "programme" and entity.value in base.programmes:
            replies.append(_definition_of_programme(base.programmes[str(entity.value)], state, world))
        elif entity.entity == "organisation" and entity.value in base.organisations:
            replies.append(_sheet(present.organisation_lines(base.organisations[str(entity.value)], world)))
    if replies:
        return replies[:3]
    theme_words = [e.value for e in turn.entities if e.entity in ("goal", "framework")]
    for term in base.terms.values():
        if term.kind in ("goal", "framework") and any(_term_stands_for(term, str(v)) for v in theme_words):
            return [_definition(term, world)]
    return [unknown_word(turn.text, world)]


_TERM_OF_CODE = {
    "political": "but-politique",
    "humanitarian": "but-humanitaire",
    "development": "but-developpement",
    "international": "cooperation-internationale",
    "decentralised": "cooperation-decentralisee",
    "transnational": "cooperation-transnationale",
    "cross_border": "cooperation-transfrontaliere",
    "interregional": "cooperation-interregionale",
}


def _term_stands_for(term: Term, code: str) -> bool:
    return _TERM_OF_CODE.get(code) == term.id


def _definition(term: Term, world: World) -> Reply:
    see = [world.base.terms[i] for i in term.see if i in world.base.terms][:3]
    buttons = tuple(choice(t.term, "define_term", term=t.id) for t in see)
    if term.programme and term.programme in world.base.programmes:
        buttons = (choice("Le programme", "ask_programme", programme=term.programme), *buttons[:2])
    return tell(
        present.joined(present.definition_lines(term, world)),
        *buttons,
        custom={"type": "definition", "term": term.id, "title": term.term, "text": term.definition},
    )


def _definition_of_programme(programme: Programme, state: State, world: World) -> Reply:
    state.memory.topic = programme.id
    lines = [
        f"{programme.name} : {programme.summary}",
        f"Aujourd'hui : {present.status_sentence(programme, world)}",
        present.source_line(programme.sources, programme.checked),
    ]
    return tell(
        present.joined(lines),
        choice("Plus de détails", "ask_programme", programme=programme.id),
        custom={"type": "definition", "programme": programme.id, "title": programme.name, "text": programme.summary},
    )


def _sheet(lines: Sequence[str]) -> Reply:
    return tell(present.joined(lines))


def unknown_word(text: str, world: World) -> Reply:
    """A word that the base does not know: the closest ones that it does, never an invention."""
    names = {}
    for term in world.base.terms.values():
        for name in (term.term, *term.aliases):
            names[key(name)] = term
    wanted = key(text)
    close = process.extract(wanted, names.keys(), scorer=fuzz.partial_ratio, limit=12, score_cutoff=_CLOSE_ENOUGH)
    terms = list(dict.fromkeys(names[name] for name, _, _ in close if len(name) > 3))[:3]
    if not terms:
        return tell("Je n'ai pas trouvé ce mot dans la base, et je préfère ne pas l'expliquer de mémoire.")
    return tell(
        f"Je n'ai pas ce mot dans la base. Les plus proches : {enumerate_fr((t.term for t in terms), 'ou')}.",
        *(choice(t.term, "define_term", term=t.id) for t in terms),
    )


def answer_legal(turn: Turn, state: State, world: World) -> list[Reply]:
    """«Peut-on … ?», «quelle loi … ?»: the texts that speak of it, those in force first."""
    base = world.base
    named = [base.terms[str(v)] for v in turn.values("term") if v in base.terms]
    legal = {t.id: t for t in base.terms.values() if t.kind in _LEGAL_KINDS}
    found = [legal[i] for i in search(_law_index(legal), turn.text, most=4)]
    in_force_first = sorted(found, key=lambda t: t.in_force is False)
    terms = list(dict.fromkeys([*named, *in_force_first]))[:2]
    if not terms:
        terms = [base.terms[i] for i in ("cgct-l1115-1",) if i in base.terms]
    replies = [_definition(t, world) for t in terms]
    people = world.base.active_successor("resacoop")
    if people and replies:
        replies.append(
            tell(
                "Ceci n'est pas un avis juridique : pour votre cas, appelez "
                f"{present.contact(people)} ou le contrôle de légalité de votre préfecture."
            )
        )
    return replies or [unknown_word(turn.text, world)]


def _law_index(terms: dict[str, Term]) -> TextIndex:
    return TextIndex({i: " ".join((t.term, t.expansion or "", *t.aliases, t.definition)) for i, t in terms.items()})


# -- programmes ----------------------------------------------------------------------------------------------------


def _programmes_spoken_of(turn: Turn, state: State, world: World) -> list[Programme]:
    """Those named; else the fund behind a named word; else the one spoken of last."""
    base = world.base
    named = [base.programmes[str(v)] for v in turn.values("programme") if v in base.programmes]
    if not named:
        behind = (base.terms[str(v)].programme for v in turn.values("term") if v in base.terms)
        named = [base.programmes[i] for i in behind if i and i in base.programmes]
    if not named and state.memory.topic and state.memory.topic in base.programmes:
        named = [base.programmes[state.memory.topic]]
    return named


def present_programme(turn: Turn, state: State, world: World) -> list[Reply]:
    """The sheet of one named programme; an ended one comes with what replaced it."""
    found = _programmes_spoken_of(turn, state, world)
    if not found:
        return [_unknown_programme(turn.text, world)]
    state.memory.topic = found[0].id
    facts = state.facts(world.as_of)
    return [_programme_reply(p, facts, world) for p in found[:2]]


def _programme_reply(programme: Programme, facts: ProjectFacts, world: World) -> Reply:
    living = world.base.living_successors(programme.id, world.as_of) if world.status(programme) == "closed" else ()
    parts = [p for p in world.base.parts(programme.id) if world.status(p) not in (None, "closed")]
    buttons = [choice(p.name, "ask_programme", programme=p.id) for p in (*living, *parts)[:4]]
    buttons.append(choice("Comment déposer ?", "ask_steps", programme=programme.id))
    return tell(
        present.joined(present.programme_lines(programme, facts, world)),
        *buttons,
        custom={
            "type": "definition",
            "programme": programme.id,
            "title": programme.name,
            "text": programme.summary,
            "url": programme.url,
        },
    )


def _unknown_programme(text: str, world: World) -> Reply:
    programmes = world.base.programmes
    names = {key(n): p for p in programmes.values() for n in (p.name, p.acronym or "", *p.aliases) if len(n) > 3}
    close = process.extract(key(text), names.keys(), scorer=fuzz.token_set_ratio, limit=8, score_cutoff=_CLOSE_ENOUGH)
    found = list(dict.fromkeys(names[name] for name, _, _ in close))[:3]
    if not found:
        return tell("Je ne reconnais pas ce programme dans la base. Donnez-moi son nom complet ou son sigle.")
    return tell(
        "Je ne suis pas sûr du programme. Est-ce l'un de ceux-ci ?",
        *(choice(p.name, "ask_programme", programme=p.id) for p in found),
    )


def list_programmes(turn: Turn, state: State, world: World) -> list[Reply]:
    """«Quels programmes pour X ?»: those that live, for what the question says, or else for the project."""
    facts = facts_from(turn.entities, turn.text, world.as_of)
    if not _says_something(facts):
        facts = state.facts(world.as_of)
    facts = replace(
        facts,
        holder_type=facts.holder_type or state.holder_type,
        territory=facts.territory or state.territory,
    )
    found = recommend(facts, world.base, top=_MOST_LISTED).recommendations
    if not found:
        return [
            tell(
                "La base ne connaît aucun programme en vie pour cela. Précisez un thème, un pays ou qui porte le "
                "projet, ou demandez un contact."
            )
        ]
    lines = [f"- {r.programme.name} ({STATUSES[r.status]})" for r in found]
    return [
        tell(
            "Programmes en vie pour cette demande :\n" + present.joined(lines),
            *(choice(r.programme.name, "ask_programme", programme=r.programme.id) for r in found[:3]),
        )
    ]


def _says_something(facts: ProjectFacts) -> bool:
    return any((facts.goal, facts.framework, facts.holder_type, facts.territory, facts.partner_countries, facts.themes))


def tell_succession(turn: Turn, state: State, world: World) -> list[Reply]:
    """«Qu'est-ce qui a remplacé X ?»: the chain, both ways, with where it stands today."""
    found = _programmes_spoken_of(turn, state, world)
    if not found:
        return [_unknown_programme(turn.text, world)]
    programme = found[0]
    state.memory.topic = programme.id
    base = world.base
    lines = [f"{programme.name} : {present.status_sentence(programme, world)}"]
    if before := base.predecessors(programme.id):
        lines.append(f"Avant lui : {enumerate_fr(p.name for p in before)}.")
    after = [p for p in base.successors(programme.id) if world.status(p)]
    if after:
        lines.append(
            "Après lui : " + enumerate_fr(f"{p.name} ({STATUSES[world.status(p) or 'closed']})" for p in after) + "."
        )
    elif programme.succeeded_by_note:
        lines.append(programme.succeeded_by_note)
    lines += [m.sentence for m in base.mappings.values() if programme.id in m.from_ or programme.id == m.to]
    lines.append(present.source_line(programme.sources, programme.checked))
    living = base.living_successors(programme.id, world.as_of)
    return [tell(present.joined(lines), *(choice(p.name, "ask_programme", programme=p.id) for p in living[:3]))]


# -- how to go about it --------------------------------------------------------------------------------------------


def explain_money(turn: Turn, state: State, world: World) -> list[Reply]:
    """Co-financing, advances, minimums: the rules of a named programme, or what holds in general."""
    base = world.base
    named = _programmes_spoken_of(turn, state, world) if turn.values("programme") or turn.values("term") else []
    proposed = [base.programmes[i] for i in state.memory.recommended if i in base.programmes]
    lines = []
    for programme in named[:1] or proposed[:2]:
        if money := present.money_sentences(programme):
            lines.append(f"{programme.name} : {' '.join(money)}")
            if programme.rate_max and state.budget:
                share = state.budget * programme.rate_max / 100
                lines.append(
                    f"Sur {euros(state.budget)}, cela ferait au plus {euros(share)} ; il resterait "
                    f"{euros(state.budget - share)} à trouver."
                )
    replies = [
        _sheet([*lines, present.source_line(p.sources, p.checked)]) for p in (named[:1] or proposed[:1]) if lines
    ]
    general = [base.terms[i] for i in _MONEY_TERMS if i in base.terms]
    lessons = [base.lessons[i] for i in _MONEY_LESSONS if i in base.lessons]
    asked = search(
        TextIndex(
            {t.id: f"{t.term} {' '.join(t.aliases)} {t.definition}" for t in general}
            | {x.id: f"{x.title} {x.advice}" for x in lessons}
        ),
        turn.text,
        most=2,
    )
    terms = [t for t in general if t.id in asked] or general[:1]
    advice = [x for x in lessons if x.id in asked] or lessons[:1]
    return [*replies, *(_definition(t, world) for t in terms[:1]), *(_lesson(x) for x in advice[:1])]


def explain_steps(turn: Turn, state: State, world: World) -> list[Reply]:
    """How to apply: the steps and conditions of a programme, or what comes first in any case."""
    base = world.base
    found = _programmes_spoken_of(turn, state, world)
    if found:
        programme = found[0]
        state.memory.topic = programme.id
        lines = [f"{programme.name} : {present.status_sentence(programme, world)}"]
        lines += [f"{n}. {step}" for n, step in enumerate(programme.steps, 1)]
        if programme.conditions:
            lines += ["Conditions :", *(f"- {c}" for c in programme.conditions)]
        if not programme.steps and not programme.conditions:
            lines.append("La base ne décrit pas encore la procédure de ce programme : voyez la page officielle.")
        if people := contacts(programme, state.facts(world.as_of), base, most=2):
            lines.append("À appeler avant d'écrire : " + " ; ".join(present.contact(o) for o in people) + ".")
        if programme.url:
            lines.append(f"Page officielle : {programme.url}")
        lines.append(present.source_line(programme.sources, programme.checked))
        return [_sheet(lines)]
    lessons = [base.lessons[i] for i in _STEPS_LESSONS if i in base.lessons]
    terms = [base.terms[i] for i in _STEPS_TERMS if i in base.terms]
    return [*(_lesson(x) for x in lessons), *(_definition(t, world) for t in terms[:1])]


def _lesson(lesson: Lesson) -> Reply:
    return _sheet([f"{lesson.title} : {lesson.advice}", present.source_line(lesson.sources, lesson.checked, most=1)])


def give_lessons(turn: Turn, state: State, world: World) -> list[Reply]:
    """Advice and pitfalls: those that the question is about, else the first an adviser would give."""
    lessons = world.base.lessons
    index = TextIndex({i: f"{x.title} {x.advice}" for i, x in lessons.items()})
    ids = search(index, turn.text, most=_MOST_LESSONS) or list(lessons)[:_MOST_LESSONS]
    return [_lesson(lessons[i]) for i in ids]


def show_examples(turn: Turn, state: State, world: World) -> list[Reply]:
    """Projects that were really funded, the closest to what is asked or to the project."""
    base = world.base
    examples = {f"{p.id}/{n}": (p, e) for p in base.programmes.values() for n, e in enumerate(p.examples)}
    named = set(turn.values("programme"))
    if named & set(base.programmes):
        examples = {i: x for i, x in examples.items() if x[0].id in named} or examples
    index = TextIndex(
        {
            i: f"{p.name} {e.title} {e.lead or ''} {e.partners or ''} {e.note or ''} {' '.join(p.keywords)}"
            for i, (p, e) in examples.items()
        }
    )
    ids = search(index, f"{turn.text} {state.project_text}", most=_MOST_EXAMPLES) or list(examples)[:_MOST_EXAMPLES]
    if not ids:
        return [tell("La base n'a pas encore d'exemple de projet financé pour cela.")]
    return [_sheet([_example(*examples[i], world) for i in ids])]


def _example(programme: Programme, example: Example, world: World) -> str:
    parts = [f"- {example.title}"]
    parts += [f"porté par {example.lead}"] if example.lead else []
    parts += [f"avec {example.partners}"] if example.partners else []
    parts += [f"aide de {euros(example.grant)}"] if example.grant else []
    parts += [str(example.year)] if example.year else []
    note = f" {example.note}" if example.note else ""
    ended = " (programme terminé)" if world.status(programme) == "closed" else ""
    return (
        f"{', '.join(parts)}. Programme : {programme.name}{ended}.{note} "
        f"Source : {example.source or 'fiche du programme'}, vérifié le {french_date(programme.checked)}."
    )
