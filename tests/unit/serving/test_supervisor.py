import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from processes import alive, eventually

from assistant.serving.environment import ServingError
from assistant.serving.supervisor import StopRequested, Supervisor, read_procfile
from assistant.settings import ROOT

FOREVER = "sleep 600"


def supervisor(folder: Path, **commands: str) -> Supervisor:
    return Supervisor(commands, dict(os.environ), folder / "log", cwd=folder)


def pid_in(file: Path) -> int:
    assert eventually(lambda: file.exists() and file.read_text().strip() != "")
    return int(file.read_text())


def test_the_procfile_starts_the_servers_on_the_loopback_only_the_chores_and_the_room() -> None:
    commands = read_procfile(ROOT / "Procfile")

    assert list(commands) == ["actions", "rasa", "site", "chores", "room"]
    assert all("127.0.0.1" in commands[server] for server in ("actions", "rasa", "site"))
    # The address of a sheet is its key: it is written in no log.
    assert "--no-access-log" in commands["site"]


def test_leaving_the_block_stops_each_process_and_what_it_started(tmp_path: Path) -> None:
    # GIVEN a process that started another one and waits for it
    with supervisor(tmp_path, one=f"sh -c '{FOREVER} & echo $! > child; wait'"):
        child = pid_in(tmp_path / "child")
        assert alive(child)

    assert eventually(lambda: not alive(child))


def test_a_process_that_ends_ends_the_others_and_its_log_says_why(tmp_path: Path) -> None:
    # GIVEN a process that fails once the other one runs
    servers = supervisor(
        tmp_path,
        other=f"sh -c 'echo $$ > pid; exec {FOREVER}'",
        broken="sh -c 'until test -s pid; do sleep 0.05; done; echo plus de mémoire; exit 3'",
    )

    with pytest.raises(ServingError, match=r"« broken » s'est arrêté \(code 3\)[\s\S]*  plus de mémoire"), servers:
        servers.watch()

    assert not alive(pid_in(tmp_path / "pid"))


def test_the_end_of_a_process_interrupts_whoever_waits_for_a_sentence(tmp_path: Path) -> None:
    # GIVEN someone who reads from a terminal where nobody types
    silent, _writer = os.pipe()

    with pytest.raises(ServingError, match="« brief »"), supervisor(tmp_path, brief="sh -c 'sleep 0.2; exit 1'"):
        os.read(silent, 1)


def test_a_process_deaf_to_politeness_is_killed(tmp_path: Path) -> None:
    servers = supervisor(tmp_path, deaf="sh -c 'trap \"\" TERM; echo $$ > pid; while :; do sleep 0.1; done'")
    with servers:
        pid = pid_in(tmp_path / "pid")
        servers.stop(grace=0.3)
        assert not alive(pid)


@pytest.mark.parametrize(
    ("number", "expected"),
    [(signal.SIGTERM, StopRequested), (signal.SIGHUP, StopRequested), (signal.SIGINT, KeyboardInterrupt)],
)
def test_a_signal_stops_everything_and_handlers_come_back(
    tmp_path: Path, number: signal.Signals, expected: type[BaseException]
) -> None:
    before = signal.getsignal(number)
    one = f"sh -c 'echo $$ > pid; exec {FOREVER}'"
    signaller = f"sh -c 'until test -s pid; do sleep 0.05; done; kill -{number} {os.getpid()}; exec {FOREVER}'"
    servers = supervisor(tmp_path, one=one, signaller=signaller)

    with pytest.raises(expected), servers:
        servers.watch()

    assert not alive(pid_in(tmp_path / "pid"))
    assert signal.getsignal(number) is before


def test_the_previous_log_is_kept(tmp_path: Path) -> None:
    for word in ("premier", "second"):
        servers = supervisor(tmp_path, one=f"sh -c 'echo {word}; exec {FOREVER}'")
        with servers:
            assert eventually((tmp_path / "log" / "one.log").read_text)

    assert (tmp_path / "log" / "one.log").read_text() == "second\n"
    assert (tmp_path / "log" / "one.log.1").read_text() == "premier\n"


def test_on_linux_a_killed_supervisor_leaves_no_orphan(tmp_path: Path) -> None:
    # GIVEN a supervisor in a process of its own
    script = textwrap.dedent(
        f"""
        import os, pathlib
        from assistant.serving.supervisor import Supervisor
        here = pathlib.Path({str(tmp_path)!r})
        with Supervisor({{"one": "sh -c 'echo $$ > pid; exec {FOREVER}'"}}, dict(os.environ), here / "log", here) as s:
            s.watch()
        """
    )
    process = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT)
    pid = pid_in(tmp_path / "pid")

    # WHEN it is killed with no chance to do anything
    process.kill()
    process.wait()

    assert eventually(lambda: not alive(pid))
