"""The records of the base as immutable values, one class a kind.

Attributes bear the keys of data/programmes/SCHEMA.md. A value that no source gives is ``None`` or an empty tuple;
dates are the ISO strings of the records (``"2026-11-23"``, ``"2026-11"`` or ``"2026"``), amounts are euros,
rates percentages of eligible cost, durations months.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Source:
    """Where a fact was read: a page (``url``) or a named document, what it says, and its own date."""

    seen: str | None = None
    url: str | None = None
    document: str | None = None
    dated: str | None = None


@dataclass(frozen=True)
class Call:
    """One call for projects. ``restricted``: a second stage that takes no new entrant."""

    name: str
    opens: str | None = None
    closes: str | None = None
    rolling: bool = False
    restricted: bool = False
    note: str | None = None
    source: str | None = None


@dataclass(frozen=True)
class NextCall:
    """When the next call is expected, and what makes us say so."""

    when: str
    basis: str | None = None
    source: str | None = None


@dataclass(frozen=True)
class Partnership:
    min_partners: int | None = None
    min_countries: int | None = None
    note: str | None = None


@dataclass(frozen=True)
class Example:
    """A project that was really funded."""

    title: str
    lead: str | None = None
    partners: str | None = None
    grant: float | None = None
    year: int | None = None
    note: str | None = None
    source: str | None = None


@dataclass(frozen=True)
class Rate:
    """A rate of a programme that has several, and for whom it is.

    ``holders`` to ``budget_max`` are what a project can be compared with: an empty one, or ``None``, asks nothing.
    ``when`` says the case in words; alone, only the programme can tell whether a project is of that case.
    """

    rate: float
    when: str | None = None
    holders: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    territories: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    budget_min: float | None = None
    budget_max: float | None = None
    grant_min: float | None = None
    grant_max: float | None = None
    note: str | None = None
    source: str | None = None


@dataclass(frozen=True)
class Payment:
    """How the money comes: ``when`` is ``advance``, ``reimbursement`` or ``mixed``.

    ``lump_sum``: a flat amount, whatever was spent; ``amounts``: the only ones that there are, where they are fixed.
    """

    when: str | None = None
    lump_sum: bool | None = None
    amounts: tuple[float, ...] = ()
    note: str | None = None
    source: str | None = None


@dataclass(frozen=True)
class Cumulation:
    """What other money may stand beside the grant, for the same costs.

    ``allowed``: whether any may; ``without``: the kinds of money that may not (``union``, ``state``, ``public``);
    ``own_share_min``: the least that the holder brings itself, ``public_max``: the most that public money may make
    together, both percentages of the project's cost.
    """

    allowed: bool | None = None
    without: tuple[str, ...] = ()
    own_share_min: float | None = None
    public_max: float | None = None
    note: str | None = None
    source: str | None = None


@dataclass(frozen=True)
class Programme:
    id: str
    name: str
    period: str
    status: str
    family: str
    summary: str
    checked: str
    confidence: str
    acronym: str | None = None
    aliases: tuple[str, ...] = ()
    start: str | None = None
    end: str | None = None
    applications_until: str | None = None
    last_call_closed: str | None = None
    next_call: NextCall | None = None
    succeeds: tuple[str, ...] = ()
    succeeded_by_note: str | None = None
    part_of: str | None = None
    funds: tuple[str, ...] = ()
    funder: str | None = None
    managed_by: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    frameworks: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    sole_themes: tuple[str, ...] = ()
    public: str | None = None
    keywords: tuple[str, ...] = ()
    holders: tuple[str, ...] = ()
    lead_holders: tuple[str, ...] = ()
    role_of_holder: str | None = None
    territories: tuple[str, ...] = ()
    territories_excluded: tuple[str, ...] = ()
    partner_countries: tuple[str, ...] = ()
    partner_countries_excluded: tuple[str, ...] = ()
    countries_excluded_since: str | None = None
    partnership: Partnership | None = None
    rate_max: float | None = None
    rate_note: str | None = None
    grant_min: float | None = None
    grant_max: float | None = None
    grant_note: str | None = None
    rates: tuple[Rate, ...] = ()
    payment: Payment | None = None
    cumulation: Cumulation | None = None
    budget_total: float | None = None
    budget_note: str | None = None
    duration_months_min: int | None = None
    duration_months_max: int | None = None
    form: str | None = None
    priorities: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    calls: tuple[Call, ...] = ()
    note: str | None = None
    url: str | None = None
    examples: tuple[Example, ...] = ()
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True)
class Organisation:
    id: str
    name: str
    kind: str
    role: str
    status: str
    confidence: str
    checked: str
    acronym: str | None = None
    aliases: tuple[str, ...] = ()
    helps_with: tuple[str, ...] = ()
    territories: tuple[str, ...] = ()
    city: str | None = None
    address: str | None = None
    phone: str | None = None
    email: str | None = None
    url: str | None = None
    successor: str | None = None
    since: str | None = None
    until: str | None = None
    note: str | None = None
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True)
class Term:
    id: str
    term: str
    kind: str
    definition: str
    checked: str
    expansion: str | None = None
    aliases: tuple[str, ...] = ()
    in_force: bool | None = None
    replaced_by: str | None = None
    date: str | None = None
    see: tuple[str, ...] = ()
    organisation: str | None = None
    programme: str | None = None
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True)
class Lesson:
    """What experience teaches.

    ``question`` is what the self-assessment asks about it; the answer also tells of the lessons ``asked_with`` it.
    """

    id: str
    kind: str
    title: str
    advice: str
    checked: str
    question: str | None = None
    asked_with: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True)
class Mapping:
    """A line of the 2008 table «Les changements»: programmes of 2000-2006 and what took them over."""

    id: str
    from_label: str
    to_label: str
    from_: tuple[str, ...]
    to: str
    sentence: str
    checked: str
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True)
class Fact:
    """A fact of the 2008 presentation, with how it compares to other sources."""

    id: str
    topic: str
    sentence: str
    when: str
    where: str
    checked: str
    amount: float | None = None
    unit: str | None = None
    comment: str | None = None
    see_programmes: tuple[str, ...] = ()
    see_organisations: tuple[str, ...] = ()
    see_terms: tuple[str, ...] = ()
    see_lessons: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
