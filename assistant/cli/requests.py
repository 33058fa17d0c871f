"""``requests list | show | deliver``: what holders asked the advisers, and how it left."""

from datetime import datetime
from typing import Annotated

import typer

from assistant.errors import InputError
from assistant.personal.models import REFUSED, SENT, WAITING
from assistant.requests import outbox
from assistant.requests.delivery import deliver as send
from assistant.requests.outbox import Standing
from assistant.settings import MailSettings, Settings

app = typer.Typer(
    help="Les demandes adressées aux conseillers : les lister, les lire, les envoyer.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
_STATUSES = {WAITING: "en attente", SENT: "envoyée", REFUSED: "refusée"}
_SHORT = 8
"""Characters of an identifier that people copy."""


def _local(moment: datetime) -> str:
    return moment.astimezone().strftime("%d/%m/%Y %H:%M")


def _line(request: Standing) -> str:
    """One request, without a name or an address: the list may be read over a shoulder."""
    parts = [
        request.id[:_SHORT],
        _local(request.created_at),
        _STATUSES[request.status],
        request.place or "lieu inconnu",
    ]
    if request.status == WAITING and request.attempts and request.next_attempt_at:
        parts.append(f"essais : {request.attempts}, prochain le {_local(request.next_attempt_at)}")
    if request.error:
        parts.append(request.error)
    return " | ".join(parts)


def _mail() -> MailSettings:
    mail = Settings().mail
    if mail is None:
        raise InputError(
            "aucun serveur de messagerie n'est réglé : donnez SMTP_HOST et ADVISERS_EMAIL (voir README.md)."
        )
    return mail


@app.command("list")
def list_requests(
    status: Annotated[str, typer.Option("--status", metavar="ÉTAT", help=f"Seulement : {', '.join(_STATUSES)}.")] = "",
) -> None:
    """Liste les demandes gardées, la dernière d'abord : numéro, date, état, lieu, ce qui a manqué.

    Exemple : python -m assistant requests list --status refused
    """
    if status and status not in _STATUSES:
        raise InputError(f"--status : {', '.join(_STATUSES)} sont possibles, pas « {status} ».")
    found = outbox.every(status or None)
    for request in found:
        print(_line(request))
    if not found:
        print("Aucune demande.")


@app.command()
def show(identifier: Annotated[str, typer.Argument(metavar="NUMÉRO", help="Celui de « requests list ».")]) -> None:
    """Affiche une demande entière, par exemple pour y répondre quand l'envoi a été refusé.

    Exemple : python -m assistant requests show 1a2b3c4d
    """
    request = outbox.read(identifier)
    standing = outbox.standing(request.id) if request else None
    if request is None or standing is None:
        raise InputError(f"aucune demande ne porte le numéro « {identifier} », ou plusieurs commencent ainsi.")
    print(_line(standing))
    print(
        f"Nom : {request.name}\nAdresse électronique : {request.email}\nLieu du projet : {request.place or 'inconnu'}"
    )
    for title, lines in (
        ("Message", request.message.splitlines()), ("Projet", request.recap), ("Programmes", request.programmes),
    ):  # fmt: skip
        print(f"{title} :", *(f"  {line}" for line in lines or ("(rien)",)), sep="\n")


@app.command()
def deliver(
    refused: Annotated[bool, typer.Option("--refused", help="Y compris celles qui ont été refusées.")] = False,
) -> None:
    """Envoie maintenant ce qui attend et dont c'est le moment ; l'assistant démarré le fait seul.

    Les demandes refusées repartent vers l'ADVISERS_EMAIL d'aujourd'hui. Exemple : python -m assistant requests deliver
    """
    mail = _mail()
    if refused:
        outbox.try_again(mail.advisers)
    done = send(mail)
    print(f"Envoyées : {done[SENT]}. À réessayer : {done[WAITING]}. Refusées : {done[REFUSED]}.")
