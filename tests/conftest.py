"""The world that tests share, each part made when a test first asks for it: the records, a loaded base, the model."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.programmes.base import Base
from assistant.programmes.files import read_records
from assistant.settings import DATA, ROOT, Settings

if TYPE_CHECKING:
    from assistant.model import Model


@pytest.fixture(scope="session")
def base() -> Base:
    """The programme base as its records are written."""
    return read_records(DATA / "programmes")


@pytest.fixture(scope="session")
def loaded_base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """URL of a base of the tests' own, loaded by the command that everyone uses; the settings lead to it."""
    url = f"sqlite:///{tmp_path_factory.mktemp('base') / 'base.sqlite'}"
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("BASE_URL", url)
        command = [sys.executable, "-m", "assistant", "programmes", "load"]
        subprocess.run(command, cwd=ROOT, env=os.environ, check=True, stdout=subprocess.DEVNULL)
        yield url


@pytest.fixture(scope="session")
def trained_model(loaded_base: str) -> Path:
    """A model up to date with the working copy: trained only if something that it learns from changed."""
    from assistant.serving.training import ensure_model

    return ensure_model(Settings(), print)


@pytest.fixture(scope="session")
def model(trained_model: Path) -> "Model":
    """That model in this process, with the real actions."""
    from assistant.model import Model

    return Model.load(trained_model)
