"""Which platforms the environment opens, what Rasa is given for them, and how their people are called."""

import re
from pathlib import Path

import pytest
import yaml

from assistant.channels.platforms import names
from assistant.channels.platforms.catalogue import PLATFORMS, Platform, credentials, opened
from assistant.errors import InputError
from assistant.serving.environment import server_environment, write_credentials
from assistant.settings import ROOT, Settings

HTTPS = {"SITE_URL": "https://assistant.exemple.fr"}


def all_set(platform: Platform) -> dict[str, str]:
    return HTTPS | {variable: f"v-{variable}" for variable in platform.fields.values()}


@pytest.mark.parametrize("platform", PLATFORMS, ids=lambda platform: platform.name)
def test_a_platform_is_opened_by_all_its_variables(platform: Platform) -> None:
    environment = all_set(platform)

    assert opened(environment) == [platform]
    assert credentials(environment) == {platform.channel: {f: f"v-{v}" for f, v in platform.fields.items()}}

    for variable in platform.fields.values():
        with pytest.raises(InputError, match=rf"{re.escape(platform.title)} : {variable} manque"):
            opened(environment | {variable: ""})
    with pytest.raises(InputError, match="SITE_URL manque"):
        opened(environment | {"SITE_URL": "http://127.0.0.1:8000"})


def test_nothing_set_opens_nothing() -> None:
    assert opened({}) == []


def test_rasa_s_file_documents_every_platform_and_opens_none() -> None:
    written = (ROOT / "credentials.yml").read_text(encoding="utf-8")

    assert set(yaml.safe_load(written)) == {"assistant.channels.site.SiteInput", "rest"}
    # GIVEN the commented lines, uncommented
    lines = [
        line[2:] for line in written.splitlines() if re.match(r"# (?:assistant\.[\w.]+|  [\w-]+): ?(?:\$|$)", line)
    ]
    documented = yaml.safe_load("\n".join(lines))

    assert documented == {p.channel: {f: f"${{{v}}}" for f, v in p.fields.items()} for p in PLATFORMS}


def test_the_servers_get_a_file_that_only_we_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    telegram = PLATFORMS[0]
    for variable, value in all_set(telegram).items():
        monkeypatch.setenv(variable, value)

    file = write_credentials(Settings(var_dir=tmp_path / "var"))

    assert set(yaml.safe_load(file.read_text(encoding="utf-8"))) == {
        "assistant.channels.site.SiteInput", "rest", telegram.channel,
    }  # fmt: skip
    assert file.stat().st_mode & 0o077 == 0
    assert server_environment(Settings(var_dir=tmp_path / "var"), {})["CREDENTIALS"] == str(file)


def test_people_are_called_by_a_digest_that_needs_our_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    called = []
    for folder in ("a", "a", "b"):
        monkeypatch.setenv("VAR_DIR", str(tmp_path / folder))
        names._key.cache_clear()
        called.append(names.conversation_of("twilio", "whatsapp:+33612345678"))
    names._key.cache_clear()

    assert called[0] == called[1] != called[2]
    assert re.fullmatch(r"[0-9a-f]{64}", called[0])
    assert (tmp_path / "a" / "people.key").stat().st_mode & 0o077 == 0
