"""Train both pipelines on the same data, then start them in turn, and write the comparison in var/bench.md."""

import os
import platform
from datetime import date
from pathlib import Path
from statistics import median, quantiles

from assistant.serving.environment import server_environment, write_endpoints
from assistant.serving.supervisor import Supervisor, read_procfile
from assistant.settings import ROOT, Settings
from benchmarks.evaluation.sets import DEVELOPMENT, read_set
from benchmarks.measure import Run, measure
from benchmarks.pipelines import CONFIGS, OURS, STOCK, bench_settings, one_epoch, trained

ROUNDS = 3
MESSAGES = 200


def sample(texts: list[str], count: int) -> list[str]:
    """``count`` texts taken at even distance, so that all kinds of messages are there."""
    if len(texts) < count:
        raise SystemExit(f"{len(texts)} messages, il en faut {count}.")
    return [texts[index * len(texts) // count] for index in range(count)]


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
        "lecture d'un message, médiane": (lambda run: median(run.milliseconds), "ms", 1),
        "lecture d'un message, 95 % sous": (
            lambda run: quantiles(run.milliseconds, n=20, method="inclusive")[-1],
            "ms",
            1,
        ),
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
        "français avec spaCy : benchmarks/pipelines/stock.yml. DIET et TED n'y sont entraînés qu'une époque, ce qui ne",
        "change ni le démarrage, ni la mémoire, ni la vitesse ; la justesse est comparée par « make evaluate ». Les",
        "règles seules ne donnent rien à apprendre à TED et à la mémorisation, qui se chargent vides.",
    ]
    return "\n".join(lines)


def main() -> None:
    """Run the whole comparison; some eight minutes, most of them for the stock pipeline."""
    settings = bench_settings("bench")
    texts = sample([message.text for message in read_set(DEVELOPMENT)], MESSAGES)
    models: dict[str, Path] = {}
    for name in (OURS, STOCK):
        print(f"Entraînement : {name}…", flush=True)
        models[name] = trained(one_epoch(CONFIGS[name], settings.var_dir), settings, print).model
    write_endpoints(settings)
    actions = {"actions": read_procfile(ROOT / "Procfile")["actions"]}
    runs: dict[str, list[Run]] = {name: [] for name in models}
    with Supervisor(actions, server_environment(settings), settings.var_dir / "log", ROOT):
        for number in range(ROUNDS):
            for name, model in models.items():
                print(f"Tour {number + 1} sur {ROUNDS} : {name}…", flush=True)
                runs[name].append(measure(model, texts, settings))
    report = table(runs)
    written = Settings().var_dir / "bench.md"
    written.write_text(report + "\n", encoding="utf-8")
    print(f"\n{report}\n\nÉcrit dans {written}")


if __name__ == "__main__":
    main()
