"""`gaps`: what a posting asks for, and nothing in the profile shows."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from tailor import api
from tailor.cli import completing
from tailor.cli.app import Json, OneProfile, Root, app
from tailor.cli.output.json_lines import print_line

if TYPE_CHECKING:
    from tailor.project.posting_gaps import Gaps

HEADS = {
    "must": "It must be there:",
    "nice": "It would be nice to have:",
    "work": "Only the tasks mention:",
}


@app.command("gaps")
def gaps_(
    name: Annotated[str, typer.Argument(metavar="TARGET", help="The target.", autocompletion=completing.targets)],
    profile: OneProfile = None,
    json: Json = False,
    root: Root = None,
) -> None:
    """List what a target's posting asks for and the profile does not show, must first."""
    found = api.gaps(name, profile, root)
    if json:
        from msgspec.structs import asdict

        for one in found.gaps:
            print_line({"target": found.target, "profile": found.profile, **asdict(one)})
        for line in found.unread:
            print_line({"target": found.target, "profile": found.profile, "unread": line})
        return
    _print(found)


def _print(found: "Gaps") -> None:
    for kind, head in HEADS.items():
        some = [one for one in found.gaps if one.ask == kind]
        if some:
            print(head)
        for one in some:
            tools = "; an entry's tools name it: tag that entry, and it counts" if one.tool_only else ""
            print(f'  {one.name}: "{one.sentence}"{tools}')
    if not found.gaps:
        print("The profile shows everything that is known of what the posting asks for.")
    if found.unread:
        print("Read these yourself; no term in them is known:")
    for line in found.unread:
        print(f"  {line}")
    print(f"{found.posting}: what is true and missing goes into profiles/, in your own words", file=sys.stderr)
