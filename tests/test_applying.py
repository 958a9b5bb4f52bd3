"""An application is a folder, whole or not at all; a table of them; what nobody makes any more goes."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from pathlib import Path

import pytest
from commands import run

from tailor.base.errors import ExitCode, InputError, Problem
from tailor.base.results import Result
from tailor.cli.build_flags import percent
from tailor.cli.output.builds import not_full
from tailor.cli.output.summary import Summary, check_summary

POSTING = "Data engineer\n\nRequirements\n- Python\n- Kafka\n"
NAME = "2026-12-02-acme"


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of `init` with the target `acme` of a posting, and an application of it."""
    folder = tmp_path_factory.mktemp("applying")
    run("init", ".", "--quiet", cwd=folder)
    (folder / "posting.txt").write_text(POSTING, encoding="utf-8")
    run("target", "new", "acme", "--from-posting", "posting.txt", cwd=folder)
    done = run("apply", "acme", "--date", "2026-12-02", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.mark.tex
def test_the_folder_holds_all_that_was_sent(begun: Path) -> None:
    folder = begun / "applications" / NAME
    names = {path.name for path in folder.iterdir()}
    assert names >= {
        "Robin_Vermeer_acme.pdf", "Robin_Vermeer_acme.txt", "Robin_Vermeer_acme.docx", "posting.txt", "target.yaml",
        "report.json", "SHA256SUMS", "application.yaml",
    }  # fmt: skip
    assert (folder / "posting.txt").read_text(encoding="utf-8") == POSTING
    assert (folder / "target.yaml").read_bytes() == (begun / "targets/acme.yaml").read_bytes()
    subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=folder, check=True)
    listed = {line.split("  ")[1] for line in (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()}
    assert listed == names - {"SHA256SUMS", "application.yaml"}


@pytest.mark.tex
def test_a_letter_goes_with_it_and_the_company_names_the_files(begun: Path) -> None:
    text = (begun / "targets/acme.yaml").read_text(encoding="utf-8")
    to = "profile: me\nto: {company: Acme, contact: Ms Okafor}"
    (begun / "targets/lettered.yaml").write_text(text.replace("profile: me", to), encoding="utf-8")
    (begun / "letters").mkdir()
    (begun / "letters/lettered.md").write_text("Dear {company},\n\nI would like to join.\n", encoding="utf-8")
    done = run("apply", "lettered", "--date", "2026-12-03", cwd=begun)
    assert done.returncode == 0, done.stderr
    folder = begun / "applications/2026-12-03-lettered"
    assert {f"Robin_Vermeer_Acme{end}" for end in (".pdf", "-letter.pdf", "-letter.txt")} <= {
        path.name for path in folder.iterdir()
    }
    assert "to: Ms Okafor" in (folder / "application.yaml").read_text(encoding="utf-8")
    shutil.rmtree(folder)
    (begun / "targets/lettered.yaml").unlink()


@pytest.mark.tex
def test_another_application_is_never_overwritten(begun: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in (begun / "applications").rglob("*")}
    done = run("apply", "acme", "--date", "2026-12-02", cwd=begun)
    assert done.returncode == ExitCode.BAD_INPUT
    assert "is there already" in done.stderr
    assert {path: path.stat().st_mtime_ns for path in (begun / "applications").rglob("*")} == before


@pytest.mark.tex
def test_what_the_check_warns_of_is_not_sent(begun: Path) -> None:
    text = (begun / "targets/acme.yaml").read_text(encoding="utf-8")
    (begun / "targets/bad.yaml").write_text(text.replace("want:", "pin: [nothing-like-it]\nwant:"), encoding="utf-8")
    done = run("apply", "bad", "--date", "2026-12-02", cwd=begun)
    (begun / "targets/bad.yaml").unlink()
    assert done.returncode == ExitCode.BAD_INPUT
    assert [path.name for path in (begun / "applications").iterdir()] == [NAME]


@pytest.mark.tex
def test_the_table_says_what_the_user_wrote(begun: Path) -> None:
    path = begun / "applications" / NAME / "application.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("status: prepared", "status: interview").replace('company: ""', "company: Acme"), encoding="utf-8"
    )
    row = json.loads(run("applications", "--json", cwd=begun).stdout)
    assert (row["date"], row["company"], row["status"]) == ("2026-12-02", "Acme", "interview")
    head, first = csv.reader(io.StringIO(run("applications", "--csv", cwd=begun).stdout))
    assert head == ["when", "to whom", "role", "status", "file"]
    assert first[3] == "interview"
    assert (begun / first[4]).is_file()
    path.write_text(text.replace("status:", "stauts:"), encoding="utf-8")
    done = run("applications", cwd=begun)
    path.write_text(text, encoding="utf-8")
    assert (done.returncode, "application.yaml:" in done.stderr) == (ExitCode.BAD_INPUT, True)


@pytest.mark.tex
def test_what_no_target_makes_goes_and_nothing_else(begun: Path) -> None:
    (begun / "targets/gone.yaml").write_text("title: Gone\nprofile: me\n", encoding="utf-8")
    (begun / "targets/stays.yaml").write_text("title: Stays\nprofile: me\n", encoding="utf-8")
    run("build", "gone", "stays", "--format", "pdf,txt", cwd=begun)
    (begun / "out/me/gone.txt").write_text("mine now", encoding="utf-8")
    (begun / "targets/gone.yaml").unlink()
    asked = run("clean", cwd=begun)
    assert (asked.returncode, (begun / "out/me/gone.pdf").exists()) == (ExitCode.BAD_INPUT, True)
    done = run("clean", "--yes", cwd=begun)
    assert done.returncode == 0
    assert not (begun / "out/me/gone.pdf").exists()
    assert (begun / "out/me/gone.txt").read_text(encoding="utf-8") == "mine now"
    assert (begun / "out/me/stays.pdf").exists()


def result(target: str, fill: float | None, *problems: Problem, code: ExitCode = ExitCode.FINE) -> Result:
    line = {
        "profile": "me", "target": target, "template": "classic", "status": "built" if fill else "failed",
        "fill": fill, "value": 7, "pdf": f"out/{target}.pdf",
    }  # fmt: skip
    return Result(line, problems=problems, code=code)


BROKEN = result("b|c", None, Problem("unknown-id", "no item <x>"), code=ExitCode.BAD_INPUT)


@pytest.mark.parametrize(
    ("name", "pieces"),
    [
        ("s.md", ["2 pages, 1 failed", "| me | a | classic | built | 97.0% | 7 |", "## Failed", "me × b|c"]),
        ("s.csv", ["me,a,classic,built,97.0%,7", "no item <x>\n"]),
        ("s.html", [">97.0%</td>", "<h2>Failed</h2>", "no item &lt;x&gt;", '<a href="out/a.pdf">']),
    ],
)
def test_a_summary_has_every_page_and_what_failed_at_its_end(name: str, pieces: list[str]) -> None:
    summary = Summary()
    for one in (BROKEN, result("a", 0.97)):
        summary.add(one)
    text = summary.written(Path(name))
    assert [piece for piece in pieces if piece not in text] == []
    assert text.rindex("no item") > text.index("97.0%")


def test_a_summary_of_another_kind_is_refused() -> None:
    with pytest.raises(InputError, match=r"s\.xls"):
        check_summary(Path("s.xls"))


@pytest.mark.parametrize(("fill", "least", "code"), [(0.9, 0.95, 2), (0.95, 0.95, 0), (0.5, None, 0)])
def test_a_page_below_min_fill_ends_with_2(fill: float, least: float | None, code: int) -> None:
    assert not_full(result("a", fill), least).code == code


@pytest.mark.parametrize(("given", "share"), [("95", 0.95), ("99.5%", 0.995), ("0", 0.0)])
def test_a_percentage(given: str, share: float) -> None:
    assert percent("--min-fill", given) == pytest.approx(share)


@pytest.mark.parametrize("given", ["-1", "101", "much", "%"])
def test_what_is_no_percentage_is_refused(given: str) -> None:
    with pytest.raises(InputError):
        percent("--min-fill", given)


@pytest.mark.tex
def test_all_pages_on_a_sheet(begun: Path) -> None:
    done = run("build", "acme", "--summary", "out/s.md", "--summary", "out/s.csv", "--min-fill", "101", cwd=begun)
    assert done.returncode == ExitCode.BAD_INPUT
    done = run("build", "acme", "--summary", "out/s.md", "--summary", "out/s.csv", cwd=begun)
    assert done.returncode == 0, done.stderr
    assert "1 page, 0 failed" in (begun / "out/s.md").read_text(encoding="utf-8")
    assert (begun / "out/s.csv").read_text(encoding="utf-8").count("\n") == 2


@pytest.mark.tex
def test_a_letter_that_says_something_new_is_refused(begun: Path) -> None:
    text = (begun / "targets/acme.yaml").read_text(encoding="utf-8")
    (begun / "targets/boasting.yaml").write_text(text, encoding="utf-8")
    (begun / "letters").mkdir(exist_ok=True)
    letter = begun / "letters/boasting.md"
    letter.write_text("Dear reader,\n\nI won the Larkspur Prize in 2019.\n", encoding="utf-8")
    done = run("apply", "boasting", "--date", "2026-12-05", cwd=begun)
    assert done.returncode == 2
    assert "letters/boasting.md:3" in done.stderr
    assert "Larkspur" in done.stderr
    assert not (begun / "applications/2026-12-05-boasting").exists()
    letter.unlink()
    (begun / "targets/boasting.yaml").unlink()


@pytest.mark.tex
def test_an_application_that_names_nobody(begun: Path) -> None:
    done = run("apply", "acme", "--date", "2026-12-06", "--redact", cwd=begun)
    assert done.returncode == 0, done.stderr
    folder = begun / "applications/2026-12-06-acme-redacted"
    names = {path.name for path in folder.iterdir()}
    assert names >= {"Candidate_acme-redacted.pdf", "Candidate_acme-redacted.docx", "report.json", "SHA256SUMS"}
    assert "file: Candidate_acme-redacted.pdf" in (folder / "application.yaml").read_text(encoding="utf-8")
    for path in folder.iterdir():
        if path.suffix in (".txt", ".json", ".yaml"):
            assert "Vermeer" not in path.read_text(encoding="utf-8"), path.name
    shutil.rmtree(folder)
