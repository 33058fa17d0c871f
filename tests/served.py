"""The assistant as it is really run, for the tests that need it so: all its processes, on ports of their own."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from assistant.settings import ROOT
from tests.mail_server import free_port

PATIENCE = 120.0  # seconds for the servers to be there, or gone


@dataclass
class Assistant:
    """``said``: the lines that it printed so far."""

    process: "subprocess.Popen[str]"
    environment: dict[str, str]
    said: list[str]

    def wait_until_ready(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.said.append(line)
            if self.url in line:
                return
        raise AssertionError("".join(self.said))

    @property
    def url(self) -> str:
        """Rasa's address."""
        return f"http://127.0.0.1:{self.environment['RASA_PORT']}"

    @property
    def site(self) -> str:
        """The site's address."""
        return f"http://127.0.0.1:{self.environment['PORT']}"

    def stop(self) -> None:
        self.process.terminate()
        self.process.communicate(timeout=PATIENCE)

    def restart(self) -> None:
        """Stop, and start again with the same files; ready when this returns."""
        self.stop()
        self.process, self.said = started(self.environment), []
        self.wait_until_ready()

    def servers(self) -> list[int]:
        """The processes that carry this run's own folder in their environment, the supervisor excepted."""
        mark = f"VAR_DIR={self.environment['VAR_DIR']}".encode()
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                if mark in (folder / "environ").read_bytes().split(b"\0") and int(folder.name) != self.process.pid:
                    found.append(int(folder.name))
            except OSError:
                continue  # it ended, or belongs to someone else
        return found

    def all_gone(self) -> bool:
        deadline = time.monotonic() + PATIENCE
        while self.servers() and time.monotonic() < deadline:
            time.sleep(0.1)
        return not self.servers()


def started(environment: dict[str, str]) -> "subprocess.Popen[str]":
    """«python -m assistant run», as it is really started."""
    return subprocess.Popen(
        [sys.executable, "-m", "assistant", "run"],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def own_environment(folder: Path, model: Path, base_url: str) -> dict[str, str]:
    """The settings of a run that shares nothing with another but the trained model and the base."""
    environment = dict(os.environ) | {
        "RASA_PORT": str(free_port()),
        "ACTIONS_PORT": str(free_port()),
        "PORT": str(free_port()),
        "VAR_DIR": str(folder),
        "MODEL_DIR": str(model.parent),
        "BASE_URL": base_url,
    }
    # A test run by "make" is not itself the "make" to follow.
    environment.pop("MAKELEVEL", None)
    return environment
