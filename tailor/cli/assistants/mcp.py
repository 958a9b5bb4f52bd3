"""`mcp`: the workspace for assistants that can use tools."""

from tailor import api
from tailor.cli.app import Root, app


@app.command()
def mcp(root: Root = None) -> None:
    """Serve the workspace to an assistant on standard input and output (Model Context Protocol)."""
    api.mcp(root)
