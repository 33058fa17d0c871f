"""What the servers are given: their environment variables, their ports, their end points."""

import os
import socket
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from assistant.channels.platforms.catalogue import credentials
from assistant.errors import AssistantError
from assistant.settings import ROOT, Settings


class ServingError(AssistantError):
    """The servers cannot be started, did not answer in time, or one of them stopped."""


# Rasa and what it stands on: no usage report sent, no page of warnings that nobody can act upon.
QUIET = {
    "RASA_TELEMETRY_ENABLED": "false",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "PYTHONWARNINGS": "ignore",
}


def server_environment(settings: Settings, inherited: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of a server process: what is inherited (``os.environ`` by default), and our settings.

    The interpreter that runs us comes first on the PATH, so that ``python`` in the Procfile is the same one;
    bytecode is written, because it makes the next start faster.
    """
    environment = dict(os.environ if inherited is None else inherited)
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return environment | {
        **QUIET,
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), environment.get("PATH", os.defpath)]),
        "PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), environment.get("PYTHONPATH")])),
        "PYTHONUNBUFFERED": "1",
        "VAR_DIR": str(settings.var_dir.resolve()),
        "MODEL_DIR": str(settings.model_dir.resolve()),
        "BASE_URL": settings.base_url,
        "RASA_PORT": str(settings.rasa_port),
        "ACTIONS_PORT": str(settings.actions_port),
        "PORT": str(settings.port),
        "ENDPOINTS": str(settings.var_dir.resolve() / "endpoints.yml"),
        "CREDENTIALS": str(settings.var_dir.resolve() / "credentials.yml"),
    }


def write_endpoints(settings: Settings, source: Path = ROOT / "endpoints.yml") -> Path:
    """Write in ``var_dir`` what Rasa reads: the copy of endpoints.yml that has the settings' port and base, whose path
    is returned, and ``write_credentials``."""
    write_credentials(settings)
    endpoints = yaml.safe_load(source.read_text(encoding="utf-8"))
    endpoints["action_endpoint"]["url"] = f"http://127.0.0.1:{settings.actions_port}/webhook"
    endpoints["tracker_store"]["url"] = settings.conversations_url
    return _written(settings.var_dir / "endpoints.yml", endpoints)


def write_credentials(settings: Settings, source: Path = ROOT / "credentials.yml") -> Path:
    """Write in ``var_dir`` the copy of credentials.yml that has the platforms which the environment opens.

    Returns its path; raises InputError when a platform is opened by halves.
    """
    channels = yaml.safe_load(source.read_text(encoding="utf-8"))
    return _written(settings.var_dir / "credentials.yml", channels | credentials())


def _written(file: Path, content: dict[str, Any]) -> Path:
    """A file that its owner alone reads: it holds passwords."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch(mode=0o600)
    file.chmod(0o600)
    file.write_text(yaml.safe_dump(content), encoding="utf-8")
    return file


def require_free_port(port: int, variable: str) -> None:
    """Raise ServingError when ``port`` of the loopback is taken; ``variable`` is the setting that changes it."""
    with socket.socket() as listener:
        # Connections that are closing do not count as a server.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
        except (OSError, OverflowError) as error:
            raise ServingError(
                f"le port {port} est déjà pris ou interdit : arrêtez le programme qui l'occupe (l'assistant, déjà "
                f"démarré ?) ou choisissez-en un autre, par exemple « make run {variable}={port + 100} »."
            ) from error


def end_of_log(log: Path, lines: int = 15) -> str:
    """The last lines of a log, introduced, to end an error message with."""
    written = log.read_text(encoding="utf-8", errors="replace").splitlines()
    return "\n".join([f"Fin de son journal, {log} :", *(f"  {line}" for line in written[-lines:])])
