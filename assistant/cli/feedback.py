"""``feedback``: what visitors think of the answers."""

from typing import Annotated

import typer

_MOST = 100
"""Characters of an answer that are shown: enough to recognise it."""


def feedback(
    not_useful: Annotated[bool, typer.Option("--not-useful", help="Seulement les réponses jugées inutiles.")] = False,
) -> None:
    """Liste les avis des visiteurs sur les réponses, le dernier d'abord : jour, avis, réponse, leur mot.

    Exemple : python -m assistant feedback --not-useful
    """
    from assistant.personal.feedback import listed

    kept = [one for one in listed() if not (not_useful and one.useful)]
    for one in kept:
        opinion = "utile" if one.useful else "pas utile"
        answer = " ".join(one.answer.split())
        parts = [f"{one.created_at.astimezone():%d/%m/%Y}", opinion, answer[:_MOST] + "…" * (len(answer) > _MOST)]
        print(" | ".join([*parts, *([" ".join(one.word.split())] if one.word else [])]))
    if not kept:
        print("Aucun avis.")


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command()(feedback)
