"""The letter beside a page: one page in the same head, faces and layout; set, and checked to the sp as pages are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from tailor.base.errors import FitError, InputError, Place, Problem, TexError
from tailor.builds.beside.attached import Attached, attached
from tailor.core.page.arrangement import Shown, arrange
from tailor.core.page.letter_text import Piece, read_letter
from tailor.core.page.measures import Gap, Layout, Page, Request
from tailor.core.profile.candidates import Block, Candidate, Variant
from tailor.core.profile.kinds import Kind
from tailor.models.date_format import show_dates
from tailor.models.dates import DateRange, Day
from tailor.models.values import localized
from tailor.sources.workspace import Workspace
from tailor.templates.rendering import About
from tailor.tex.glyph_coverage import extend, letters
from tailor.text.coverage import characters, missing
from tailor.text.escaping import clean
from tailor.text.markdown.markup import plain

if TYPE_CHECKING:
    from tailor.builds.build_values import Choice
    from tailor.builds.typesetter import Typesetter
    from tailor.models.targets import Target
    from tailor.sources.loading import Loaded
    from tailor.tex.setting import Typeset

FOLDER = "letters"
WORDS = ("text", "title", "position", "degree", "organization", "institution", "level", "label")
"""The fields of which the first that is given is what a letter quotes of an item."""


class Script(Struct, frozen=True):
    """A letter as it was read: its text and where it begins, and the file that it is in, or would be in if it were
    there."""

    text: str | None
    place: Place
    file: Attached | None = None


class SetLetter(Struct, frozen=True):
    """A letter that was set: what TeX was given after `preamble`, and its pieces."""

    preamble: str
    source: str
    typeset: Typeset
    header: Mapping[str, object]
    pieces: tuple[Piece, ...]


def script_of(workspace: Workspace, target: Loaded[Target]) -> Script:
    """The letter of a target: what its `letter:` says or names, else the file of the target's name in `letters/`.
    Raises InputError for one that is not there."""
    said = target.value.letter
    if said is not None and ("\n" in said or " " in said):
        return Script(said, _first_line(target.place(("letter",))))
    path = workspace.root / FOLDER / f"{(said or target.name).removesuffix('.md')}.md"
    file = attached(path)
    if file.content is None:
        if said is not None:
            known = ", ".join(sorted(one.stem for one in path.parent.glob("*.md"))) or "none"
            message, hint = f"there is no letter {workspace.shown(path)}", f"in {FOLDER}/ there are: {known}"
            raise InputError(Problem("no-letter", message, hint, target.place(("letter",))))
        return Script(None, Place(str(path), 1, 1), file)
    try:
        text = file.content.decode("utf-8-sig")
    except UnicodeDecodeError:
        problem = Problem("not-text", f"{workspace.shown(path)} is not UTF-8 text", "save it as UTF-8")
        raise InputError(problem) from None
    return Script(text.replace("\r\n", "\n"), Place(workspace.shown(path), 1, 1), file)


def _first_line(place: Place) -> Place:
    """Where the text of a block (`|`) begins: in the line below its mark, two spaces in."""
    block = place.text[place.column - 1 :].lstrip()[:1] in ("|", ">")
    return Place(place.file, place.line + 1, 3) if block else place


def set_letter(choice: Choice, script: Script, today: Day, about: About, typesetter: Typesetter) -> SetLetter | None:
    """The letter of a chosen page, set; None if there is none. Raises InputError for fields and items that it has not
    and for new facts, FitError for one that is longer than a page, TexError."""
    if script.text is None:
        return None
    from tailor.builds.beside.unsupported import letter_claims  # most pages have no letter

    if beyond := letter_claims(choice.inputs.target, choice.inputs.profile.value, script, today):
        raise InputError(beyond)
    pieces = _pieces(choice, script, today)
    shown = [*_head(choice), *_body(pieces)]
    _cover(choice, shown, pieces, typesetter)
    template, layout = choice.inputs.template, _layout(choice.layout)
    page = _page(choice, shown, layout, typesetter)
    _refuse_long(page, layout, shown)
    source = template.opening(about, layout) + template.body((page,), layout, about)
    typeset = typesetter.typeset(source)
    heights = {f"1 {region}": height for region, height in page.predicted.items()}
    if problems := typeset.differences(heights, 1):
        raise TexError(problems)
    header = next(one for one in choice.candidates if one.kind is Kind.HEADER).variants[0].block.fields
    apart = next((one for one in choice.candidates if one.kind is Kind.CONTACTS), None)
    fields = {**header, **(apart.variants[0].block.fields if apart else {}), "photo": {}}
    return SetLetter(typesetter.preamble, source, typeset, fields, pieces)


def _pieces(choice: Choice, script: Script, today: Day) -> tuple[Piece, ...]:
    place = script.place
    found = read_letter(script.text or "", letter_fields(choice, today), _items(choice), place.file, place)
    if found.problems:
        raise InputError(found.problems)
    return found.pieces


def letter_fields(choice: Choice, today: Day) -> dict[str, str]:
    """What a letter can fill in: the target's `to`, the person, the day."""
    inputs = choice.inputs
    profile, target, locale = inputs.profile.value, inputs.target.value, inputs.locale
    ways = {way.kind: localized(way.text, locale) for way in reversed(profile.contact.ways())}
    person = {name: ways.get(name, "") for name in ("email", "phone", "location")}
    day = show_dates(DateRange(today, today), locale)
    fields = {"company": "", "role": target.title or "", "contact": "", "name": localized(profile.name, locale)}
    return {**fields, **person, "date": day, **target.to}


def _items(choice: Choice) -> dict[str, str]:
    """The wording of every item that the page shows, by its id."""
    chosen = choice.chosen()
    found: dict[str, str] = {}
    for one in choice.candidates:
        variant = next((v for v in one.variants if v.name == chosen.get(one.id)), None)
        if one.kind is Kind.KEYWORDS or variant is None:
            continue
        fields = variant.block.fields
        found[one.id] = next((str(fields[name]) for name in WORDS if fields.get(name)), "")
    return {name: text for name, text in found.items() if text}


def _head(choice: Choice) -> list[Shown]:
    """The head of the page, contacts with it; the photo is on the page."""
    heads = (one for one in choice.candidates if one.kind in (Kind.HEADER, Kind.CONTACTS))
    return [Shown(one, one.variants[0].name, _without_photo(one.variants[0].block), 0) for one in heads]


def _without_photo(block: Block) -> Block:
    return Block(block.kind, {name: value for name, value in block.fields.items() if name != "photo"})


def _body(pieces: tuple[Piece, ...]) -> list[Shown]:
    shown = []
    for index, piece in enumerate(pieces):
        fields = {"text": piece.text, "links": [], "depth": 0} if piece.listed else {"text": piece.text}
        block = Block(Kind.BULLET if piece.listed else Kind.PARAGRAPH, fields)
        variant = Variant("full", block, plain(piece.text))
        candidate = Candidate(f"letter.{index + 1}", block.kind, FOLDER, (variant,), piece.place)
        shown.append(Shown(candidate, variant.name, block, 0))
    return shown


def _cover(choice: Choice, shown: list[Shown], pieces: tuple[Piece, ...], typesetter: Typesetter) -> None:
    """Go over to XeTeX where pdfTeX's fonts lack a letter. Raises InputError for letters that no font has."""
    if typesetter.extended:
        return
    preamble = choice.inputs.template.preamble(choice.inputs.paper)
    known = characters(preamble)
    lacking = [
        Problem("missing-character", f'the fonts lack "{sign}" (U+{ord(sign):04X})', "write it another way", one.place)
        for one in pieces
        for sign in missing(clean(one.text), known)
    ]
    if lacking:
        extend(typesetter, preamble, lacking, letters([one.candidate for one in shown], choice.inputs.locale))


def _layout(layout: Layout) -> Layout:
    """The page's layout; what a letter leaves free stays below it, and its paragraphs stand apart."""
    gaps = {name: Gap(gap.size, 0, 0) for name, gap in layout.gaps.items()}
    apart = {str(Kind.PARAGRAPH): Gap(layout.leading, 0, 0)}
    return replace(layout, gaps=gaps | apart)


def _page(choice: Choice, shown: list[Shown], layout: Layout, typesetter: Typesetter) -> Page:
    template = choice.inputs.template
    regions = [template.region_of(one.candidate) for one in shown]
    setup = template.setup(layout)
    requests = [
        Request(setup, layout.regions[region][0], template.block(one.block, region))
        for one, region in zip(shown, regions, strict=True)
    ]
    measures = typesetter.measure(requests)
    measured = [replace(one, height=measure.height) for one, measure in zip(shown, measures, strict=True)]
    return arrange(measured, layout, template.region_of)


def _refuse_long(page: Page, layout: Layout, shown: list[Shown]) -> None:
    """Raises FitError, with the lines that are too many and the first piece that is not on the page."""
    places = {one.candidate.id: one.candidate.place for one in shown}
    for region, capacity in page.capacity.items():
        over = page.content[region] - capacity
        if over <= 0:
            continue
        used, placed = 0, [one for one in page.blocks if one.region == region]
        for last in placed:
            used += last.before + last.height
            if used > capacity:
                break
        lines = -(-over // layout.leading)
        message = f"the letter is longer than its page, by {lines} line{'s' if lines > 1 else ''}"
        raise FitError(Problem("letter-long", message, "this is where the page ends: cut", places[last.candidate]))
