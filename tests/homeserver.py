"""A real Matrix homeserver (Synapse, in its own environment), which tests start, stop and start again."""

import hashlib
import hmac
import json
import subprocess
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from assistant.settings import ROOT
from tests.mail_server import HOST, free_port

SERVER_NAME = "matrix.test"
_SECRET = "of-the-tests"
_READY_WITHIN = 60.0  # seconds
_UNLIMITED = {"per_second": 1000, "burst_count": 1000}
_LIMITS = "rc_message rc_registration rc_joins_per_room rc_admin_redaction".split()
_LIMITS_BY = {
    "rc_login": ("address", "account", "failed_attempts"),
    "rc_joins": ("local", "remote"),
    "rc_invites": ("per_room", "per_user", "per_issuer"),
}


def python_of_homeserver() -> Path:
    """The interpreter of the homeserver's environment, which the set-up makes when it is not there."""
    subprocess.run([ROOT / "scripts" / "setup", "--homeserver"], check=True, stdout=subprocess.DEVNULL)
    return ROOT / ".venv-homeserver" / "bin" / "python"


@dataclass
class Homeserver:
    """``folder``: where its database and its keys are; ``settings``: what of its configuration differs."""

    folder: Path
    port: int = field(default_factory=free_port)
    settings: dict[str, Any] = field(default_factory=dict)
    _process: "subprocess.Popen[bytes] | None" = None

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"

    def start(self) -> None:
        """Start, and wait until it answers. Raises RuntimeError with the end of its log when it does not."""
        config = self._write_configuration()
        command = [python_of_homeserver(), "-m", "synapse.app.homeserver", "-c", config]
        if not (self.folder / f"{SERVER_NAME}.signing.key").exists():
            subprocess.run([*command, "--generate-keys"], check=True, capture_output=True, cwd=self.folder)
        with (self.folder / "homeserver.log").open("ab") as log:
            self._process = subprocess.Popen(command, cwd=self.folder, stdout=log, stderr=log)
        deadline = time.monotonic() + _READY_WITHIN
        while time.monotonic() < deadline and self._process.poll() is None:
            try:
                self.call("GET", "/_matrix/client/versions")
            except OSError:
                time.sleep(0.1)
            else:
                return
        raise RuntimeError("the homeserver did not start:\n" + (self.folder / "homeserver.log").read_text()[-3000:])

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(30)
            self._process = None

    def register(self, name: str, password: str) -> str:
        """Make an account; returns its full identifier."""
        nonce = self.call("GET", "/_synapse/admin/v1/register")["nonce"]
        told = "\0".join([nonce, name, password, "notadmin"]).encode()
        account = {
            "nonce": nonce,
            "username": name,
            "password": password,
            "admin": False,
            "mac": hmac.new(_SECRET.encode(), told, hashlib.sha1).hexdigest(),
        }
        return str(self.call("POST", "/_synapse/admin/v1/register", account)["user_id"])

    def call(self, method: str, path: str, body: dict[str, Any] | None = None, token: str | None = None) -> Any:
        """The JSON answer of the homeserver's own API. Raises OSError when it does not answer, or refuses."""
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, data, headers, method=method)
        with urllib.request.urlopen(request, timeout=30) as response:
            return json.loads(response.read())

    def _write_configuration(self) -> Path:
        listener = {
            "port": self.port,
            "bind_addresses": [HOST],
            "type": "http",
            "tls": False,
            "resources": [{"names": ["client"], "compress": False}],
        }
        configuration = {
            "server_name": SERVER_NAME,
            "listeners": [listener],
            "database": {"name": "sqlite3", "args": {"database": str(self.folder / "homeserver.db")}},
            "media_store_path": str(self.folder / "media"),
            "signing_key_path": str(self.folder / f"{SERVER_NAME}.signing.key"),
            "pid_file": str(self.folder / "homeserver.pid"),
            "registration_shared_secret": _SECRET,
            "macaroon_secret_key": _SECRET,
            "report_stats": False,
            "trusted_key_servers": [],
            "presence": {"enabled": False},
        }
        limits: dict[str, Any] = dict.fromkeys(_LIMITS, _UNLIMITED)
        limits |= {name: dict.fromkeys(kinds, _UNLIMITED) for name, kinds in _LIMITS_BY.items()}
        path = self.folder / "homeserver.yaml"
        path.write_text(yaml.safe_dump(configuration | limits | self.settings), encoding="utf-8")
        return path
