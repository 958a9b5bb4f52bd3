"""Kinds of what postings do that were read wrongly once: layouts, names, plain phrases, degrees, narrower terms."""

from __future__ import annotations

import io
import time
from pathlib import Path

import pytest
from commands import run

from tailor.core.postings.draft import Draft, draft
from tailor.core.postings.posting import Ask, read_posting
from tailor.core.postings.posting_language import language_of
from tailor.core.postings.schooling import Degree, highest, schooling
from tailor.core.profile.outline import outline
from tailor.models.targets import Target
from tailor.project.postings import from_page, read_posting_bytes
from tailor.sources.loading import load_profile
from tailor.sources.term_table import narrower, terms
from tailor.sources.workspace import find_workspace

WORKSPACE = find_workspace(Path(__file__).parent / "data/asked")


def drafted(text: str, profile: str = "developer") -> Draft:
    loaded = load_profile(WORKSPACE, profile)
    candidates = outline(loaded.value, Target(), loaded.place)
    return draft(read_posting(text), candidates, terms(), {}, narrower())


def gaps(text: str, profile: str = "developer") -> set[str]:
    return {one.name for one in drafted(text, profile).gaps}


def wanted(text: str, profile: str = "developer") -> set[str]:
    return {one.tag for one in drafted(text, profile).wishes}


LAYOUTS = {
    "bullets in one line": "Requirements • Rust • Elm\nBonus • Zig",
    "numbered headings": "1. Requirements\n1.1 Rust\n1.2 Elm\n2. Desirable\n2.1 Zig",
    "flat numbers": "3. Requirements\n- Rust\n- Elm\n\n4. Nice to have\n- Zig",
    "bullets as headings": "• ESSENTIAL\n• Rust\n• Elm\n• DESIRABLE\n• Zig",
    "one capital word": "REQUIREMENTS\nRust\nElm\n\nASSETS\nZig",
    "run-in bold": "**Must-haves.** Rust; Elm.\n\n**Nice-to-haves.** Zig.",
    "labels": "Requirements: Rust, Elm.\nNice to have: Zig.",
    "a table by rows": "| | |\n|---|---|\n| Requirements | Rust; Elm |\n| Preferred | Zig |",
    "a table by columns": "| | Essential | Desirable |\n|---|---|---|\n| Languages | Rust | Zig |\n| More | Elm | |",
    "prose": "You have written Rust and Elm. Knowledge of Zig is a plus.",
    "a mail": "From: Desk <desk@example.com>\nSubject: A clerk\n\nHi Ada,\n\nRequirements: Rust, Elm.\nBonus: Zig.",
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_layouts(name: str) -> None:
    asks = {}
    for one in read_posting(f"Clerk\n\n{LAYOUTS[name]}\n" if name != "a mail" else LAYOUTS[name]).sentences:
        asks |= {word: one.ask for word in ("Rust", "Elm", "Zig") if word in one.text}
    assert asks == {"Rust": Ask.MUST, "Elm": Ask.MUST, "Zig": Ask.NICE}


PAGES = {
    "definitions": "<dl><dt>Requirements</dt><dd>Rust; Elm</dd><dt>Bonus</dt><dd>Zig</dd></dl>",
    "rows": "<table><tr><th>Requirements</th><td><ul><li>Rust<li>Elm</ul></td></tr>"
    "<tr><th>Preferred</th><td>Zig</td></tr></table>",
    "columns": "<table><tr><th></th><th>Essential</th><th>Desirable</th></tr>"
    "<tr><td>Languages</td><td>Rust; Elm</td><td>Zig</td></tr></table>",
}


@pytest.mark.parametrize("name", PAGES)
def test_tables_and_definitions_of_a_page(name: str) -> None:
    text, title = from_page(f"<html><body><h1>Clerk</h1>{PAGES[name]}<p>Our founders love Haskell.</p></body></html>")
    asks = {}
    for one in read_posting(text, title).sentences:
        asks |= {word: one.ask for word in ("Rust", "Elm", "Zig", "Haskell") if word in one.text}
    assert asks == {"Rust": Ask.MUST, "Elm": Ask.MUST, "Zig": Ask.NICE, "Haskell": Ask.ASIDE}


HEADINGS = [
    ("What we look for", Ask.MUST), ("Certifications", Ask.MUST), ("Licensure", Ask.MUST), ("Tech stack", Ask.MUST),
    ("Person specification", Ask.MUST), ("Necesitamos", Ask.MUST), ("Das haben Sie", Ask.MUST),
    ("The successful candidate will have:", Ask.MUST), ("Compétences requises", Ask.MUST),
    ("What makes you stand out", Ask.NICE), ("Assets", Ask.NICE), ("Das wäre schön", Ask.NICE),
    ("Compétences souhaitées", Ask.NICE), ("¿Qué te haría destacar?", Ask.NICE),
    ("Your mission", Ask.TASK), ("Das machen Sie", Ask.TASK), ("Activités principales", Ask.TASK),
    ("Company Description", Ask.ASIDE), ("Additional Information", Ask.ASIDE), ("What to expect from us", Ask.ASIDE),
    ("Visa requirements", Ask.ASIDE), ("Travel requirements", Ask.ASIDE), ("Physical requirements", Ask.ASIDE),
    ("Das haben wir", Ask.ASIDE), ("What we bring", Ask.ASIDE), ("Rémunération", Ask.ASIDE),
]  # fmt: skip


@pytest.mark.parametrize(("heading", "ask"), HEADINGS)
def test_headings(heading: str, ask: Ask) -> None:
    found = read_posting(f"Clerk\n\nThe job\n- Talk\n\n{heading}\n- Rust\n").sentences
    assert [one.ask for one in found if one.text == "Rust"] == [ask]


@pytest.mark.parametrize(
    "text",
    [
        "Rust is loved in our firm of many years, and we meet for it on Fridays.",
        "You can follow us on Rust, our channel.",
        "We are an equal opportunity employer, as Rust is.",
    ],
)
def test_a_paragraph_after_the_list_asks_for_nothing(text: str) -> None:
    found = read_posting(f"Clerk\n\nRequirements\n- Python\n\n{text}\n").sentences
    assert [one.ask for one in found if "Rust" in one.text] == [Ask.ASIDE]


def test_neighbours_are_one_name() -> None:
    found = gaps("Clerk\n\nRequirements\n- Raspberry Pi\n- use of ONNX Runtime in daily work, too\n- Map Reduce\n")
    assert {"Raspberry Pi", "ONNX Runtime", "Map Reduce"} <= found


def test_a_long_form_and_its_letters_are_one() -> None:
    assert gaps("Clerk\n\nRequirements\n- Experience with Wide Area Mapping (WAM)\n") == {"Wide Area Mapping"}


def test_odd_shapes_are_names_and_so_are_those_of_the_title_and_the_tasks() -> None:
    text = "QRVX Engineer\n\nYour mission\n- Write drivers for eMMC\n\nRequirements\n- cvxpy\n- 3DMark scores\n"
    assert {"QRVX", "eMMC", "cvxpy", "3DMark"} <= gaps(text)


def test_lines_in_capitals_hide_nothing() -> None:
    text = "Clerk\n\nANFORDERUNGEN\n- SPS, SCADA, TIA PORTAL\n- KENNTNISSE IN PROFINET UND EPLAN\n"
    assert gaps(text) == {"SPS", "SCADA", "TIA PORTAL", "PROFINET", "EPLAN"}


def test_plain_phrases_are_gaps_in_the_posting_s_words() -> None:
    text = (
        "Clerk\n\nRequirements\n- Experience with vector stores or drying kilns\n\nNice to have\n- loom maintenance\n"
    )
    assert gaps(text) == {"vector stores", "drying kilns", "loom maintenance"}


@pytest.mark.parametrize(
    "line",
    ["Excellent communication skills", "A team player", "Strong analytical skills", "Teamfähigkeit", "Sens du détail",
     "Ganas de aprender", "Vontade de aprender", "Based in Boston", "5+ years of experience", "Resilient, curious"],
)  # fmt: skip
def test_virtues_and_places_are_no_gaps(line: str) -> None:
    assert gaps(f"Clerk\n\nRequirements\n- {line}\n- Python\n") == set()


def test_one_of_several_is_enough() -> None:
    assert gaps("Clerk\n\nRequirements\n- Python, Elm or Zig\n- Elm and Python\n") == {"Elm"}


def test_what_is_narrower_shows_what_is_broader() -> None:
    text = "Clerk\n\nRequirements\n- Deep learning\n- containerization\n- relational databases\n"
    assert {"deep-learning", "docker", "postgresql"} <= wanted(text)
    assert gaps(text) == set()


def test_courses_in_life_support_are_three() -> None:
    assert gaps("Clerk\n\nRequirements\n- BLS, ACLS and PALS\n", "nurse") == {"ACLS", "PALS"}


@pytest.mark.parametrize("tag", ["curriculum", "differentiation"])
def test_a_tag_of_the_profile_is_found_by_its_own_word(tag: str) -> None:
    assert tag in wanted(f"Clerk\n\nRequirements\n- {tag}\n", "teacher")


DEGREES = [
    ("PhD in hydrology, statistics or a related field", Degree.DOCTOR, "teacher", True),
    ("PhD in hydrology", Degree.DOCTOR, "scientist", False),
    ("Bachelor's or Master's degree in Physics", Degree.BACHELOR, "teacher", False),
    ("Abgeschlossenes Studium der Informatik", Degree.BACHELOR, "developer", False),
    ("Máster en Ingeniería", Degree.MASTER, "developer", True),
    ("Licence ou master de mathématiques", Degree.BACHELOR, "teacher", False),
    ("Ensino superior completo", Degree.BACHELOR, "logistics", True),
]


@pytest.mark.parametrize(("line", "least", "profile", "missing"), DEGREES)
def test_degrees(line: str, least: Degree, profile: str, missing: bool) -> None:
    assert [one.least for one in schooling(line, language_of([line]))] == [least]
    assert bool(gaps(f"Clerk\n\nRequirements\n- {line}\n- Team spirit\n", profile)) == missing


def test_the_highest_degree_counts() -> None:
    assert highest(["BSc Physics", "PhD Physics", "High school"]) is Degree.DOCTOR
    assert highest(["Evening school"]) is None


@pytest.mark.parametrize(
    "degree", ["B.A. Economics", "BA", "B.S. Physics", "BS Physics", "B.Tech", "BEng (Hons)", "LLB", "BBA"]
)
def test_a_degree_in_short_is_one(degree: str) -> None:
    assert highest([degree]) is Degree.BACHELOR


@pytest.mark.parametrize("degree", ["M.A. History", "MS", "M.Eng.", "LL.M.", "MFA"])
def test_so_is_a_masters(degree: str) -> None:
    assert highest([degree]) is Degree.MASTER


@pytest.mark.parametrize(
    ("text", "name"),
    [("the data and the tests of you", "en"), ("und die Daten mit der Bahn", "de"), ("les données et la vie", "fr"),
     ("y los datos con el tren", "es"), ("e os dados com o trem não", "pt"), ("e i dati con il treno che", "it"),
     ("en de gegevens van het spoor", "nl"), ("", "en")],
)  # fmt: skip
def test_languages(text: str, name: str) -> None:
    assert language_of([text]) == name


def word_file(*lines: tuple[str, str]) -> bytes:
    """A document in Word; each line has its style and its text."""
    import docx

    document = docx.Document()
    for style, text in lines:
        document.add_paragraph(text, style=style or None)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def test_a_posting_in_word_is_read_and_kept(tmp_path: Path) -> None:
    content = word_file(
        ("Title", "Clerk"), ("Heading 1", "Requirements"), ("List Bullet", "Rust"), ("Heading 1", "Nice to have"),
        ("List Bullet", "Zig"),
    )  # fmt: skip
    text, title = read_posting_bytes(Path("posting.docx"), content)
    found = {one.text: one.ask for one in read_posting(text, title).sentences}
    assert (found["Rust"], found["Zig"], found["Clerk"]) == (Ask.MUST, Ask.NICE, Ask.TITLE)
    (tmp_path / "profiles").mkdir()
    (tmp_path / "profiles/me.yaml").write_text("name: Robin\nskills: [Python]\n", encoding="utf-8")
    (tmp_path / "posting.docx").write_bytes(content)
    done = run("target", "new", "clerk", "--from-posting", "posting.docx", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "postings/clerk.docx").read_bytes() == content
    assert "Rust" in run("gaps", "clerk", cwd=tmp_path).stdout


def test_another_posting_of_the_same_name_is_kept_beside(tmp_path: Path) -> None:
    (tmp_path / "profiles").mkdir()
    (tmp_path / "profiles/me.yaml").write_text("name: Robin\nskills: [Python]\n", encoding="utf-8")
    for words in ("first", "second"):
        (tmp_path / "posting.txt").write_text(f"Clerk\n\nRequirements\n- {words}\n", encoding="utf-8")
        run("target", "new", "clerk", "--from-posting", "posting.txt", "--force", cwd=tmp_path)
    assert "first" in (tmp_path / "postings/clerk.txt.bak").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("content", "hint"), [(b"%PDF-1.7\n", "pdftotext"), (b"PK\x03\x04 no document", "save it from Word again")]
)
def test_what_cannot_be_read_says_what_to_do_instead(tmp_path: Path, content: bytes, hint: str) -> None:
    (tmp_path / "profiles").mkdir()
    (tmp_path / "profiles/me.yaml").write_text("name: Robin\nskills: [Python]\n", encoding="utf-8")
    (tmp_path / "posting").write_bytes(content)
    done = run("target", "new", "clerk", "--from-posting", "posting", cwd=tmp_path)
    assert done.returncode == 2
    assert hint in done.stderr


@pytest.mark.parametrize(
    "line",
    ["experience with a Kafka, " * 4000, " " * 60_000 + "x", "(a (b " * 10_000, "a or " * 12_000, "PhD in x, " * 3000],
)
def test_a_line_without_an_end_takes_no_time_without_end(line: str) -> None:
    begun = time.process_time()
    drafted(f"Clerk\n\nRequirements\n- {line}\n")
    assert time.process_time() - begun < 10


@pytest.mark.parametrize(
    "line",
    [
        "You don't need to know Rust.",
        "You won’t be using Rust.",
        "Elm is used daily; there is no need for Rust.",
        "You do not have to know Rust.",
        "Du musst kein Rust können.",
        "Elm (not Rust)",
        "Elm (kein Rust)",
        "Elm, not Rust",
        "Elm rather than Rust",
        "Elm statt Rust",
    ],
)
def test_what_is_denied_is_not_asked_for(line: str) -> None:
    assert "Rust" not in gaps(f"Clerk\n\nRequirements:\n- Filing\n- {line}\n")


@pytest.mark.parametrize("line", ["Not only Rust, but also Elm", "You cannot go wrong with Rust, which we require."])
def test_what_only_looks_denied_is_asked_for(line: str) -> None:
    assert "Rust" in gaps(f"Clerk\n\nRequirements:\n- Filing\n- {line}\n")


@pytest.mark.parametrize("line", ["Rust isn't required", "Rust isn’t essential", "Rust ist kein Muss"])
def test_a_contraction_makes_it_a_bonus(line: str) -> None:
    asks = [one.ask for one in read_posting(f"Clerk\n\nRequirements:\n- Filing\n- {line}\n").sentences]
    assert asks[-1] is Ask.NICE


@pytest.mark.parametrize(
    "heading",
    ["Not a fit if", "This role isn't for you if:", "What you don't need", "Das brauchst du nicht:", "Out of scope"],
)
def test_what_stands_under_a_denial_is_not_asked_for(heading: str) -> None:
    assert "Rust" not in gaps(f"Clerk\n\nRequirements:\n- Filing\n\n## {heading}\n- You want to write Rust all day\n")


def test_names_in_capitals_within_a_list_are_no_headings() -> None:
    found = gaps("Clerk\n\nRequirements:\nACCA qualified\nIFRS 16\n\nPreferred:\nPower Query\nTIA PORTAL\n")
    assert {"IFRS", "TIA PORTAL"} <= found


def test_a_known_name_belongs_to_the_name_behind_it() -> None:
    found = gaps("Clerk\n\nRequirements:\n- React Native, Entity Framework & SQL Server, Redis Stack\n")
    assert {"React Native", "Entity Framework", "Redis Stack"} <= found
    assert not {"Native", "Stack", "Entity Framework & SQL"} & found


def test_an_abbreviation_ends_no_sentence() -> None:
    assert "Führerausweis Kat. B" in gaps("Gärtner\n\nIhr Profil:\n- Führerausweis Kat. B\n- Erfahrung mit Beeten\n")


def test_german_experience_leads_to_what_it_is_with() -> None:
    found = gaps("Gärtner\n\nIhr Profil:\n- Führerschein\n- Erfahrung mit der Motorsäge\n")
    assert "Motorsäge" in found
