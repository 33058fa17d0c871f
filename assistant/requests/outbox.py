"""The requests as they are kept: a draft while it is typed, then waiting until the mail server takes it.

Several processes may deliver: whoever claims a request writes so in its row, on the condition that nobody else did
meanwhile, and it cannot be claimed again before ``LEASE`` is over. Were a process to die between the moment when the
mail server took the message and the one when its row says so, it would be sent again, with the same Message-ID.
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

from sqlalchemy.engine import Row
from sqlalchemy.sql import and_, delete, func, insert, select, update

from assistant.personal import conversation_of, reading, writing
from assistant.personal.models import DRAFT, REFUSED, SENT, WAITING, adviser_request
from assistant.requests.message import Request

FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=6)
"""Before the second attempt, and at most between two."""
GIVE_UP_AFTER = timedelta(days=5)
"""As long as mail servers usually try (RFC 5321, 4.5.4.1: at least four or five days)."""
LEASE = timedelta(minutes=10)
MOST_A_DAY = 3
"""Requests of one conversation in a day: advisers are not to be flooded."""
_columns = adviser_request.c


@dataclass(frozen=True)
class Draft:
    """What is typed so far; ``message`` is empty when none is wanted, ``None`` when it was not asked."""

    id: str
    name: str | None = None
    email: str | None = None
    message: str | None = None


@dataclass(frozen=True)
class Standing:
    """How a request stands. ``error``: why the last attempt failed, in French."""

    id: str
    status: str
    created_at: datetime
    email: str
    recipient: str
    place: str | None = None
    attempts: int = 0
    next_attempt_at: datetime | None = None
    sent_at: datetime | None = None
    error: str | None = None


@dataclass(frozen=True)
class Claimed:
    """A request that is ours to send; ``attempts``: how many were begun, this one included."""

    request: Request
    recipient: str
    attempts: int


def now() -> datetime:
    return datetime.now(timezone.utc)


def begin(sender: str) -> str:
    """Open a draft for a conversation; its id."""
    identifier = uuid.uuid4().hex
    with writing() as connection:
        connection.execute(
            insert(adviser_request).values(
                id=identifier, conversation=conversation_of(sender), created_at=now(), status=DRAFT
            )
        )
    return identifier


def draft(identifier: str) -> Draft | None:
    """A draft, ``None`` when it was erased or is no draft any more."""
    with reading() as connection:
        wanted = select(_columns.id, _columns.name, _columns.email, _columns.message)
        row = connection.execute(wanted.where(_is_draft(identifier))).one_or_none()
    return Draft(*row) if row else None


def write(identifier: str, **values: str | None) -> None:
    """Note ``name``, ``email`` or ``message`` in the draft."""
    with writing() as connection:
        connection.execute(update(adviser_request).where(_is_draft(identifier)).values(**values))


def forget(identifier: str) -> None:
    """Erase a draft; a request that was confirmed stays."""
    with writing() as connection:
        connection.execute(delete(adviser_request).where(_is_draft(identifier)))


def submit(
    identifier: str,
    recipient: str,
    recap: tuple[str, ...] = (),
    programmes: tuple[str, ...] = (),
    place: str | None = None,
) -> bool:
    """Make the draft a request to send to ``recipient``; whether there was one. ``place``: in words."""
    with writing() as connection:
        done = connection.execute(
            update(adviser_request)
            .where(_is_draft(identifier))
            .values(
                status=WAITING,
                recipient=recipient,
                recap="\n".join(recap),
                programmes="\n".join(programmes),
                place=place,
                created_at=now(),
                next_attempt_at=now(),
            )
        )
    return bool(done.rowcount)


def submitted_lately(sender: str) -> int:
    """How many requests the conversation made in the last day."""
    with reading() as connection:
        since = now() - timedelta(days=1)
        counted = select(func.count()).where(
            _columns.conversation == conversation_of(sender), _columns.status != DRAFT, _columns.created_at > since
        )
        return int(connection.execute(counted).scalar_one())


def standing(identifier: str) -> Standing | None:
    """How one request stands."""
    return next(_standings(_columns.id == identifier), None)


def latest(sender: str) -> Standing | None:
    """How the last request of a conversation stands."""
    return next(_standings(_columns.conversation == conversation_of(sender)), None)


def every(status: str | None = None) -> list[Standing]:
    """All requests, or those of one status, the last first."""
    return list(_standings(_columns.status == status if status else True))


def read(identifier: str) -> Request | None:
    """All that one request says; a beginning of its id is enough when only one begins so."""
    with reading() as connection:
        found = connection.execute(
            select(adviser_request).where(_columns.id.startswith(identifier, autoescape=True), _columns.status != DRAFT)
        ).all()
    return _request(found[0]) if len(found) == 1 else None


def claim(identifier: str | None = None) -> Claimed | None:
    """The request that has waited longest for its moment (or the one named), made ours; ``None`` when none is due."""
    due = and_(_columns.status == WAITING, _columns.next_attempt_at <= now())
    wanted = and_(due, _columns.id == identifier) if identifier else due
    while True:
        with reading() as connection:
            oldest = select(adviser_request).where(wanted).order_by(_columns.next_attempt_at, _columns.id).limit(1)
            row = connection.execute(oldest).one_or_none()
        if row is None:
            return None
        with writing() as connection:
            taken = connection.execute(
                update(adviser_request)
                .where(_columns.id == row.id, due, _columns.attempts == row.attempts)
                .values(attempts=row.attempts + 1, next_attempt_at=now() + LEASE)
            )
        if taken.rowcount:
            return Claimed(_request(row), row.recipient, row.attempts + 1)


def wait_before(attempt: int) -> timedelta:
    """How long to wait after that many failed attempts: 1, 2, 4… minutes, 6 hours at most."""
    return min(FIRST_WAIT * 2 ** min(attempt - 1, 16), LONGEST_WAIT)


def note_sent(claimed: Claimed) -> None:
    _note(claimed, status=SENT, sent_at=now(), next_attempt_at=None, last_error=None)


def note_failure(claimed: Claimed, error: str, for_good: bool) -> None:
    """The sending failed: it is tried again later, or never when ``for_good`` or after days of trying."""
    over = for_good or now() - claimed.request.created_at > GIVE_UP_AFTER
    _note(
        claimed,
        status=REFUSED if over else WAITING,
        next_attempt_at=None if over else now() + wait_before(claimed.attempts),
        last_error=error,
    )


def try_again(recipient: str) -> int:
    """Make the refused requests wait again, for ``recipient``; how many."""
    with writing() as connection:
        found = connection.execute(
            update(adviser_request)
            .where(_columns.status == REFUSED)
            .values(status=WAITING, recipient=recipient, attempts=0, next_attempt_at=now())
        )
    return int(found.rowcount)


def _note(claimed: Claimed, **values: Any) -> None:
    with writing() as connection:
        connection.execute(update(adviser_request).where(_columns.id == claimed.request.id).values(**values))


def _is_draft(identifier: str) -> Any:
    return and_(_columns.id == identifier, _columns.status == DRAFT)


def _standings(condition: Any) -> Iterator[Standing]:
    wanted = [_columns[name] for name in ("id", "status", "created_at", "email", "recipient", "place", "attempts",
                                          "next_attempt_at", "sent_at", "last_error")]  # fmt: skip
    with reading() as connection:
        found = connection.execute(
            select(*wanted).where(condition, _columns.status != DRAFT).order_by(_columns.created_at.desc(), _columns.id)
        ).all()
    return (Standing(*row) for row in found)


def _request(row: Row) -> Request:
    return Request(
        id=row.id,
        created_at=row.created_at,
        name=row.name,
        email=row.email,
        message=row.message or "",
        recap=tuple(row.recap.splitlines()),
        programmes=tuple(row.programmes.splitlines()),
        place=row.place or "",
    )
