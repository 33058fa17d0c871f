"""Train both pipelines on the same data, then start them in turn, and write the comparison in var/bench.md."""

import json
import os
import platform
import socket
from dataclasses import replace
from datetime import date
from pathlib import Path
from statistics import median, quantiles

from assistant.serving.environment import server_environment, write_endpoints
from assistant.serving.supervisor import Supervisor, read_procfile
from assistant.serving.training import train
from assistant.settings import ROOT, Settings
from benchmarks.measure import Run, measure

ROUNDS = 3
MESSAGES = 200
OURS, STOCK = "la nôtre", "standard"
PIPELINES = {OURS: ROOT / "config.yml", STOCK: ROOT / "benchmarks" / "stock" / "config.yml"}
MODELS = {OURS: "ours.tar.gz", STOCK: "stock.tar.gz"}
SENTENCES = ROOT / "tests" / "evaluation" / "utterances.jsonl"


def sample(path: Path, count: int) -> list[str]:
    """``count`` texts taken at even distance from a file of JSON lines, so that all kinds of messages are there."""
    texts = [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]
    if len(texts) < count:
        raise SystemExit(f"{path.name} : {len(texts)} messages, il en faut {count}.")
    return [texts[index * len(texts) // count] for index in range(count)]


def free_port() -> int:
    """A port of the loopback that nobody uses now: a running assistant is not disturbed."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def row(label: str, values: dict[str, list[float]], unit: str, digits: int) -> str:
    """One line of the table: median and range over the rounds for each pipeline, and their ratio."""
    cells = [f"{median(v):.{digits}f} {unit} ({min(v):.{digits}f}–{max(v):.{digits}f})" for v in values.values()]
    ratio = median(values[STOCK]) / median(values[OURS])
    return f"| {label} | {' | '.join(cells)} | {ratio:.1f} |".replace(".", ",")


def table(runs: dict[str, list[Run]]) -> str:
    """The comparison as Markdown."""
    measures = {
        "démarrage, jusqu'à la première réponse": (lambda run: run.start, "s", 1),
        "mémoire du processus Rasa": (lambda run: run.memory, "Mo", 0),
        "lecture d'un message, médiane": (lambda run: median(run.parses), "ms", 1),
        "lecture d'un message, 95 % sous": (lambda run: quantiles(run.parses, n=20)[-1], "ms", 1),
    }
    lines = [
        f"Mesuré le {date.today():%d/%m/%Y} : {os.cpu_count()} processeurs, {platform.machine()}, "
        f"Python {platform.python_version()} ; médiane de {ROUNDS} démarrages alternés (minimum–maximum), "
        f"{MESSAGES} messages chacun, un à la fois, par HTTP.",
        "",
        f"| mesure | {' | '.join(runs)} | {STOCK} / {OURS} |",
        "| --- | --- | --- | --- |",
    ]
    for label, (value, unit, digits) in measures.items():
        lines.append(row(label, {name: [value(run) for run in of] for name, of in runs.items()}, unit, digits))
    lines += [
        "",
        "Mêmes phrases, mêmes règles, même serveur d'actions. « Standard » est la chaîne que Rasa propose pour le",
        "français avec spaCy : benchmarks/stock/config.yml. DIET et TED n'y sont entraînés qu'une époque, ce qui ne",
        "change ni le démarrage, ni la mémoire, ni la vitesse ; la justesse n'est donc pas comparée ici. Les règles",
        "seules ne donnent rien à apprendre à TED et à la mémorisation, qui se chargent vides.",
    ]
    return "\n".join(lines)


def main() -> None:
    """Run the whole comparison; some eight minutes, most of them for the stock pipeline."""
    mine = Settings()
    settings = replace(mine, var_dir=mine.var_dir / "bench", rasa_port=free_port(), actions_port=free_port())
    texts = sample(SENTENCES, MESSAGES)
    # The base is the assistant's own: only logs, models and conversations are the benchmark's.
    os.environ["BASE_URL"] = mine.base_url
    models = {}
    for name, config in PIPELINES.items():
        print(f"Entraînement : {name}…", flush=True)
        models[name] = (settings.var_dir / MODELS[name]).resolve()
        train(config, models[name], settings, print)
    write_endpoints(settings)
    actions = {"actions": read_procfile(ROOT / "Procfile")["actions"]}
    runs: dict[str, list[Run]] = {name: [] for name in PIPELINES}
    with Supervisor(actions, server_environment(settings), settings.var_dir / "log", ROOT):
        for number in range(ROUNDS):
            for name, model in models.items():
                print(f"Tour {number + 1} sur {ROUNDS} : {name}…", flush=True)
                runs[name].append(measure(model, texts, settings))
    report = table(runs)
    (mine.var_dir / "bench.md").write_text(report + "\n", encoding="utf-8")
    print(f"\n{report}\n\nÉcrit dans {mine.var_dir / 'bench.md'}")


if __name__ == "__main__":
    main()
