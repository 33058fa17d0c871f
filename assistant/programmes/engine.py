"""The way to the programme base."""

from assistant.database.engine import Access
from assistant.errors import BaseUnavailable, RecordsError

REPAIR = "python -m assistant programmes load"
ACCESS = Access(
    name="base de programmes",
    variable="BASE_URL",
    error=BaseUnavailable,
    remedy=f"lancez « {REPAIR} »",
    broken_link=lambda problem: RecordsError(f"Une fiche renvoie à une autre qui n'existe pas ({problem.orig})."),
)
open_engine, reading, rows, writing = ACCESS.open_engine, ACCESS.reading, ACCESS.rows, ACCESS.writing
