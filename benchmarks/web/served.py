"""The processes of the site, started for a measure with files of their own."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx2

from assistant.serving.environment import server_environment, write_endpoints
from assistant.serving.readiness import await_answer
from assistant.serving.supervisor import Supervisor, read_procfile
from assistant.settings import ROOT, Settings
from benchmarks.pipelines import bench_settings, free_port

_PROCESSES = ("actions", "rasa", "site", "chores")
# All come from one address; what is measured is how fast they are served, not that they are held back.
_NO_LIMITS = {"MESSAGES_PER_MINUTE": "0", "CALLS_PER_MINUTE": "0", "CONVERSATIONS_PER_HOUR": "0"}
_PATIENCE = 60.0  # seconds


def site_of(settings: Settings) -> str:
    """Address of the site."""
    return f"http://127.0.0.1:{settings.port}"


@contextmanager
def served(site_command: str | None = None, environment: Mapping[str, str] | None = None) -> Iterator[Settings]:
    """The settings of servers that are ready; ``site_command`` and ``environment`` replace those of the site."""
    with TemporaryDirectory(prefix="bench-web-") as folder:
        settings = replace(bench_settings("bench-web"), var_dir=Path(folder), port=free_port())
        write_endpoints(settings)
        procfile = read_procfile(ROOT / "Procfile")
        commands = {name: procfile[name] for name in _PROCESSES}
        if site_command:
            commands["site"] = site_command
        variables = server_environment(settings) | _NO_LIMITS | dict(environment or {})
        for name in ("SITE_URL", "WIDGET_ORIGINS", "SECRET_FILE", "PERSONAL_URL", "CONVERSATIONS_URL", "SMTP_HOST"):
            variables.pop(name, None)
        with Supervisor(commands, variables, settings.var_dir / "log", ROOT) as servers:
            await_answer(f"http://127.0.0.1:{settings.rasa_port}", servers.check)
            _await_site(settings, servers)
            yield settings


def _await_site(settings: Settings, servers: Supervisor) -> None:
    deadline = time.monotonic() + _PATIENCE
    with httpx2.Client(trust_env=False) as client:
        while True:
            servers.check()
            try:
                client.get(f"{site_of(settings)}/api/health").raise_for_status()
                return
            except httpx2.HTTPError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.2)
