"""A draft target as YAML, with the posting's own words beside every weight."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from tailor.core.postings.posting import Ask
from tailor.core.postings.wanting import LEAST, Draft, Gap, Mention, Wish
from tailor.importing.writing.yaml_scalars import safe, scalar
from tailor.sources.schemas import schema_line

if TYPE_CHECKING:
    from tailor.models.profiles import Profile

WORDS = 64
"""How many characters of the posting stand beside a tag."""

MOST_USED = 12
"""How many tags a draft without a posting wants."""

_ASKED = {Ask.TITLE: "title", Ask.MUST: "must", Ask.TASK: "work", Ask.NICE: "nice to have", Ask.ASIDE: "in passing"}

_ENDING = """\
# More that a target can say:
# require: [{tag} >= 2]{pad} # at least that many items on the page must show it
# exclude: [year < 2015]     # what is left out
# pin: []                    # ids that are on the page whatever it costs; `tailor explain` lists them
"""


def posting_target(
    draft: Draft,
    origin: str,
    profile: str,
    sections: Mapping[str, str],
    headline: str | None = None,
    kept: str | None = None,
) -> str:
    """A target from a posting; `origin` is its file, `sections` are those of the page with their rules, `kept` is where
    the folder keeps the posting."""
    about = f"A draft from {safe(origin)}. Weights follow how the posting asks; they and all else are yours to change."
    lines = [
        _head(about),
        f"title: {scalar(safe(draft.title))}" if draft.title else "# title: The role, as the page's PDF names it",
        f"profile: {scalar(profile)}",
        *_noted("posting", kept, "`tailor gaps` reads it, `tailor target update` brings a changed one in"),
        *_noted("headline", headline, "of the profile's, the one that the posting's title says"),
        "",
        *_wants(draft.wishes),
        *_aliases(draft),
        *_patterns(draft.wishes),
        "",
        *_sections(sections, {one.tag: one for one in draft.sections}),
        "",
        *_ending(one.tag for one in draft.wishes),
        *_gaps(draft.gaps),
    ]
    return "\n".join(lines) + "\n"


def _noted(field: str, value: str | None, note: str) -> list[str]:
    """A field with a comment, if it has a value."""
    return [f"{field}: {scalar(value)}  # {note}"] if value else []


def plain_target(name: str, profile: str, used: Sequence[tuple[str, int]], sections: Mapping[str, str]) -> str:
    """A target out of the profile's most used tags; `used` has them with their numbers of items."""
    shown = [(tag, count, max(1, 5 - index // 3)) for index, (tag, count) in enumerate(used[:MOST_USED])]
    lines = [
        _head("A draft out of the tags that the profile uses most: give 5 to what the reader wants most."),
        _titled(re.sub(r"[-_]+", " ", name).capitalize()),
        f"profile: {scalar(profile)}",
        "",
        *_mapping(
            "want", [(tag, str(weight), _items(count)) for tag, count, weight in shown], "tag: weight, -10 to 10"
        ),
        "",
        *_sections(sections, {}),
        "",
        *_ending(tag for tag, _ in used),
    ]
    return "\n".join(lines) + "\n"


def _titled(title: str) -> str:
    return f"title: {scalar(safe(title))}" if title else "# title: The role, as lists and the page's PDF name it"


def _head(words: str) -> str:
    return f"{schema_line('target')}\n# {words}"


def _items(count: int) -> str:
    return "1 item" if count == 1 else f"{count} items"


def _mapping(
    name: str, rows: Sequence[tuple[str, str, str]], note: str, off: frozenset[str] = frozenset()
) -> list[str]:
    """A mapping with a comment beside each value, in columns; keys in `off` are commented out."""
    if all(key in off for key, _, _ in rows):
        return [f"{name}: {{}}  # {note}", *(f"#  {key}: {value}  # {said}" for key, value, said in rows)]
    width = max(len(f"{key}: {value}") for key, value, _ in rows)
    lines = [f"{name}:  # {note}"]
    for key, value, said in rows:
        lines.append(f"{'# ' if key in off else '  '}{f'{key}: {value}':<{width}}  # {said}")
    return lines


def _wants(wishes: Sequence[Wish]) -> list[str]:
    """The wanted tags; those named in passing only are there to be taken in."""
    shown = [one for one in wishes if one.points >= LEAST or not one.pattern]
    rows = [(one.tag, f"{one.weight.normalize():f}", _sources(one.mentions)) for one in shown]
    passing = frozenset(one.tag for one in wishes if one.points < LEAST)
    return _mapping("want", rows, "tag: weight, -10 to 10, and what the posting says", passing)


def _aliases(draft: Draft) -> list[str]:
    return (
        [f"aliases: {{{', '.join(f'{alias}: {tag}' for alias, tag in draft.aliases.items())}}}"]
        if draft.aliases
        else []
    )


def _patterns(wishes: Iterable[Wish]) -> list[str]:
    """Tags that the profile does not have, and the words that show them."""
    found = [(one.tag, one.pattern) for one in wishes if one.pattern and one.points >= LEAST]
    if not found:
        return []
    note = "the profile shows these in its words, not in its tags"
    return [f"patterns:  # {note}", *(f"  {tag}: {_quoted(pattern)}" for tag, pattern in found)]


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def section_rules(profile: Profile) -> dict[str, str]:
    """The sections of a profile with rules that suit most readers: two jobs without a gap, two bullets each where all
    have as many, and the newest degree."""
    rules: dict[str, str] = {}
    for section in profile.section_list():
        rule = "{}"
        if section.key == "experience" and section.entries:
            roles = [role for one in section.entries for role in getattr(one, "positions", ()) or (one,)]
            bullets = ", bullets: {min: 2}" if all(len(getattr(one, "bullets", ())) >= 2 for one in roles) else ""
            rule = f"{{min: {min(2, len(section.entries))}, gaps: forbid{bullets}}}"
        elif section.key == "education" and section.entries:
            rule = "{min: 1, gaps: forbid}"
        rules[section.key] = rule
    return rules


def _sections(rules: Mapping[str, str], asked: Mapping[str, Gap]) -> list[str]:
    """The sections with their rules; what the posting asks for is shown."""
    lines = ["sections:  # in the order of the page; remove a line to leave its section out"]
    for key, rule in rules.items():
        if "forbid" in rule:
            lines.append(f"  {scalar(key)}: {rule}  # with all that is newer than what is shown")
        elif key in asked:
            lines.append(f"  {scalar(key)}: {{min: 1}}  # {_sources(asked[key].mentions)}")
        elif key != "summary":
            lines.append(f"  {scalar(key)}: {rule}")
    return lines if len(lines) > 1 else []


def _ending(tags: Iterable[str]) -> list[str]:
    tag = next(iter(tags), "python")
    return _ENDING.format(tag=tag, pad=" " * (10 - len(tag))).rstrip("\n").split("\n")


def _gaps(gaps: Sequence[Gap]) -> list[str]:
    """What is missing, as comments."""
    if not gaps:
        return []
    lines = ["", "# Gaps: the posting asks for these, and nothing in the profile shows them. Add only what is true."]
    return lines + [f"#   {safe(one.name)}: {_sources(one.mentions)}{_tool(one)}" for one in gaps]


def _tool(gap: Gap) -> str:
    return " (it is among an entry's tools: tag that entry, and it counts)" if gap.tool_only else ""


def _sources(mentions: Sequence[Mention]) -> str:
    """How often and where a tag is asked for, and the words of the strongest: `must ×2, work: "… modern C++ …"`."""
    counts: dict[str, int] = {}
    for one in mentions:
        counts[_ASKED[one.ask]] = counts.get(_ASKED[one.ask], 0) + 1
    asked = ", ".join(name if count == 1 else f"{name} ×{count}" for name, count in counts.items())
    return f'{asked}: "{excerpt(mentions[0])}"'


def excerpt(mention: Mention) -> str:
    """The words around a term, cut at spaces where the sentence is long."""
    text = mention.sentence
    if len(text) <= WORDS:
        return safe(text)
    room = max(0, WORDS - (mention.end - mention.start))
    start = max(0, min(mention.start - room // 2, len(text) - WORDS))
    end = min(len(text), start + WORDS)
    piece = text[start:end]
    before, after = "…" * (start > 0), "…" * (end < len(text))
    inner = (
        re.sub(r"^\S*\s", "", piece) if before and text[start - 1 : start].strip() and start < mention.start else piece
    )
    inner = re.sub(r"\s\S*$", "", inner) if after and text[end : end + 1].strip() and end > mention.end else inner
    return safe(f"{before}{inner.strip()}{after}")
