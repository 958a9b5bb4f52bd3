"""Other contacts for another reader, and pages that name nobody."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from commands import run, spoil
from pypdf import PdfReader

from conftest import PROJECT
from tailor.base.errors import InputError
from tailor.core.profile.reach import redacted, with_contact
from tailor.models.profiles import Profile
from tailor.models.targets import Target
from tailor.sources.loading import load_profile
from tailor.sources.workspace import Workspace

ADA = Profile.model_validate(
    {
        "name": "Ada Moss",
        "contact": {"email": "ada@example.com", "phone": "+1 202 555 0101", "github": "ada-moss"},
        "contacts": {"work": {"email": "a.moss@example.org", "website": "https://example.org"}},
    }
)


def ways(wanted: object) -> list[tuple[str, object]]:
    target = Target.model_validate({"contact": wanted})
    return [(way.kind, way.text) for way in with_contact(ADA, target.contact).contact.ways()]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"phone": "false"}, ["ada@example.com", "ada-moss"]),
        ({"phone": False, "github": "no"}, ["ada@example.com"]),
        ({"email": "work"}, ["a.moss@example.org", "+1 202 555 0101", "ada-moss"]),
        ({"email": "new@example.com"}, ["new@example.com", "+1 202 555 0101", "ada-moss"]),
        ({"phone": True}, ["ada@example.com", "+1 202 555 0101", "ada-moss"]),
        ({"gitlab": "moss"}, None),
        ("work", ["a.moss@example.org", "+1 202 555 0101", "ada-moss", "example.org"]),
    ],
)
def test_a_target_hides_and_replaces(wanted: object, expected: list[str] | None) -> None:
    if expected is None:
        with pytest.raises(InputError, match="no contacts `moss`"):
            ways(wanted)
    else:
        assert [text for _, text in ways(wanted)] == expected


@pytest.mark.parametrize(
    ("wanted", "message", "hint"),
    [
        ("{phnoe: false}", "there is no way to reach a person called `phnoe`", "did you mean `phone`?"),
        ("{email: wrok}", "the profile has no contacts `wrok`", "did you mean `work`?"),
        ("{phone: work}", "the contacts `work` have no phone", "add it"),
        ("{email: not an address}", "not an address", "@"),
    ],
)
def test_mistakes_are_told_in_the_target(workspace: Path, wanted: str, message: str, hint: str) -> None:
    spoil(workspace, "profiles/master.yaml", "contact:", "contacts: {work: {email: m.o@example.org}}\ncontact:")
    (workspace / "targets/quant.yaml").write_text(f"title: Quant\ncontact: {wanted}\n")
    done = run("build", "quant", "--profile", "master", cwd=workspace)
    assert done.returncode == 2
    assert re.search(r"targets/quant\.yaml:2:\d+", done.stderr), done.stderr
    assert message in done.stderr
    assert hint in done.stderr


def test_nobody_is_named() -> None:
    work = {
        "organization": "Northwind",
        "bullets": ["Ada led it; see [her page](https://example.com/ada) or ada@example.com."],
        "links": ["https://example.com/ada"],
    }  # fmt: skip
    paper = {"title": "Looms", "authors": ["A. B. Moss", "K. Mossman"], "doi": "10.1000/182"}
    data = ADA.model_dump() | {"experience": [work], "publications": [paper]}
    given = {key: value for key, value in data.items() if key in ("name", "experience", "publications")}
    blank = redacted(Profile.model_validate(given))
    assert blank.experience is not None
    assert blank.publications is not None
    (entry,), (shown,) = blank.experience.entries, blank.publications.entries
    assert entry.bullets[0].text == "… led it; see her page or …."
    assert (entry.links, shown.doi, shown.authors) == ((), None, ("…", "K. Mossman"))
    assert blank.contact.ways() == ()


@pytest.mark.tex
@pytest.mark.parametrize("name", ["master", "researcher"])
def test_a_redacted_page_stands_beside_the_other_and_says_no_name(workspace: Path, name: str) -> None:
    person = load_profile(Workspace(PROJECT, PROJECT), name).value
    formats = "pdf,tex,json,txt,docx"
    run("build", "research", "--profile", name, "--format", formats, cwd=workspace)
    done = run("build", "research", "--profile", name, "--redact", "--json", "--format", formats, cwd=workspace)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["pdf"] == f"out/{name}/research-redacted.pdf"
    reader = PdfReader(workspace / f"out/{name}/research-redacted.pdf")
    plain = [(workspace / f"out/{name}/research-redacted.{end}").read_text() for end in ("tex", "json", "txt")]
    text = "".join(page.extract_text() for page in reader.pages) + "".join(plain) + str(reader.metadata)
    secrets = [*str(person.name).split(), *(str(way.text) for way in person.contact.ways() if way.kind != "location")]
    assert [one for one in secrets if re.search(rf"(?<!\w){re.escape(one)}(?!\w)", text)] == []
    assert str(person.name) in (workspace / f"out/{name}/research.txt").read_text()


@pytest.mark.parametrize("form", ["jsonresume", "md", "html", "txt"])
def test_an_exported_profile_may_name_nobody(workspace: Path, form: str) -> None:
    named = run("export", "--profile", "master", "--format", form, cwd=workspace)
    done = run("export", "--profile", "master", "--format", form, "--redact", cwd=workspace)
    assert done.returncode == 0, done.stderr
    assert "Okafor" in named.stdout
    for word in ("Okafor", "Mira", "okafor", "202 555", "@example.com"):
        assert word not in done.stdout


@pytest.mark.tex
def test_an_exported_page_may_name_nobody(workspace: Path) -> None:
    done = run("export", "quant", "--profile", "master", "--format", "txt", "--redact", cwd=workspace)
    assert done.returncode == 0, done.stderr
    assert "Okafor" not in done.stdout
    assert "Candidate" in done.stdout
