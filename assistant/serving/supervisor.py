"""Runs the Procfile's processes together: all of them, or none.

Each process leads a session of its own, so that Ctrl-C in the terminal reaches us alone and we stop the others in
order, with whatever they started. When one of them ends by itself, when we are asked to stop, or even when we are
killed (Linux), the others end too. Honcho reads the Procfile; its own manager is not used, because it leaves no
moment between "started" and "ready", holds the terminal's signals, and survives as a layer of processes when killed.
"""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from types import FrameType

from honcho.environ import parse_procfile

from assistant.serving.environment import ServingError, end_of_log

GRACE = 10.0  # seconds that a process has to stop by itself
_PR_SET_PDEATHSIG = 1
_HEARD = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGCHLD)


class StopRequested(BaseException):
    """SIGTERM or SIGHUP was received: like KeyboardInterrupt, no ordinary handler should swallow it."""


def read_procfile(path: Path) -> dict[str, str]:
    """Name → shell command of each process, in the file's order."""
    return dict(parse_procfile(path.read_text(encoding="utf-8")).processes)


def _death_tie() -> Callable[[], None]:
    """A function by which a process asks to be told to stop when its parent dies; does nothing outside Linux."""
    if not sys.platform.startswith("linux"):
        return lambda: None
    libc = ctypes.CDLL(None)
    return lambda: libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


die_with_parent = _death_tie()


class Supervisor:
    """The processes of ``commands`` (name → shell command), each logging to ``logs/<name>.log``.

    Use it as a context manager, in the main thread: leaving the block stops everything. Inside the block, whatever it
    waits for, one exception may come: KeyboardInterrupt, StopRequested, or ServingError when a process ended by itself.
    """

    def __init__(self, commands: Mapping[str, str], environment: Mapping[str, str], logs: Path, cwd: Path) -> None:
        self._commands = commands
        self._environment = environment
        self._logs = logs
        self._cwd = cwd
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> "Supervisor":
        self._handlers = {number: signal.signal(number, self._on_signal) for number in _HEARD}
        self._logs.mkdir(parents=True, exist_ok=True)
        try:
            for name, command in self._commands.items():
                self._running[name] = self._start(name, command)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *exception: object) -> None:
        _hear_no_more()
        self.stop()
        for number, handler in self._handlers.items():
            signal.signal(number, handler)

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        """Turn a signal into an exception; only the first, so that nothing interrupts the stopping."""
        if number == signal.SIGCHLD:
            self.check()
            return
        _hear_no_more()
        raise KeyboardInterrupt if number == signal.SIGINT else StopRequested

    def _start(self, name: str, command: str) -> "subprocess.Popen[bytes]":
        log = self.log_of(name)
        if log.exists():
            log.replace(log.with_suffix(".log.1"))
        with log.open("wb") as output:
            return subprocess.Popen(
                ["/bin/sh", "-c", f"exec {command}"],
                cwd=self._cwd,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=die_with_parent,
            )

    def pid_of(self, name: str) -> int:
        """The process itself: its command replaced the shell that read it."""
        return self._running[name].pid

    def log_of(self, name: str) -> Path:
        """Where a process writes; the previous run's log stands beside it, with ``.1`` added."""
        return self._logs / f"{name}.log"

    def check(self) -> None:
        """Raise ServingError, with the last lines of its log, if a process ended by itself."""
        for name, process in self._running.items():
            if process.poll() is not None:
                _hear_no_more()
                raise ServingError(
                    f"le processus « {name} » s'est arrêté (code {process.returncode}). "
                    + end_of_log(self.log_of(name))
                )

    def watch(self) -> None:
        """Block until a process ends by itself (ServingError) or a signal's exception comes."""
        while True:
            self.check()
            time.sleep(0.5)

    def stop(self, grace: float = GRACE) -> None:
        """Stop every process and what it started: politely, then after ``grace`` seconds by force."""
        running, self._running = self._running, {}
        for process in running.values():
            _signal_session(process, signal.SIGTERM)
        deadline = time.monotonic() + grace
        for process in running.values():
            with suppress(subprocess.TimeoutExpired):
                process.wait(max(0.0, deadline - time.monotonic()))
            # Also after a polite end: something that it started may have been left behind.
            _signal_session(process, signal.SIGKILL)
            process.wait()


def _hear_no_more() -> None:
    """From the first signal on, no other one interrupts what must be finished: stopping the processes."""
    for number in _HEARD:
        # An ignored SIGCHLD would have the system reap the children, and we could not wait for them.
        signal.signal(number, signal.SIG_DFL if number == signal.SIGCHLD else signal.SIG_IGN)


def _signal_session(process: "subprocess.Popen[bytes]", number: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, number)
