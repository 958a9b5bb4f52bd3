"""`propose`: wordings out of a chat's answer, as proposals."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from tailor import api
from tailor.cli.app import Json, OneProfile, OneTarget, Quiet, Root, app
from tailor.cli.output.json_lines import print_line


@app.command()
def propose(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The answer: YAML, or lines `- id: text`; - for stdin.")],
    target: OneTarget = None,
    profile: OneProfile = None,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who proposed it.")] = "assistant",
    json: Json = False,
    quiet: Quiet = False,
    root: Root = None,
) -> None:
    """Write wordings from a chat's answer into the profile, as proposals."""
    from tailor.cli.output.ending import print_problems

    found = api.propose(file, target, profile, by, root)
    for one in found:
        if json:
            print_line(api.outcome_data(one))
            continue
        if one.refused:
            print(f"refused: {one.proposal.item}: {one.proposal.text}", file=sys.stderr)
            print_problems(one.problems)
        elif not quiet:
            print(f"proposed: {one.proposal.item}: {one.proposal.text}", file=sys.stderr)
            for claim in one.claims:
                print(f"  look at `{claim.words[:60]}`: {claim.message}", file=sys.stderr)
    refused = sum(one.refused for one in found)
    if not quiet:
        proposed = len(found) - refused
        print(f"{proposed} proposed, {refused} refused{'; next: tailor review' if proposed else ''}", file=sys.stderr)
    sys.exit(2 if refused else 0)
