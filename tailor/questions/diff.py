"""What `diff` compares: two targets' pages, two people's, or the page as it was last built and as it would be now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from msgspec import Struct
from msgspec.structs import replace

from tailor.base.errors import InputError, Problem
from tailor.builds.build_values import Choice, PageQuery
from tailor.builds.chosen_page import chosen_page, last_page, page_as_built, planned, texts_then
from tailor.core.explain.verdicts import verdicts
from tailor.core.profile.kinds import HEADERS, HEADS

GONE = "no longer in the profile"
ABSENT = "not in that profile"
OTHERWISE = "this target sets it otherwise"


class Side(Struct, frozen=True):
    """One of two pages: what it shows, in its order, the texts of all that it could show, and why items are not on
    it; `absent` is said of what it does not know. `places` are where items are written: one may have another id on a
    page that sets it otherwise, as a row of a table. `heads` are not listed: they come by themselves."""

    name: str
    shown: Sequence[str]
    texts: Mapping[str, str]
    reasons: Mapping[str, str]
    places: Mapping[str, str]
    heads: frozenset[str]
    absent: str = ABSENT

    def here(self, other: Side, item: str) -> str:
        """The id on this page of an item of another one; its own if this one does not know it."""
        if item in self.texts or item not in other.places:
            return item
        return next((own for own, place in self.places.items() if place == other.places[item]), item)

    def why_not(self, other: Side, item: str) -> str:
        """Why an item of the other page is not on this one."""
        return self.reasons.get(self.here(other, item), self.absent)


def without(side: Side, other: Side) -> list[str]:
    """What is on one page and not on the other, in its order."""
    shown = set(other.shown)
    return [item for item in side.shown if other.here(side, item) not in shown]


class Reworded(Struct, frozen=True):
    """A text that both pages have, each in its own words: its ids on both, and the two texts."""

    old: str
    new: str
    was: str
    now: str


ALIKE = 0.5
"""The share of their words that two wordings of one text have in common, in the same order, at least."""


def reworded(left: Side, right: Side) -> list[Reworded]:
    """Texts of one item that differ, and of what is on one page only the texts that are alike under the same head, the
    most alike first. In the order of the right page."""
    found = [
        Reworded(item, here, left.texts[item], right.texts[here])
        for item in left.shown
        if (here := right.here(left, item)) in right.shown and left.texts.get(item) != right.texts.get(here)
        if item in left.texts
    ]
    gone, come = without(left, right), without(right, left)
    pairs = ((_alike(left.texts.get(old, ""), right.texts[new]), old, new) for old in gone for new in come)
    taken: set[str] = set()
    for share, old, new in sorted(pairs, key=lambda pair: -pair[0]):
        if share >= ALIKE and _head(old) == _head(new) and not {f"- {old}", f"+ {new}"} & taken:
            taken |= {f"- {old}", f"+ {new}"}
            found.append(Reworded(old, new, left.texts[old], right.texts[new]))
    order = {item: number for number, item in enumerate(right.shown)}
    return sorted(found, key=lambda one: order.get(one.new, len(order)))


def _alike(was: str, now: str) -> float:
    return SequenceMatcher(None, was.casefold().split(), now.casefold().split(), autojunk=False).ratio()


def _head(item: str) -> str:
    """What an item stands under, by its id."""
    return item.rpartition(".")[0]


def diff(asked: PageQuery, left: str | None, right: str | None, target: str | None) -> tuple[Side, Side]:
    """Two pages: of two targets; of two profiles for one target; the last build and one made now. Raises InputError
    for any other combination, and as those do."""
    if left and right:
        return two_people(asked, target, left, right) if target else two_targets(asked, left, right)
    if target and not left:
        return last_and_now(asked, target)
    hint = "tailor diff quant research; tailor diff ada grace --target quant; tailor diff --target quant"
    raise InputError(Problem("which-pages", "two pages are compared", hint))


def two_targets(asked: PageQuery, left: str, right: str) -> tuple[Side, Side]:
    """The pages of two targets. Raises InputError, FitError, TexError."""
    first, second = (_side(chosen_page(asked, name), name) for name in (left, right))
    return replace(first, absent=OTHERWISE), replace(second, absent=OTHERWISE)


def two_people(asked: PageQuery, target: str, left: str, right: str) -> tuple[Side, Side]:
    """The pages of two profiles for one target. Raises InputError, FitError, TexError."""
    first, second = (chosen_page(asked.of(name), target) for name in (left, right))
    return _side(first, left), _side(second, right)


def last_and_now(asked: PageQuery, target: str) -> tuple[Side, Side]:
    """The page as it was last built, and as it would be now. Raises InputError if it never was."""
    plan, job = planned(asked, target)
    last = last_page(plan, job)
    if last is None:
        hint = f"tailor build --profile {job.profile} --target {job.target}"
        raise InputError(Problem("never-built", f"{job.profile} × {job.target} was not built yet", hint))
    now = replace(_side(page_as_built(asked, target), "now"), absent=GONE)
    shown = dict(sorted(last.shown))
    order = dict.fromkeys(item for item in [*now.texts, *shown] if item in shown and item not in now.heads)
    texts = {**now.texts, **texts_then(plan, job)}
    return Side("the last build", list(order), texts, {}, now.places, now.heads, "was not chosen then"), now


def _side(choice: Choice, name: str) -> Side:
    reasons = verdicts(choice.problem, choice.selection, choice.candidates, choice.book)
    heads = frozenset(one.id for one in choice.candidates if one.kind in HEADS | HEADERS)
    told = [one for one in choice.candidates if one.id not in heads]
    shown = [item for item in choice.chosen() if item not in heads]
    places = {one.id: str(one.place) for one in told}
    return Side(name, shown, {one.id: one.text for one in told}, reasons, places, heads)
