"""All that the page of one programme shows, out of its record and of those around it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from assistant.dialogue.pages import organisation_page, programme_page
from assistant.dialogue.present import money_sentences, status_sentence
from assistant.dialogue.world import World
from assistant.french import months
from assistant.matching import countries
from assistant.matching.deadlines import Deadline, deadline
from assistant.matching.eligibility import judge_holder
from assistant.matching.facts import ProjectFacts
from assistant.matching.grants import estimate
from assistant.matching.perimeters import partly
from assistant.matching.succession import replaced_sentence
from assistant.matching.territories import territory_name
from assistant.matching.timing import standing
from assistant.matching.words import enumerate_fr, number
from assistant.programmes.cards import open_territories
from assistant.programmes.records import Call, Organisation, Programme
from assistant.programmes.status import LIVING
from assistant.vocabulary import FAMILIES, FRAMEWORKS, GOALS, HOLDERS, THEMES
from assistant.web.pages.france_map import Area, FranceMap, areas, covered, france_map
from assistant.web.pages.timeline import Timeline, call_state, state_in_words, timeline

PERIODS = {"permanent": "permanent", "annual": "chaque année"}
NOT_YET = "pas encore commencé"
CONFIDENCE = {
    "high": "élevée : la page officielle de la période en cours a été lue",
    "medium": "moyenne : les sources sont partielles ou diffèrent sur un point",
    "low": "faible : à vérifier avant toute démarche",
}
_DESCRIPTION = 155  # characters of a description that search engines show


@dataclass(frozen=True)
class Link:
    """A programme that is named, with where it stands."""

    id: str
    name: str
    path: str
    period: str
    status: str
    standing: str


@dataclass(frozen=True)
class Step:
    """A moment of the chain: what came before (``distance`` below 0), the programme, what follows."""

    distance: int
    programmes: tuple[Link, ...]


@dataclass(frozen=True)
class Row:
    """A call in the table: its record, its state as a code (``None`` where its dates do not tell) and in words."""

    call: Call
    state: str | None
    words: str


@dataclass(frozen=True)
class People:
    """Bodies in one role; each with its page."""

    role: str
    bodies: tuple[tuple[Organisation, str], ...]


@dataclass(frozen=True)
class Sheet:
    """The page. Sentences are French; what nobody knows is ``None`` or empty.

    ``tense``: how to speak of it, ``past``, ``present`` or, while it is only proposed, ``conditional``.
    """

    title: str
    description: str
    status: str
    standing: str
    status_text: str
    deadline: Deadline | None
    over: bool
    tense: str
    successors: tuple[Link, ...]
    family: str
    goals: tuple[str, ...]
    frameworks: tuple[str, ...]
    themes: tuple[str, ...]
    holders: tuple[str, ...]
    leaders: tuple[str, ...]
    holder_note: str | None
    places: tuple[Area, ...]
    everywhere: bool
    partly: tuple[tuple[str, str], ...]
    map: FranceMap | None
    countries: tuple[str, ...]
    countries_excluded: tuple[str, ...]
    partnership: str | None
    money: tuple[str, ...]
    aid: str | None
    period: str
    duration: str | None
    timeline: Timeline | None
    calls: tuple[Row, ...]
    replaced: str | None
    chain: tuple[Step, ...]
    umbrella: Link | None
    parts: tuple[Link, ...]
    people: tuple[People, ...]
    confidence: str


def sheet(programme: Programme, world: World) -> Sheet:
    """The page of the programme, on the day of the world."""
    status = world.status(programme)
    over = status == "closed"
    departements = departements_open(programme, world)
    parts = world.base.parts(programme.id)
    umbrella = world.base.programmes.get(programme.part_of or "")
    holders = named(programme.holders, HOLDERS)
    return Sheet(
        title=programme.name,
        description=_description(programme),
        status=status or "future",
        standing=standing(programme, status, world.as_of) if status else NOT_YET,
        status_text=status_sentence(programme, world),
        deadline=deadline(programme, world.as_of),
        over=over,
        tense="past" if over else "present" if status in LIVING else "conditional",
        successors=links(world.base.living_successors(programme.id, world.as_of), world) if over else (),
        family=FAMILIES[programme.family],
        goals=named(programme.goals, GOALS),
        frameworks=named(programme.frameworks, FRAMEWORKS),
        themes=named(programme.themes, THEMES),
        holders=holders,
        leaders=named(programme.lead_holders, HOLDERS),
        holder_note=_role(programme, world),
        places=areas(departements),
        everywhere=departements == covered(("FR",)),
        partly=tuple((territory_name(code), part) for code, part in partly().get(programme.id, {}).items()),
        map=france_map(departements) if departements else None,
        countries=tuple(countries.names(programme.partner_countries)),
        countries_excluded=tuple(countries.names(programme.partner_countries_excluded)),
        partnership=_partnership(programme),
        money=tuple(money_sentences(programme)),
        aid=_aid(programme, world) if not over else None,
        period=PERIODS.get(programme.period, programme.period),
        duration=_duration(programme),
        timeline=timeline(programme, world.as_of),
        calls=tuple(_rows(programme, world)),
        replaced=replaced_sentence(programme, world.base),
        chain=_chain(programme, world),
        umbrella=links([umbrella], world)[0] if umbrella else None,
        parts=links(parts, world),
        people=tuple(_people(programme, world)),
        confidence=CONFIDENCE[programme.confidence],
    )


def departements_open(programme: Programme, world: World) -> frozenset[str]:
    """Codes of the départements where its holders may be; none where that is not known."""
    opened = open_territories(programme, world.base.organisation(programme.funder))
    return covered(opened, programme.territories_excluded)


def named(codes: Iterable[str], labels: dict[str, str]) -> tuple[str, ...]:
    """The French words of codes."""
    return tuple(labels[code] for code in codes)


def links(programmes: Iterable[Programme], world: World) -> tuple[Link, ...]:
    """Programmes as they are named, with where they stand."""
    return tuple(_link(one, world) for one in programmes)


def _link(programme: Programme, world: World) -> Link:
    status = world.status(programme)
    words = standing(programme, status, world.as_of) if status else NOT_YET
    return Link(programme.id, programme.name, programme_page(programme.id), programme.period, status or "future", words)


def _description(programme: Programme) -> str:
    text = " ".join(programme.summary.split())
    return text if len(text) <= _DESCRIPTION else f"{text[:_DESCRIPTION].rsplit(' ', 1)[0]}…"


def _role(programme: Programme, world: World) -> str | None:
    """What the holder does where it does not apply itself, in the words of the matching."""
    if programme.role_of_holder is None or not programme.holders:
        return None
    return judge_holder(ProjectFacts(as_of=world.as_of, holder_type=programme.holders[0]), programme, world.base).text


def _partnership(programme: Programme) -> str | None:
    asked = programme.partnership
    if asked is None:
        return None
    least = [f"au moins {number(asked.min_partners)} partenaires"] if asked.min_partners else []
    if asked.min_countries and asked.min_countries > 1:
        least.append(f"au moins {number(asked.min_countries)} pays")
    said = f"{enumerate_fr(least)}.".capitalize() if least else ""
    return " ".join(part for part in (said, asked.note or "") if part) or None


def _aid(programme: Programme, world: World) -> str | None:
    given = estimate(ProjectFacts(as_of=world.as_of), programme)
    return given.text.removeprefix("Aide : ").removeprefix("Aide ") if given else None


def _duration(programme: Programme) -> str | None:
    least, most = programme.duration_months_min, programme.duration_months_max
    if least and most:
        return months(most) if least == most else f"de {months(least)} à {months(most)}"
    return f"{months(most)} au plus" if most else f"au moins {months(least)}" if least else None


def _rows(programme: Programme, world: World) -> Iterator[Row]:
    """The calls, newest first."""
    for call in sorted(programme.calls, key=lambda call: call.closes or call.opens or "9999", reverse=True):
        state = call_state(call, programme, world.as_of)
        yield Row(call, state, state_in_words(state))


def _chain(programme: Programme, world: World) -> tuple[Step, ...]:
    """What it replaced and what follows, a step a generation, oldest first; alone, nothing."""
    base = world.base
    before = _generations(programme, lambda one: base.predecessors(one.id))
    after = _generations(programme, lambda one: base.successors(one.id))
    if not before and not after:
        return ()
    steps = [*((-n, step) for n, step in before), (0, [programme]), *after]
    return tuple(Step(n, links(found, world)) for n, found in sorted(steps, key=lambda step: step[0]))


def _generations(
    programme: Programme, following: Callable[[Programme], Iterable[Programme]]
) -> list[tuple[int, list[Programme]]]:
    """Each programme once, at its shortest distance."""
    steps: list[tuple[int, list[Programme]]] = []
    seen, last = {programme.id}, [programme]
    while last:
        found = {one.id: one for one in chain.from_iterable(map(following, last)) if one.id not in seen}
        seen |= found.keys()
        last = list(found.values())
        if last:
            steps.append((len(steps) + 1, last))
    return steps


def _people(programme: Programme, world: World) -> Iterable[People]:
    """Who helps, who runs it and who pays: the bodies of today, each once."""
    told: set[str] = set()
    over = world.status(programme) not in (*LIVING, "proposed", None)
    roles = (
        ("Pour aider à monter le dossier", programme.support),
        ("Pour la gestion du programme", programme.managed_by),
        ("Pour le financement", (programme.funder,) if programme.funder else ()),
    )
    for role, identifiers in roles if not over else ():
        today = (world.base.active_successor(one) for one in identifiers)
        bodies = {one.id: one for one in today if one and one.id not in told}
        told |= bodies.keys()
        if bodies:
            yield People(role, tuple((one, organisation_page(one.id)) for one in bodies.values()))
