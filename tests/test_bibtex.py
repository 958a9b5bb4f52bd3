"""Publications out of BibTeX files as people have them: accents, braces, keywords, dirt, the place of each fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from tailor.base.errors import InputError
from tailor.builds.build_values import Job
from tailor.builds.pipeline import build_page
from tailor.models.date_format import show_dates
from tailor.models.dates import Day
from tailor.models.profiles import Profile
from tailor.sources.bibliography.latex_text import read_latex
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
    (folder / "profiles").mkdir(exist_ok=True)
    (folder / "profiles" / "me.yaml").write_text(f"name: Maya Okafor\n{profile}", encoding="utf-8")
    (folder / "profiles" / "refs.bib").write_text(bib, encoding="utf-8")
    return load_profile(find_workspace(folder), "me")


def test_entries_become_publications_newest_first(tmp_path: Path) -> None:
    found = loaded(tmp_path, CLEAN)
    assert found.value.publications
    last, one, paper = found.value.publications.entries
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
    assert found.place(("publications", "entries", 2, "doi")).line == 8
    assert found.place(("publications", "entries", 1)).line == 13


def test_an_entry_of_the_profile_adds_to_one_of_the_file(tmp_path: Path) -> None:
    more = (
        "publications:\n  bibtex: refs.bib\n  entries:\n    - {id: b, award: Best paper, venue: X}\n    - title: Own\n"
    )
    found = loaded(tmp_path, CLEAN, more)
    assert found.value.publications
    entries = found.value.publications.entries
    assert [entry.id for entry in entries] == [None, "b", "DBLP-conf/x", "okafor2023"]
    assert (entries[1].award, entries[1].venue, entries[1].title) == ("Best paper", "X", "Nobody's")
    assert found.place(("publications", "entries", 1, "title")).file.endswith("refs.bib")
    assert found.place(("publications", "entries", 1, "venue")).line == 5
    assert found.place(("publications", "entries", 0, "title")).line == 6
    assert {found.place(("publications", "entries", n)).file[-7:] for n in (1, 2)} == {"efs.bib"}


def test_what_is_added_moves_no_entry(tmp_path: Path) -> None:
    own = "{id: okafor2023, award: Best paper, priority: 5, tags: [x]}"
    more = f"publications:\n  bibtex: refs.bib\n  entries:\n    - {own}\n"
    found = loaded(tmp_path, CLEAN, more)
    assert found.value.publications
    last = found.value.publications.entries[-1]
    assert (last.id, last.award, last.priority, last.tags) == ("okafor2023", "Best paper", 5, ("x",))


def test_a_key_that_the_file_has_not_is_told(tmp_path: Path) -> None:
    more = "publications:\n  bibtex: refs.bib\n  entries:\n    - {id: okafor2032, award: Best paper}\n"
    with pytest.raises(InputError) as caught:
        loaded(tmp_path, CLEAN, more)
    (problem,) = caught.value.problems
    assert problem.message.endswith("refs.bib has no entry `okafor2032`")
    assert problem.place
    assert problem.place.line == 5
    assert problem.hint == "did you mean `okafor2023`?"


DIRTY = """@article{a, title={Bad DOI}, doi={nonsense}, year=2020}
@article{a, title={Twice}}
@article{c, author={X, Y}, year=2020}
@article{d, title={Bad date}, date={2020-13}}
@misc{e, title={Open}, year={2020}
@misc{f, title={Fine}}
"""


def test_a_bad_entry_costs_one_entry_and_is_told_at_its_line_of_the_file(tmp_path: Path) -> None:
    found = loaded(tmp_path, DIRTY)
    told = {(one.place.line, one.code) for one in found.remarks if one.place}
    assert told == {(1, "bad-doi"), (2, "duplicate-id"), (3, "missing-field"), (4, "bad-date"), (5, "bad-bibtex")}
    assert all(one.place and one.place.file.endswith("refs.bib") for one in found.remarks)
    assert {str(one.severity) for one in found.remarks} == {"warning"}
    assert found.value.publications
    assert [one.title for one in found.value.publications.entries] == ["Fine"]


TITLES = [
    (r"{\LaTeX} and \si{\micro\meter}", "LaTeX and µm", ()),
    (r"\enquote{Fast} \SI{5}{\km}", "“Fast” 5 km", ()),
    (r"On \cite{y} it\footnote{n}", "On it (n)", (r"\cite",)),
    (r"\href{https://example.org/a_b}{Here}", "[Here](<https://example.org/a_b>)", ()),
    (r"\$5 and $\alpha$", r"\$5 and $\alpha$", ()),
    (r"On $\mathbb{R}^n$", r"On $\mathbf{R}^n$", (r"\mathbb",)),
    (r"$\operatorname{span}$, $\text{x}$, $\boldsymbol{y}$", r"$\mathrm{span}$, $\mathrm{x}$, $\mathbf{y}$", ()),
    (r"\emph{Slanted} \textbf{bold} x\textsuperscript{2}", "*Slanted* **bold** x<sup>2</sup>", ()),
    (r"A--B --- ``c''", "A–B — “c”", ()),
    (r"\unknown{kept} words", "kept words", (r"\unknown",)),
    (r"R \& D at 50\% of a\_b", r"R & D at 50% of a\_b", ()),
    ("a_b *c* <d>", r"a\_b \*c\* \<d>", ()),
]


@pytest.mark.parametrize(("latex", "markdown", "lost"), TITLES)
def test_a_title_in_latex(latex: str, markdown: str, lost: tuple[str, ...]) -> None:
    read = read_latex(latex)
    assert (read.text, read.lost) == (markdown, lost)


def test_what_has_no_counterpart_is_told_with_its_line(tmp_path: Path) -> None:
    found = loaded(tmp_path, "@misc{a,\n title={On \\cite{y} things},\n year=2020}\n@misc{b, title={$\\foo$}}")
    told = {(one.place.line, one.code) for one in found.remarks if one.place}
    assert told == {(2, "bibtex-command"), (4, "bad-formula")}
    assert found.value.publications
    assert [one.title for one in found.value.publications.entries] == ["On things"]


def test_names_keep_their_accents(tmp_path: Path) -> None:
    found = loaded(
        tmp_path, r"""@misc{a, title={One}, author={Okafor, Maya and \'{E}tienne Noir and \"Ubel, Jo and {A and B}}}"""
    )
    assert found.value.publications
    assert found.value.publications.entries[0].authors == ("Maya Okafor", "Étienne Noir", "Jo Übel", "A and B")


def test_entries_stand_by_date_what_is_to_come_first(tmp_path: Path) -> None:
    years = {"a": "2012", "b": "in press", "c": "2019/2020", "d": "2019", "e": "forthcoming"}
    found = loaded(
        tmp_path, "\n".join(f"@misc{{{key}, title={{{key}}}, year={{{year}}}}}" for key, year in years.items())
    )
    assert found.value.publications
    entries = found.value.publications.entries
    assert [one.id for one in entries] == ["b", "e", "c", "d", "a"]
    assert show_dates(entries[2].dates) == "2019 – 2020"


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


def test_a_section_of_one_s_own_has_a_file_too(tmp_path: Path) -> None:
    """Its entries are shown, and its mistakes told, as those of `publications`."""
    for folder in (tmp_path / "other", tmp_path):
        (folder / "profiles").mkdir(parents=True)
    (tmp_path / "profiles/more.bib").write_text(
        "@article{z, title={Late}, author={Okafor, M.}, year={2026}, journal={J}}"
    )
    more = "sections:\n  - title: Conference papers\n    kind: publication\n    bibtex: more.bib\n"
    bib = "@article{a, title={On bread}, author={Okafor, M.}, year={2025}, journal={J}}"
    found = loaded(tmp_path, bib, f"publications: refs.bib\n{more}")
    sections = {one.key: [str(entry.title) for entry in one.entries] for one in found.value.section_list()}
    assert sections["publications"] == ["On bread"]
    assert sections["conference-papers"] == ["Late"]
    assert {path.name for path in found.files} >= {"refs.bib", "more.bib"}
    with pytest.raises(InputError, match=r"gone\.bib cannot be read"):
        loaded(tmp_path / "other", bib, more.replace("more.bib", "gone.bib"))
