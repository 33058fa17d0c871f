"""scripts/setup on machines of all kinds: each is a folder of commands, the only PATH that the script is given."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.settings import ROOT

TOOLS = "bash sh env dirname cat cksum awk df touch rm mkdir chmod".split()
PYTHON_310 = f'exec {sys.executable} "$@"'
BROKEN_SHIM = "echo 'pyenv: command not found' >&2; exit 127"
# Python 3 without the modules that make an environment or install a package, as Debian gives it.
BARE_PYTHON_3 = f'[ "$1" = -m ] && exit 1; case "$2" in *"3, 10"*) exit 1;; esac; exec {sys.executable} "$@"'
# Writes down what it is asked; makes an environment whose python is one; fails to install when told so.
UV = f"""
echo "$*" >> uv.calls
case "$1 $2" in
  "python find") [ -e fetched ] && echo fetched/python3.10 || exit 2;;
  "python install") [ -z "$OFFLINE" ] || exit 2; mkdir fetched; cp_python() {{ cat > "$1"; chmod +x "$1"; }}
      echo '#!/bin/sh\n{PYTHON_310}' | cp_python fetched/python3.10;;
  "venv -q") for made in "$@"; do :; done; mkdir -p "$made/bin"; ln -s {sys.executable} "$made/bin/python";;
  "pip install") [ -z "$OFFLINE" ] || exit 2;;
esac
"""


class Machine:
    """A bare clone, and a PATH that holds only what ``has`` puts there."""

    def __init__(self, folder: Path) -> None:
        self.clone = folder / "clone"
        self.bin = folder / "bin"
        self.env = {"PATH": str(self.bin), "HOME": str(folder), "TOOLS": str(folder / "tools")}
        (self.clone / "scripts").mkdir(parents=True)
        shutil.copy(ROOT / "scripts" / "setup", self.clone / "scripts" / "setup")
        (self.clone / "requirements").mkdir()
        for name in ("base", "dev", "matrix", "homeserver", "load", "tools"):
            (self.clone / "requirements" / f"{name}.txt").write_text(f"{name}==1\n")
        self.bin.mkdir()
        for tool in [*TOOLS, "ln"]:
            found = shutil.which(tool)
            assert found
            (self.bin / tool).symlink_to(found)

    def has(self, name: str, script: str, where: Path | None = None) -> None:
        file = (where or self.bin) / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.unlink(missing_ok=True)
        file.write_text(f"#!/bin/sh\n{script}\n")
        file.chmod(0o755)

    def setup(self, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
        command = ["bash", str(self.clone / "scripts" / "setup"), *options]
        env = {**self.env, **environment}
        return subprocess.run(
            command, cwd=self.clone, env=env, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
        )

    @property
    def uv_calls(self) -> list[str]:
        calls = self.clone / "uv.calls"
        return [c for c in calls.read_text().splitlines() if c != "--version"] if calls.exists() else []


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    machine = Machine(tmp_path)
    machine.has("python3", PYTHON_310)
    machine.has("uv", UV)
    return machine


def install(calls: list[str]) -> list[str]:
    return [call for call in calls if call.startswith("pip install")]


def test_dependencies_are_installed_hashed_and_compiled_then_left_alone(machine: Machine) -> None:
    first = machine.setup()
    calls = install(machine.uv_calls)

    assert first.returncode == 0, first.stderr
    assert len(calls) == 1
    assert "--require-hashes --compile-bytecode -r requirements/base.txt" in calls[0]

    # WHEN nothing changed but a date
    os.utime(machine.clone / "requirements" / "base.txt")
    again = machine.setup()

    assert (again.returncode, again.stdout) == (0, "")
    assert install(machine.uv_calls) == calls

    # WHEN a version changed
    (machine.clone / "requirements" / "base.txt").write_text("base==2\n")
    machine.setup()

    assert len(install(machine.uv_calls)) == 2


def test_development_needs_both_files_and_holds_for_the_other_kind(machine: Machine) -> None:
    machine.setup("--dev")
    machine.setup()

    calls = install(machine.uv_calls)
    assert len(calls) == 1
    assert calls[0].endswith("-r requirements/base.txt -r requirements/dev.txt")


@pytest.mark.parametrize("kind", ["matrix", "homeserver", "load"])
def test_what_does_not_fit_beside_rasa_has_an_environment_of_its_own(machine: Machine, kind: str) -> None:
    machine.setup()
    machine.setup(f"--{kind}")
    again = machine.setup(f"--{kind}")

    calls = install(machine.uv_calls)
    assert again.stdout == ""
    assert len(calls) == 2
    assert f"--python .venv-{kind}/bin/python" in calls[1]
    assert calls[1].endswith(f"-r requirements/{kind}.txt")


def test_a_failed_installation_is_said_and_tried_again(machine: Machine) -> None:
    failed = machine.setup(OFFLINE="1")

    assert failed.returncode == 1
    assert "vérifiez la connexion à Internet" in failed.stderr
    assert machine.setup().returncode == 0
    assert len(install(machine.uv_calls)) == 2


def test_a_shim_that_finds_nothing_is_passed_over_for_pyenv_s_own_python(machine: Machine, tmp_path: Path) -> None:
    machine.has("python3.10", BROKEN_SHIM)
    machine.has("python3", BROKEN_SHIM)
    machine.has("python3.10", PYTHON_310, tmp_path / ".pyenv" / "versions" / "3.10.13" / "bin")

    done = machine.setup()

    assert done.returncode == 0, done.stderr
    assert not [call for call in machine.uv_calls if call.startswith("python install")]


def test_python_is_fetched_when_there_is_none(machine: Machine) -> None:
    machine.has("python3", BARE_PYTHON_3)

    done = machine.setup()

    assert done.returncode == 0, done.stderr
    assert "python install 3.10" in machine.uv_calls
    assert "venv -q --python fetched/python3.10 .venv" in machine.uv_calls


def test_an_environment_whose_python_is_gone_is_made_again(machine: Machine) -> None:
    machine.setup()
    python = machine.clone / ".venv" / "bin" / "python"
    python.unlink()
    python.symlink_to("/nowhere/python3.10")

    assert machine.setup().returncode == 0
    assert len(install(machine.uv_calls)) == 2


def test_without_uv_pip_does_the_same(machine: Machine) -> None:
    # GIVEN a Python 3.10 with pip, and no way to get uv
    (machine.bin / "uv").unlink()
    pip = 'case "$*" in "-m pip --version") exit 0;; "-m pip install"*) echo "$*" >> pip.calls; exit 0;; esac'
    itself = f'case "$2" in *sys.executable*) echo {machine.bin}/python3; exit 0;; esac'
    environment = f'mkdir -p "$3/bin"; ln -sf {machine.bin}/python3 "$3/bin/python"; exit 0'
    machine.has("python3", f'{pip}; [ "$1 $2" = "-m venv" ] && {{ {environment}; }}; {itself}; {PYTHON_310}')

    done = machine.setup(NO_UV="1")

    assert done.returncode == 0, done.stderr
    calls = (machine.clone / "pip.calls").read_text()
    assert "install --compile --require-hashes" in calls
    assert "-r requirements/base.txt" in calls


@pytest.mark.parametrize(
    ("commands", "environment", "sentence"),
    [
        ({"uv": None, "python3": None}, {}, "aucun Python 3 n'est installé"),
        ({"uv": None, "python3": BARE_PYTHON_3}, {}, "Python 3.10 est introuvable et l'outil qui le télécharge"),
        ({"python3": BARE_PYTHON_3}, {"OFFLINE": "1"}, "Python 3.10 n'a pu être téléchargé"),
        ({"df": "echo; echo /dev/x 9000000 8000000 1000000 90% /"}, {}, "il faut 4 Go libres sur ce disque"),
    ],
)
def test_what_is_missing_is_said_in_one_sentence(
    machine: Machine, commands: dict[str, str | None], environment: dict[str, str], sentence: str
) -> None:
    for name, script in commands.items():
        if script is None:
            (machine.bin / name).unlink()
        else:
            machine.has(name, script)

    done = machine.setup(**environment)

    assert done.returncode == 1
    last = done.stderr.strip().splitlines()[-1]
    assert last.startswith("Installation impossible : ")
    assert sentence in last


def test_an_unknown_option_is_refused(machine: Machine) -> None:
    done = machine.setup("--tout")

    assert done.returncode == 1
    assert "option inconnue : --tout" in done.stderr
