"""Pages in other languages: their words, dates and quotes, held against CLDR; texts that lack a translation."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from babel.dates import get_month_names

from tailor.base.errors import InputError
from tailor.builds.build_values import Job
from tailor.builds.pipeline import build_page
from tailor.models.date_format import show_dates
from tailor.models.dates import Day, parse_dates
from tailor.models.values import localized
from tailor.sources.loading import load_config, load_profile
from tailor.sources.workspace import find_workspace
from tailor.text.headings import heading
from tailor.text.locales import KEYS, LANGUAGES, WORDS, words_of
from tailor.text.markdown.markup import printed

IN_FIGURES = {"vi"}
"""Languages whose résumés write months in figures, whatever CLDR abbreviates."""

GERMAN = """
name: Jule Brandt
locale: en
contact: {email: jule@example.org}
experience:
  - organization: Nordwind
    position: {en: Engineer, de: Ingenieurin}
    dates: 2021-03 – present
    bullets:
      - {en: Cut the "tail" by half., de: Halbierte die "Latenz".}
      - {text: {en: Wrote 3 tests., fr: Écrit 3 tests.}}
      - Told 4 people.
education:
  - institution: Küstenhochschule
    degree: {en: MSc, de: M.Sc.}
    area: {en: Physics, de: Physik}
    dates: 2018 – 2020
    grade: "1,3"
"""


@pytest.mark.parametrize("language", sorted(set(WORDS) - IN_FIGURES))
def test_months_are_cldr_s(language: str) -> None:
    def cldr(context: str) -> list[tuple[str, ...]]:
        return [tuple(get_month_names("abbreviated", context, language).values())]

    words = words_of(language)
    assert words.months in cldr("stand-alone") + cldr("format")
    assert (words.day_months or words.months) in cldr("format")


@pytest.mark.parametrize("locale", [*LANGUAGES, "de-CH", "pt-PT", "en-GB"])
def test_every_language_has_every_word(locale: str) -> None:
    words = words_of(locale)
    assert all(words.headings[key].strip() == words.headings[key] != "" for key in KEYS)
    assert (len(words.months), len(words.seasons), len(words.quotes)) == (12, 4, 4)
    assert printed('a "b"', words.quotes).endswith(f"{words.quotes[0]}b{words.quotes[1]}")


@pytest.mark.parametrize(
    ("locale", "written", "shown"),
    [
        ("de", "2023-06 – present", "Juni 2023 – heute"),
        ("de-AT", "2023-06-14", "14. Juni 2023"),
        ("fr", "2027 (expected)", "2027 (prévu)"),
        ("es", "Fall 2020", "otoño 2020"),
        ("ru", "2020-05 – 2021-05-09", "май 2020 – 9 мая 2021"),
        ("vi", "2023-06 – present", "06/2023 – nay"),
        ("vi", "2023-06-04", "04/06/2023"),
        ("hi", "Autumn 2020 – present", "Autumn 2020 – present"),
        ("pl", "Michaelmas 2020", "Michaelmas 2020"),
    ],
)
def test_dates_are_written_as_the_language_writes_them(locale: str, written: str, shown: str) -> None:
    assert show_dates(parse_dates(written), locale) == shown


def test_india_s_pages_are_in_english() -> None:
    assert (heading("skills", "hi"), words_of("hi").language, words_of("de-AT").language) == (
        "Skills",
        "en-IN",
        "de-AT",
    )


def test_a_wording_of_the_same_language_goes_before_others() -> None:
    assert localized({"en": "a", "pt-BR": "b"}, "pt-PT") == "b"
    assert localized({"en": "a", "fr": "b"}, "de") == "a"


@pytest.mark.parametrize(
    ("written", "meant"),
    [("german", "de"), ("deutsch", "de"), ("de_DE", "de-DE"), ("DE", "de"), ("dee", "de"), ("pt-br", "pt-BR")],
)
def test_an_unknown_locale_says_what_was_meant(written: str, meant: str, tmp_path: Path) -> None:
    (tmp_path / "profiles").mkdir()
    (tmp_path / "profiles" / "me.yaml").write_text(f"name: Ada Moss\nlocale: {written}\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_profile(find_workspace(tmp_path), "me")
    (problem,) = caught.value.problems
    assert (problem.code, problem.place and problem.place.line) == ("bad-locale", 2)
    assert f"did you mean `{meant}`?" in problem.hint


@pytest.mark.tex
def test_a_german_page_is_german_throughout_and_tells_what_is_not(tmp_path: Path) -> None:
    (tmp_path / "profiles").mkdir()
    (tmp_path / "targets").mkdir()
    (tmp_path / "profiles" / "me.yaml").write_text(GERMAN, encoding="utf-8")
    (tmp_path / "targets" / "de.yaml").write_text("locale: de\npaper: a4\n", encoding="utf-8")
    workspace = find_workspace(tmp_path)
    built = build_page(workspace, load_config(workspace).value, Job("me", "de", Day(2026, 6)))
    told = [one.place.line for one in built.warnings if one.code == "untranslated" and one.place]
    assert told == [11, 12]
    for word in ("Berufserfahrung", "Ausbildung", "März 2021 – heute", "„Latenz“", "Physik", "Note"):
        assert word in built.source.replace("\\ ", " ").replace("\\syllable{}", "")
    assert "/Lang(de)" in built.source
    if shutil.which("pdftotext"):
        (tmp_path / "page.pdf").write_bytes(built.typeset.pdf)
        text = subprocess.run(
            ["pdftotext", tmp_path / "page.pdf", "-"], capture_output=True, check=True
        ).stdout.decode()
        assert "Ingenieurin" in text
        assert "„Latenz“" in text
        assert "Engineer" not in text


@pytest.mark.tex
@pytest.mark.parametrize("locale", ["de", "fr", "es", "pt-BR", "it", "nl", "pl", "tr", "hi", "sv", "fi"])
def test_a_page_in_each_language_of_latin_letters(locale: str, workspace: Path) -> None:
    (workspace / "targets" / "here.yaml").write_text(f"extends: quant\nlocale: {locale}\n", encoding="utf-8")
    found = find_workspace(workspace)
    built = build_page(found, load_config(found).value, Job("quant-student", "here", Day(2026, 6)))
    assert heading("education", locale) in built.source.replace("\\syllable{}", "")
    assert sum(sum(page.predicted.values()) for page in built.pages) == sum(built.typeset.log.heights.values())
