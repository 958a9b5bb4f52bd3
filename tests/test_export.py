"""What leaves: JSON Resume that is valid and comes back, and pages that other readers take as they were meant."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import html5lib
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from imports import FILES, FOLDER, NAMELESS, imported, leaves
from jsonschema import Draft4Validator
from markdown_it import MarkdownIt

from conftest import PROJECT
from tailor.base.errors import InputError
from tailor.builds.build_values import PageQuery
from tailor.core.profile.kinds import Kind
from tailor.exporting.document import Document, Part, whole
from tailor.exporting.formats import FORMATS, DocumentFormat
from tailor.exporting.jsonresume import to_json_resume
from tailor.exporting.loss import left_behind, loss_lines
from tailor.importing.convert import convert_data
from tailor.models.date_format import show_dates
from tailor.models.dates import Day, parse_dates
from tailor.models.profiles import Profile
from tailor.project.export import export
from tailor.sources.loading import load_profile
from tailor.sources.workspace import find_workspace
from tailor.text.formulas.maths import written_maths
from tailor.text.markdown.inline import to_html, to_markdown, to_text
from tailor.text.markdown.markup import QUOTES, Span, parse, printed

SCHEMA = Draft4Validator(json.loads((PROJECT / "tests/data/jsonresume/schema-1.0.0.json").read_text(encoding="utf-8")))
SAMPLES = ("master", "ml-systems", "quant-student", "researcher")
NOT_HELD = {"id", "tags", "author_names", "locale"}
"""What JSON Resume has no field for, among what an import gives."""

TRANSLATED = FOLDER / "fresh/08.json"
"""A text in two languages, of which the standard holds one."""

KNOWN = [path for path in FILES if path.name not in NAMELESS and path != TRANSLATED]
each_file = pytest.mark.parametrize("path", KNOWN, ids=lambda path: f"{path.parent.name}/{path.name}")


def text_of(document: Document, form: str) -> str:
    """What a format has of a document."""
    wanted = FORMATS[form]
    assert isinstance(wanted, DocumentFormat)
    return wanted.make(document).content.decode()


@cache
def sample(name: str) -> Profile:
    return load_profile(find_workspace(PROJECT), name).value


def out(data: dict[str, Any]) -> dict[str, Any]:
    """The export of a profile's data, as a reader gets it."""
    resume: dict[str, Any] = json.loads(text_of(whole(Profile.model_validate(data)), "jsonresume"))
    return resume


def back(resume: dict[str, Any]) -> dict[str, Any]:
    return convert_data("JSON Resume", resume).data


def bare(data: Any) -> Any:
    """Data without what the format cannot hold; a bullet or a keyword with nothing but its text is that text."""
    if isinstance(data, dict):
        kept = {key: bare(value) for key, value in data.items() if key not in NOT_HELD}
        return kept["text"] if kept.keys() == {"text"} else kept
    return [bare(value) for value in data] if isinstance(data, list) else data


def at(data: Any, path: tuple[str | int, ...]) -> Any:
    """What stands at a path of a profile, where a bare list may stand for `{entries: …}`."""
    for step in path:
        data = data if step == "entries" and isinstance(data, list) else data[step]
    return data


def lost(data: dict[str, Any]) -> list[str]:
    """The values that do not come back, and are not loss_lines at their path."""
    named = [at(data, loss.path) for loss in to_json_resume(whole(Profile.model_validate(data)))[1]]
    missing = Counter(v for _, v in leaves(bare(data))) - Counter(v for _, v in leaves(bare(back(out(data)))))
    return [value for value in missing if value not in named]


def in_order(resume: dict[str, Any]) -> dict[str, Any]:
    """The lists with the entries of one section of the author's own together: a profile has those in one place."""
    own = lambda entry: entry.get("section", "") if isinstance(entry, dict) else ""  # noqa: E731
    return {key: sorted(value, key=own) if isinstance(value, list) else value for key, value in resume.items()}


@each_file
def test_an_export_is_valid(path: Path) -> None:
    assert [error.message for error in SCHEMA.iter_errors(out(imported(path).data))] == []


@pytest.mark.parametrize("name", SAMPLES)
def test_an_export_of_a_sample_is_valid(name: str) -> None:
    assert [error.message for error in SCHEMA.iter_errors(to_json_resume(whole(sample(name)))[0])] == []


@each_file
def test_what_was_imported_comes_back_or_is_told(path: Path) -> None:
    assert lost(imported(path).data) == []


@each_file
def test_going_there_and_back_settles_at_once(path: Path) -> None:
    resume = out(imported(path).data)
    assert in_order(out(back(resume))) == in_order(resume)


# A résumé with a word of its own for every value, so that each can be looked for when it is back.
WORDS = st.integers(0, 10**6).map(lambda number: f"Word{number} and more")
PARAGRAPHS = st.lists(WORDS, min_size=1, max_size=3).map("\n\n".join)
DATES = st.sampled_from(["2019", "2019-05", "2021-11", "2023-02"])
FIELDS = {
    "work": "name position location summary highlights url startDate endDate keywords note",
    "volunteer": "organization position summary highlights startDate",
    "education": "institution studyType area score courses highlights endDate location advisor",
    "awards": "title awarder date summary",
    "certificates": "name issuer date url",
    "publications": "name publisher releaseDate url summary authors doi",
    "skills": "name keywords level",
    "languages": "language fluency",
    "interests": "name keywords",
    "projects": "name description highlights keywords url entity type startDate endDate",
    "references": "name reference",
}
VALUES = {
    "highlights": st.lists(WORDS, max_size=3), "keywords": st.lists(WORDS, max_size=3), "authors": st.lists(WORDS),
    "courses": st.lists(WORDS, max_size=3), "startDate": DATES, "endDate": DATES, "date": DATES, "releaseDate": DATES,
    "url": st.sampled_from(["https://example.org/a", "https://example.com/b?c=d"]),
    "doi": st.just("10.1000/182"), "type": st.sampled_from(["talk", "application", "research"]),
    "level": st.sampled_from(["Master", "expert", "5"]), "fluency": st.sampled_from(["native", "B1"]),
}  # fmt: skip


def entries(name: str) -> st.SearchStrategy[list[dict[str, Any]]]:
    first, *others = FIELDS[name].split()
    needed = {first: VALUES.get(first, WORDS)}
    return st.lists(
        st.fixed_dictionaries(needed, optional={field: VALUES.get(field, WORDS) for field in others}), max_size=3
    )


RESUMES = st.fixed_dictionaries(
    {"basics": st.fixed_dictionaries({"name": WORDS}, optional={"label": WORDS, "summary": PARAGRAPHS})},
    optional={name: entries(name) for name in FIELDS} | {"Own things": entries("projects"), "notes": st.lists(WORDS)},
)


@given(RESUMES)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_import_export_import_loses_nothing(resume: dict[str, Any]) -> None:
    data = back(resume)
    exported = out(data)
    assert [error.message for error in SCHEMA.iter_errors(exported)] == []
    assert lost(data) == []
    assert in_order(out(back(exported))) == in_order(exported)


NO_TEXTS = ("key", "form", "doi", "arxiv")


def texts(part: Part) -> list[str]:
    """Every text of a part and of all under it."""
    own = [value for name, value in part.fields.items() if name not in NO_TEXTS and isinstance(value, str) and value]
    return [*own, *(text for inner in part.parts for text in texts(inner))]


def read(text: str, form: str) -> str:
    """What a reader sees of a page: letters and figures of all its words."""
    if form == "md":
        text = MarkdownIt("commonmark").enable("table").render(text)
    return squeezed(text if form == "txt" else "".join(html5lib.parse(text, namespaceHTMLElements=False).itertext()))


def squeezed(text: str) -> str:
    return re.sub(r"[\W_]", "", text).casefold()


@pytest.mark.parametrize("form", ["md", "txt", "html"])
@pytest.mark.parametrize("name", SAMPLES)
def test_every_text_of_a_sample_is_on_every_page(name: str, form: str) -> None:
    document = whole(sample(name))
    text = read(text_of(document, form), form)
    words = to_text if form == "txt" else printed
    wanted = [squeezed(words(one)) for section in document.sections for one in texts(section)]
    assert len(wanted) > 60
    assert [one for one in wanted if one not in text] == []


# Hand-made texts that Markdown, HTML or a line's beginning could take for something else.
TRAPS = [
    "1. no list", "# no heading", "- no bullet", "+ 3 more", "> no quotation", "<b>no tag</b> & <script>",
    "a_b_c and *x*", "5 * 3 * 2", "**bold** and *thin* and `a*b`", "[site](https://example.org/a_(b))", "R&amp;D",
    "C:\\\\temp", "~~kept~~", "x $p/n > 0.3$ y", "`` a`b ``", "| a | b |", "!\\[no picture](x)", "== no underline",
]  # fmt: skip


@pytest.mark.parametrize("text", TRAPS)
def test_markdown_says_what_the_page_says(text: str) -> None:
    made = MarkdownIt("commonmark").render(to_markdown(text).replace("<br>", " "))
    tree = html5lib.parseFragment(made, namespaceHTMLElements=False)
    assert [one.tag for one in tree] == ["p"]
    assert "".join(tree.itertext()).strip() == "".join(map(_words, parse(text, QUOTES)))


def _words(span: Span) -> str:
    return f"${span.text}$" if span.math else span.text


@given(st.text(st.sampled_from("ab1 .*_`<>&[]()\\#-+~|!:=\"'"), min_size=1, max_size=14))
def test_markdown_says_any_text_as_it_is(text: str) -> None:
    made = MarkdownIt("commonmark").render(to_markdown(text).replace("<br>", " "))
    tree = html5lib.parseFragment(made, namespaceHTMLElements=False)
    said = "".join(tree.itertext())
    assert said.split() == printed(text).split()
    assert [one.tag for one in tree] == ["p"] * bool(said)


@given(st.text(st.sampled_from("ab *_`<>&[]()$\\#-1.\"'!~|"), max_size=25))
@example("` `")
def test_html_holds_every_text_and_nothing_else(text: str) -> None:
    tree = html5lib.parseFragment(to_html(text).replace("<br>", " "), namespaceHTMLElements=False)
    said = "".join(written_maths(one.text) if one.math else one.text for one in parse(text, QUOTES))
    assert "".join(tree.itertext()).strip() == said.strip()  # a space in backticks stays
    assert {one.tag for one in tree.iter()} <= {"DOCUMENT_FRAGMENT", "a", "em", "strong", "code"}


def test_a_link_in_plain_text_shows_its_address_once() -> None:
    assert to_text("[the talk](https://example.org/talk)") == "the talk (https://example.org/talk)"
    assert to_text("[example.org/talk](https://example.org/talk)") == "example.org/talk"


def html_of(data: dict[str, Any]) -> Any:
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(
        text_of(whole(Profile.model_validate(data)), "html")
    )


def test_html_is_well_formed_and_has_the_structure_that_a_screen_reader_needs() -> None:
    tree = html_of(
        {
            "name": "Ida <Lund>",
            "locale": "de",
            "experience": [
                {
                    "organization": "Nordhavn & Co",
                    "dates": "2021-03 – present",
                    "positions": [{"position": "Lead", "dates": "2022 – present", "bullets": ["Led **five**."]}],
                }
            ],
            "skills": {"Languages": "Python, C++"},
        }
    )
    assert tree.get("lang") == "de"
    assert tree.findtext(".//title") == "Ida <Lund>"
    assert [tree.findtext(f".//{tag}") for tag in ("h1", "h3", "h4")] == ["Ida <Lund>", "Nordhavn & Co", "Lead"]
    assert [one.get("datetime") for one in tree.iter("time")] == ["2021-03", "2022"]
    assert tree.findtext(".//li/strong") == "five"
    assert "".join(tree.find(".//dl/div").itertext()) == "LanguagesPython, C++"
    assert {one.get("aria-labelledby") for one in tree.find(".//main")} == {one.get("id") for one in tree.iter("h2")}


def test_paragraphs_of_a_summary_stay_apart() -> None:
    document = whole(Profile.model_validate({"name": "Ida", "summary": "One.\n\nTwo."}))
    assert text_of(document, "md").endswith("## Summary\n\nOne.\n\nTwo.\n")
    assert text_of(document, "txt").endswith("SUMMARY\n\nOne.\nTwo.\n")
    assert "<p>One.</p><p>Two.</p>" in text_of(document, "html")


@pytest.mark.parametrize("name", SAMPLES)
def test_html_of_a_sample_has_no_fault(name: str) -> None:
    html5lib.HTMLParser(strict=True).parse(text_of(whole(sample(name)), "html"))


def test_what_is_left_behind_is_told_with_its_places() -> None:
    data = {
        "name": "Ida Lund",
        "headline": ["Engineer", "Builder", "Maker"],
        "awards": [{"text": {"en": "First prize", "de": "Erster Preis"}, "tags": "a"}, {"text": "Second", "tags": "b"}],
    }
    lines = loss_lines(left_behind(Profile.model_validate(data), "en"))
    assert lines == [
        "dropped: headline[1-2] (only the first wording is exported)",
        "dropped: awards[…].tags (2) (only pages are chosen by it)",
        "dropped: awards[0].text (only the wording for `en` is exported)",
    ]


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tailor", "export", *arguments], cwd=cwd, capture_output=True, text=True, check=False
    )


def test_export_writes_what_the_ending_says(workspace: Path) -> None:
    done = run("--out", "cv.md", cwd=workspace)
    assert (done.returncode, done.stdout) == (0, "")
    assert (workspace / "cv.md").read_text(encoding="utf-8").startswith("# Mira Okafor (she/her)\n")
    assert "dropped: author_names" in done.stderr


@pytest.mark.parametrize(
    ("asked", "form", "out", "words"),
    [
        ({}, "htm", None, "did you mean `html`?"),
        ({}, None, "cv.doc", "or end the file in one of"),
        ({"profile": "mastr"}, None, None, "did you mean `master`?"),
        ({"profile": "*"}, None, None, "name one of: master"),
        ({"target": "qant"}, None, None, "did you mean `quant`?"),
        ({"target": "*"}, None, None, "name one of: master × ml-systems"),
    ],
)
def test_mistakes_are_told_with_what_was_meant(asked: dict[str, str], form: str, out: str | None, words: str) -> None:
    page = PageQuery(PROJECT, Day(2026, 11, 21), profile=asked.get("profile"))
    with pytest.raises(InputError) as caught:
        export(page, asked.get("target"), form, Path(out) if out else None)
    assert words in caught.value.problems[0].hint


def test_a_mistake_ends_with_its_exit_code(workspace: Path) -> None:
    done = run("--format", "htm", cwd=workspace)
    assert (done.returncode, done.stdout) == (2, "")
    assert "did you mean `html`?" in done.stderr


@pytest.mark.tex
def test_the_export_of_a_page_is_what_the_page_shows(workspace: Path) -> None:
    done = run("--profile", "quant-student", "--target", "quant", "--format", "txt", cwd=workspace)
    assert done.returncode == 0, done.stderr
    build = [sys.executable, "-m", "tailor", "build", "-p", "quant-student", "-t", "quant", "--format", "json"]
    subprocess.run(build, cwd=workspace, check=True, capture_output=True)
    report = json.loads((workspace / "out/quant-student/quant.json").read_text(encoding="utf-8"))
    items = [one for one in report["items"] if one["kind"] in ("bullet", "item", "keyword") and one["text"]]
    text = squeezed(done.stdout)
    full = [squeezed(one["text"]) in text for one in items if one["variant"] == "full"]
    assert len(full) > 15
    assert all(full)
    assert not any(squeezed(one["text"]) in text for one in items if one["variant"] is None and one["kind"] == "bullet")


def browser() -> str | None:
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.mark.skipif(browser() is None or shutil.which("pdftotext") is None, reason="no browser here")
def test_a_browser_prints_the_page_in_its_order(tmp_path: Path) -> None:
    document = whole(sample("quant-student"))
    source, pdf = tmp_path / "page.html", tmp_path / "page.pdf"
    source.write_text(text_of(document, "html"), encoding="utf-8")
    options = ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={pdf}"]
    command = [str(browser()), *options, f"--user-data-dir={tmp_path}", source.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    done = subprocess.run(["pdftotext", "-enc", "UTF-8", pdf, "-"], check=True, capture_output=True)
    text = squeezed(done.stdout.decode())
    titles = [text.find(squeezed(one.fields["title"])) for one in document.sections]
    assert len(titles) > 5
    assert titles == sorted(titles)
    bullets = [one for section in document.sections for entry in section.parts for one in entry.under(Kind.BULLET)]
    assert [one.fields["text"] for one in bullets if squeezed(printed(one.fields["text"])) not in text] == []


@pytest.mark.parametrize("name", SAMPLES)
def test_every_text_of_a_sample_comes_back(name: str) -> None:
    document = whole(sample(name))
    said = " ".join(value for _, value in leaves(back(json.loads(json.dumps(to_json_resume(document)[0])))))
    wanted = [text for section in document.sections for part in section.parts for text in texts(part)]
    assert len(wanted) > 60
    assert [text for text in wanted if text not in said] == []


def dates_in(profile: Profile) -> Counter[tuple[Any, ...]]:
    """All dates but those of employers whose positions have their own."""
    parts = [part for section in whole(profile).sections for part in walk(section)]
    found = [part.fields.get("dates") for part in parts if not part.under(Kind.POSITION)]
    return Counter((one.start, one.end, one.ongoing, one.planned, len(one.terms)) for one in found if one)


def walk(part: Part) -> list[Part]:
    return [part, *(below for inner in part.parts for below in walk(inner))]


@pytest.mark.parametrize("name", SAMPLES)
def test_every_date_of_a_sample_comes_back(name: str) -> None:
    again = Profile.model_validate(back(json.loads(json.dumps(to_json_resume(whole(sample(name)))[0]))))
    assert dates_in(again) == dates_in(sample(name))


def test_dates_that_disagree_with_the_words_beside_them_are_not_replaced() -> None:
    source = {"basics": {"name": "N"}, "work": [{"name": "A", "startDate": "2019", "dates": "Fall 2021"}]}
    (job,) = back(source)["experience"]
    assert job["dates"] == "2019 – present"
    assert "Fall 2021" in job["note"] or "2021" in job["note"]


def test_text_for_forms_has_a_block_a_position_and_a_line_a_field() -> None:
    jobs = [
        {"position": "Lead engineer", "dates": "2026-01 – present", "bullets": ["Leads six."]},
        {"position": "Engineer", "place": "Bergen", "dates": "2024-03 – 2025-12", "bullets": ["Built it."]},
    ]
    job = {"organization": "Northwind", "place": "Oslo", "dates": "2024-03 – present", "positions": jobs}
    text = text_of(whole(Profile.model_validate({"name": "Ada Moss", "experience": [job]})), "txt")
    assert "Lead engineer\nNorthwind\nOslo\nJan 2026 – present\n- Leads six.\n" in text
    assert "Engineer\nNorthwind\nBergen\nMar 2024 – Dec 2025\n- Built it.\n" in text
    assert text.count("Northwind") == 2


@pytest.mark.parametrize(
    ("dates", "positions", "blocks"),
    [
        ("2024-03 – present", ["2026-01 – present", "2024-03 – 2025-12"], 0),
        ("2023-03 – present", ["2026-01 – present", "2024-03 – 2025-12"], 1),
        ("2024-03 – 2026-06", ["2026-01 – present", "2024-03 – 2025-12"], 1),
        ("2024-03 – 2026-06", [None, "2024-03 – 2025-12"], 0),
        ("2024-03 – 2026-06", [None, None], 0),
        ("2024-03 – 2026-06", ["2024-03 – 2025-12"], 1),
    ],
)
def test_an_employers_dates_are_in_the_text_for_forms(dates: str, positions: list[str | None], blocks: int) -> None:
    some = [{"position": f"Baker {at}", **({"dates": one} if one else {})} for at, one in enumerate(positions)]
    job = {"organization": "Northwind", "dates": dates, "positions": some}
    profile = Profile.model_validate({"name": "Ada Moss", "experience": [job]})
    text = text_of(whole(profile), "txt")
    assert text.count("Northwind") == len(positions) + blocks
    assert text.count(show_dates(parse_dates(dates))) == blocks + positions.count(None)


@pytest.mark.parametrize(("locale", "shown"), [("en", "Mar 2024 – May 2025"), ("de", "03/2024 – 05/2025")])
def test_dates_in_the_text_for_forms_are_what_programs_read(locale: str, shown: str) -> None:
    job = {"organization": "Northwind", "position": "Baker", "dates": "2024-03 – 2025-05"}
    profile = Profile.model_validate({"name": "Ada Moss", "locale": locale, "experience": [job]})
    assert shown in text_of(whole(profile), "txt")


def test_what_an_employer_of_several_positions_says_of_itself_stays_in_the_text() -> None:
    job = {"organization": "Northwind", "note": "bakers", "positions": [{"position": "Baker", "dates": "2019"}]}
    text = text_of(whole(Profile.model_validate({"name": "Ada Moss", "experience": [job]})), "txt")
    assert "Northwind\nbakers\n\nBaker\nNorthwind\n2019\n" in text
