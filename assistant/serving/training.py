"""Trains the language model, when what it learns from has changed since the last time."""

import hashlib
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from assistant.errors import ModelUnavailable
from assistant.serving.environment import end_of_log, server_environment
from assistant.serving.supervisor import die_with_parent
from assistant.settings import ROOT, Settings

MODEL_NAME = "assistant.tar.gz"
CONFIG, DOMAIN, DATA = Path("config.yml"), Path("domain.yml"), (Path("data/nlu"), Path("data/stories"))
# What the model is made from, or read with: sentences, rules, the code that turns a sentence into features, and the
# versions of the libraries whose objects it holds. The names of the base come in besides.
INPUTS = (
    CONFIG,
    DOMAIN,
    *DATA,
    Path("data/places"),
    Path("data/vocabulary"),
    Path("assistant/nlu"),
    Path("assistant/places"),
    Path("assistant/text.py"),
    Path("assistant/vocabulary.py"),
    Path("requirements/base.txt"),
)
_STEP = re.compile(r"Starting to train component '(\w+)'")

Say = Callable[[str], None]


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from sorted(p for p in path.rglob("*") if p.is_file() and p.suffix != ".pyc" and p.suffix != ".md")
    elif path.exists():
        yield path


def inputs_digest(root: Path, names: list[list[str]]) -> str:
    """A digest of the content of INPUTS under ``root`` and of the base's ``names``; dates of files do not count."""
    digest = hashlib.sha256(json.dumps(names, ensure_ascii=False).encode())
    for path in INPUTS:
        for file in _files(root / path):
            digest.update(b"\0" + file.relative_to(root).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def base_names(settings: Settings) -> list[list[str]]:
    """Every name, acronym and alias that the base knows, with its id. Raises BaseUnavailable."""
    from assistant.programmes.store import Store

    base = Store(settings.base_url).snapshot()
    return sorted(
        [
            *([p.id, p.name, p.acronym or "", *p.aliases] for p in base.programmes.values()),
            *([o.id, o.name, o.acronym or "", *o.aliases] for o in base.organisations.values()),
            *([t.id, t.term, t.expansion or "", *t.aliases] for t in base.terms.values()),
        ]
    )


def ensure_model(settings: Settings, say: Say, force: bool = False) -> Path:
    """The path of a model that is up to date, trained now if need be (or if ``force``); ``say`` tells the progress.

    Raises ModelUnavailable when the training fails, BaseUnavailable when there is no base.
    """
    model = settings.model_dir / MODEL_NAME
    stamp = settings.model_dir / ".inputs"
    digest = inputs_digest(ROOT, base_names(settings))
    if model.exists() and stamp.exists() and stamp.read_text() == digest and not force:
        say("Modèle de langue : à jour.")
        return model
    say("Modèle de langue : entraînement (une à deux minutes)…")
    train(ROOT / CONFIG, model, settings, say)
    stamp.write_text(digest)
    return model


def train(config: Path, model: Path, settings: Settings, say: Say) -> None:
    """Train with ``config`` on the project's domain and data; ``model`` is replaced only by a model that is whole.

    Rasa's own choice of what to train again is not used: it does not see a change in the code a component calls.
    Raises ModelUnavailable with the end of the log (``<var_dir>/log/train.log``).
    """
    model.parent.mkdir(parents=True, exist_ok=True)
    log = settings.var_dir / "log" / "train.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".new-", dir=model.parent) as folder:
        command = [sys.executable, "-m", "rasa", "train", "--force", "--config", str(config), "--domain", str(DOMAIN)]
        command += ["--data", *map(str, DATA), "--out", folder, "--fixed-model-name", model.name]
        environment = server_environment(settings) | {"RASA_MAX_CACHE_SIZE": "0", "LOG_LEVEL": "INFO"}
        with (
            log.open("w", encoding="utf-8") as output,
            subprocess.Popen(
                command,
                cwd=ROOT,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                errors="replace",
                preexec_fn=die_with_parent,
            ) as training,
        ):
            assert training.stdout
            for line in training.stdout:
                output.write(line)
                if step := _STEP.search(line):
                    say(f"  {step[1]}…")
        trained = Path(folder) / model.name
        if training.returncode or not trained.exists():
            raise ModelUnavailable(f"l'entraînement du modèle a échoué. {end_of_log(log)}")
        trained.replace(model)
    say("  modèle prêt.")
