"""One Rasa server, started, measured and stopped."""

import json
import time
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.serving.environment import server_environment
from assistant.serving.readiness import await_answer
from assistant.serving.supervisor import Supervisor
from assistant.settings import ROOT, Settings


@dataclass(frozen=True)
class Run:
    """What one start of a server gave.

    ``start``: seconds from the start of the process to the first answer. ``memory``: resident megabytes of the process
    after the messages. ``milliseconds`` of each message, over HTTP, one at a time; ``answers``: what was understood.
    """

    start: float
    memory: float
    milliseconds: tuple[float, ...]
    answers: tuple[dict[str, Any], ...]


def resident_megabytes(pid: int) -> float:
    """Resident memory of a process (Linux)."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def parse(url: str, text: str) -> tuple[float, dict[str, Any]]:
    """How many milliseconds the server takes to read ``text``, and what it understands."""
    request = urllib.request.Request(f"{url}/model/parse", data=json.dumps({"text": text}).encode())
    begun = time.perf_counter()
    with urllib.request.urlopen(request) as response:
        answer = response.read()
    return (time.perf_counter() - begun) * 1000, json.loads(answer)


def measure(model: Path, texts: Sequence[str], settings: Settings) -> Run:
    """Start Rasa with ``model`` (the action server runs already), time its first answer, then every text."""
    url = f"http://127.0.0.1:{settings.rasa_port}"
    command = 'python -m rasa run --enable-api -i 127.0.0.1 -p "$RASA_PORT" --endpoints "$ENDPOINTS" --model "$BENCHED"'
    environment = server_environment(settings) | {"BENCHED": str(model)}
    begun = time.perf_counter()
    with Supervisor({"rasa": command}, environment, settings.var_dir / "log", ROOT) as server:
        await_answer(url, server.check, pause=0.1)
        start = time.perf_counter() - begun
        milliseconds, answers = zip(*(parse(url, text) for text in texts), strict=True)
        return Run(start, resident_megabytes(server.pid_of("rasa")), milliseconds, answers)
