"""A template's folder made ready: its macros turn blocks into LaTeX, its preamble and the pages into a document.

Text is inline Markdown and is made safe by Jinja's `finalize`, unless it is LaTeX already: PyLaTeX's `NoEscape`,
or what another macro returned.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jinja2
from markupsafe import Markup
from pylatex.utils import NoEscape

from tailor.adapters.texcode import BOXES, page_code, region_code, running_code
from tailor.base.errors import InputError, Place, Problem
from tailor.core.blocks import completed
from tailor.core.candidates import Block, Candidate
from tailor.core.pages import Gap, Layout, Page
from tailor.models.dating import show_dates, show_years
from tailor.models.manifests import PAPERS, SP, Manifest, to_sp
from tailor.text.escaping import escape, escape_url
from tailor.text.headings import heading
from tailor.text.markup import to_latex
from tailor.text.naming import shortened, tied

FILES = ("template.yaml", "preamble.tex.j2", "blocks.tex.j2")


@dataclass(frozen=True, slots=True)
class About:
    """What a document says of itself: `paper` a key of `PAPERS`, the PDF's title, author, keywords, language."""

    paper: str = "letter"
    title: str = ""
    author: str = ""
    keywords: tuple[str, ...] = ()
    locale: str = "en"


NOBODY = About()


def _safe(value: Any) -> Any:
    """Whatever a template prints, as LaTeX that cannot break out."""
    if isinstance(value, Markup | jinja2.Undefined):
        return value
    if isinstance(value, NoEscape):
        return Markup(value)
    return Markup(to_latex(value) if isinstance(value, str) else value)


def _join(values: Iterable[Any], separator: str = "") -> Markup:
    return Markup(separator).join(Markup(_safe(value)) for value in values)


def _pt(length: int) -> Markup:
    """A length in sp as TeX prints it, to the sp: five decimals are enough, as TeX itself prints them."""
    return Markup(f"{length / SP:.5f}".rstrip("0").rstrip(".") + "pt")


class Template:
    """One template, its parents' files behind its own."""

    def __init__(self, name: str, manifest: Manifest, folders: Sequence[Path], locale: str = "en") -> None:
        """`folders` begin with the template's own; its parents follow. Raises InputError for a broken macro."""
        self.name = name
        self.manifest = manifest
        self.folders = tuple(folders)
        self.locale = locale
        self._environment = self._make_environment()

    def files(self) -> list[Path]:
        """All files that the template is made of, or would be if they were there: a new one changes pages too."""
        return [folder / name for folder in self.folders for name in FILES]

    def _make_environment(self) -> jinja2.Environment:
        loaders = [jinja2.FileSystemLoader(folder) for folder in self.folders]
        parents = {folder.name: loader for folder, loader in zip(self.folders, loaders, strict=True)}
        environment = jinja2.Environment(
            block_start_string="<%", block_end_string="%>",
            variable_start_string="<<", variable_end_string=">>",
            comment_start_string="<#", comment_end_string="#>",
            trim_blocks=True, lstrip_blocks=True, autoescape=True, keep_trailing_newline=False,
            undefined=jinja2.StrictUndefined, finalize=_safe,
            loader=jinja2.ChoiceLoader([*loaders, jinja2.PrefixLoader(parents)]),
        )  # fmt: skip
        environment.filters |= {
            "dates": lambda dates: Markup(escape(show_dates(dates, self.locale))),
            "years": lambda dates: Markup(escape(show_years(dates))),
            "literal": lambda text: Markup(escape(text)),
            "url": lambda address: Markup(escape_url(address)),
            "tied": tied,
            "shortened": shortened,
            "join": _join,
            "pt": _pt,
        }
        environment.globals["word"] = lambda key: heading(key, self.locale)
        return environment

    @cached_property
    def _macros(self) -> Mapping[str, Any]:
        """Every macro by name, a parent's where this template has none."""
        found: dict[str, Any] = {}
        self._environment.globals["blocks"] = _Macros(found)
        for folder in reversed(self.folders):
            if (folder / "blocks.tex.j2").is_file():
                source = (folder / "blocks.tex.j2").read_text(encoding="utf-8")
                module = self._compiled(source, folder / "blocks.tex.j2").module
                found |= {name: macro for name, macro in vars(module).items() if not name.startswith("_")}
        return found

    def _compiled(self, source: str, path: Path) -> jinja2.Template:
        try:
            code = self._environment.compile(source, filename=str(path))
            return jinja2.Template.from_code(self._environment, code, dict(self._environment.globals))
        except jinja2.TemplateSyntaxError as error:
            line = source.splitlines()[error.lineno - 1] if source else ""
            place = Place(str(path), error.lineno, 1, line)
            raise InputError(Problem("template-syntax", str(error.message), place=place)) from None

    def layouts(self, paper: str) -> tuple[Layout, ...]:
        """The manifest's layouts on a paper, in order of preference."""
        width, height = (to_sp(side) for side in PAPERS[paper])
        return tuple(_layout(self.manifest, rule, width, height) for rule in self.manifest.layouts)

    def region_of(self, candidate: Candidate) -> str:
        """The region in which a candidate stands: the one that asks for it, or the first that asks for nothing."""
        for name, rule in self.manifest.regions.items():
            if candidate.kind in rule.kinds or candidate.section in rule.sections:
                return name
        for name, rule in self.manifest.regions.items():
            if not rule.kinds and not rule.sections:
                return name
        return next(iter(self.manifest.regions))

    def _call(self, macro: str, *arguments: Any) -> str:
        try:
            return str(self._macros[macro](*arguments)).strip()
        except KeyError as error:
            message = f"the template `{self.name}` has no macro `{error.args[0]}`"
            raise InputError(Problem("template-macro", message, "see docs/templates.md")) from None
        except (jinja2.TemplateError, TypeError) as error:
            raise InputError(self._macro_problem(macro, error)) from None

    def _macro_problem(self, macro: str, error: Exception) -> Problem:
        """What went wrong in a macro, at the line of the template that it went wrong at."""
        frame, place = error.__traceback__, None
        while frame is not None:
            file = Path(frame.tb_frame.f_code.co_filename)
            if file.name.endswith(".j2"):
                line = frame.tb_lineno
                place = Place(str(file), line, 1, file.read_text(encoding="utf-8").splitlines()[line - 1])
            frame = frame.tb_next
        return Problem("template-macro", f"in the macro `{macro}`: {error}", "see docs/templates.md", place)

    def setup(self, layout: Layout) -> str:
        """What is set once before blocks of this layout: sizes and all that hangs on them."""
        return self._call("setup", layout)

    def block(self, block: Block, region: str) -> str:
        """The LaTeX of one block, the same in every layout."""
        fields = SimpleNamespace(**completed(block.kind, block.fields))
        return self._call(str(block.kind), fields, region)

    def inline(self, piece: str, *arguments: str) -> str:
        """A piece of a keyword line: label (its text, region), indent, keyword (its text, region), separator."""
        name = "keyword" if piece == "keyword" else f"keyword_{piece}"
        # A space at the end of a separator counts, so pieces are not stripped.
        try:
            return str(self._macros[name](*arguments))
        except (jinja2.TemplateError, TypeError) as error:
            raise InputError(self._macro_problem(name, error)) from None

    def preamble(self, paper: str) -> str:
        """All up to `\\begin{document}`, the same for every document on this paper."""
        source = self._environment.get_template("preamble.tex.j2").render(paper=paper)
        return f"{source.strip()}\n\n{BOXES}"

    def opening(self, about: About, layout: Layout) -> str:
        """What follows `\\begin{document}`: the PDF's own data, and the layout's set-up."""
        values = {"pdftitle": about.title, "pdfauthor": about.author, "pdflang": about.locale}
        values["pdfkeywords"] = ", ".join(about.keywords)
        data = ",\n  ".join(f"{key}={{{escape(value)}}}" for key, value in values.items() if value)
        return f"\\hypersetup{{\n  {data}}}\n{self.setup(layout)}\n"

    def body(self, pages: Sequence[Page], layout: Layout, about: About = NOBODY) -> str:
        """The pages: every block in its box, explicit gaps between them; a running head from the second page on."""
        return "\n".join(self._page(page, layout, about.author, len(pages)) for page in pages)

    def whole(self, about: About, opening: str, body: str) -> str:
        """The whole file, which compiles alone."""
        return f"{self.preamble(about.paper)}\n\\begin{{document}}\n{opening}{body}\n\\end{{document}}\n"

    def _page(self, page: Page, layout: Layout, author: str, pages: int) -> str:
        regions = [] if page.number == 1 else [self._running_head(page, layout, author, pages)]
        for name, (width, _) in layout.regions.items():
            blocks = [placed for placed in page.blocks if placed.region == name]
            left, top = layout.origins[name]
            if under := self.manifest.regions[name].below:
                top += page.predicted[under]
            parts = [(p.candidate, p.before, self.block(p.block, name)) for p in blocks]
            regions.append(region_code(page.number, name, left, top, width, parts))
        return page_code(regions)

    def _running_head(self, page: Page, layout: Layout, author: str, pages: int) -> str:
        """The name and the page's number, in the middle of the top margin: no room of the page is taken."""
        left = min(x for x, _ in layout.origins.values())
        right = max(x + layout.regions[name][0] for name, (x, _) in layout.origins.items())
        top = min(y for _, y in layout.origins.values())
        return running_code(left, top // 2, right - left, str(escape(author)), page.number, pages)


class _Macros:
    """`blocks.keyword(…)` in a macro calls whichever template's macro is in force."""

    def __init__(self, macros: Mapping[str, Any]) -> None:
        self._macros = macros

    def __getattr__(self, name: str) -> Any:
        return self._macros[name]


def _layout(manifest: Manifest, rule: Any, width: int, height: int) -> Layout:
    margin = rule.margin
    inner, capacity = width - margin.left - margin.right, height - margin.top - margin.bottom
    spans = {name: (int(inner * r.from_), int(inner * r.to)) for name, r in manifest.regions.items()}
    return Layout(
        name=rule.name,
        size=rule.size,
        leading=rule.leading,
        regions={name: (end - start, capacity) for name, (start, end) in spans.items()},
        origins={name: (margin.left + start, margin.top) for name, (start, _) in spans.items()},
        below={name: r.below for name, r in manifest.regions.items() if r.below},
        gaps={kind: Gap(int(gap.size * rule.gaps), gap.weight, gap.grow) for kind, gap in manifest.gaps.items()},
        price=rule.price,
    )
