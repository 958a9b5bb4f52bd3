"""Publications out of BibTeX files as people have them: accents, braces, keywords, dirt, the place of each fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from tailor.base.errors import InputError
from tailor.builds.pipeline import build_page
from tailor.builds.values import Job
from tailor.models.date_format import show_dates
from tailor.models.dates import Day
from tailor.models.profiles import Profile
from tailor.sources.loading import Loaded, load_config, load_profile
from tailor.sources.workspace import find_workspace

CLEAN = r"""% a comment outside
@string{jml = "Journal of Model Learning"}
@article{okafor2023,
  author = {Okafor, Maya and J{\"o}rg M{\"u}ller and {The Tidemark Collaboration} and others},
  title = "{Bayesian} replay of M\"obius\_flows: 50\% less $O(n)$ & *more*",
  journal = jml, volume = 12, number = {3},
  year = 2023, month = jun,
  doi = {https://doi.org/10.1000/182},
  keywords = {Low Latency, ml/time-series; C++},
  pages = {3--9}, jornal = {typo},
}
@INPROCEEDINGS{b, Title={Nobody's}, booktitle={Proc.\ of X}, year={in press}, author={van der Berg, Ana}}
@misc{DBLP:conf/x, author={Li, Wei}, title={One}, eprint={2401.01234}, archivePrefix={arXiv}, date={2024-02-03},
  url = {https://example.org/~one?a=1&b=50%25}}
"""


def loaded(folder: Path, bib: str, profile: str = "publications: refs.bib\n") -> Loaded[Profile]:
    (folder / "profiles").mkdir()
    (folder / "profiles" / "me.yaml").write_text(f"name: Maya Okafor\n{profile}", encoding="utf-8")
    (folder / "profiles" / "refs.bib").write_text(bib, encoding="utf-8")
    return load_profile(find_workspace(folder), "me")


def test_entries_become_publications_newest_first(tmp_path: Path) -> None:
    found = loaded(tmp_path, CLEAN)
    assert found.value.publications
    one, paper, last = found.value.publications.entries
    assert (paper.id, paper.title) == ("okafor2023", r"Bayesian replay of Möbius\_flows: 50% less $O(n)$ & \*more\*")
    assert paper.authors == ("Maya Okafor", "Jörg Müller", "The Tidemark Collaboration", "et al.")
    assert (paper.venue, show_dates(paper.dates)) == ("Journal of Model Learning 12(3)", "Jun 2023")
    assert (paper.doi, paper.tags) == ("10.1000/182", ("low-latency", "ml/time-series", "c++"))
    assert (one.id, one.arxiv, one.links[0].url) == (
        "DBLP-conf/x",
        "2401.01234",
        "https://example.org/~one?a=1&b=50%25",
    )
    assert (last.authors, last.venue, last.status, last.dates) == (
        ("Ana van der Berg",),
        "Proc. of X",
        "in press",
        None,
    )


def test_unknown_fields_are_noted_with_their_line_and_the_file_counts_as_read(tmp_path: Path) -> None:
    found = loaded(tmp_path, CLEAN)
    (note,) = found.remarks
    assert (str(note.severity), note.place and note.place.line) == ("note", 10)
    assert "`journal`" in note.hint
    assert [path.name for path in found.files] == ["me.yaml", "refs.bib"]
    assert found.place(("publications", "entries", 1, "doi")).line == 8
    assert found.place(("publications", "entries", 0)).line == 13


def test_an_entry_of_the_profile_adds_to_one_of_the_file(tmp_path: Path) -> None:
    more = (
        "publications:\n  bibtex: refs.bib\n  entries:\n    - {id: b, award: Best paper, venue: X}\n    - title: Own\n"
    )
    found = loaded(tmp_path, CLEAN, more)
    assert found.value.publications
    entries = found.value.publications.entries
    assert [entry.id for entry in entries] == ["b", None, "DBLP-conf/x", "okafor2023"]
    assert (entries[0].award, entries[0].venue, entries[0].title) == ("Best paper", "X", "Nobody's")
    assert found.place(("publications", "entries", 0, "title")).file.endswith("refs.bib")
    assert found.place(("publications", "entries", 0, "venue")).file.endswith("me.yaml")


DIRTY = """@article{a, title={Bad DOI}, doi={nonsense}, year=2020}
@article{a, title={Twice}}
@article{c, author={X, Y}, year=2020}
@article{d, title={Bad date}, date={2020-13}}
@misc{e, title={Open}, year={2020}
@misc{f, title={Fine}}
"""


def test_every_mistake_is_told_at_its_line_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        loaded(tmp_path, DIRTY)
    told = {(one.place.line, one.code) for one in caught.value.problems if one.place}
    assert told == {(1, "bad-doi"), (2, "duplicate-id"), (3, "missing-field"), (4, "bad-date"), (5, "bad-bibtex")}
    assert all(one.place and one.place.file.endswith("refs.bib") for one in caught.value.problems)


def test_a_file_that_is_not_there_is_told_where_it_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        loaded(tmp_path, "", "publications: other.bib\n")
    (problem,) = caught.value.problems
    assert (problem.code, problem.place and problem.place.line) == ("unreadable-file", 2)


def test_old_files_in_latin_1_are_read(tmp_path: Path) -> None:
    loaded(tmp_path, "")
    (tmp_path / "profiles" / "refs.bib").write_bytes("@misc{a, title={Über}}".encode("latin-1"))
    found = load_profile(find_workspace(tmp_path), "me")
    assert found.value.publications
    assert found.value.publications.entries[0].title == "Über"


@pytest.mark.tex
def test_a_page_shows_them_with_one_s_own_name_in_bold(tmp_path: Path) -> None:
    loaded(tmp_path, CLEAN)
    (tmp_path / "targets").mkdir()
    (tmp_path / "targets" / "t.yaml").write_text("pin: [okafor2023]\n", encoding="utf-8")
    workspace = find_workspace(tmp_path)
    built = build_page(workspace, load_config(workspace).value, Job("me", "t", Day(2026, 6)))
    assert "\\textbf{Maya~Okafor}" in built.source or "\\textbf{Maya\\ Okafor}" in built.source
    assert "Möbius" in built.source
