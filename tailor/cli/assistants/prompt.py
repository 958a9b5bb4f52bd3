"""`prompt`: a brief to paste into any chat."""

from tailor import api
from tailor.cli.app import OneName, OneProfile, OneTarget, Root, TemplateName, Today, app, one_target


@app.command()
def prompt(
    name: OneName = None, target: OneTarget = None, profile: OneProfile = None, template: TemplateName = None,
    date: Today = None, root: Root = None,
) -> None:  # fmt: skip
    """Print a brief for any chat: the target, the page, its gaps, the rules for proposals."""
    print(api.prompt(one_target(name, target), profile, template, date, root))
