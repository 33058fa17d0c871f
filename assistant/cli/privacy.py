"""``privacy purge | erase``: what is kept of people goes when its time is over, or when one of them asks."""

from typing import Annotated

import typer

from assistant.matching.words import counted
from assistant.settings import Settings

app = typer.Typer(
    help="Ce qui est gardé des personnes : effacer ce qui est trop vieux, ou ce qu'une personne demande d'effacer.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command()
def purge(
    days: Annotated[
        int | None,
        typer.Option("--days", min=1, help="Âge en jours au-delà duquel effacer (par défaut : RETENTION_DAYS)."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Compter seulement, ne rien effacer.")] = False,
) -> None:
    """Efface les conversations sans message depuis trop longtemps, et les demandes et fiches trop vieilles.

    Une fois par heure, l'assistant le fait de lui-même. Exemple : python -m assistant privacy purge --dry-run
    """
    from assistant.privacy.retention import purge as forget

    gone = forget(days, dry_run)
    what = counted(
        (gone.conversations, "conversation", "conversations"),
        (gone.personal.requests, "demande à un conseiller", "demandes à des conseillers"),
        (gone.personal.sheets, "fiche d'orientation", "fiches d'orientation"),
        (gone.personal.feedback, "avis sur une réponse", "avis sur des réponses"),
    )
    age = Settings().retention_days if days is None else days
    print(f"{'À effacer' if dry_run else 'Effacé'} (plus de {age} jour{'s' if age > 1 else ''}) : {what or 'rien'}.")


@app.command()
def erase(
    conversation: Annotated[str, typer.Argument(help="Nom de la conversation, celui que le canal lui a donné.")],
) -> None:
    """Efface tout ce qui est gardé d'une conversation : messages, demandes à un conseiller, fiches.

    Exemple : python -m assistant privacy erase 3f2a9c
    """
    from assistant import personal
    from assistant.privacy import conversations

    events = conversations.erase(conversation)
    gone = personal.erase(conversation)
    what = counted(
        (events, "événement de la conversation", "événements de la conversation"),
        (gone.requests, "demande à un conseiller", "demandes à des conseillers"),
        (gone.sheets, "fiche d'orientation", "fiches d'orientation"),
        (gone.feedback, "avis sur une réponse", "avis sur des réponses"),
    )
    print(f"Effacé : {what or 'rien'}.")
    if gone.sent:
        print(f"Déjà parti par e-mail, à faire effacer par qui l'a reçu : {gone.sent}.")
