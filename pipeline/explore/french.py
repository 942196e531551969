"""The command line speaks French: headings of the help, and one clear line for whatever goes wrong."""

from __future__ import annotations

import os
import sys
from functools import cache
from importlib.resources import files
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from pipeline.pool import LimitError
from pipeline.publish.versions import NotAResultFolder
from pipeline.store import NoResult, QueryError

FAILED = 2
"""Exit code where nothing could be done."""

FOR_PEOPLE = (LimitError, NoResult, NotAResultFolder, QueryError)
"""Exceptions whose message is meant for people."""


@cache
def labels() -> dict[str, Any]:
    """The words of labels.yaml."""
    import yaml

    loaded: dict[str, Any] = yaml.safe_load(files("pipeline.explore").joinpath("labels.yaml").read_text(encoding="utf-8"))
    return loaded


class FrenchCommand(TyperCommand):
    """A command whose help is in French."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Its arguments and options, ``--help`` included."""
        return [_in_french(param) for param in super().get_params(ctx)]

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write its help."""
        _name_headings()
        super().format_help(ctx, formatter)


class FrenchGroup(TyperGroup):
    """The commands together. Errors are one line on the error stream, with :data:`FAILED` as exit code."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Its options, ``--help`` included."""
        return [_in_french(param) for param in super().get_params(ctx)]

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write its help."""
        _name_headings()
        super().format_help(ctx, formatter)

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run a command, and exit as it says."""
        standalone = kwargs.pop("standalone_mode", True)
        try:
            code = super().main(*args, **{**kwargs, "standalone_mode": False})
        except FOR_PEOPLE as error:
            code = complain(str(error))
        except BrokenPipeError:  # «maillage search … | head» has seen enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            code = 0
        except OSError as error:
            what = error.filename or error
            code = complain(f"{what} : lecture ou écriture impossible ; vérifiez le chemin, la place et vos droits.")
        except (KeyboardInterrupt, typer.Abort):
            code = complain("Interrompu.")
        except Exception as error:
            code = _usage(error) if hasattr(error, "format_message") else _unexpected(error)
        if not standalone:
            return code
        sys.exit(code if isinstance(code, int) else 0)


def tell(message: str) -> None:
    """Write one line beside the answer, on the error stream."""
    typer.echo(" ".join(message.split()), err=True)


def complain(message: str) -> int:
    """Write one line on the error stream and return the exit code that goes with it."""
    tell(message)
    return FAILED


def _unexpected(error: Exception) -> int:
    """A mistake of ours: its traceback is for those who can mend it."""
    if os.environ.get("MAILLAGE_TRACE"):
        raise error
    return complain(f"Erreur interne ({type(error).__name__} : {error}) ; avec MAILLAGE_TRACE=1 elle montre son détail.")


def _usage(error: Any) -> int:
    """What is wrong with a command line, by what Typer raises."""
    kind = type(error).__name__
    if kind == "NoArgsIsHelpError":  # the help is already written
        return FAILED
    param, ctx = getattr(error, "param", None), getattr(error, "ctx", None)
    hint = param.metavar if param is not None and param.param_type_name == "argument" else _option(param)
    command = ctx.command_path if ctx else "maillage"
    if kind == "NoSuchOption":
        said = f"option inconnue : {error.option_name}"
    elif kind == "MissingParameter":
        said = f"il manque {hint}"
    elif kind == "BadParameter":
        said = f"{hint} : {error.message.rstrip('.')}"
    elif kind == "BadOptionUsage":
        said = f"l’option {error.option_name} attend une valeur"
    elif error.message.startswith("No such command"):
        names = sorted(ctx.command.list_commands(ctx)) if ctx else []
        said = f"commande inconnue ; il y a {', '.join(names)}"
    elif "unexpected extra argument" in error.message:
        said = f"argument de trop : {error.message.rpartition('(')[2].rstrip(').')}"
    else:
        said = error.format_message().rstrip(".")
    return complain(f"{command} : {said}. Voyez « {command} --help ».")


def _option(param: Any) -> str:
    return str(max(param.opts, key=len)) if param is not None else "une valeur"


def _in_french(param: Any) -> Any:
    """A parameter without Typer's own words: the help of ``--help``, the names of Python's types."""
    if param.name == "help":
        param.help = "Affiche cette aide."
    if param.metavar is None or param.param_type_name == "argument":
        param.display_type_rich = lambda ctx: None  # noqa: ARG005
    return param


def _name_headings() -> None:
    """Typer's own headings; where a version of it names them otherwise, they stay as they are."""
    from typer import rich_utils

    headings = {
        "ARGUMENTS_PANEL_TITLE": "Arguments",
        "OPTIONS_PANEL_TITLE": "Options",
        "COMMANDS_PANEL_TITLE": "Commandes",
        "DEFAULT_STRING": "[par défaut : {}]",
        "ENVVAR_STRING": "[ou la variable {}]",
        "REQUIRED_LONG_STRING": "[nécessaire]",
    }
    for name, heading in headings.items():
        if hasattr(rich_utils, name):
            setattr(rich_utils, name, heading)
