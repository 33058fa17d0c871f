"""Who follows whom: the programmes that replaced another or were replaced, by section, strand and period."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from graphlib import TopologicalSorter

from assistant.programmes.base import Base
from assistant.programmes.records import Programme
from assistant.programmes.status import exists_from, status_on

PERIODS = ("2000-2006", "2007-2013", "2014-2020", "2021-2027", "2028-2034")
"""The European Union's programming periods: a column each. A programme stands in that in which it began."""
_STARTS = [int(period[:4]) for period in PERIODS]


@dataclass(frozen=True)
class Strand:
    """Programmes of one kind, drawn as one band: the first of its section that ``holds`` takes the programme."""

    title: str
    holds: Callable[[Programme], bool]


def _of_family(*families: str) -> Callable[[Programme], bool]:
    return lambda programme: programme.family in families


def _only(framework: str) -> Callable[[Programme], bool]:
    return lambda programme: programme.frameworks == (framework,)


def _whole_interreg(programme: Programme) -> bool:
    return {"cross_border", "transnational", "interregional"} <= set(programme.frameworks)


def _for_youth(programme: Programme) -> bool:
    return programme.themes[:1] == ("youth",)


def _any(programme: Programme) -> bool:
    return True


# id of the section, its title, the families of programmes that it shows, its strands from top to bottom.
_SECTIONS: tuple[tuple[str, str, tuple[str, ...], tuple[Strand, ...]], ...] = (
    ("interreg", "Coopération territoriale européenne (Interreg)", ("territorial_cooperation",), (
        Strand("Interreg dans son ensemble", _whole_interreg),
        Strand("Coopération transfrontalière", _only("cross_border")),
        Strand("Coopération transnationale", _only("transnational")),
        Strand("Coopération interrégionale et réseaux de villes", _any),
    )),
    ("cohesion-rural", "Cohésion des régions et développement rural", ("cohesion", "rural"), (
        Strand("FEDER, FSE et cohésion", _of_family("cohesion")),
        Strand("Développement rural et LEADER", _any),
    )),
    ("education-jeunesse", "Éducation, formation et jeunesse", ("education_youth",), (
        Strand("Jeunesse et solidarité", _for_youth),
        Strand("Éducation, formation et sport", _any),
    )),
    ("citoyens-culture", "Jumelages, citoyenneté et culture", ("citizens", "culture"), (
        Strand("Jumelages et citoyenneté", _of_family("citizens")),
        Strand("Culture", _any),
    )),
    ("environnement-recherche", "Environnement et recherche", ("environment", "research"), (
        Strand("Environnement", _of_family("environment")),
        Strand("Recherche et innovation", _any),
    )),
    ("action-exterieure", "Action extérieure de l'Union et humanitaire", ("external_aid", "humanitarian"), (
        Strand("Développement et voisinage", _of_family("external_aid")),
        Strand("Aide humanitaire", _any),
    )),
    ("etat-regions", "État, Région et collectivités", ("national_decentralised", "regional"), (
        Strand("Coopération décentralisée : État et ses partenaires", _of_family("national_decentralised")),
        Strand("Région Auvergne-Rhône-Alpes et collectivités", _any),
    )),
    ("autres", "Autres programmes", (), (Strand("Autres programmes", _any),)),
)  # fmt: skip


@dataclass(frozen=True)
class Kin:
    """A programme of the tree: its column (index in ``PERIODS``), its strand (index in the section), its status."""

    programme: Programme
    column: int
    strand: int
    status: str


@dataclass(frozen=True)
class Section:
    """One picture as of ``day``: programmes by column, and ``(before, after)`` ids along ``succeeds``."""

    id: str
    title: str
    strands: tuple[str, ...]
    kin: tuple[Kin, ...]
    links: tuple[tuple[str, str], ...]
    day: date

    @cached_property
    def before(self) -> dict[str, list[str]]:
        """What each programme replaced."""
        return _grouped((after, before) for before, after in self.links)

    @cached_property
    def after(self) -> dict[str, list[str]]:
        """What replaced each programme."""
        return _grouped(self.links)


def family_tree(base: Base, day: date) -> tuple[Section, ...]:
    """The sections that have programmes, statuses on ``day``; a programme that no link touches is in none."""
    alive = {p.id: status for p in base.programmes.values() if (status := status_on(p, day))}
    links = [(b, a) for a in alive for b in base.programmes[a].succeeds if b in alive]
    columns = _columns(base.programmes, links)
    drawn: dict[str, list[str]] = {}
    for relatives in _families(links):
        drawn.setdefault(_section_of([base.programmes[i] for i in relatives]), []).extend(relatives)
    sections = []
    for identifier, title, _, strands in _SECTIONS:
        members = sorted(drawn.get(identifier, ()), key=lambda i: columns[i])
        if members:
            kin = tuple(
                Kin(base.programmes[i], columns[i], _strand(strands, base.programmes[i]), alive[i]) for i in members
            )
            own = tuple(link for link in links if link[0] in set(members))
            sections.append(Section(identifier, title, tuple(strand.title for strand in strands), kin, own, day))
    return tuple(sections)


def _columns(programmes: Mapping[str, Programme], links: Iterable[tuple[str, str]]) -> dict[str, int]:
    """Column of each linked programme; none stands before what it replaced."""
    before: dict[str, set[str]] = {}
    for earlier, later in links:
        before.setdefault(earlier, set())
        before.setdefault(later, set()).add(earlier)
    columns: dict[str, int] = {}
    for identifier in TopologicalSorter(before).static_order():
        programme = programmes[identifier]
        year = int((programme.period if programme.period[:4].isdigit() else exists_from(programme))[:4])
        own = sum(start <= year for start in _STARTS[1:])
        columns[identifier] = max([own, *(columns[earlier] for earlier in before[identifier])])
    return columns


def _families(links: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Programmes that links join, directly or not, each family in the order in which the links name its members."""
    family: dict[str, list[str]] = {}
    for before, after in links:
        first, second = family.setdefault(before, [before]), family.setdefault(after, [after])
        if first is not second:
            first += second
            family.update(dict.fromkeys(second, first))
    return list({id(members): members for members in family.values()}.values())


def _section_of(relatives: Iterable[Programme]) -> str:
    """The section that has the most of these programmes: what is joined is drawn together."""
    counts = dict.fromkeys((identifier for identifier, *_ in _SECTIONS), 0)
    for programme in relatives:
        own = (identifier for identifier, _, families, _ in _SECTIONS if programme.family in families)
        counts[next(own, _SECTIONS[-1][0])] += 1
    return max(counts, key=lambda identifier: counts[identifier])


def _strand(strands: Iterable[Strand], programme: Programme) -> int:
    return next(n for n, strand in enumerate(strands) if strand.holds(programme))


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return groups
