"""The rich content of a message, one class a ``type``; ``docs/messages.md`` tells it to who draws it."""

from typing import Literal, TypedDict

from assistant.dialogue.rich.parts import (
    Axis,
    Card,
    Change,
    Checked,
    Ended,
    Example,
    Lesson,
    Line,
    Listed,
    Organisation,
    Plan,
    Point,
    ProgrammeLink,
    Recommendation,
    RequestState,
    Side,
    TermLink,
    Terms,
)


class Recommendations(TypedDict):
    """The programmes for the project; where none fits, ``missing`` says what would help."""

    type: Literal["recommendations"]
    title: str
    as_of: str
    items: list[Recommendation]
    missing: list[str]


class EndedProgrammes(TypedDict):
    """What is over and what replaces it; ``upcoming`` are proposals for 2028-2034, which nobody has adopted."""

    type: Literal["ended"]
    title: str
    as_of: str
    items: list[Ended]
    upcoming: list[ProgrammeLink]


class Organisations(TypedDict):
    """Bodies, the first to call first. ``questions`` to ask and ``papers`` to have at hand go with ``about``."""

    type: Literal["organisations"]
    title: str | None
    items: list[Organisation]
    about: ProgrammeLink | None
    questions: list[str]
    papers: list[str]


class Financing(Plan):
    """A first co-financing plan, an estimate."""

    type: Literal["financing"]
    title: str


class Recap(TypedDict):
    """What was said (``told``) and what was understood from it; ``lines`` are both."""

    type: Literal["recap"]
    title: str
    told: list[Line]
    understood: list[Line]
    lines: list[Line]
    confirm: str


class Definition(Checked):
    """A word of the glossary; ``replaced_by`` where it is no more ``in_force``."""

    type: Literal["definition"]
    term: str
    title: str
    expansion: str | None
    text: str
    in_force: bool | None
    replaced_by: TermLink | None
    programme: ProgrammeLink | None
    see: list[TermLink]
    page: str


class Programme(Card):
    """One programme; ``successors`` where it is over, ``parts`` where it is a family."""

    type: Literal["programme"]
    title: str
    as_of: str
    holders_label: str | None
    note: str | None
    conditions: list[str]
    successors: list[ProgrammeLink]
    parts: list[ProgrammeLink]


class Programmes(TypedDict):
    """The programmes of a request."""

    type: Literal["programmes"]
    title: str
    as_of: str
    items: list[Listed]
    page: str


class Succession(Checked):
    """What a programme replaced and what replaced it; ``notes`` are other sentences on it."""

    type: Literal["succession"]
    title: str
    as_of: str
    programme: ProgrammeLink
    text: str
    before: list[ProgrammeLink]
    after: list[ProgrammeLink]
    living: list[ProgrammeLink]
    notes: list[str]
    page: str


class Law(Checked):
    """What the law says today, and the steps that made it so."""

    type: Literal["law"]
    title: str
    text: str
    changes: list[Change]


class Differences(TypedDict):
    """Words side by side; ``besides``: what links them."""

    type: Literal["differences"]
    title: str
    items: list[Side]
    besides: str | None


class Why(Checked):
    """Why a programme is not proposed: ``against`` it, what is left to check, what would have to change.

    ``place``: its rank among those that fit; ``ahead``: what the first has more.
    """

    type: Literal["why"]
    title: str
    as_of: str
    programme: ProgrammeLink
    text: str
    place: int | None
    against: list[Point]
    checks: list[Point]
    changes: list[str]
    ahead: str | None
    instead: list[ProgrammeLink]


class Steps(Checked):
    """How to apply to a programme."""

    type: Literal["steps"]
    title: str
    as_of: str
    programme: ProgrammeLink
    status_text: str
    steps: list[str]
    conditions: list[str]
    organisations: list[Organisation]
    url: str | None


class Advice(TypedDict):
    """Lessons, the first to read first; ``further``: titles of others."""

    type: Literal["advice"]
    title: str | None
    items: list[Lesson]
    further: list[str]


class Examples(TypedDict):
    """Funded projects, the closest first."""

    type: Literal["examples"]
    title: str
    items: list[Example]


class Money(TypedDict):
    """What programmes pay, how and when."""

    type: Literal["money"]
    title: str
    items: list[Terms]


class Readiness(TypedDict):
    """The profile: ``held`` points of ``total``; ``svg`` is the same as a picture that stands alone."""

    type: Literal["readiness"]
    title: str
    held: int
    total: int
    levels: int
    items: list[Axis]
    svg: str


class Sheet(TypedDict):
    """The sheet to print and its calendar, until they expire; ``expires`` with its time."""

    type: Literal["sheet"]
    title: str
    pdf: str
    ics: str | None
    expires: str
    expires_label: str


class Request(TypedDict):
    """Where a request to an adviser stands: the step that is asked, or what became of it.

    Neither the name nor the message that were typed; the ``email`` without its name.
    """

    type: Literal["request"]
    title: str
    state: RequestState
    label: str
    recipient: str | None
    email: str | None


Custom = (
    Recommendations | EndedProgrammes | Organisations | Financing | Recap | Definition | Programme | Programmes
    | Succession | Law | Differences | Why | Steps | Advice | Examples | Money | Readiness | Sheet | Request
)  # fmt: skip
