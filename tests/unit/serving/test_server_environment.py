import socket
import sys
from pathlib import Path

import pytest
import yaml

from assistant.serving.environment import (
    ServingError,
    end_of_log,
    require_free_port,
    server_environment,
    write_endpoints,
)
from assistant.settings import ROOT, Settings


def settings(folder: Path) -> Settings:
    return Settings(var_dir=folder / "var", model_dir=folder / "models", rasa_port=6005, actions_port=6055, port=8055)


def test_servers_get_our_settings_and_our_interpreter(tmp_path: Path) -> None:
    # GIVEN an environment that forbids bytecode and knows nothing of us
    given = {"PYTHONDONTWRITEBYTECODE": "1", "PATH": "/usr/bin", "LANG": "fr_FR.UTF-8"}

    environment = server_environment(settings(tmp_path), given)

    # THEN the servers run on our ports, with the interpreter that runs us, and may write bytecode
    assert [environment[name] for name in ("RASA_PORT", "ACTIONS_PORT", "PORT")] == ["6005", "6055", "8055"]
    assert environment["PATH"].split(":") == [str(Path(sys.executable).parent), "/usr/bin"]
    assert "PYTHONDONTWRITEBYTECODE" not in environment
    # AND send no usage report
    assert environment["RASA_TELEMETRY_ENABLED"] == "false"
    assert environment["LANG"] == "fr_FR.UTF-8"


def test_relative_folders_are_resolved_because_servers_run_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    environment = server_environment(Settings(var_dir=Path("v"), model_dir=Path("m")), {})

    assert environment["VAR_DIR"] == str(tmp_path / "v")
    assert environment["MODEL_DIR"] == str(tmp_path / "m")


def test_endpoints_follow_the_settings(tmp_path: Path) -> None:
    copy = write_endpoints(settings(tmp_path))

    endpoints = yaml.safe_load(copy.read_text(encoding="utf-8"))
    assert str(copy) == server_environment(settings(tmp_path))["ENDPOINTS"]
    assert endpoints["action_endpoint"]["url"] == "http://127.0.0.1:6055/webhook"
    assert endpoints["tracker_store"]["url"] == f"sqlite:///{tmp_path / 'var' / 'conversations.sqlite'}"


def test_conversations_may_be_kept_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONVERSATIONS_URL", "postgresql://rasa:secret@machine/conversations")

    copy = write_endpoints(settings(tmp_path))

    endpoints = yaml.safe_load(copy.read_text(encoding="utf-8"))
    assert endpoints["tracker_store"]["url"] == "postgresql://rasa:secret@machine/conversations"
    # AND nobody else of the machine reads the password
    assert copy.stat().st_mode & 0o077 == 0


def test_rasa_s_own_commands_find_the_default_ports() -> None:
    # GIVEN endpoints.yml as it is, which "rasa shell" reads, and no setting in the environment
    endpoints = yaml.safe_load((ROOT / "endpoints.yml").read_text(encoding="utf-8"))

    assert endpoints["action_endpoint"]["url"].endswith(":5055/webhook")
    assert "$" not in str(endpoints)


def test_a_taken_port_is_named_with_the_setting_that_changes_it() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

        with pytest.raises(ServingError, match=rf"port {port} .*RASA_PORT=\d+"):
            require_free_port(port, "RASA_PORT")

    require_free_port(port, "RASA_PORT")


def test_the_end_of_a_log_is_its_last_lines(tmp_path: Path) -> None:
    log = tmp_path / "rasa.log"
    log.write_text("un\ndeux\ntrois\n", encoding="utf-8")

    assert end_of_log(log, lines=2) == f"Fin de son journal, {log} :\n  deux\n  trois"
