"""A hundred visitors who chat at once through the gateway, played by Locust."""

import csv
import subprocess
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.settings import ROOT
from benchmarks.web.served import served, site_of

VISITORS = 100
SECONDS = 120
_LOCUST = ROOT / ".venv-load" / "bin" / "locust"
_ENDED_WITH_FAILURES = 1


@dataclass(frozen=True)
class Load:
    """Of the messages sent: how many, how many not answered, milliseconds till the answer."""

    messages: int
    failures: int
    median: float
    p95: float
    per_second: float
    failures_of_all: int


def measure(site: str, visitors: int = VISITORS, seconds: int = SECONDS) -> Load:
    """All the visitors arrive in the same second, and stay for ``seconds``."""
    with TemporaryDirectory(prefix="locust-") as folder:
        command = [_LOCUST, "-f", ROOT / "benchmarks/web/locustfile.py", "--headless", "--only-summary"]
        command += ["--host", site, "-u", visitors, "-r", visitors, "-t", f"{seconds}s", "--csv", f"{folder}/load"]
        command += ["--stop-timeout", 60]
        done = subprocess.run(list(map(str, command)), cwd=ROOT, check=False)
        if done.returncode not in (0, _ENDED_WITH_FAILURES):
            raise SystemExit(f"Locust s'est arrêté (code {done.returncode}).")
        with Path(folder, "load_stats.csv").open(encoding="utf-8") as table:
            rows = {(row["Type"], row["Name"]): row for row in csv.DictReader(table)}
    sent = rows["POST", "/api/messages"]
    return Load(
        messages=int(sent["Request Count"]),
        failures=int(sent["Failure Count"]),
        median=float(sent["Median Response Time"]),
        p95=float(sent["95%"]),
        per_second=float(sent["Requests/s"]),
        failures_of_all=int(rows["", "Aggregated"]["Failure Count"]),
    )


def report(load: Load) -> str:
    """In Markdown."""
    per_second = f"{load.per_second:.1f}".replace(".", ",")
    return (
        f"{VISITORS} visiteurs arrivés dans la même seconde, {SECONDS} secondes : {load.messages} messages "
        f"({per_second} par seconde), {load.failures_of_all} erreur(s), réponse médiane {load.median:.0f} ms, "
        f"95 % sous {load.p95:.0f} ms."
    )


if __name__ == "__main__":
    with served() as _settings:
        print(report(measure(site_of(_settings))))
