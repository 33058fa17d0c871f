import os
import sys
from pathlib import Path

import pytest

from assistant.errors import ModelUnavailable
from assistant.serving import training
from assistant.serving.training import MODEL_NAME, ensure_model, inputs_digest, train
from assistant.settings import Settings

NAMES = [["leader", "LEADER", "", "Leader+"]]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    inputs = {"config.yml": "language: fr", "data/nlu/greet.yml": "- bonjour", "assistant/nlu/x.py": "1"}
    for name, text in inputs.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return tmp_path


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(var_dir=tmp_path / "var", model_dir=tmp_path / "models")


@pytest.fixture
def fake_rasa(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """In Rasa's place: says a step as Rasa does, then writes a model where it is told, or fails if FAIL is set."""
    script = tmp_path / "python"
    script.write_text(
        "#!/bin/sh\n"
        "echo \"INFO rasa.engine - Starting to train component 'FrenchTokenizer'.\"\n"
        'if [ -n "$FAIL" ]; then echo "InvalidConfig: pas de pipeline"; exit 1; fi\n'
        'while [ "$1" != --out ]; do shift; done\n'
        'echo modèle > "$2/$4"\n'
    )
    script.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(script))
    return script


@pytest.mark.parametrize("changed", ["config.yml", "data/nlu/greet.yml", "assistant/nlu/x.py", "data/stories/new.yml"])
def test_the_digest_follows_the_content_of_each_input(project: Path, changed: str) -> None:
    before = inputs_digest(project, NAMES)
    file = project / changed
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("autre chose")

    assert inputs_digest(project, NAMES) != before


def test_the_digest_follows_the_names_of_the_base(project: Path) -> None:
    assert inputs_digest(project, NAMES) != inputs_digest(project, [["leader", "LEADER"]])


def test_the_digest_ignores_dates_bytecode_and_everything_else(project: Path) -> None:
    before = inputs_digest(project, NAMES)
    os.utime(project / "config.yml", (1, 1))
    (project / "assistant/nlu/x.pyc").write_text("compilé")
    (project / "README.md").write_text("Bonjour")

    assert inputs_digest(project, NAMES) == before


def test_a_model_is_trained_once_and_again_when_a_name_changed(
    settings: Settings, fake_rasa: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [["leader", "LEADER"]]
    monkeypatch.setattr(training, "base_names", lambda _: names)
    said: list[str] = []

    def trained() -> bool:
        said.clear()
        assert ensure_model(settings, said.append) == settings.model_dir / MODEL_NAME
        return said != ["Modèle de langue : à jour."]

    assert trained()
    assert "  FrenchTokenizer…" in said
    assert not trained()
    names.append(["gect", "GECT"])
    assert trained()
    # AND a model that was deleted is made again
    (settings.model_dir / MODEL_NAME).unlink()
    assert trained()


def test_a_training_that_fails_shows_its_log_and_keeps_the_model_that_worked(
    settings: Settings, fake_rasa: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(training, "base_names", lambda _: NAMES)
    model = ensure_model(settings, lambda text: None)
    kept = model.read_text()
    monkeypatch.setenv("FAIL", "1")

    with pytest.raises(ModelUnavailable, match=r"a échoué[\s\S]*train\.log[\s\S]*pas de pipeline"):
        train(Path("config.yml"), model, settings, lambda text: None)

    assert model.read_text() == kept
    assert sorted(p.name for p in settings.model_dir.iterdir()) == [".inputs", MODEL_NAME]
