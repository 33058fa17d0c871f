"""The pipelines that are compared, trained once and kept while nothing that they learn from changes."""

import hashlib
import os
import socket
import time
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from assistant.serving.training import Say, base_names, inputs_digest, train
from assistant.settings import ROOT, Settings

HERE = Path(__file__).parent
OURS, STOCK = "la nôtre", "standard (DIET)"
CONFIGS = {
    OURS: ROOT / "config.yml",
    "régression logistique": HERE / "logistic.yml",
    "régression logistique, vecteurs spaCy": HERE / "logistic_spacy.yml",
    STOCK: HERE / "stock.yml",
}


@dataclass(frozen=True)
class Trained:
    """A model and the seconds that its training took."""

    model: Path
    seconds: float


def free_port() -> int:
    """A port of the loopback that nobody uses now: a running assistant is not disturbed."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def bench_settings(folder: str) -> Settings:
    """Settings of a measure: the assistant's own base; logs, models and conversations apart, in ``var/<folder>``."""
    mine = Settings()
    os.environ["BASE_URL"] = mine.base_url
    return replace(mine, var_dir=mine.var_dir / folder, rasa_port=free_port(), actions_port=free_port())


def one_epoch(config: Path, folder: Path) -> Path:
    """A copy of a configuration whose networks learn for one epoch: speed and memory do not depend on how many."""
    content = yaml.safe_load(config.read_text(encoding="utf-8"))
    for component in (*content["pipeline"], *content["policies"]):
        if "epochs" in component:
            component["epochs"] = 1
    folder.mkdir(parents=True, exist_ok=True)
    copy = folder / f"one-epoch-{config.name}"
    copy.write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")
    return copy


def trained(config: Path, settings: Settings, say: Say) -> Trained:
    """Train ``config``, or take the model that was made of the same things before."""
    digest = hashlib.sha256(config.read_bytes())
    digest.update(inputs_digest(ROOT, base_names(settings)).encode())
    model = (settings.var_dir / f"{config.stem}.tar.gz").resolve()
    stamp = model.with_suffix(".stamp")
    if model.exists() and stamp.exists():
        made_of, seconds = stamp.read_text().split()
        if made_of == digest.hexdigest():
            return Trained(model, float(seconds))
    begun = time.monotonic()
    train(config, model, settings, say)
    seconds_taken = time.monotonic() - begun
    stamp.write_text(f"{digest.hexdigest()} {seconds_taken:.1f}")
    return Trained(model, seconds_taken)
