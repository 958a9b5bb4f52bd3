"""What there is to say of a page that was set: doubts about its rules, texts in other languages, lines that stick out,
and why it is not full."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tailor.base.errors import FitError, Place, Problem, Severity
from tailor.builds.build_values import Choice
from tailor.builds.unsaid_fields import unsaid_fields
from tailor.core.explain.left_out import Page as Chosen
from tailor.core.explain.left_out import left_out
from tailor.core.lints.catalogue import LINTS
from tailor.core.page.arrangement import fullness
from tailor.core.page.measures import Page
from tailor.core.profile.candidates import DRAFT
from tailor.core.profile.kinds import Kind
from tailor.core.profile.reach import NOBODY
from tailor.models.manifests import INCH, PAPERS, SP, to_sp
from tailor.models.values import localized
from tailor.sources.translations import on_page, untranslated
from tailor.text.author_names import tied
from tailor.text.locales import LANGUAGES
from tailor.text.markdown.markup import to_latex
from tailor.text.texlog import TexLog

FULL = 0.97
"""A page that is filled less than this is said to be not full."""


SHARP = 150
"""Dots an inch that a printed photo needs."""

TOLERATED = 1.0
"""What a line may stick out (pt) and be no more than warned of: less than anyone sees."""


def remarks(choice: Choice, pages: Sequence[Page], log: TexLog) -> Iterator[Problem]:
    """All remarks, those of the profile's own file first; `log` is of the page's setting."""
    yield from _proposed(choice)
    yield from _written(choice)
    yield from _doubts(choice)
    yield from _missed(choice)
    yield from _foreign(choice)
    yield from _sticking_out(choice, log)
    yield from _smaller(choice, log)
    yield from unsaid_fields(choice)
    yield from _unnamed_authors(choice)
    yield from _not_in_a_table(choice)
    yield from _only_head(choice)
    yield from _photo(choice)
    yield from _unheard(choice)
    yield from _not_full(choice, pages)


def _proposed(choice: Choice) -> Iterator[Problem]:
    """The wordings on a draft that nobody has accepted."""
    shown = choice.chosen()
    for one in choice.candidates:
        if shown.get(one.id, "").startswith(DRAFT):
            message = f"`{one.id}` is shown in a wording that nobody has accepted"
            hint = "this is a draft; accept or refuse it with `tailor review`"
            yield Problem("proposed-wording", message, hint, one.place, Severity.WARNING)


def _written(choice: Choice) -> Iterator[Problem]:
    """What there is to say of the profile's file: of its texts what the target does not switch off, and is on the
    page."""
    profile, off = choice.inputs.profile, choice.inputs.target.value.lints.off
    texts = [one for one in profile.remarks if one.code in LINTS]
    shown = on_page(texts, profile.layer.source, choice.candidates, choice.chosen())
    yield from (one for one in profile.remarks if one.code not in LINTS or (one in shown and one.code not in off))


def _doubts(choice: Choice) -> list[Problem]:
    """What the target's rules say of this profile; only notes where the target was written for another one."""
    own = choice.inputs.target.value.profile in (None, choice.inputs.profile.name)
    return [one if own else replace(one, severity=Severity.NOTE) for one in choice.book.warnings]


def _missed(choice: Choice) -> Iterator[Problem]:
    """What a reader would miss, unless the target switches that off."""
    target = choice.inputs.target
    if target.value.pages != "any":
        page = Chosen(choice.candidates, choice.problem, choice.selection, choice.book)
        off = target.value.lints.off
        yield from (one for one in left_out(page, target.value, target.place) if one.code not in off)


def _foreign(choice: Choice) -> list[Problem]:
    """The texts on the page that are not in its language, and the words of our own if we have none in it."""
    profile, locale = choice.inputs.profile, choice.inputs.locale
    message = f"headings and months in `{locale}` are not available yet: the page has them in English"
    unworded = [Problem("no-words", message, "give sections a `title`", severity=Severity.NOTE)]
    source, own = profile.layer.source, profile.value.locale
    here = on_page(untranslated(source, own, locale), source, choice.candidates, choice.chosen())
    return unworded * (locale.split("-")[0] not in LANGUAGES) + here


def refuse_out_of_column(choice: Choice, log: TexLog) -> None:
    """Raise FitError for every line that is too wide by more than `TOLERATED`, or runs into its neighbour."""
    if wide := [one for one in _sticking_out(choice, log) if one.severity is Severity.ERROR]:
        raise FitError(wide)


def _sticking_out(choice: Choice, log: TexLog) -> list[Problem]:
    """Lines that are wider than their column."""
    least: dict[str, float] = {}  # a template may try a paragraph in several widths
    for excess, word in zip(log.overfull, log.sticking, strict=True):
        least[word] = min(excess, least.get(word, excess))
    return [_too_wide(choice, excess, word) for word, excess in least.items()]


def _too_wide(choice: Choice, excess: float, word: str) -> Problem:
    """A line that sticks out, at the place of the first text on the page that has its longest word; else of the contact
    that has it. An error where it runs into its neighbour."""
    shown, profile = choice.chosen(), choice.inputs.profile
    texts = [one for one in choice.candidates if one.id in shown and one.kind is not Kind.CONTACTS and word in one.text]
    ways = (way.kind for way in profile.value.contact.ways() if word in localized(way.text, choice.inputs.locale))
    places = (*(one.place for one in texts), *(profile.place(("contact", kind)) for kind in ways))
    regions = [choice.inputs.template.region_of(texts[0])] if texts and word else list(choice.layout.regions)
    room = min(_beside(choice, region) for region in regions)
    where = ", off the paper or into the next column" if excess * SP >= room else ""
    message = f"a line sticks out by {excess:.1f} pt{where}" + (f", at “{word[:40]}”" if word else "")
    hint = "shorten it, or write a long word or address in parts"
    severity = Severity.ERROR if where or excess > TOLERATED else Severity.WARNING
    place = next(iter(places), None) or _line_with(choice, word)
    return Problem("overfull", message, hint, place if word else None, severity)


def _line_with(choice: Choice, word: str) -> Place | None:
    """The first line of the profile that has a word: a link's label, a headline."""
    source = choice.inputs.profile.layer.source
    lines = ((number, line) for number, line in enumerate(source.lines, 1) if word and word in line)
    return next((Place(source.file, number, line.index(word) + 1, line) for number, line in lines), None)


def _smaller(choice: Choice, log: TexLog) -> Iterator[Problem]:
    """Words that no line has room for, and that were set in smaller type for that, each where it is written."""
    shown = [one for one in choice.candidates if one.id in choice.chosen()]
    for word in log.smaller:
        place = next((one.place for one in shown if word in one.text), None) or _line_with(choice, word)
        message = f"“{word[:60]}” is wider than a line, and set in smaller type"
        yield Problem("small-word", message, "write it another way, or in parts", place, Severity.WARNING)


def _beside(choice: Choice, region: str) -> int:
    """The room at the right of a column, up to the next one or to the paper's edge (sp)."""
    layout, paper = choice.layout, to_sp(PAPERS[choice.inputs.paper][0])
    right = layout.origins[region][0] + layout.regions[region][0]
    return min((left - right for left, _ in layout.origins.values() if left >= right), default=paper - right)


def _not_in_a_table(choice: Choice) -> Iterator[Problem]:
    """Fields of shown entries that a table of education has no column for."""
    profile, shown = choice.inputs.profile, choice.chosen()
    rows = {one.place for one in choice.candidates if one.kind is Kind.ROW and one.id in shown}
    for section in profile.value.section_list():
        for index, entry in enumerate(section.entries):
            place = profile.place((*section.path, index))
            lost = [name for name in ("advisor", "note", "links") if getattr(entry, name, None)]
            if lost and place in rows:
                message = f"a table has no room for {', '.join(f'`{name}`' for name in lost)} of this entry"
                hint = "say it in a bullet, or set the section without `as: table`"
                yield Problem("not-in-table", message, hint, place, Severity.NOTE)


def _unnamed_authors(choice: Choice) -> Iterator[Problem]:
    """The papers on the page that do not name all their authors."""
    template, shown = choice.inputs.template, choice.chosen()
    for one in choice.candidates:
        authors = one.variants[0].block.fields.get("authors") or () if one.id in shown else ()
        if not authors:
            continue
        block = next(each.block for each in one.variants if each.name == shown[one.id])
        source = template.block(block, template.region_of(one)).replace("~", " ")
        named = sum(to_latex(tied(author["name"])).replace("~", " ") in source for author in authors)
        if named < len(authors):
            message = f"{named} of its {len(authors)} authors are named on the page"
            yield Problem(
                "authors-shortened",
                message,
                "`authors: all` in the target names them; the report and exports have all",
                one.place,
                Severity.NOTE,
            )


def _unheard(choice: Choice) -> Iterator[Problem]:
    """What is asked of the style of a template that sets it by hand."""
    inputs = choice.inputs
    for name in inputs.template.unheard(inputs.paper):
        said = inputs.target.value.style
        place = inputs.target.place(("style", name)) if getattr(said, name) is not None else None
        message = (
            f"the template `{inputs.template.name}` sets its {name} by hand: `style: {{{name}: …}}` changes nothing"
        )
        hint = "use `<< family | literal >>` or `<< accent | literal >>` in its preamble, or take this line out"
        yield Problem("style-unused", message, hint, place, Severity.WARNING)


def _photo(choice: Choice) -> Iterator[Problem]:
    """A photo that is asked for and not there, has no place in the template, or would be seen in dots."""
    inputs, photo = choice.inputs, choice.inputs.photo
    target, profile = inputs.target, inputs.profile
    asked = target.place(("photo",)) if target.value.photo is not None else None
    if photo is None:
        if target.value.photo is True and profile.value.name != NOBODY:
            yield _no_photo(choice, asked)
        return
    blocks = [(one.variants[0].block, inputs.template.region_of(one)) for one in choice.candidates if one.fixed]
    if not any(photo.name in inputs.template.block(block, region) for block, region in blocks):
        yield _no_photo(choice, asked)
    elif photo.dots < SHARP:
        message = f"the photo has {photo.dots} dots an inch on the page, and looks coarse below {SHARP}"
        hint = f"take a larger one: {photo.width * 2 * SHARP // INCH} pixels wide, at least"
        yield Problem("photo-small", message, hint, profile.place(("photo",)), Severity.WARNING)


def _no_photo(choice: Choice, asked: Place | None) -> Problem:
    template, hint = choice.inputs.template.name, "name its file in the profile: `photo: portrait.jpg`"
    if choice.inputs.profile.value.photo is None:
        return Problem("no-photo", "the profile has no photo to show", hint, asked, Severity.WARNING)
    message = f"the template `{template}` has no place for the photo"
    hint = "take another, or give it one: `photo` in its manifest, and `blocks.beside` and `blocks.photo` in its header"
    return Problem("no-place-for-photo", message, hint, asked, Severity.WARNING)


def _only_head(choice: Choice) -> list[Problem]:
    """A page of a name and addresses, where the target asks for none of the sections that there are."""
    head = (Kind.HEADER, Kind.CONTACTS)
    shown = choice.chosen()
    if any(one.id in shown and one.kind not in head for one in choice.candidates):
        return []
    hint = "name the profile's sections under `sections` of the target, or leave `sections` out"
    return [Problem("only-head", "the page shows nothing but its head", hint, severity=Severity.WARNING)]


def _not_full(choice: Choice, pages: Sequence[Page]) -> list[Problem]:
    """Why a page is not full, if it is not: there is nothing more, or nothing more that fits and is worth it."""
    everything_shown = choice.inputs.target.value.pages == "any"
    share = fullness(pages, ending=everything_shown)
    unnamed = _left_out(choice)
    if share >= FULL or (everything_shown and len(pages) == 1 and not unnamed):
        return []
    left = [one for one in choice.candidates if one.id not in choice.book.exclusions and one.id not in choice.chosen()]
    if choice.inputs.target.value.pages == 2 and len(pages) == 1 and not left:
        hint = "`pages: 1` sets it the same; write more if there is more to say"
        return [Problem("not-full", "all of it fits on 1 page", hint, severity=Severity.NOTE)]
    reason = (
        "what is left out does not fit, adds nothing, or is against a rule"
        if left
        else "everything that may be shown is on it"
    )
    reason += f"; the target names some sections and leaves out {', '.join(unnamed)}" if unnamed else ""
    message = f"the page is {share:.1%} full: {reason}"
    hint = "write more, or loosen the target's rules: `tailor explain` lists them"
    return [Problem("not-full", message, hint, severity=Severity.NOTE)]


def _left_out(choice: Choice) -> list[str]:
    """The sections that a target leaves out by not naming them; one that names none leaves none out."""
    named = choice.inputs.target.value.sections
    if not named:
        return []
    out = {one.section for one in choice.candidates if one.id in choice.book.exclusions}
    out -= {one.section for one in choice.candidates if one.id not in choice.book.exclusions}
    return [one for one in dict.fromkeys(one.section for one in choice.candidates) if one in out and one not in named]
