"""From a profile to the candidates of one target, in the page's order.

The profile's wording is taken as it is; nothing is left out here, whatever the target wants: rules and the
optimiser do that, with a reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from tailor.base.errors import InputError, Place, Problem
from tailor.core.profile.addresses import links_from
from tailor.core.profile.block_fields import header_fields, link_fields, own_names
from tailor.core.profile.builder import Builder, Parent, Path
from tailor.core.profile.candidates import Candidate
from tailor.core.profile.kinds import Kind
from tailor.core.profile.newest_first import newest_first
from tailor.core.profile.section_walk import SectionWalk
from tailor.models.entries import Paragraph
from tailor.models.values import localized, near, text_in
from tailor.text.headings import heading, plain_heading

if TYPE_CHECKING:
    from tailor.models.profiles import Profile
    from tailor.models.sections import Section
    from tailor.models.targets import SectionRule, Target


SUMMARY = "summary"


class Shape(Struct, frozen=True):
    """All of a target that its candidates depend on: the headline, the summary wanted, and the sections in page order,
    each with the target's own title and whether it is a table; with `posts`, each of several positions says its
    employer and its dates itself. Targets of one shape have the same candidates."""

    headline: str
    summary: str | bool | None
    summary_title: str | None
    sections: tuple[tuple[str, str | None, bool], ...]
    posts: bool = False


def shape_of(profile: Profile, target: Target, locale: str = "en") -> Shape:
    """The shape of a target for a profile."""
    rules = target.sections or {}
    sections = [(section.key, rules.get(section.key)) for section in ordered_sections(profile, target)]
    tables = {key for key, rule in sections if rule and rule.as_ == "table" and not target.ats}
    known = _known_headings(profile, locale) if target.ats else {}
    titled = partial(_title, locale=locale, known=known)
    return Shape(
        _headline(profile, target, locale),
        target.summary,
        titled(SUMMARY, rules.get(SUMMARY)),
        tuple((key, titled(key, rule), key in tables) for key, rule in sections),
        posts=target.ats,
    )


def _known_headings(profile: Profile, locale: str) -> dict[str, str]:
    """The headings that programs know sections by; internships are experience where there is no other."""
    keys = [section.key for section in profile.section_list()]
    alike = {} if "experience" in keys else {"internships": "experience"}
    found = {key: plain_heading(alike.get(key, key), locale) for key in (SUMMARY, *keys)}
    return {key: title for key, title in found.items() if title}


def _title(key: str, rules: SectionRule | None, locale: str, known: Mapping[str, str]) -> str | None:
    """The heading that a target gives; where it gives none in this language, one of those `known`, if any."""
    title = rules.title if rules else None
    own = None if title is None else title.get("") or text_in(title, locale)
    return own or known.get(key)


def outline(
    profile: Profile, target: Target, place: Callable[[Path], Place], locale: str = "en", *, draft: bool = False
) -> tuple[Candidate, ...]:
    """All that the page of this target could show: header, summary wordings, then sections in page order. Wordings
    that are for certain targets are all there; with `draft`, those that nobody has accepted too.

    Raises InputError when the target names a headline, a summary or a section that the profile has not.
    """
    return outlined(profile, shape_of(profile, target, locale), place, locale, draft=draft)


def outlined(
    profile: Profile, shape: Shape, place: Callable[[Path], Place], locale: str, *, draft: bool = False
) -> tuple[Candidate, ...]:
    """The candidates of every target of this shape. Raises as `outline`."""
    builder = Builder(place, locale, set(own_ids(profile)), draft=draft)
    _header(builder, profile, shape)
    _summary(builder, profile, shape)
    walk = SectionWalk(builder, own_names(profile), posts=shape.posts)
    sections = {section.key: section for section in profile.section_list()}
    for key, title, as_table in shape.sections:
        section = sections[key]
        begun = len(builder.candidates)
        walk.section(section, title or builder.local(section.title) or heading(key, locale), as_table=as_table)
        builder.candidates[begun:] = newest_first(builder.candidates[begun:], section.given)
    return links_from(builder.candidates, profile.contact.website)


def ordered_sections(profile: Profile, target: Target) -> tuple[Section, ...]:
    """The sections in the target's order, then those that it does not name in the profile's."""
    sections = {section.key: section for section in profile.section_list()}
    wanted = [key for key in target.sections or () if key in sections]
    return tuple(sections[key] for key in [*wanted, *(key for key in sections if key not in wanted)])


def own_ids(profile: Profile) -> list[str]:
    """Every id that the author wrote, anywhere in the profile."""
    return [piece.id for piece in _pieces(profile) if piece.id is not None]


def has_wordings(profile: Profile) -> bool:
    """Whether any text has further wordings, so that targets of one shape may differ."""
    return any(piece.wordings for piece in _pieces(profile))


def _pieces(profile: Profile) -> Iterator[Any]:
    """Every piece of a profile, in no order."""
    pieces: list[Any] = [*profile.headline, *profile.summary.entries]
    for section in profile.section_list():
        pieces += section.entries
    while pieces:
        piece = pieces.pop()
        yield piece
        for name in ("bullets", "positions", "keywords"):
            pieces += getattr(piece, name, ())
        if isinstance(told := getattr(piece, "text", None), Paragraph):
            pieces.append(told)


def _header(builder: Builder, profile: Profile, shape: Shape) -> None:
    fields = header_fields(profile, shape.headline, builder.locale)
    builder.add(Kind.HEADER, "header", None, ("name",), fields, fields["name"], Parent(None, "header"), fixed=True)


def _headline(profile: Profile, target: Target, locale: str) -> str:
    """The target's own headline, the wording that it names, or the one whose tags it wants most."""
    named = {wording.id: wording for wording in profile.headline if wording.id}
    if target.headline is not None:
        wording = named.get(target.headline)
        return localized(wording.text, locale) if wording else target.headline
    if not profile.headline:
        return ""
    best = max(profile.headline, key=lambda wording: _wanted(wording.tags, target))
    return localized(best.text, locale)


def _wanted(tags: Sequence[str], target: Target) -> float:
    """How much a target wants some tags: its weight for each, the longest matching key counting."""
    weights = {str(key): float(weight) for key, weight in target.want.items()}
    total = 0.0
    for tag in tags:
        tag = target.aliases.get(tag, tag)
        keys = [key for key in weights if tag == key or tag.startswith(f"{key}/")]
        total += weights[max(keys, key=len)] if keys else 0.0
    return total


def _summary(builder: Builder, profile: Profile, shape: Shape) -> None:
    """The wordings of the summary (at most one is shown); only the one that the target names, if it names one."""
    if shape.summary is False or not profile.summary.entries:
        return
    ids = [wording.id for wording in profile.summary.entries if wording.id]
    if shape.summary is not None and shape.summary not in ids:
        raise InputError(_unknown_summary(str(shape.summary), ids))
    root = builder.add(
        Kind.SECTION,
        "summary",
        None,
        ("summary",),
        _summary_heading(builder, profile, shape),
        "summary",
        Parent(None, "section"),
    )
    parent = Parent(root.id, "summary")
    for index, wording in enumerate(profile.summary.entries):
        if shape.summary in (None, wording.id):
            text = builder.local(wording.text)
            builder.add(
                Kind.PARAGRAPH,
                "summary",
                wording,
                ("summary", "entries", index),
                {"text": text},
                text,
                parent,
                group="summary",
                fixed=shape.summary is not None,
            )


def _summary_heading(builder: Builder, profile: Profile, shape: Shape) -> dict[str, Any]:
    """The target's title, the profile's, or the usual one."""
    own = profile.summary
    title = shape.summary_title or builder.local(own.title) or heading("summary", builder.locale)
    links = link_fields(own, builder.locale)
    return {"title": title, "key": "summary", "note": builder.local(own.note), "links": links}


def _unknown_summary(wanted: str, ids: list[str]) -> Problem:
    guess = near(wanted, ids)
    hint = f"did you mean `{guess}`?" if guess else f"the profile has: {', '.join(ids) or 'none with an id'}"
    return Problem("unknown-summary", f"the profile has no summary `{wanted}`", hint)
