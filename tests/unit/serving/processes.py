"""What the tests of processes share."""

import os
import time
from collections.abc import Callable
from pathlib import Path

_PATIENCE = 20.0  # seconds before a test gives up; nothing waits that long when all is well


def eventually(fact: Callable[[], object]) -> bool:
    """Whether ``fact`` became true in a reasonable time."""
    deadline = time.monotonic() + _PATIENCE
    while not (true := bool(fact())) and time.monotonic() < deadline:
        time.sleep(0.02)
    return true


def alive(pid: int) -> bool:
    """Whether a process runs; one that ended and that nobody has waited for does not."""
    stat = Path(f"/proc/{pid}/stat")
    if stat.parent.parent.joinpath("self").exists():
        try:
            return stat.read_text().rpartition(")")[2].split()[0] != "Z"
        except OSError:
            return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
