"""A template's folder made ready: its macros turn blocks into LaTeX, its preamble and the pages into a document.

Text is inline Markdown and is made safe by Jinja's `finalize`, unless it is LaTeX already: PyLaTeX's `NoEscape`,
or what another macro returned.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup
from msgspec import Struct

from tailor.base.errors import Place
from tailor.base.limited_files import read_text_limited
from tailor.core.page.measures import Layout, Page
from tailor.core.profile.blocks import completed
from tailor.core.profile.candidates import Block, Candidate
from tailor.models.manifests import PAPERS, LayoutRule, Manifest, to_sp
from tailor.models.style import FAMILIES, Style
from tailor.storage.digests import digest, digest_of, program_digest
from tailor.templates.bytecode import Bytecode
from tailor.templates.layouts import layout_of
from tailor.templates.macro_context import Absent, Fields, Macros, find, macro_errors
from tailor.templates.printed import filters, safely
from tailor.templates.sandbox import LARGEST, OvertimeError, Sandbox, bounded_filters
from tailor.tex.brought import Brought
from tailor.tex.code.metadata import document_code
from tailor.tex.code.tags import role_of
from tailor.tex.code.texcode import MACROS, page_code, region_code, running_code
from tailor.text.bidi import is_leftward
from tailor.text.escaping import escape
from tailor.text.headings import heading
from tailor.text.locales import words_of
from tailor.text.markdown.markup import literal

FILES = ("template.yaml", "preamble.tex.j2", "blocks.tex.j2")


class About(Struct, frozen=True):
    """A document's metadata: the PDF's title, author, keywords, language; `built` is its day, `20260314`,
    where the engine would take another."""

    title: str = ""
    author: str = ""
    keywords: tuple[str, ...] = ()
    locale: str = "en"
    built: str = ""


PLAIN = Style(face="pagella", density="normal", headings="bold", dates="months", contacts="plain")
"""How pages look where nothing says otherwise."""

FOR_PROGRAMS = Style(headings="capitals")
"""What programs that fill forms know headings by, whatever the template has."""

NOBODY = About()

MOST_BLOCKS = 2_000
"""Blocks whose LaTeX is kept, for the other targets of a profile."""


class Template:
    """One template, its parents' files behind its own."""

    def __init__(
        self,
        name: str,
        manifest: Manifest,
        folders: Sequence[Path],
        locale: str = "en",
        shown: Callable[[Path], str] = str,
        style: Style = PLAIN,
        *,
        ats: bool = False,
    ) -> None:
        """`folders` begin with the template's own; its parents follow. `shown` names a file in messages. With `ats`
        pages are set for programs that fill forms from them.

        Whatever calls a macro raises InputError for a mistake in it, with the file and the line.
        """
        self.name = name
        self.manifest = manifest
        usual = FOR_PROGRAMS.over(manifest.style) if ats else manifest.style
        self.style = style.over(usual).over(Style(accent=manifest.accent)).over(PLAIN)
        self.ats = ats
        self.asked = style
        """What is said of the style outside of the template."""
        self.folders = tuple(folders)
        self.locale = locale
        self.shown = shown
        self.digests = {path: digest_of(path) for path in (folder / name for folder in folders for name in FILES)}
        """All files that the template is made of, or would be if they were there (a new one changes pages too), as they
        were before they were read."""
        self.brought = Brought(self.folders)
        self.digests |= self.brought.digests
        self._bytecode = Bytecode()
        self._blocks: dict[tuple[int, str], tuple[Block, str]] = {}
        self._alike: dict[tuple[bytes, str], str] = {}
        self._layouts: dict[str, tuple[Layout, ...]] = {}
        self._roomy: dict[str, tuple[Layout, ...]] = {}
        self._setups: dict[int, tuple[Layout, str]] = {}
        self._preambles: dict[str, str] = {}
        self._environment = self._make_environment()

    @cached_property
    def fingerprint(self) -> str:
        """A hash of all that turns a block into LaTeX: the macros, the page's language, this program."""
        sources = (digest(source.encode()) for source in self._sources.values())
        form = "ats" if self.ats else ""
        return " ".join(
            (self.locale, form, self.style.model_dump_json(), jinja2.__version__, program_digest(), *sources)
        )

    @cached_property
    def _sources(self) -> dict[Path, str]:
        """The files of macros, the template's own first: read once, or measures could be kept as those of others."""
        found = [path for folder in self.folders if (path := folder / "blocks.tex.j2").is_file()]
        return {path: read_text_limited(path) for path in found}

    def _make_environment(self) -> jinja2.Environment:
        loaders = [jinja2.FileSystemLoader(folder) for folder in self.folders]
        parents = {folder.name: loader for folder, loader in zip(self.folders, loaders, strict=True)}
        environment = Sandbox(
            block_start_string="<%", block_end_string="%>",
            variable_start_string="<<", variable_end_string=">>",
            comment_start_string="<#", comment_end_string="#>",
            trim_blocks=True, lstrip_blocks=True, autoescape=True, keep_trailing_newline=False,
            undefined=Absent, finalize=safely(self.locale),
            loader=jinja2.ChoiceLoader([*loaders, jinja2.PrefixLoader(parents)]), bytecode_cache=self._bytecode,
        )  # fmt: skip
        environment.filters |= bounded_filters(environment.filters)
        environment.filters |= filters(self.locale, self.style)
        environment.globals |= {"style": self.style, "ats": self.ats}
        area = Markup(escape(words_of(self.locale).area))
        environment.globals |= {"word": lambda key: heading(key, self.locale), "in_area": area}
        return environment

    @cached_property
    def _macros(self) -> Mapping[str, Any]:
        """Every macro by name, a parent's where this template has none."""
        found: dict[str, Any] = {}
        self._environment.globals["blocks"] = Macros(found)
        for path, source in reversed(self._sources.items()):
            module = self._compiled(source, path).module
            found |= {name: macro for name, macro in vars(module).items() if not name.startswith("_")}
        return found

    def _compiled(self, source: str, path: Path) -> jinja2.Template:
        environment = self._environment
        kept = self._bytecode.get_bucket(environment, path.name, str(path), source)
        if kept.code is None:
            kept.code = environment.compile(source, filename=str(path))
            self._bytecode.set_bucket(kept)
        return jinja2.Template.from_code(environment, kept.code, dict(environment.globals))

    def parsed(self, path: Path) -> jinja2.nodes.Template:
        """One of the template's files as Jinja reads it; nothing of one that is not there. Raises InputError."""
        with macro_errors(self.shown):
            return self._environment.parse(path.read_text("utf-8") if path.is_file() else "", filename=str(path))

    def layouts(self, paper: str) -> tuple[Layout, ...]:
        """The manifest's layouts on a paper, in order of preference."""
        if paper not in self._layouts:
            width, height = (to_sp(side) for side in PAPERS[paper])
            self._layouts[paper] = tuple(self._laid(one, width, height) for one in self.manifest.layouts)
        return self._layouts[paper]

    def roomy(self, paper: str) -> tuple[Layout, ...]:
        """The manifest's larger layouts on a paper, the largest first."""
        if paper not in self._roomy:
            width, height = (to_sp(side) for side in PAPERS[paper])
            self._roomy[paper] = tuple(self._laid(one, width, height) for one in self.manifest.roomy)
        return self._roomy[paper]

    def _laid(self, rule: LayoutRule, width: int, height: int) -> Layout:
        leftward = is_leftward(self.locale)
        return layout_of(self.manifest, rule, width, height, self.style, ats=self.ats, leftward=leftward)

    def region_of(self, candidate: Candidate) -> str:
        """The region in which a candidate stands: the one that asks for it, or the first that asks for nothing."""
        for name, rule in self.manifest.regions.items():
            if candidate.kind in rule.kinds or candidate.section in rule.sections:
                return name
        for name, rule in self.manifest.regions.items():
            if not rule.kinds and not rule.sections:
                return name
        return next(iter(self.manifest.regions))

    @property
    def contacts_apart(self) -> bool:
        """Whether contacts stand in a region of their own, not in the header."""
        return any("contacts" in rule.kinds for rule in self.manifest.regions.values())

    def _call(self, macro: str, *arguments: Any) -> str:
        with macro_errors(self.shown, self._known, lambda: self.place(macro)):
            if macro not in self._macros:
                raise jinja2.UndefinedError(f"the template `{self.name}` has no macro `{macro}`")
            written = str(self._macros[macro](*arguments))
            if len(written) > LARGEST:
                raise OvertimeError(f"it writes {len(written)} letters; a block may have {LARGEST}")
            return written

    def _known(self) -> list[str]:
        return list(self.__dict__.get("_macros", ()))

    def place(self, macro: str, needle: str = "") -> Place | None:
        """Where the template's macros say something, a TeX command for instance; where this one begins, if nowhere."""
        texts = {self.shown(path): source for path, source in self._sources.items()}
        return find(texts, macro, needle)

    def preamble_place(self, line: str) -> Place | None:
        """Where the template's preamble, or that of one which it extends, says this line."""
        for path in (folder / "preamble.tex.j2" for folder in self.folders):
            lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
            if found := next((number for number, one in enumerate(lines, 1) if line and one.strip() == line), 0):
                return Place(self.shown(path), found, lines[found - 1].index(line) + 1, lines[found - 1])
        return None

    def setup(self, layout: Layout) -> str:
        """What is set once before blocks of this layout: sizes and all that hangs on them."""
        if id(layout) not in self._setups:
            way = "\n\\leftwardpage" if is_leftward(self.locale) else ""
            self._setups[id(layout)] = layout, self._call("setup", layout).strip() + way  # holds the id's layout too
        return self._setups[id(layout)][1]

    def block(self, block: Block, region: str) -> str:
        """The LaTeX of one block, the same in every layout; of one that was asked for before, what it was then."""
        key = (id(block), region)
        if key not in self._blocks:
            if len(self._blocks) >= MOST_BLOCKS:
                self._blocks.clear()
                self._alike.clear()
            self._blocks[key] = block, self._of_alike(block, region)  # holds the id's block too
        return self._blocks[key][1]

    def _of_alike(self, block: Block, region: str) -> str:
        """The same, of a block that says what one before said: after an edit most do."""
        key = (block.said(), region)
        if block.silent:
            return ""
        if key not in self._alike:
            fields = Fields(block.kind, completed(block.kind, block.fields))
            self._alike[key] = self._call(str(block.kind), fields, region).strip()
        return self._alike[key]

    def inline(self, piece: str, *arguments: str) -> str:
        """A piece of a keyword line: label (its text, region), indent, keyword (its text, region), separator."""
        # A space at the end of a separator counts, so pieces are not stripped.
        return self._call("keyword" if piece == "keyword" else f"keyword_{piece}", *arguments)

    def preamble(self, paper: str) -> str:
        """All up to `\\begin{document}`, the same for every document on this paper."""
        if paper not in self._preambles:
            self._preambles[paper] = f"{self._own_preamble(paper, self.style).strip()}\n\n{MACROS}"
        return self._preambles[paper]

    def _own_preamble(self, paper: str, style: Style) -> str:
        """What the template itself says there, in a style."""
        with macro_errors(self.shown):
            file = self._environment.get_template("preamble.tex.j2")
            colour, face = str(style.accent), str(style.face)
            return file.render(
                paper=paper, accent=colour.removeprefix("#"), face=face, family=FAMILIES[face], ats=self.ats
            )

    def unheard(self, paper: str) -> tuple[str, ...]:
        """What is asked of its style from outside, and changes nothing: it sets its face or its colour by hand."""
        others = {
            "face": Style(face="termes" if self.asked.face != "termes" else "bonum"),
            "accent": Style(accent="#123456"),
        }
        asked = [name for name in others if getattr(self.asked, name) is not None]
        own = self._own_preamble(paper, self.style) if asked else ""
        return tuple(
            name
            for name in asked
            if self._own_preamble(paper, others[name].over(self.style)) == own
            and not any(f"style.{name}" in source for source in self._sources.values())
        )

    def opening(self, about: About, layout: Layout) -> str:
        """What follows `\\begin{document}`: the PDF's own data, and the layout's set-up."""
        values = {"Title": about.title, "Author": about.author, "Keywords": ", ".join(about.keywords)}
        dated = f"\\def\\builton{{D:{about.built}}}%\n" if about.built else ""
        return f"{dated}{document_code(values, about.locale, self.manifest.pdfua)}\n{self.setup(layout)}\n"

    def body(self, pages: Sequence[Page], layout: Layout, about: About = NOBODY) -> str:
        """The pages: every block in its box, explicit gaps between them; a running head from the second page on."""
        return "\n".join(self._page(page, layout, about.author, len(pages)) for page in pages)

    def _page(self, page: Page, layout: Layout, author: str, pages: int) -> str:
        regions = [] if page.number == 1 else [self._running_head(page, layout, author, pages)]
        for name, (width, _) in layout.regions.items():
            blocks = [placed for placed in page.blocks if placed.region == name]
            left, top = layout.origins[name]
            if under := self.manifest.regions[name].below:
                top += page.predicted[under]
            box = (left, top, width, page.capacity[name])
            parts = [(p.candidate, p.before, role_of(p.block.kind), self.block(p.block, name)) for p in blocks]
            regions.append(region_code(page.number, name, box, parts))
        return page_code(regions)

    def _running_head(self, page: Page, layout: Layout, author: str, pages: int) -> str:
        """The name and the page's number, in the middle of the top margin: no room of the page is taken."""
        left = min(x for x, _ in layout.origins.values())
        right = max(x + layout.regions[name][0] for name, (x, _) in layout.origins.items())
        top = min(y for _, y in layout.origins.values())
        return running_code(left, top // 2, right - left, literal(author, self.locale), page.number, pages)
