"""What messages are made of: records as the rich content gives them.

Every field is always there: ``None`` or an empty list where nothing is known. Days are ISO strings, amounts euros,
rates percentages, ``page`` the path of a public page, ``payload`` what a button sends; ``*_label``, ``text`` and
``title`` are French.
"""

from typing import Literal, TypedDict


class Source(TypedDict):
    """Where it was read: ``name`` of the site or document; ``dated``, the source's own date."""

    name: str
    url: str | None
    dated: str | None


class Checked(TypedDict):
    """What stands behind a record."""

    sources: list[Source]
    checked: str
    checked_label: str


class Point(TypedDict):
    """One criterion of a programme, as a sentence for the holder."""

    criterion: str
    text: str


class Deadline(TypedDict):
    """``date``: the closing; where not ``certain``, the first day to be ready for, and only ``label`` may be shown."""

    date: str
    label: str
    certain: bool


class Estimate(TypedDict):
    """What would be given on the project's budget, at ``least`` and at most; ``remainder`` is to be found elsewhere."""

    text: str
    grant: float | None
    least: float | None
    remainder: float | None


class ProgrammeLink(TypedDict):
    """A programme that is named; ``status`` is ``None`` where it did not exist on the day of the answer."""

    programme: str
    name: str
    period: str
    status: str | None
    status_label: str
    page: str
    payload: str


class TermLink(TypedDict):
    """A word of the glossary that is named."""

    term: str
    title: str
    page: str
    payload: str


class OrganisationLink(TypedDict):
    """A body that is named."""

    id: str
    name: str
    page: str
    payload: str


class Organisation(OrganisationLink, Checked):
    """A body; ``reason``: why call it, where that is the matter. One that is no more has no contact: its ``successor``.

    ``phone`` is written as it is dialled in France.
    """

    role: str
    status: str
    reason: str | None
    phone: str | None
    email: str | None
    url: str | None
    address: str | None
    city: str | None
    successor: OrganisationLink | None


class Card(ProgrammeLink, Checked):
    """What is told of a programme wherever it is shown."""

    acronym: str | None
    summary: str
    status_text: str
    deadline: Deadline | None
    rate_max: float | None
    money: list[str]
    organisations: list[Organisation]
    steps: list[str]
    replaces: list[ProgrammeLink]
    url: str | None


class Recommendation(Card):
    """A programme for the project: what speaks for it, against it, and what is left to check."""

    rank: int
    reasons: list[Point]
    reservations: list[Point]
    checks: list[Point]
    estimate: Estimate | None
    succession: str | None


class Ended(ProgrammeLink):
    """A programme that is over and would have fitted; ``text`` says so."""

    text: str
    successors: list[ProgrammeLink]


class Grant(TypedDict):
    """A grant of the plan: ``amount`` counted and ``at_most`` hoped for, in whole euros."""

    programme: str
    name: str
    page: str
    amount: int
    at_most: int
    because: str
    status: str
    status_text: str
    payment: str | None
    payment_note: str | None
    cumulation_note: str | None


RowKind = Literal["grant", "own_share", "to_find"]


class Row(TypedDict):
    """A line of the plan's table; the ``amount``s add up to the budget."""

    kind: RowKind
    name: str
    amount: int
    note: str
    page: str | None


class Plan(TypedDict):
    """A co-financing plan, in whole euros; ``leads`` might pay too, no record tells how much."""

    budget: int
    rows: list[Row]
    lines: list[Grant]
    own_share: int
    own_share_min: int
    to_find: int
    paid_afterwards: int
    leads: list[ProgrammeLink]
    warnings: list[str]
    notes: list[str]


class Line(TypedDict):
    """A line of the recap; ``payload`` begins to change it, ``None`` where it only follows from another line."""

    slot: str | None
    label: str | None
    value: str | None
    text: str
    payload: str | None


class Listed(ProgrammeLink):
    """A programme of a list."""

    summary: str
    deadline: Deadline | None


class Change(TypedDict):
    """What one law changed."""

    term: TermLink
    date: str
    text: str
    url: str


class Side(TypedDict):
    """One of the words that are told apart, with what is its own."""

    id: str
    name: str
    text: str
    page: str


class Lesson(Checked):
    """What experience teaches."""

    lesson: str
    title: str
    text: str


class Example(TypedDict):
    """A project that was really funded."""

    title: str
    lead: str | None
    partners: str | None
    grant: float | None
    year: int | None
    note: str | None
    programme: ProgrammeLink
    source: str | None
    checked: str
    checked_label: str


class Terms(Checked):
    """What one programme pays, in ``sentences``, and on the project's budget (``estimate``)."""

    programme: ProgrammeLink
    status_text: str
    sentences: list[str]
    estimate: Estimate | None


RequestState = Literal[
    "consent", "name", "email", "message", "confirm", "sent", "leaving", "waiting", "refused", "none"
]  # fmt: skip
"""Of a request to an adviser: the step that is asked, or what became of it."""


class Axis(TypedDict):
    """A point of the readiness profile: ``level`` of ``levels`` marks."""

    lesson: str
    title: str
    answer: str
    label: str
    level: int
