"""All the measures of the site in one run, written in var/bench-web.md; some ten minutes."""

import os
import platform
from datetime import date

from assistant.settings import Settings
from benchmarks.web import chats, gateway, load
from benchmarks.web.served import served, site_of


def main() -> None:
    """The chats first, then the gateway and the hundred visitors on the site as it is really run."""
    settings = Settings()
    print("Notre module de conversation à côté de deep-chat…", flush=True)
    sections = [chats.compare(settings.var_dir / "bench-web")]
    with served() as running:
        print("Ce qu'ajoute la passerelle…", flush=True)
        sections.append(gateway.report(gateway.measure(running)))
        print("Cent visiteurs à la fois…", flush=True)
        crowd = load.measure(site_of(running))
        sections.append(load.report(crowd))
    heading = f"Mesuré le {date.today():%d/%m/%Y} : {os.cpu_count()} processeurs, {platform.machine()}."
    text = "\n\n".join([heading, *sections])
    written = settings.var_dir / "bench-web.md"
    written.write_text(text + "\n", encoding="utf-8")
    print(f"\n{text}\n\nÉcrit dans {written}")
    if crowd.failures_of_all:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
