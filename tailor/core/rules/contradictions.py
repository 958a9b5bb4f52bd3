"""Rules of a target that no page can keep together, found before anything is measured."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tailor.base.errors import Place, Problem, Severity
from tailor.core.profile.candidates import Candidate
from tailor.core.profile.kinds import Kind
from tailor.core.rules.admission import children, members, root
from tailor.core.rules.rulebook import Demand, PlaceOf, Rulebook
from tailor.core.rules.vocabulary import Vocabulary, meant_by, unknown_id

if TYPE_CHECKING:
    from tailor.models.targets import Target

_ONE_OF_TWO = "take one of the two away"


def contradictions(
    candidates: Sequence[Candidate], target: Target, book: Rulebook, words: Vocabulary, place: PlaceOf
) -> Iterator[Problem]:
    """What cannot hold together, each with both places; and small demands that cannot be met in full."""
    yield from _refused_pins(candidates, target, book, place)
    yield from _grouped_pins(candidates, book)
    yield from _needs(candidates, words)
    for demand in book.demands:
        yield from _unmet(demand, book, words)
    yield from _quotas(candidates, target, book, place)
    yield from _bullets(candidates, target, book, place)
    for identifier in book.added:
        if identifier in book.exclusions:
            message = f"add: `{identifier}` is not on the page anyway: {_why(book, identifier)}"
            yield Problem("no-effect", message, _ONE_OF_TWO, place(("add", identifier)), Severity.WARNING)


def _refused_pins(candidates: Sequence[Candidate], target: Target, book: Rulebook, place: PlaceOf) -> Iterator[Problem]:
    """Pinned, or fixed by nature, and left out."""
    for candidate in candidates:
        if candidate.id not in book.exclusions:
            continue
        if candidate.id in book.pins:
            pin = book.pins[candidate.id]
            message = f"`{pin}` wants `{candidate.id}` on the page, but {_why(book, candidate.id)}"
            yield Problem("contradiction", message, _ONE_OF_TWO, pin.place)
        elif candidate.fixed:
            asked = "always shown"
            if candidate.id == target.summary:
                asked = f"shown, as `summary`{_at(place(('summary',)))} says"
            message = f"`{candidate.id}` is {asked}, but {_why(book, candidate.id)}"
            yield Problem("contradiction", message, "take the rule away", root(book.exclusions, candidate.id).place)


def _grouped_pins(candidates: Sequence[Candidate], book: Rulebook) -> Iterator[Problem]:
    """Two pinned items that cannot both be shown."""
    first: dict[str, str] = {}
    for candidate in candidates:
        if candidate.group is None or candidate.id not in book.pins:
            continue
        other = first.setdefault(candidate.group, candidate.id)
        if other != candidate.id:
            message = (
                f"`{candidate.id}` and `{other}`{_at(book.pins[other].place)} are both pinned, "
                f"but of the group `{candidate.group}` at most one is shown"
            )
            yield Problem("contradiction", message, _ONE_OF_TWO, book.pins[candidate.id].place)


def _needs(candidates: Sequence[Candidate], words: Vocabulary) -> Iterator[Problem]:
    for candidate in candidates:
        for needed in candidate.needs:
            if needed not in words.ids:
                yield unknown_id(needed, "needs", words.ids, candidate.place)


def _unmet(demand: Demand, book: Rulebook, words: Vocabulary) -> Iterator[Problem]:
    """A requirement for more than there is."""
    low = demand.requirement.low or 0
    left = [identifier for identifier in demand.met_by if identifier not in book.exclusions]
    if len(left) >= low:
        return
    if not demand.met_by:
        message, hint = f"`{demand.rule}`: no item of the profile meets it", meant_by(demand.rule, words)
    else:
        message = f"`{demand.rule}`: it takes {low}, but {_count(len(left), 'item')} can be shown"
        hint = "ask for fewer, or let more of them in"
        gone = [identifier for identifier in demand.met_by if identifier in book.exclusions]
        if gone:
            message += f"; `{gone[0]}` is out: {_why(book, gone[0])}"
    yield Problem("contradiction", message, hint or "remove it, or tag what should match it", demand.rule.place)


def _quotas(candidates: Sequence[Candidate], target: Target, book: Rulebook, place: PlaceOf) -> Iterator[Problem]:
    """A section's `min` above its `max` or above what there is, its `max` below what is pinned."""
    existing = members(candidates)
    headings = {c.section: c.place for c in candidates if c.kind is Kind.SECTION}
    for key, rule in target.sections.items():
        path = ("sections", key)
        if isinstance(rule.min, int) and rule.max is not None and rule.min > rule.max:
            yield _above(f"sections.{key}", (*path, "min"), (*path, "max"), place)
        found = [one for one in existing.get(key, []) if one.id not in book.exclusions]
        lines = any(one.kind is Kind.KEYWORDS for one in found)  # how many lines, only TeX can say
        present = key in existing and not rule.hidden  # a section that the profile lacks is passed over
        if present and rule.min and len(found) < max(1, rule.least(len(found))) and not lines:
            has = f"{_count(len(found), 'item')} there{_at(headings.get(key))} can be shown"
            message = f"sections.{key}.min is {rule.min}, but {has}"
            where, hint = place((*path, "min")), "all of them are shown; ask for fewer"
            yield Problem("contradiction", message, hint, where, Severity.WARNING if found else Severity.ERROR)
        pinned = [] if lines else _pinned(candidates, found, book)
        if rule.max is not None and len(pinned) > rule.max:
            pin = book.pins[pinned[-1]]
            message = f"sections.{key}.max is {rule.max}, but {len(pinned)} are pinned: {_listed(pinned)}"
            message += f" (`{pin}`{_at(pin.place)})"
            yield Problem("contradiction", message, _ONE_OF_TWO, place((*path, "max")))


def _pinned(candidates: Sequence[Candidate], found: Sequence[Candidate], book: Rulebook) -> list[str]:
    """A pinned id for each member that is pinned itself or for something in it."""
    parents = {candidate.id: candidate.parent for candidate in candidates}
    top = {member.id for member in found}
    result: dict[str, str] = {}
    for identifier in book.pins:
        above: str | None = identifier
        while above is not None and above not in top:
            above = parents.get(above)
        if above is not None:
            result.setdefault(above, identifier)
    return list(result.values())


def _bullets(candidates: Sequence[Candidate], target: Target, book: Rulebook, place: PlaceOf) -> Iterator[Problem]:
    """`bullets.min` above `bullets.max`, or above what some entries have (they show what they have)."""
    below = children(candidates)
    for key, rule in target.sections.items():
        path, low, high = ("sections", key, "bullets"), rule.bullets.min, rule.bullets.max
        if low is not None and high is not None and low > high:
            yield _above(f"sections.{key}.bullets", (*path, "min"), (*path, "max"), place)
        short = [
            candidate.id
            for candidate in candidates
            if candidate.section == key and candidate.id not in book.exclusions
            if 0 < len(shown_bullets(below.get(candidate.id, []), book)) < (low or 0)
        ]
        if short:
            message = f"sections.{key}.bullets.min is {low}, but fewer are there in {_listed(short)}"
            yield Problem(
                "matches-nothing",
                message,
                "they show what they have",
                place((*path, "min")),
                Severity.WARNING,
            )


def shown_bullets(below: Sequence[Candidate], book: Rulebook) -> list[Candidate]:
    """The bullets that an entry can show."""
    return [child for child in below if child.kind is Kind.BULLET and child.id not in book.exclusions]


def _above(name: str, low: tuple[str, ...], high: tuple[str, ...], place: PlaceOf) -> Problem:
    message = f"{name}: min is above max{_at(place(high))}"
    return Problem("contradiction", message, "swap them, or drop one", place(low))


def _why(book: Rulebook, identifier: str) -> str:
    """Why an item is out, back to the rule that began it, with its place."""
    first, last = book.exclusions[identifier], root(book.exclusions, identifier)
    return f"{first}{'' if first is last else f', as {last}'}{_at(last.place)}"


def _at(place: Place | None) -> str:
    return f" ({place})" if place else ""


def _count(number: int, noun: str) -> str:
    return f"only {number} {noun}{'' if number == 1 else 's'}" if number else f"no {noun}"


def _listed(names: Sequence[str], most: int = 3) -> str:
    shown = ", ".join(f"`{name}`" for name in names[:most])
    return shown if len(names) <= most else f"{shown} and {len(names) - most} more"
