"""``room``: the assistant in the rooms of a messaging service."""

import os
from pathlib import Path

import typer

from assistant.errors import InputError
from assistant.settings import ROOT

ENVIRONMENT = Path(f"{os.environ.get('VENV') or ROOT / '.venv'}-matrix")
"""Made by ``scripts/setup --matrix``: a current client of Matrix does not fit beside Rasa."""


def room() -> None:
    """Tient l'assistant dans les salons d'un serveur Matrix (Tchap, Element) ; tourne jusqu'à l'arrêt.

    L'assistant doit tourner aussi : c'est à lui que les messages sont passés. « run » démarre les deux quand
    MATRIX_HOMESERVER est donné. Exemple : python -m assistant room
    """
    from assistant.channels.matrix.settings import RoomSettings

    _ = RoomSettings.from_environment()  # badly set, it is said at once
    python = ROOT / ENVIRONMENT / "bin" / "python"
    if not python.exists():
        raise InputError("l'environnement du salon n'est pas installé : lancez « scripts/setup --matrix ».")
    environment = dict(os.environ) | {"PYTHONPATH": str(ROOT)}
    os.execve(python, [str(python), "-m", "assistant.channels.matrix"], environment)


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command()(room)
