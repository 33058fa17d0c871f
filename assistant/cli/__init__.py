"""The command line: one module a family of commands, heavy imports left to the commands that need them."""

import sys

import typer
from typer._click import exceptions as click  # Typer carries its own Click, which Click's own classes do not match

from assistant.cli import feedback, privacy, programmes, requests, room, serve, understand
from assistant.errors import AssistantError

app = typer.Typer(
    name="python -m assistant",
    help="Assistant d'orientation de CERAPCOOP : coopération internationale et européenne.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.add_typer(programmes.app, name="programmes")
app.add_typer(requests.app, name="requests")
app.add_typer(privacy.app, name="privacy")
understand.register(app)
serve.register(app)
room.register(app)
feedback.register(app)

EXIT_BAD_INPUT = 2
EXIT_INTERRUPTED = 130


def _in_french(error: click.ClickException) -> str:
    """Click speaks English: say the usual mistakes in French."""
    if isinstance(error, click.NoSuchOption):
        return f"option inconnue : {error.option_name}"
    if isinstance(error, click.MissingParameter):
        name = error.param.human_readable_name if error.param else ""
        return f"il manque {name}".strip()
    if isinstance(error, click.BadParameter):
        name = error.param.human_readable_name if error.param else "valeur"
        return f"valeur non comprise pour {name} : {error.message}"
    if isinstance(error, click.BadOptionUsage):
        return f"il manque la valeur de l'option {error.option_name}"
    if isinstance(error, click.UsageError) and error.message.startswith("No such command"):
        return f"commande inconnue : {error.message.split(chr(39))[1]}"
    return error.format_message()


def main() -> None:
    """Run a command; a mistake of the person or of the data ends with 2 and one line on stderr."""
    try:
        status = app(standalone_mode=False) or 0
    except click.NoArgsIsHelpError as shown:
        print(shown.format_message())
        status = 0
    except click.ClickException as error:
        print(f"Erreur : {_in_french(error)} (aide : python -m assistant --help)", file=sys.stderr)
        status = EXIT_BAD_INPUT
    except AssistantError as error:
        print(f"Erreur : {error}", file=sys.stderr)
        status = EXIT_BAD_INPUT
    except (KeyboardInterrupt, typer.Abort):
        status = EXIT_INTERRUPTED
    except BrokenPipeError:
        # Whoever read us has had enough, as «head» does.
        sys.stdout = None
        status = 0
    sys.exit(status)
