"""`init`: a folder to start from, with a few questions where someone is there to answer."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tailor import api
from tailor.cli import completing
from tailor.cli.app import Quiet, app, one_of
from tailor.cli.output.ending import INTERRUPTED

if TYPE_CHECKING:
    from tailor.project.starter import Started

QUESTIONS = {"name": "Your name", "email": "E-mail", "phone": "Phone", "location": "Where you live"}


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where (default: here).")] = Path(),
    name: Annotated[str | None, typer.Option("--name", help="Your name.")] = None,
    email: Annotated[str | None, typer.Option("--email", help="Your e-mail address.")] = None,
    phone: Annotated[str | None, typer.Option("--phone", help="Your phone number.")] = None,
    location: Annotated[str | None, typer.Option("--location", help="Where you live.")] = None,
    paper: Annotated[
        str,
        typer.Option(
            "--paper", metavar="PAPER", help="The paper to print on: a4 or letter.", autocompletion=completing.papers
        ),
    ] = "a4",
    source: Annotated[
        Path | None,
        typer.Option(
            "--from", metavar="FILE", help="Begin with your data: JSON Resume, RenderCV, YAMLResume, LinkedIn."
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Replace existing files; each old file is kept as FILE.bak.")
    ] = False,
    assistants: Annotated[
        bool, typer.Option("--assistants", help="Add AGENTS.md and skills/tailor/ for assistants.")
    ] = False,
    quiet: Quiet = False,
) -> None:
    """Create a folder to start from, with comments, that builds right away."""
    chosen = one_of("--paper", paper, completing.PAPERS)
    answers = {"name": name, "email": email, "phone": phone, "location": location}
    if source is None and not quiet and not any(answers.values()) and sys.stdin.isatty() and sys.stderr.isatty():
        try:
            answers = _ask()
        except typer.Abort:  # Ctrl-C or Ctrl-D
            print("\nnothing was written", file=sys.stderr)
            sys.exit(INTERRUPTED)
    started = api.init(folder, answers, chosen, source, force, assistants)
    if not quiet:
        _print_started(started, folder)


def _ask() -> dict[str, str | None]:
    """The answers; an empty one leaves what the sample says."""
    from tailor.project.starter import ANSWERS, doubt

    print("Press Enter to keep the sample value; everything can be changed later in profiles/me.yaml.", file=sys.stderr)
    given: dict[str, str | None] = {}
    for field, question in QUESTIONS.items():
        while True:
            words = f"{question} ({ANSWERS[field]})"
            value = typer.prompt(words, default="", show_default=False, err=True).strip()
            problem = doubt(field, value) if value else None
            if problem is None:
                break
            print(f"{problem.message.removeprefix(f'--{field}: ')}: {problem.hint}", file=sys.stderr)
        given[field] = value or None
    return given


def _print_started(started: "Started", folder: Path) -> None:
    """What was written, what was not, and what comes next."""
    from tailor.project.import_file import note_lines

    for line in note_lines(started.notes):
        print(line, file=sys.stderr)
    for path in started.written:
        print(path, file=sys.stderr)
    for path, old in started.replaced.items():
        print(f"replaced: {path}{f' (the old file is kept as {old.name})' if old else ''}", file=sys.stderr)
    for path in started.kept:
        more = "; add out/ to it, if pages should stay out of git" if path.name == ".gitignore" else ""
        print(f"left unchanged: {path}{more}", file=sys.stderr)
    if started.unfinished:
        print(f"{started.unfinished}: before you push, set TAILOR to a pip requirement", file=sys.stderr)
    import shlex

    there = "" if folder == Path() else f"cd {shlex.quote(str(folder))} && "
    print(f"next: {there}tailor build", file=sys.stderr)
