"""Support bodies, nearest and most useful first."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from assistant.errors import InputError
from assistant.matching import countries
from assistant.matching.eligibility import judge_countries, judge_territory
from assistant.matching.facts import ProjectFacts
from assistant.matching.memory import PerBase
from assistant.matching.needs import PUBLIC_HOLDERS, is_emergency, likely_framework
from assistant.matching.perimeters import local_bodies, out_of_reach
from assistant.matching.relevance import judge_framework
from assistant.matching.sought import reaching
from assistant.matching.territories import departements_of, territory_list
from assistant.matching.words import enumerate_fr, labels
from assistant.programmes.base import Base
from assistant.programmes.records import Organisation, Programme
from assistant.programmes.status import LIVING, last_day, status_on
from assistant.vocabulary import FRAMEWORKS, GOALS, HELPS, THEMES

ADVISING = ("advice", "project_design", "partner_search", "training")
# What a body is judged on; a regional hub that helps with everything is the door to knock on first.
_NEAR, _BREADTH, _GOAL, _FRAMEWORK, _THEMES, _HUB = 0.35, 0.25, 0.15, 0.10, 0.20, 0.25
# Marks on the subject when the themes of the body, or of the project, are not known, and when they differ.
_UNSPECIALISED, _SPECIALISED, _OTHER_SPECIALITY = 0.4, 0.2, -0.8
_LEAST = 0.35
_SECRETARIATS, _OWN_PROGRAMME = ("managing_authority", "joint_secretariat"), 0.15
_DISAGREEMENT = -0.2
_NEXT_DOOR = 0.9  # nearness of a body of the holder's own région
_LARGEST_REGION = 13  # départements
_FIRMS = frozenset({"entreprise", "cooperative"})
_FOR_ALL = frozenset({"funding", "citizenship"})
_LOCAL_DOORS = ("region", "resource_centre")


@dataclass(frozen=True)
class Support:
    """A living body to call, and why in one French sentence."""

    organisation: Organisation
    reason: str


def is_living(organisation: Organisation, day: str) -> bool:
    """Whether the body was at work on that ISO day: born, and active or not yet ended."""
    if (organisation.since or "") > day:
        return False
    if organisation.status == "active":
        return True
    return organisation.until is not None and last_day(organisation.until) >= day


def support_for(facts: ProjectFacts, base: Base, need: str | None = None, top: int = 3) -> tuple[Support, ...]:
    """At most ``top`` living bodies, best first; ``need`` is one of ``assistant.vocabulary.HELPS``.

    Without a need, bodies that only give money are left out. Raises ``InputError`` on an unknown need.
    """
    if need is not None and need not in HELPS:
        raise InputError(f"Besoin inconnu : « {need} » ; attendu : {', '.join(HELPS)}.")
    day = facts.as_of.isoformat()
    scored = []
    for organisation in base.organisations.values():
        if not is_living(organisation, day) or _still_to_take_over(organisation, facts.territory, day, base):
            continue
        score = _score(organisation, facts, need)
        if score and organisation.kind in _SECRETARIATS:
            score += _OWN_PROGRAMME
        if score >= _LEAST:
            scored.append((-score, -len(organisation.helps_with), organisation.name, organisation))
    best = (entry[-1] for entry in sorted(scored, key=lambda entry: entry[:3]))
    # What a body runs is looked up only for those that would be named.
    chosen = (one for one in best if one.kind not in _SECRETARIATS or _runs_for(one, facts, base))
    return tuple(Support(organisation, _reason(organisation, facts)) for organisation in islice(chosen, top))


def _still_to_take_over(organisation: Organisation, territory: str | None, day: str, base: Base) -> bool:
    """Whether the holder's territory was still, that day, the business of a body that it succeeded later."""
    return territory is not None and any(
        is_living(before, day) and nearness(before, territory) > 0
        for before in _TAKEN_OVER.of(base).get(organisation.id, ())
    )


def _taken_over(base: Base) -> dict[str, list[Organisation]]:
    """Bodies at work no more, by the one that took them over."""
    found: dict[str, list[Organisation]] = {}
    for organisation in base.organisations.values():
        if organisation.successor and organisation.status != "active":
            found.setdefault(organisation.successor, []).append(organisation)
    return found


_TAKEN_OVER: PerBase[dict[str, list[Organisation]]] = PerBase(_taken_over)


def nearness(organisation: Organisation, territory: str | None) -> float:
    """From 0 (elsewhere) to 1 (one's own département); a body of an unknown or wider area in between."""
    opened = organisation.territories
    if not opened:
        return 0.3
    mine, covered = departements_of((territory or "",)), departements_of(opened)
    if territory and mine & covered:
        if not mine <= covered:
            return 0.7
        return 1.0 if len(covered) <= 6 else 0.9 if len(covered) <= _LARGEST_REGION else 0.75
    if "FR" in opened:
        return 0.55
    if {"UE27", "MONDE"} & set(opened):
        return 0.25
    return 0.35 if territory is None else 0.0


def _score(organisation: Organisation, facts: ProjectFacts, need: str | None) -> float:
    helps = set(organisation.helps_with)
    near = nearness(organisation, facts.territory)
    advising = helps & set(ADVISING)
    if not near or (need is not None and need not in helps) or (need is None and not advising):
        return 0.0
    own_themes, own_goals, own_frameworks = helps & THEMES.keys(), helps & GOALS.keys(), helps & FRAMEWORKS.keys()
    wanted = set(facts.themes) | ({"emergency"} if is_emergency(facts) else set())
    themes = _UNSPECIALISED if not own_themes else _SPECIALISED
    if own_themes and wanted:
        shared = len(own_themes & wanted)
        themes = 0.6 + 0.4 * shared / len(wanted) if shared else _OTHER_SPECIALITY
    score = _NEAR * near + _BREADTH * (1.0 if need == "funding" else len(advising) / len(ADVISING)) + _THEMES * themes
    score += _GOAL * _agreement(facts.goal, own_goals) + _FRAMEWORK * _agreement(
        likely_framework(facts), own_frameworks
    )
    if need != "funding" and near >= 0.9 and not own_themes and advising == set(ADVISING):
        score += _HUB
    if "decentralised" in helps and facts.holder_type is not None:
        score += _FRAMEWORK / 2 if facts.holder_type in PUBLIC_HOLDERS else -_FRAMEWORK
    return score


def _runs_for(organisation: Organisation, facts: ProjectFacts, base: Base) -> bool:
    """Whether it runs a living programme that may help: a programme's secretariat helps its own public, nobody else."""
    if facts.framework is None or not facts.partner_countries:
        return False
    judges = (judge_countries, judge_territory, judge_framework)
    return any(
        status_on(programme, facts.as_of) in LIVING
        and not any(judge(facts, programme, base).excludes for judge in judges)
        for programme in base.managed_by(organisation.id, reaching(facts))
    )


def _agreement(fact: str | None, own: set[str]) -> float:
    if fact is None:
        return 0.4
    return 1.0 if fact in own else _DISAGREEMENT if own else 0.0


def _reason(organisation: Organisation, facts: ProjectFacts) -> str:
    near = nearness(organisation, facts.territory)
    if near >= _NEXT_DOOR:
        where = f"Près de vous ({territory_list(organisation.territories)})"
    elif facts.territory is None and near == 0.35:
        where = f"Pour les porteurs de : {territory_list(organisation.territories)}"
    else:
        where = "À l'échelle européenne ou mondiale" if near == 0.25 else "À l'échelle nationale"
    helps = set(organisation.helps_with)
    parts = [where]
    services = [label for code, label in HELPS.items() if code in helps]
    if services:
        parts.append(f"aide pour : {enumerate_fr(services)}")
    known = [theme for theme in facts.themes if theme in helps]
    if known:
        parts.append(f"connaît votre sujet : {labels(known, THEMES)}")
    elif facts.goal in helps:
        parts.append(f"connaît : {GOALS[facts.goal or '']}")
    return f"{' ; '.join(parts)}."


def first_doors(facts: ProjectFacts, programme: Programme | None, base: Base, most: int = 3) -> tuple[Support, ...]:
    """Whom to call first: the generalist next door, those who help with the first ``programme``, then the others.

    A body far away that knows neither the programme nor the subject gives way to those who do.
    """
    general = support_for(facts, base, top=most)
    if programme is None:
        return (*general[:1], *_local_doors(facts, base, general[:1]), *general[1:])[:most]
    near = [one for one in general[:1] if nearness(one.organisation, facts.territory) >= _NEXT_DOOR]
    own = [
        Support(body, f"{_reason(body, facts)[:-1]} ; pour « {programme.name} ».")
        for body in contacts(programme, facts, base)
    ]
    doors: dict[str, Support] = {}
    for support in (*near, *own, *general):
        doors.setdefault(support.organisation.id, support)
    return tuple(doors.values())[:most]


def _local_doors(facts: ProjectFacts, base: Base, named: tuple[Support, ...]) -> tuple[Support, ...]:
    """For a firm, or a project at home, that no programme helps: the holder's own region and its Europe information."""
    alone = bool(facts.partner_countries) and set(facts.partner_countries) <= {countries.HOME}
    if facts.territory is None or not (facts.holder_type in _FIRMS or alone or _tells_no_partner(facts)):
        return ()
    day, known = facts.as_of.isoformat(), {support.organisation.id for support in named}
    near = [
        one
        for one in base.organisations.values()
        if one.kind in _LOCAL_DOORS and one.id not in known and is_living(one, day) and "advice" in one.helps_with
        and nearness(one, facts.territory) >= _NEXT_DOOR
    ]  # fmt: skip
    # Who pays, and who informs every citizen, before who serves one public or one subject.
    near.sort(key=lambda one: (not _FOR_ALL & set(one.helps_with), -nearness(one, facts.territory), one.name))
    first = {kind: next((one for one in near if one.kind == kind), None) for kind in _LOCAL_DOORS}
    return tuple(Support(one, _reason(one, facts)) for one in first.values() if one is not None)


def _tells_no_partner(facts: ProjectFacts) -> bool:
    return not facts.partner_countries and bool(facts.text)


def contacts(programme: Programme, facts: ProjectFacts, base: Base, most: int = 3) -> tuple[Organisation, ...]:
    """Living bodies to call about a programme: helpers to apply, nearest first, then who runs it, else who pays."""
    helpers = _resolved(_within_reach(programme.support, programme, facts, base), base, facts)
    helpers.sort(key=lambda organisation: -nearness(organisation, facts.territory))
    running = _resolved(_within_reach(programme.managed_by, programme, facts, base), base, facts)
    unique = {organisation.id: organisation for organisation in (*helpers, *running) or _payer(programme, base, facts)}
    return tuple(unique.values())[:most]


def managers(programme: Programme, facts: ProjectFacts, base: Base) -> tuple[Organisation, ...]:
    """The living bodies that run a programme, else who pays."""
    running = _resolved(_within_reach(programme.managed_by, programme, facts, base), base, facts)
    return tuple(running or _payer(programme, base, facts))


def _within_reach(identifiers: Iterable[str], programme: Programme, facts: ProjectFacts, base: Base) -> list[str]:
    """The bodies of a programme, the local ones first, without those that only serve other places."""
    elsewhere, local = out_of_reach(programme, facts, base), local_bodies(programme)
    reached = (identifier for identifier in identifiers if identifier not in elsewhere)
    return sorted(reached, key=lambda identifier: identifier not in local)


def _payer(programme: Programme, base: Base, facts: ProjectFacts) -> list[Organisation]:
    return _resolved((programme.funder,), base, facts) if programme.funder else []


def _resolved(identifiers: Iterable[str], base: Base, facts: ProjectFacts) -> list[Organisation]:
    """The bodies as they were on the day; one that had ended gives way to what it became."""
    day = facts.as_of.isoformat()
    found = []
    for identifier in identifiers:
        own = base.organisations.get(identifier)
        found.append(own if own is not None and is_living(own, day) else base.active_successor(identifier))
    return [organisation for organisation in found if organisation is not None and is_living(organisation, day)]
