"""Train the pipelines, let each read every message of the evaluation sets, write the report; ``make evaluate``.

What is recommended is measured too. Ends with 1 when a figure of ours is worse than its floor
(``tests/evaluation/floors.yml``).
"""

import argparse
import os
import platform
import sys
from datetime import date
from statistics import median

from assistant.programmes.store import Store
from assistant.serving.environment import server_environment, write_endpoints
from assistant.serving.supervisor import Supervisor, read_procfile
from assistant.settings import ROOT, Settings
from benchmarks.evaluation import recommending
from benchmarks.evaluation.figures import case_of, under_the_floor
from benchmarks.evaluation.report import PipelineResult, write_report
from benchmarks.evaluation.sets import DEVELOPMENT, UNSEEN, Message, read_floors, read_recommending_floors, read_set
from benchmarks.measure import measure
from benchmarks.pipelines import CONFIGS, OURS, bench_settings, trained

NUMBERED = dict(enumerate(CONFIGS, 1))


def arguments() -> argparse.Namespace:
    """The command's options."""
    listed = " ; ".join(f"{number} : {name}" for number, name in NUMBERED.items())
    parser = argparse.ArgumentParser(
        prog="make evaluate",
        description="Mesure ce que l'assistant comprend et écrit un rapport. Toutes les chaînes de traitement sont "
        "entraînées la première fois (une demi-heure, dont les trois quarts pour DIET), puis gardées.",
        epilog="Exemple, la nôtre seule : make evaluate ONLY=1",
    )
    parser.add_argument(
        "--only", metavar="N", type=int, nargs="+", choices=NUMBERED, help=f"les chaînes à mesurer ({listed})"
    )
    return parser.parse_args()


def evaluate(names: list[str], sets: dict[str, list[Message]]) -> list[PipelineResult]:
    """Each pipeline trained, started and asked to read every message."""
    settings = bench_settings("evaluation")
    models = {}
    for name in names:
        print(f"Entraînement : {name}…", flush=True)
        models[name] = trained(CONFIGS[name], settings, print)
    write_endpoints(settings)
    actions = {"actions": read_procfile(ROOT / "Procfile")["actions"]}
    messages = [message for each in sets.values() for message in each]
    results = []
    with Supervisor(actions, server_environment(settings), settings.var_dir / "log", ROOT):
        for name, made in models.items():
            print(f"Lecture de {len(messages)} messages : {name}…", flush=True)
            run = measure(made.model, [message.text for message in messages], settings)
            answers = iter(run.answers)
            cases = {each: [case_of(m, next(answers)) for m in sets[each]] for each in sets}
            results.append(PipelineResult(name, cases, made.seconds, run.start, run.memory, median(run.milliseconds)))
    return results


def main() -> int:
    """Evaluate, report, judge."""
    chosen = arguments().only
    names = [name for number, name in NUMBERED.items() if not chosen or number in chosen]
    sets = {name: read_set(name) for name in (UNSEEN, DEVELOPMENT)}
    results = evaluate(names, sets)
    machine = f"{os.cpu_count()} processeurs, {platform.machine()}, Python {platform.python_version()}"
    print("Recommandations…", flush=True)
    answers = recommending.compare(Store(Settings().base_url).snapshot())
    recommended = [(recommending.TITLES[name], who, shares) for name, who, shares in recommending.rows(answers)]
    report = write_report(results, recommended, Settings().var_dir / "evaluation", date.today(), machine)
    print(f"\n{report.summary}\n\n{recommending.table(answers)}\n\nRapport : {report.path}")
    ours = next((result for result in results if result.name == OURS), None)
    worse = [
        f"{name} : {sentence}"
        for name, floors in read_floors().items()
        if ours
        for sentence in under_the_floor(ours.figures[name], floors)
    ]
    worse += recommending.under_the_floor(answers, read_recommending_floors())
    if worse:
        print("\nSous le plancher (tests/evaluation/floors.yml) :", *worse, sep="\n  ", file=sys.stderr)
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())
