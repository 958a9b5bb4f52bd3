"""`list`: the profiles, targets and templates that there are."""

from tailor import api
from tailor.cli.app import Json, Root, app


@app.command("list")
def list_(json: Json = False, root: Root = None) -> None:
    """List profiles, targets and templates, and where each comes from."""
    from tailor.cli.output.printing import Printer

    Printer(json, False).listing(api.list_files(root))
