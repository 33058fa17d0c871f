"""How to go about it: money, steps, lessons of experience and projects that were really funded."""

from collections.abc import Iterable, Sequence

from assistant.dialogue import present
from assistant.dialogue.bodies_meant import bodies_asked, run_by
from assistant.dialogue.catalogue import spoken_of
from assistant.dialogue.contacts import organisations_reply, unknown_council
from assistant.dialogue.definitions import definition
from assistant.dialogue.financing import project_plan
from assistant.dialogue.replies import Reply, tell
from assistant.dialogue.rich import messages, parts, records
from assistant.dialogue.search import TextIndex, search
from assistant.dialogue.state import State, Turn
from assistant.dialogue.world import World
from assistant.french import lower_first
from assistant.matching.bodies import contacts, managers
from assistant.matching.financing import own_share_in
from assistant.matching.grants import estimate
from assistant.matching.rank import has_subject, recommend
from assistant.matching.words import euros, french_date
from assistant.programmes.records import Example, Lesson, Organisation, Programme
from assistant.programmes.status import LIVING
from assistant.programmes.wording import kin_ids

_MONEY_TERMS = ("cofinancement", "valorisation", "depense-eligible")
_MONEY_LESSONS = ("cofinancement-lesson", "tresorerie", "solidite-financiere")
_STEPS_TERMS = ("appel-a-projets", "candidature")
_STEPS_LESSONS = ("clarifier-intention", "adequation-structure-programme-projet")
_UNKNOWN = "Le taux et les montants ne sont pas connus."
_MOST_OF_BODIES = 2
_MOST_LESSONS = 3
_MOST_PAYING = 2
_MOST_EXAMPLES = 3


def explain_money(turn: Turn, state: State, world: World) -> list[Reply]:
    """Co-financing, advances, minimums: the rules of a named programme, or what holds in general."""
    base = world.base
    if share := own_share_in(turn.entities):
        # «On a 8 000 € de fonds propres» tells more of the project than it asks.
        state.memory.own_share = share
        if state.memory.recommended and (planned := project_plan(state, world)):
            return planned
    if bodies := bodies_asked(turn, state, world):
        return _money_of(bodies, state, world)
    if (unknown := unknown_council(turn, state, world)) is not None:
        return [unknown]
    named = spoken_of(turn, state, world) if turn.values("programme") or turn.values("term") else []
    proposed = [base.programmes[i] for i in state.memory.recommended if i in base.programmes]
    if not named and not proposed and has_subject(facts := state.facts(world.as_of), base):
        proposed = [one.programme for one in recommend(facts, base, top=_MOST_PAYING).recommendations]
    paying = [p for p in named[:1] or proposed[:_MOST_PAYING] if present.money_sentences(p)]
    replies = [_money(paying, state, world)] if paying else []
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
    planned = project_plan(state, world) if state.memory.recommended and not named else []
    return [*planned, *replies, *(definition(t, world) for t in terms[:1]), *(lesson_reply(x) for x in advice[:1])]


def _money_of(bodies: Sequence[Organisation], state: State, world: World) -> list[Reply]:
    """What the bodies pay for such a project; who they are where no programme of theirs is known for it."""
    if run := run_by(bodies, state, world):
        return [_money(run[:_MOST_OF_BODIES], state, world)]
    said = "Je ne connais pas d'aide à votre projet de leur part ; demandez-leur :"
    return [tell(said), organisations_reply(bodies, world)]


def _money(programmes: Sequence[Programme], state: State, world: World) -> Reply:
    """What programmes pay; of one that is over, what it paid and that it is over."""
    lines: list[str] = []
    items: list[parts.Terms] = []
    for programme in programmes:
        alive = world.status(programme) in LIVING
        given = estimate(state.facts(world.as_of), programme) if alive else None
        sentences, status = present.money_sentences(programme), present.status_sentence(programme, world)
        lines.append(f"{programme.name} : {' '.join(sentences) or lower_first(_UNKNOWN)}")
        if not alive:
            lines.append(status)
        elif not sentences:
            people = managers(programme, state.facts(world.as_of), world.base)
            ask = f"À demander à : {' ; '.join(present.contact(one) for one in people)}." if people else ""
            lines += [ask] if ask else []
            sentences = [_UNKNOWN, *([ask] if ask else [])]
        if given and given.grant is not None:
            lines.append(given.text)
        lines.append(present.source_line(programme.sources, programme.checked))
        items.append(
            {
                **records.checked(programme.sources, programme.checked),
                "programme": records.programme_link(programme, world),
                "status_text": status,
                "sentences": sentences,
                "estimate": records.estimate(given),
            }
        )
    return tell(present.joined(lines), custom={"type": "money", "title": "Ce que verse le programme", "items": items})


def explain_steps(turn: Turn, state: State, world: World) -> list[Reply]:
    """How to apply: the steps and conditions of a programme, or what comes first in any case."""
    base = world.base
    found = spoken_of(turn, state, world)
    if found:
        programme = found[0]
        state.memory.topic = programme.id
        lines = [f"{programme.name} : {present.status_sentence(programme, world)}"]
        if world.status(programme) in LIVING:
            lines += _procedure(programme)
        people = contacts(programme, state.facts(world.as_of), base, most=2)
        if people:
            lines.append("À appeler avant d'écrire : " + " ; ".join(present.contact(o) for o in people) + ".")
        lines += [present.pages_line(programme), present.source_line(programme.sources, programme.checked)]
        return [tell(present.joined(lines), custom=_steps_data(programme, people, world))]
    lessons = [base.lessons[i] for i in _STEPS_LESSONS if i in base.lessons]
    terms = [base.terms[i] for i in _STEPS_TERMS if i in base.terms]
    return [*(lesson_reply(x) for x in lessons), *(definition(t, world) for t in terms[:1])]


def _steps_data(programme: Programme, people: Iterable[Organisation], world: World) -> messages.Steps:
    alive = world.status(programme) in LIVING
    return {
        **records.checked(programme.sources, programme.checked),
        "type": "steps",
        "title": f"Déposer un dossier : {programme.name}" if alive else programme.name,
        "as_of": world.as_of.isoformat(),
        "programme": records.programme_link(programme, world),
        "status_text": present.status_sentence(programme, world),
        "steps": list(programme.steps) if alive else [],
        "conditions": list(programme.conditions) if alive else [],
        "organisations": records.organisations(people, world),
        "url": programme.url,
    }


def _procedure(programme: Programme) -> list[str]:
    """The steps and conditions of a programme to which one can, or will again, apply."""
    lines = [f"{n}. {step}" for n, step in enumerate(programme.steps, 1)]
    if programme.conditions:
        lines += ["Conditions :", *(f"- {c}" for c in programme.conditions)]
    return lines or ["La base ne décrit pas encore la procédure de ce programme : voyez la page officielle."]


def lesson_reply(lesson: Lesson) -> Reply:
    """One lesson, with its source."""
    lines = [f"{lesson.title} : {lesson.advice}", present.source_line(lesson.sources, lesson.checked, most=1)]
    return tell(present.joined(lines), custom=advice_data([lesson]))


def advice_data(lessons: Iterable[Lesson], title: str | None = None, further: Iterable[Lesson] = ()) -> messages.Advice:
    """Lessons as rich content; of the ``further`` ones the titles alone."""
    return {
        "type": "advice",
        "title": title,
        "items": [records.lesson(one) for one in lessons],
        "further": [one.title for one in further],
    }


def give_lessons(turn: Turn, state: State, world: World) -> list[Reply]:
    """Advice and pitfalls: those that the question is about, else the first an adviser would give."""
    lessons = world.base.lessons
    index = TextIndex({i: f"{x.title} {x.advice}" for i, x in lessons.items()})
    ids = search(index, turn.text, most=_MOST_LESSONS) or list(lessons)[:_MOST_LESSONS]
    return [lesson_reply(lessons[i]) for i in ids]


def show_examples(turn: Turn, state: State, world: World) -> list[Reply]:
    """Projects that were really funded, the closest to what is asked or to the project."""
    base = world.base
    examples = {f"{p.id}/{n}": (p, e) for p in base.programmes.values() for n, e in enumerate(p.examples)}
    asked = {str(i) for i in turn.values("programme")} & set(base.programmes)
    if not asked and not turn.entities:
        asked = _proposed_and_kin(state, world)
    if asked:
        examples = {i: x for i, x in examples.items() if x[0].id in asked} or examples
    index = TextIndex(
        {
            i: f"{p.name} {e.title} {e.lead or ''} {e.partners or ''} {e.note or ''} {' '.join(p.keywords)}"
            for i, (p, e) in examples.items()
        }
    )
    ids = search(index, f"{turn.text} {state.project_text}", most=_MOST_EXAMPLES) or list(examples)[:_MOST_EXAMPLES]
    if not ids:
        return [tell("La base n'a pas encore d'exemple de projet financé pour cela.")]
    custom: messages.Examples = {
        "type": "examples",
        "title": "Des projets qui ont été financés",
        "items": [records.example(*examples[i], world) for i in ids],
    }
    return [tell(present.joined(_example(*examples[i], world) for i in ids), custom=custom)]


def _proposed_and_kin(state: State, world: World) -> set[str]:
    """Ids of the programmes proposed, of those that they replaced and of those that they belong to."""
    proposed = [world.base.programmes[i] for i in state.memory.recommended if i in world.base.programmes]
    return {i for p in proposed for i in (p.id, *kin_ids(p))}


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
