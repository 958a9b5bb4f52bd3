"""Files that would keep a reader waiting, fill the memory, or lie about what they are: each is a mistake in words."""

from __future__ import annotations

import io
import os
import time
import zipfile
from pathlib import Path

import pytest
from commands import run

PROFILE = """name: Mira Okafor
experience:
  - organization: Northwind Capital
    position: Developer
    dates: 2023-06 – present
    bullets:
      - Cut latency from 14 to 6 ms.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one small profile and one target."""
    put(tmp_path, "profiles/me.yaml", PROFILE)
    put(tmp_path, "targets/dev.yaml", "title: Developer\n")
    return tmp_path


def put(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def refused(folder: Path, *command: str, within: float = 10) -> str:
    """What is said of a command that ends with exit code 2, soon."""
    began = time.process_time()
    done = run(*command, cwd=folder)
    assert done.returncode == 2, (done.returncode, done.stderr[:2000])
    assert time.process_time() - began < within
    return done.stderr


PLACES = [
    "profiles/me.yaml",
    "targets/dev.yaml",
    "tailor.yaml",
    "templates/latex/mine/template.yaml",
    "templates/latex/mine/blocks.tex.j2",
    "templates/latex/mine/preamble.tex.j2",
    "profiles/refs.bib",
]


@pytest.mark.parametrize("kind", ["pipe", "zeros", "large", "folder"])
@pytest.mark.parametrize("place", PLACES)
def test_what_is_no_file_of_a_person(folder: Path, place: str, kind: str) -> None:
    put(folder, "templates/latex/mine/template.yaml", "title: Mine\nextends: classic\n")
    if place.endswith(".bib"):
        put(folder, "profiles/me.yaml", f"{PROFILE}publications: refs.bib\n")
    path = folder / place
    path.unlink(missing_ok=True)
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "zeros":
        path.symlink_to("/dev/zero")
    elif kind == "folder":
        path.mkdir()
    else:
        path.write_bytes(b"a" * 6_000_000)
    if kind == "folder" and place.endswith((".j2", "template.yaml")):
        return  # a folder is no file of a template's: the parent's is taken
    command = ["check", "--template", "mine"] if "templates" in place else ["check"]
    if kind != "large" and place.endswith("template.yaml"):
        return  # nothing that is no regular file is a manifest: there is no such template
    assert Path(place).name in refused(folder, *command)


@pytest.mark.parametrize("out", ['"a\\0b"', '"~/x"', '"~"', '"a\\nb"', "[a]"])
def test_folders_that_nobody_means(folder: Path, out: str) -> None:
    put(folder, "tailor.yaml", f"out: {out}\n")
    assert "tailor.yaml:1" in refused(folder, "check")
    assert "tailor.yaml:1" in refused(folder, "build", "dev")
    assert not (folder / "~").exists()


@pytest.mark.parametrize("name", ['"{profile}\\0"', '"{profile}\\a"', '"~{profile}"', '"/{profile}"', '"../{profile}"'])
def test_names_that_no_file_can_have(folder: Path, name: str) -> None:
    put(folder, "tailor.yaml", f"filename: {name}\n")
    assert "tailor.yaml:1" in refused(folder, "check")


@pytest.mark.parametrize("field", ["publications", "template"])
def test_a_nul_in_a_name(folder: Path, field: str) -> None:
    file = "profiles/me.yaml" if field == "publications" else "targets/dev.yaml"
    path = folder / file
    path.write_text(path.read_text() + f'{field}: "a\\0b"\n')
    assert f"{file}:" in refused(folder, "check")


@pytest.mark.tex
@pytest.mark.parametrize("name", ["me", ".tailor"])
def test_a_link_in_the_output_folder_is_not_followed(folder: Path, name: str) -> None:
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    (folder / "out").mkdir()
    (folder / "out" / name).symlink_to(elsewhere)
    assert "link" in refused(folder, "build", "dev")
    assert not list(elsewhere.iterdir())


def test_a_control_character_far_below_a_slip(folder: Path) -> None:
    put(folder, "profiles/me.yaml", PROFILE.replace("name:", "name") + "\n" * 5_000 + "x: \a b\n")
    assert "profiles/me.yaml:" in refused(folder, "check")


@pytest.mark.parametrize("file", ["profiles/me.yaml", "targets/dev.yaml"])
def test_unknown_fields_by_the_thousand(folder: Path, file: str) -> None:
    path = folder / file
    path.write_text(path.read_text() + "".join(f"experienc{number}: x\n" for number in range(20_000)))
    words = refused(folder, "check")
    assert "more mistakes" in words
    assert len(words) < 500_000


PAGES = {
    "div": "<div>" * 200_000 + "We want Python.",
    "list": "<ul><li>" * 50_000 + "Python",
}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_a_posting_nested_without_end(folder: Path, page: str) -> None:
    posting = put(folder, "posting.html", page)
    assert "nested" in refused(folder, "target", "new", "x", "--from-posting", str(posting))


ARCHIVED = """MIME-Version: 1.0
Content-Type: multipart/related; boundary="b"

--b
Content-Type: text/html; charset={charset}
Content-Transfer-Encoding: base64

PHA+V2UgbG9vayBmb3IgUHl0aG9uLjwvcD4=
--b--
"""

READ = {
    "charset": ARCHIVED.format(charset="klingon"),
    "no charset": ARCHIVED.format(charset=""),
    "json": '<script type="application/ld+json">' + "[" * 100_000 + "</script><p>We look for Python.</p>",
    "paragraphs": "<p>We look for Python." * 50_000,
}


@pytest.mark.parametrize("page", READ.values(), ids=READ)
def test_a_posting_that_is_odd_is_read(folder: Path, page: str) -> None:
    posting = put(folder, "posting.html", page)
    done = run("target", "new", "x", "--from-posting", str(posting), cwd=folder)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("path", ["/dev/zero", "/dev/null", "/", "/proc/self/mem", "pipe"])
def test_a_posting_that_is_no_file(folder: Path, path: str) -> None:
    os.mkfifo(folder / "pipe")
    refused(folder, "target", "new", "x", "--from-posting", path)
    refused(folder, "import", path)


def archive(kind: int) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", kind) as file:
        file.writestr("Profile.csv", "First Name,Last Name\nMira,Okafor\n" * 200)
        file.writestr("Positions.csv", "Company Name,Title\nNorthwind,Developer\n" * 200)
    return made.getvalue()


@pytest.mark.parametrize("kind", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_damaged_archive(folder: Path, kind: int) -> None:
    whole = archive(kind)
    for at in range(0, len(whole), max(1, len(whole) // 60)):
        broken = whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :]
        put(folder, "export.zip", broken)
        done = run("import", "export.zip", "--name", "x", "--force", cwd=folder)
        assert done.returncode in (0, 2), (at, done.stderr)
        put(folder, "export.zip", whole[:at])
        assert run("import", "export.zip", "--name", "x", "--force", cwd=folder).returncode == 2, at


ODD_TABLES = ["x" * 300_000, '"' + "y" * 300_000 + '"', "a\0b", "1" * 5_000, '"never closed']


@pytest.mark.parametrize("cell", ODD_TABLES, ids=range(len(ODD_TABLES)))
def test_odd_tables(folder: Path, cell: str) -> None:
    put(folder, "export/Profile.csv", "First Name,Last Name,Headline\nMira,Okafor,Developer\n")
    put(folder, "export/Positions.csv", f"Company Name,Title,Started On\nNorthwind,{cell},{cell[:9000]}\n")
    done = run("import", "export", "--name", "x", cwd=folder)
    assert done.returncode in (0, 2), done.stderr[:2000]


ODD_JSON = [
    '{"basics": ' + "[" * 100_000,
    '{"a": ' * 50_000,
    '{"basics": {"name": "Mira"}, "work": [{"name": "N", "startDate": "' + "1" * 5000 + '"}]}',
    '{"basics": {"name": "Mira"}, "skills": [{"name": "x", "level": ' + "9" * 6000 + "}]}",
    '{"basics": {"name": "Mira", "summary": "' + "<div>" * 50_000 + '"}}',
]


@pytest.mark.parametrize("text", ODD_JSON, ids=range(len(ODD_JSON)))
def test_odd_data(folder: Path, text: str) -> None:
    put(folder, "cv.json", text)
    began = time.process_time()
    done = run("import", "cv.json", "--name", "x", cwd=folder)
    assert done.returncode in (0, 2), done.stderr[:2000]
    assert time.process_time() - began < 20
