"""``train``, ``run``, ``shell``, ``chat`` and ``chores``: what makes the assistant live on this machine."""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.errors import AssistantError, ModelUnavailable
from assistant.settings import ROOT, Settings

if TYPE_CHECKING:
    from assistant.serving.supervisor import Supervisor

_FAILED = 1
_SITE, _ROOM = "site", "room"  # in the Procfile
_ROOM_WANTED = "MATRIX_HOMESERVER"
_READY = """\
L'assistant est prêt (en {seconds:.0f} s). Journaux : {logs}
  Dans un navigateur : {site}
  Dans un terminal : {chat}
  Depuis un programme : POST {url}{path}  {{"sender": "…", "message": "…"}}"""


def _say(text: str) -> None:
    print(text, flush=True)


def _url(settings: Settings) -> str:
    return f"http://127.0.0.1:{settings.rasa_port}"


def _supervisor(settings: Settings, *only: str) -> "Supervisor":
    """Over the Procfile's processes, or ``only`` some of them.

    Raises ModelUnavailable without a model, ServingError when a port is taken, InputError on a setting of the mail or
    of a platform, or a secret file that cannot be used.
    """
    from assistant.channels.platforms.catalogue import opened
    from assistant.secret_files import kept_secret
    from assistant.serving.environment import require_free_port, server_environment, write_endpoints
    from assistant.serving.supervisor import Supervisor, die_with_parent, read_procfile
    from assistant.serving.training import MODEL_NAME

    if not (settings.model_dir / MODEL_NAME).exists():
        raise ModelUnavailable(f"aucun modèle entraîné dans {settings.model_dir} : lancez « make train ».")
    # Badly set, these are said now rather than in a log, or to the first holder who needs them.
    _ = settings.mail, opened()
    for key in (settings.signing_key_file, settings.channel_key_file, settings.people_key_file):
        kept_secret(key)
    require_free_port(settings.rasa_port, "RASA_PORT")
    require_free_port(settings.actions_port, "ACTIONS_PORT")
    if not only or _SITE in only:
        require_free_port(settings.port, "PORT")
    write_endpoints(settings)
    # "make" killed at once cannot tell us to stop. Elsewhere, outliving the parent may be meant (nohup, logout).
    if "MAKELEVEL" in os.environ:
        die_with_parent()
    commands = read_procfile(ROOT / "Procfile")
    if not os.environ.get(_ROOM_WANTED):
        del commands[_ROOM]
    return Supervisor(
        {name: commands[name] for name in only or commands},
        server_environment(settings),
        settings.var_dir / "log",
        cwd=ROOT,
    )


def _failed(error: AssistantError) -> typer.Exit:
    print(f"Erreur : {error}", file=sys.stderr)
    return typer.Exit(_FAILED)


def train(
    force: Annotated[bool, typer.Option("--force", help="Entraîner même si rien n'a changé.")] = False,
) -> None:
    """Entraîne le modèle de langue, si ce dont il apprend a changé depuis la dernière fois.

    Exemple : python -m assistant train
    """
    from assistant.serving.training import ensure_model

    ensure_model(Settings(), _say, force)


def run() -> None:
    """Démarre l'assistant et le site, et ouvre la conversation ; Ctrl-C ou /quitter arrête tout.

    La page de démonstration s'ouvre dans un navigateur, s'il y a un écran. Sans terminal, il tourne jusqu'à ce qu'on
    l'arrête. Exemple : python -m assistant run
    """
    from assistant.serving.browser import show
    from assistant.serving.chat import converse
    from assistant.serving.client import PATH
    from assistant.serving.environment import ServingError
    from assistant.serving.readiness import await_answer, await_site
    from assistant.serving.supervisor import StopRequested

    settings = Settings()
    url = _url(settings)
    interactive = sys.stdin.isatty()
    try:
        with _supervisor(settings) as servers:
            try:
                _say("Démarrage de Rasa, du serveur d'actions et du site…")
                seconds = await_answer(url, servers.check)
                site = f"http://127.0.0.1:{settings.port}"
                await_site(site, servers.check)
                where = "tapez ici." if interactive else "make chat"
                logs = settings.var_dir / "log"
                _say(_READY.format(seconds=seconds, logs=logs, site=site, chat=where, url=url, path=PATH))
                if interactive:
                    show(site)
                    converse(url, _line, _say)
                else:
                    servers.watch()
            except ServingError as error:
                raise _failed(error) from error
    except (KeyboardInterrupt, StopRequested):
        _say("")
    _say("L'assistant est arrêté.")


def shell() -> None:
    """Ouvre « rasa shell », serveur d'actions démarré ; tout s'arrête à la fin.

    Exemple : python -m assistant shell
    """
    from assistant.serving.environment import ServingError, end_of_log, server_environment
    from assistant.serving.supervisor import StopRequested, die_with_parent

    settings = Settings()
    environment = server_environment(settings) | {"RASA_SHELL_STREAM_READING_TIMEOUT_IN_SECONDS": "60"}
    command = [sys.executable, "-m", "rasa", "shell", "-i", "127.0.0.1", "-p", environment["RASA_PORT"]]
    command += ["--model", environment["MODEL_DIR"], "--endpoints", environment["ENDPOINTS"]]
    with _supervisor(settings, "actions", "chores") as servers:
        # What Rasa and its libraries log would bury the conversation.
        log = servers.log_of("shell")
        _say(f"Chargement du modèle… (journal : {log})")
        with log.open("wb") as errors:
            rasa = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=errors, preexec_fn=die_with_parent)
        # Ctrl-C is for the shell, in whose terminal we are.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            code = rasa.wait()
        except ServingError as error:
            raise _failed(error) from error
        except StopRequested:
            code = 0
        finally:
            rasa.terminate()
            rasa.wait()
    # Ctrl-C is one way to leave a shell.
    if code not in (0, -signal.SIGINT):
        raise _failed(ServingError(f"« rasa shell » s'est arrêté (code {code}). {end_of_log(log)}"))


def chat(
    url: Annotated[str, typer.Option("--url", help="Adresse du serveur (par défaut : celui de cette machine).")] = "",
) -> None:
    """Ouvre une conversation avec un assistant déjà démarré ; /quitter ou Ctrl-C la termine, pas l'assistant.

    Exemple : python -m assistant chat --url http://127.0.0.1:5005
    """
    from assistant.serving.chat import converse

    with suppress(KeyboardInterrupt):
        converse(url or _url(Settings()), _line, _say)


def chores() -> None:
    """Envoie les demandes aux conseillers qui attendent, efface ce qui est trop vieux ; tourne jusqu'à l'arrêt.

    « run » le démarre avec le reste. Exemple : python -m assistant chores
    """
    import logging
    import threading

    from assistant.serving import chores as regular

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    regular.work(stopping, regular.chores())


def _line(prompt: str) -> str:
    """A line typed in the terminal, with editing and recall where the system offers them."""
    with suppress(ImportError):
        import readline  # noqa: F401  (its import is what changes input)
    return input(prompt)


def register(app: typer.Typer) -> None:
    """Add these commands to ``app``."""
    for command in (train, run, shell, chat, chores):
        app.command()(command)
