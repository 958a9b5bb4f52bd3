"""Pages that have less to say than room to say it: set larger, with wider margins, as long as they say the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tailor.base.errors import FitError
from tailor.builds.build_values import Choice
from tailor.core.page.measures import Layout

SPARE = 0.9
"""A page that is filled less than this is tried in larger layouts."""

ChooseIn = Callable[[Sequence[Layout]], Choice]


def roomier(choice: Choice, share: float, choose_in: ChooseIn) -> Choice:
    """The choice in the largest of the template's roomy layouts in which the page is worth as much: all of it fits
    there too, so it costs nothing. As it is where the page is filled to a `share` of `SPARE` or more."""
    inputs = choice.inputs
    if share >= SPARE or inputs.target.value.pages != 1:
        return choice
    for layout in inputs.template.roomy(inputs.paper):
        found = _fitting((layout,), choose_in)
        if found is not None and found.selection.value == choice.selection.value:
            return found
    return choice


def _fitting(layouts: Sequence[Layout], choose_in: ChooseIn) -> Choice | None:
    try:
        return choose_in(layouts)
    except FitError:
        return None
