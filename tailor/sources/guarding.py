"""The guard on files: every wording of a profile, held against its evidence, with its place; texts about a person."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from msgspec import Struct

from tailor.base.errors import InputError, Place, Problem, Severity
from tailor.core.guard.claim_values import Claim, Level
from tailor.core.guard.claims import claims
from tailor.core.guard.claims import new_facts as facts_beyond
from tailor.core.guard.held_against import Evidence
from tailor.core.guard.support import Found, Path, evidence_of, pieces, proposed, shown_text, whole_evidence
from tailor.core.profile.outline import outline
from tailor.models.dates import Day
from tailor.models.entries import Wording
from tailor.models.profiles import Profile
from tailor.models.targets import Target
from tailor.models.values import localized
from tailor.sources.loading import Loaded
from tailor.sources.term_table import SHORT, beginnings, lexicon
from tailor.text.markdown.markup import plain


class Held(Struct, frozen=True):
    """A wording (the `number`th of an item's, from 1), what it stands for, and what it claims beyond its evidence."""

    item: str
    path: Path
    number: int
    wording: Wording
    text: str
    own: str
    place: Place
    claims: tuple[Claim, ...]

    @property
    def new_facts(self) -> tuple[Claim, ...]:
        """The claims that keep it off every page."""
        return tuple(claim for claim in self.claims if claim.level is Level.NEW_FACT)


def known_terms(text: str, having: Collection[str]) -> Iterator[tuple[str, bool, int, int]]:
    """The tools and terms of the shipped table in a text, if any of them may have one of some words; names are those
    that the table has with a capital."""
    if beginnings().isdisjoint(word.lower()[:SHORT] for word in having):
        return iter(())
    return ((match.tag, match.name, match.start, match.end) for match in lexicon().find(text))


def item_ids(profile: Profile) -> dict[Path, str]:
    """The id of every item, by its path in the profile's model."""
    paths: list[Path] = []

    def numbered(path: Path) -> Place:
        paths.append(path)
        return Place("", len(paths), 1)

    found = outline(profile, Target(), numbered, profile.locale)
    return {paths[one.place.line - 1]: one.id for one in found}


def held(profile: Loaded[Profile]) -> tuple[Held, ...]:
    """Every further wording of a profile, in its order."""
    found = [one for one in pieces(profile.value) if one.piece.wordings]
    if not found:
        return ()
    ids = item_ids(profile.value)
    return tuple(_held(profile, one, ids.get(one.path, ""), *wording) for one in found for wording in proposed(one))


def _held(profile: Loaded[Profile], found: Found, item: str, number: int, wording: Wording) -> Held:
    locale = profile.value.locale
    text = plain(localized(wording.text, locale))
    evidence = evidence_of(found, profile.value, known_terms)
    path = (*found.path, "wordings", number - 1)
    return Held(
        item, found.path, number, wording, text, plain(shown_text(found.piece, locale)),
        profile.place((*path, "text")), claims(text, _plain(evidence)),
    )  # fmt: skip


def text_claims(text: str, found: Found, profile: Profile) -> tuple[Claim, ...]:
    """What a text would claim as a wording of an item."""
    return claims(plain(text), _plain(evidence_of(found, profile, known_terms)))


def facts_of(profile: Profile, today: Day | None = None, also: Iterable[str] = ()) -> Evidence:
    """What a letter, a summary or a headline is held against: the whole profile, what can be counted in it `today`, and
    `also` (the posting's company and role, say)."""
    return _plain(whole_evidence(profile, known_terms, also, today=today))


def new_facts(text: str, facts: Evidence) -> tuple[Claim, ...]:
    """The new facts of a text with no item of its own, whose sense therefore cannot have changed."""
    return facts_beyond(plain(text), facts)


def _plain(evidence: Evidence) -> Evidence:
    """The same without marks of Markdown."""
    rest = evidence.all.split("\n", 1)[1:] if evidence.own else [evidence.all]
    return Evidence(
        plain(evidence.own), [plain(line) for part in rest for line in part.split("\n")], evidence.terms,
        capitals=evidence.capitals,
    )  # fmt: skip


def problems(found: Sequence[Held]) -> Iterator[Problem]:
    """The claims of wordings: an error or a warning each; of what a person has accepted, a changed sense is said no
    more, as it was looked at."""
    for one in found:
        for claim in one.claims:
            if claim.level is Level.NEW_FACT or not one.wording.stands:
                yield problem(claim, one)


def problem(claim: Claim, one: Held) -> Problem:
    """One claim of a wording, at its words."""
    fact = claim.level is Level.NEW_FACT
    hint = f"say only what the profile says of `{one.item}`, or add the fact to the profile first" if fact else LOOK
    message = f"{claim.message}, in a wording of `{one.item}`" + (f" by {one.wording.by}" if one.wording.by else "")
    severity = Severity.ERROR if fact else Severity.WARNING
    return Problem(f"guard-{claim.level}", message, hint, _spot(one.place, claim.words), severity)


LOOK = "look whether it is still true, then accept or refuse it with `tailor review`"


def _spot(place: Place, words: str) -> Place:
    """Where some words stand on the line of a place; the place itself where they are not on it."""
    start = place.text.find(words, max(0, place.column - 1)) if words else -1
    return place if start < 0 else replace(place, column=start + 1)


def summary_problems(profile: Loaded[Profile], today: Day) -> Iterator[Problem]:
    """Claims that a summary of the profile makes and nothing else in it supports, for a person to review."""
    value = profile.value
    facts = facts_of(value, today) if value.summary.entries else None
    for index, one in enumerate(value.summary.entries):
        for name in ("text", "short"):
            given = getattr(one, name)
            if facts and given:
                place = profile.place(("summary", "entries", index, name))
                yield from _claim_problems(new_facts(localized(given, value.locale), facts), "the summary", place)


def headline_problems(target: Loaded[Target], profile: Profile, today: Day) -> Iterator[Problem]:
    """What a target's own headline says and the profile does not, for a person to look at."""
    text = target.value.headline
    if text and text not in [one.id for one in profile.headline]:
        known = [localized(one.text, profile.locale) for one in profile.headline]
        found = new_facts(text, facts_of(profile, today, known))
        yield from _claim_problems(found, "the headline", target.place(("headline",)))


def _claim_problems(found: Iterable[Claim], what: str, place: Place) -> Iterator[Problem]:
    for claim in found:
        message = f"{what} says what no entry of the profile does: {claim.message}"
        hint = "say where it comes from in an entry, or leave it out"
        yield Problem("guard-unsupported", message, hint, _spot(place, claim.words), Severity.WARNING)


def refuse_invented(profile: Loaded[Profile], target: str) -> None:
    """Raise InputError for accepted wordings that a target may show and that say something new."""
    found = (one for one in held(profile) if one.wording.stands)
    wrong = [one for one in found if not one.wording.for_ or target in one.wording.for_]
    if bad := [problem(claim, one) for one in wrong for claim in one.new_facts]:
        raise InputError(bad)
