"""`review`: proposed wordings, one by one: accept, edit, refuse."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from tailor import api
from tailor.cli.app import Json, OneProfile, Root, Targets, app
from tailor.cli.output.json_lines import print_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TextIO

    from tailor.assistants.reviewing import Effect, Waiting

Accept = Annotated[list[str] | None, typer.Option("--accept", metavar="ITEM#N", help="Accept this one; repeats.")]
Refuse = Annotated[list[str] | None, typer.Option("--refuse", metavar="ITEM#N", help="Refuse this one; repeats.")]
Edit = Annotated[
    tuple[str, str] | None, typer.Option("--edit", metavar="ITEM#N TEXT", help="Accept this one in other words.")
]
Undo = Annotated[bool, typer.Option("--undo", help="Take the last change back.")]
Page = Annotated[bool, typer.Option("--page/--no-page", help="Show what each would do to the page.")]


MOST = 4
"""Ids that are named before they are counted."""

QUESTION = "accept, edit, refuse, skip, quit? [a/e/r/s/q]"


@app.command()
def review(
    target: Targets = None, profile: OneProfile = None, accept: Accept = None, refuse: Refuse = None, edit: Edit = None,
    undo: Undo = False, page: Page = True, json: Json = False, root: Root = None,
) -> None:  # fmt: skip
    """Show proposed wordings and what they would change; accept, edit or refuse them."""
    if undo or accept or refuse or edit:
        _do(accept or [], refuse or [], edit, undo, profile, root)
        return
    found = api.review(profile, root=root)
    if not found:
        print("nothing is proposed", file=sys.stderr)
    asking = not json and sys.stdin.isatty() and sys.stdout.isatty()
    for number, one in enumerate(found, 1):
        effects = api.review_effects(one, target or (), profile, root) if page else []
        if json:
            print_line(api.waiting_data(one, effects))
            continue
        _show(one, effects, f"{number} of {len(found)}: ")
        if asking and not _confirmed(one, profile, None if root is None else str(root)):
            break


def _do(
    accept: list[str],
    refuse: list[str],
    edit: tuple[str, str] | None,
    undo: bool,
    profile: str | None,
    root: object,
) -> None:
    """Several at once; numbers move when one is refused, so the last of an item goes first."""
    folder = None if root is None else str(root)
    for name in accept:
        print(api.accept_wording(name, None, profile, folder).label, file=sys.stderr)
    if edit is not None:
        _show_changed(api.in_other_words(*edit, profile, folder), sys.stderr)
        print(api.accept_wording(*edit, profile, folder).label, file=sys.stderr)
    for name in sorted(refuse, reverse=True):
        print(api.refuse_wording(name, profile, folder).label, file=sys.stderr)
    if undo:
        done = api.undo(folder)
        print(done.label if done else "nothing to undo", file=sys.stderr)


def _show(one: "Waiting", effects: "list[Effect]", count: str) -> None:
    who = f" by {one.held.wording.by}" if one.held.wording.by else ""
    place = one.held.place
    print(f"{count}{one.name}{who} ({place.file}:{place.line})")
    print(f"  now:      {one.held.own}")
    print(f"  proposed: {one.held.text}")
    _show_changed(one)
    for effect in effects:
        print(f"  {effect.target}: {_effect_text(effect)}")
    print()


def _show_changed(one: "Waiting", to: "TextIO | None" = None) -> None:
    """What is different in a wording, and what that claims."""
    marks = {"=": "{}", "-": "[-{}-]", "+": "{{+{}+}}"}
    print("  changed:  " + " ".join(marks[kind].format(words) for kind, words in one.words), file=to)
    for claim in one.held.claims:
        print(f"  {claim.level.replace('-', ' ')}: {claim.message}", file=to)


def _some(names: "Sequence[str]") -> str:
    more = len(names) - MOST
    return ", ".join(names[:MOST]) + (f" and {more} more" if more > 0 else "")


def _effect_text(effect: "Effect") -> str:
    lines = f"{effect.lines or 0:g} line{'' if effect.lines == 1 else 's'}"
    lines += f", now {effect.lines_now:g}" if effect.lines_now else ""
    what = "it would be shown" if effect.shown else "it would not be shown"
    moved = [f"adds {_some(effect.comes)}"] * bool(effect.comes) + [f"removes {_some(effect.goes)}"] * bool(effect.goes)
    return "; ".join([what, lines, *moved, f"{effect.gain:+g} points"])


def _confirmed(one: "Waiting", profile: str | None, root: str | None) -> bool:
    """Do what the person says of one, and say that it is done; False to stop."""
    while (answer := typer.prompt(QUESTION, default="s", show_default=False).strip().lower()[:1]) not in ("s", "q"):
        try:
            if done := _answered(answer, one, profile, root):
                print(f"  {done}\n", file=sys.stderr)
                return True
        except api.InputError as error:
            from tailor.cli.output.ending import print_problems

            print_problems(error.problems)
    return bool(answer != "q")


def _answered(answer: str, one: "Waiting", profile: str | None, root: str | None) -> str:
    """What was done; "" for nothing. Raises InputError."""
    if answer == "a":
        return api.accept_wording(one.name, None, profile, root).label
    if answer == "r":
        return api.refuse_wording(one.name, profile, root).label
    if answer != "e":
        print("  a, e, r, s or q, then Enter", file=sys.stderr)
        return ""
    text = typer.prompt("text", default=one.held.text)
    new = api.in_other_words(one.name, text, profile, root)
    _show_changed(new)
    if new.held.claims and not typer.confirm("accept it so?", default=False):
        return ""
    return api.accept_wording(one.name, text, profile, root).label
