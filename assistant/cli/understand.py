"""``parse``, ``recommend`` and ``converse``: the assistant over JSON Lines, for tests and other programs."""

import asyncio
import warnings
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.cli.lines import read_lines, text_of, write_line
from assistant.errors import InputError

if TYPE_CHECKING:
    from assistant.model import Model

_MOST_TURNS = 200
_AS_OF = "Jour pour lequel répondre, AAAA-MM-JJ (par défaut : aujourd'hui)."


@cache
def _model() -> "Model":
    """Loaded when the first good line is there, so that bad input is told at once."""
    # The libraries that Rasa pins warn of their own future at every import.
    warnings.showwarning = lambda *_args, **_kwargs: None
    from assistant.model import Model

    return Model.load()


def _day(text: str | None, where: str) -> date | None:
    if text is None:
        return None
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()
    except (TypeError, ValueError):
        raise InputError(f"{where} : date attendue sous la forme AAAA-MM-JJ, reçu « {text} ».") from None


def parse() -> None:
    """Intention et entités de messages. Entrée : {"text": "…"} par ligne.

    Exemple : echo '{"text": "c'"'"'est quoi un GECT ?"}' | python -m assistant parse
    """
    for number, line in read_lines():
        text = text_of(line, "text", number)
        write_line({"text": text, **asyncio.run(_model().parse(text))})


def recommend(
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="AAAA-MM-JJ", help=_AS_OF)] = None,
    top: Annotated[int, typer.Option("--top", min=1, max=50, help="Nombre de programmes à donner.")] = 5,
) -> None:
    """Programmes pour des projets. Entrée : {"id": …, "text": "…"} et/ou {"facts": {…}} par ligne.

    Exemple : echo '{"text": "commune du Cantal, jumelage avec l'"'"'Italie"}' | python -m assistant recommend
    """
    from assistant.advise import Adviser

    default = _day(as_of, "--as-of") or date.today()
    adviser = Adviser.load()
    for number, line in read_lines():
        where = f"ligne {number}"
        text = text_of(line, "text", number, required=False)
        day = _day(line.get("as_of"), f"{where}, as_of") or default
        try:
            facts = adviser.facts(text, line.get("facts"), day)
        except InputError as error:
            raise InputError(f"{where} : {error}") from None
        write_line({"id": line.get("id"), **adviser.answer(replace(facts, as_of=day), top)})


def converse() -> None:
    """Conversations entières, avec le vrai modèle et les vraies actions. Entrée : {"id": …, "turns": ["…", "…"]}.

    Exemple : echo '{"id": 1, "turns": ["bonjour", "une asso du 63"]}' | python -m assistant converse
    """
    for number, line in read_lines():
        turns: Any = line.get("turns")
        if not isinstance(turns, list) or not all(isinstance(t, str) for t in turns) or len(turns) > _MOST_TURNS:
            raise InputError(f"ligne {number} : « turns » doit être une liste de textes ({_MOST_TURNS} au plus).")
        write_line({"id": line.get("id"), **asyncio.run(_model().converse(turns))})


def register(app: typer.Typer) -> None:
    """Add these commands to ``app``."""
    app.command()(parse)
    app.command()(recommend)
    app.command()(converse)
