"""Documents in the layouts that people of many countries use → the right fields, and a word on all that is left out."""

from __future__ import annotations

from typing import Any

import pytest

from tailor.importing.convert import Imported, convert_data
from tailor.importing.formats import markdown, plain_text
from tailor.importing.formats.latex import reader

GERMAN = """Lebenslauf

Persönliche Daten
Name: Uta Beispiel
Geburtsdatum: 14.03.1988
Anschrift: Am Markt 4, 07743 Jena
E-Mail: uta@example.com

Berufserfahrung
04/2019 – heute    Polierin, Hochbau Probe GmbH, Erfurt
                   - Leitung von 25 Leuten
08/2011 – 03/2019  Maurerin, Bau Muster KG, Jena
                   - Rohbau von Wohnhäusern

Ausbildung
2008 – 2011        Ausbildung zur Maurerin, Handwerkskammer Erfurt, Note: 1,8
2016               Meisterprüfung im Maurerhandwerk

Hobbys
Wandern

Jena, 02.05.2025
Uta Beispiel
"""


def of_text(text: str) -> Imported:
    return convert_data("plain text", plain_text.tree(text))


def of_markdown(text: str) -> Imported:
    return convert_data("Markdown", markdown.tree(text))


def of_latex(text: str) -> Imported:
    return convert_data("LaTeX", reader.tree(text))


def told(imported: Imported) -> str:
    return "\n".join(map(str, imported.notes))


def test_a_german_cv_has_its_person_in_the_head() -> None:
    found = of_text(GERMAN)
    assert found.data["name"] == "Uta Beispiel"
    assert found.data["contact"] == {"email": "uta@example.com", "location": "Am Markt 4, 07743 Jena"}
    assert "summary" not in found.data
    assert "headline" not in found.data


def test_a_german_cv_names_what_a_page_leaves_out() -> None:
    notes = told(of_text(GERMAN))
    for words in ("Geburtsdatum: 14.03.1988 (not for a page)", "the signature", "what the document or its head"):
        assert words in notes


def test_a_german_cv_has_posts_firms_and_places_apart() -> None:
    jobs = of_text(GERMAN).data["experience"]["entries"]
    rows = [(one["position"], one["organization"], one["place"], one["dates"]) for one in jobs]
    assert rows == [
        ("Polierin", "Hochbau Probe GmbH", "Erfurt", "2019-04 – present"),
        ("Maurerin", "Bau Muster KG", "Jena", "2011-08 – 2019-03"),
    ]


def test_each_line_with_a_date_at_its_beginning_is_a_school() -> None:
    schools = of_text(GERMAN).data["education"]["entries"]
    assert [one["dates"] for one in schools] == ["2008 – 2011", "2016"]
    assert schools[0]["grade"] == "Note: 1,8"


@pytest.mark.parametrize(
    "line", ["Curriculum Vitae – Ina Probe", "CV: Ina Probe", "Curriculum Vitae of Ina Probe", "RESUME\nIna Probe"]
)
def test_what_a_document_calls_itself_is_no_name(line: str) -> None:
    found = of_text(f"{line}\nina@example.com\n\nEXPERIENCE\n\nInn, 2019\n")
    assert found.data["name"] == "Ina Probe"
    assert "what the document or its head is called" in told(found)


@pytest.mark.parametrize(
    ("line", "post", "firm", "place"),
    [
        ("Mason, Probe & Sons Ltd, Hull", "Mason", "Probe & Sons Ltd", "Hull"),
        ("Senior Engineer, Foo, Inc., Bern", "Senior Engineer", "Foo, Inc.", "Bern"),
        ("Foo, Senior Engineer", "Senior Engineer", "Foo", None),
        ("Software Engineer at Foo", "Software Engineer", "Foo", None),
        ("Developer @ Foo Oy, Turku", "Developer", "Foo Oy", "Turku"),
        ("Contable, Prueba S.L., Cádiz", "Contable", "Prueba S.L.", "Cádiz"),
    ],
)
def test_a_job_between_commas(line: str, post: str, firm: str, place: str | None) -> None:
    (job,) = of_text(f"Ina Probe\nina@example.com\n\nEXPERIENCE\n\n{line}  2019 – 2021\n- Built it\n").data[
        "experience"
    ]
    assert (job["position"], job["organization"], job.get("place")) == (post, firm, place)


def test_a_comma_in_a_post_stays_where_the_firm_has_its_own_line() -> None:
    text = "Ina Probe\nina@example.com\n\nEXPERIENCE\n\nFoo Works  2019 – 2021\nDirector, Research\n- Built it\n"
    (job,) = of_text(text).data["experience"]
    assert (job["position"], job["organization"]) == ("Director, Research", "Foo Works")


def test_an_unusual_heading_in_capitals_is_one() -> None:
    text = (
        "Ina Probe\nina@example.com\n\nEXPERIENCE\n\nNORTHWIND\nBaker   2019 – 2021\n- Baked\n\n"
        "REGISTRATION\nBoard of Bakers 4711\n\nPATENTS\n- An oven\n"
    )
    found = of_text(text).data
    assert [one["organization"] for one in found["experience"]] == ["NORTHWIND"]
    assert [one["title"] for one in found["sections"]] == ["REGISTRATION", "PATENTS"]


def test_a_list_of_subjects_is_one_school() -> None:
    text = (
        "Ina Probe\nina@example.com\n\nEDUCATION\nMPharm, University of Hull, 2009-2013\nA-levels: Maths (A), Art (B)\n"
    )
    first, second = of_text(text).data["education"]
    assert (first["degree"], first["institution"]) == ("MPharm", "University of Hull")
    assert second["institution"] == "A-levels: Maths (A), Art (B)"


MARKDOWN = """---
title: A page
lang: en
---
# Ina Probe
**Marine biologist** · Bergen, Norway
[ina@example.com](mailto:ina@example.com) · <https://probe.example.com>

## Experience
### Institute of Fjords — *Senior Scientist*
*Aug 2018 – present | Bergen*

- Counted fish

#### Postdoc
*2015–2018*

- Wrote papers

## Education
| Degree | School | Year |
|--------|--------|------|
| PhD Biology | University of Bergen | 2015 |
| MSc | NTNU | 2011 |

## Skills
- **Field:** diving (CMAS***), ROV
"""


def test_front_matter_is_no_head() -> None:
    found = of_markdown(MARKDOWN)
    assert (found.data["name"], found.data["headline"]) == ("Ina Probe", "Marine biologist")
    assert found.data["contact"]["website"] == "https://probe.example.com"
    assert "line 2" in told(found)


def test_a_heading_below_an_employer_is_a_further_post() -> None:
    (job,) = of_markdown(MARKDOWN).data["experience"]
    first, second = job["positions"]
    assert job["organization"] == "Institute of Fjords"
    assert (first["position"], first["dates"], first["place"]) == ("Senior Scientist", "2018-08 – present", "Bergen")
    assert (second["position"], second["dates"]) == ("Postdoc", "2015 – 2018")


def test_each_row_of_a_table_of_schools_is_one() -> None:
    found = of_markdown(MARKDOWN)
    rows = [(one["degree"], one["institution"], one["dates"]) for one in found.data["education"]]
    assert rows == [("PhD Biology", "University of Bergen", "2015"), ("MSc", "NTNU", "2011")]
    assert "Degree | School | Year (the head of a table)" in told(found)


def test_marks_without_a_partner_stay_in_skills() -> None:
    assert of_markdown(MARKDOWN).data["skills"][0]["keywords"] == ["diving (CMAS***)", "ROV"]


RESUME_CLS = r"""\documentclass{resume}
\name{Ina Probe}
\address{+1 (202) 555-0163 \\ Austin, TX}
\address{\href{mailto:ina@example.com}{ina@example.com} \\ \href{https://github.com/ina-probe}{github.com/ina-probe}}
\begin{document}
\begin{rSection}{Education}
{\bf Master of Physics}, Lone Star University \hfill {2021 - 2023}\\
Relevant Coursework: Optics.

{\bf Bachelor of Science}, Accra Tech \hfill {2017 - 2021}
\end{rSection}
\begin{rSection}{Skills}
\begin{tabular}{ @{} >{\bfseries}l @{\hspace{6ex}} l }
CAD & SolidWorks, NX \\
\end{tabular}\\
\end{rSection}
\begin{rSection}{Experience}
\textbf{Pump Designer} \hfill Jan 2022 - Jun 2024\\
Probe Pumps \hfill \textit{Tema, GH}
 \begin{itemize}
    \itemsep -3pt {}
    \item Designed 3 impellers
 \end{itemize}
\begin{rSubsection}{Bolt \& Sons}{Summer 2020}{Intern}{Kumasi}
\item Drew 40 parts.
\end{rSubsection}
\end{rSection}
\end{document}
"""


def test_resume_cls_is_read() -> None:
    found = of_latex(RESUME_CLS).data
    assert found["contact"] == {
        "email": "ina@example.com",
        "phone": "+1 (202) 555-0163",
        "location": "Austin, TX",
        "github": "ina-probe",
    }
    first, second = found["experience"]
    assert (first["position"], first["organization"], first["place"]) == ("Pump Designer", "Probe Pumps", "Tema, GH")
    assert first["bullets"] == ["Designed 3 impellers"]
    assert (second["organization"], second["position"], second["dates"]) == ("Bolt & Sons", "Intern", "Summer 2020")
    assert [one["institution"] for one in found["education"]] == ["Lone Star University", "Accra Tech"]
    assert found["skills"] == [{"label": "CAD", "keywords": ["SolidWorks", "NX"]}]


AWESOME = r"""\documentclass{awesome-cv}
\name{Ina}{Probe}
\stackoverflow{12345}{inaprobe}
\begin{document}
\cvsection{Experience}
\begin{cventries}
  \cventry{}{Zambezi Net}{Lusaka}{2015 - 2019}{
    \begin{cvsubentries}
      \cvsubentry{}{Desk Lead}{Jan. 2017 - Feb. 2019}{}
      \cvsubentry{}{Operator}{2015 - 2016}{}
    \end{cvsubentries}}
\end{cventries}
\cvsection{Awards}
\cvsubsection{International}
\begin{cvhonors}
  \cvhonor{Finalist}{Capture Cup}{Las Vegas}{2018}
\end{cvhonors}
\end{document}
"""


def test_posts_within_an_employer_are_positions() -> None:
    found = of_latex(AWESOME)
    (job,) = found.data["experience"]
    assert job["organization"] == "Zambezi Net"
    assert [(one["position"], one["dates"]) for one in job["positions"]] == [
        ("Desk Lead", "2017-01 – 2019-02"),
        ("Operator", "2015 – 2016"),
    ]
    for lost in ("2015 - 2019 (what stands above several entries)", "International (what stands", "inaprobe"):
        assert lost in told(found)


def test_what_stands_beside_a_job_of_moderncv_is_a_note() -> None:
    text = (
        r"\documentclass{moderncv}\name{Ina}{Probe}\begin{document}\section{Experience}"
        r"\cventry{2018--2021}{Planner}{River Board}{Angers}{fixed term}{Kept 22 dams.}"
        r"\cventry{2016--2018}{Clerk}{Town}{Nantes}{}{Filed.}\end{document}"
    )
    first, second = of_latex(text).data["experience"]
    assert (first["organization"], first["position"], first["note"]) == ("River Board", "Planner", "fixed term")
    assert second["position"] == "Clerk"


def test_a_level_as_a_number_leaves_the_language_where_it_is() -> None:
    text = (
        r"\documentclass{altacv}\begin{document}\name{Ina Probe}\cvsection{Languages}"
        r"\cvskill{Polish}{5}\cvskill{English}{4}\end{document}"
    )
    found = of_latex(text)
    assert found.data["languages"] == ["Polish", "English"]
    assert told(found).count("a level as a number says little on a page") == 2


@pytest.mark.parametrize("level", ["4/5", 4, "80%"])
def test_a_skill_with_a_bare_level_is_a_skill(level: Any) -> None:
    skills = [{"name": "Kitchen", "keywords": ["Rice"]}, {"name": "Hygiene", "level": level}]
    found = convert_data("JSON Resume", {"basics": {"name": "Ina Probe"}, "skills": skills})
    assert [word for group in found.data["skills"] for word in group["keywords"]] == ["Rice", "Hygiene"]
    assert "sections" not in found.data


def reactive(**basics: Any) -> Imported:
    items = [
        {"id": "x", "hidden": False, "network": "Strava", "username": "", "website": {"url": "https://s.example.com"}}
    ]
    look = {"columns": 1, "title": "", "hidden": False, "id": "y", "visible": True}
    sections = {"profiles": {**look, "items": items}, "skills": {**look, "items": []}, "awards": {**look, "items": []}}
    data = {"basics": {"name": "Ina Probe", **basics}, "sections": sections, "metadata": {"template": "onyx"}}
    return convert_data("Reactive Resume", data)


def test_an_account_keeps_the_address_that_is_below_its_website() -> None:
    assert reactive().data["links"] == [{"label": "Strava", "url": "https://s.example.com"}]


def test_a_website_of_the_head_loses_its_label_by_name() -> None:
    found = reactive(website={"url": "https://probe.example.com", "label": "my page"})
    assert found.data["contact"]["website"] == "https://probe.example.com"
    assert "my page (the website of the head has no label)" in told(found)


def test_settings_of_another_program_are_not_most_of_a_file() -> None:
    found = reactive()
    assert found.values > 10
    assert (found.dropped, found.said) == (0, 3)


def test_what_somebody_said_is_kept_in_fresh() -> None:
    source = {
        "name": "Ina Probe", "meta": {"format": "FRESH@0.6.0"},
        "testimonials": [{"name": "Uta", "quote": "She counts well."}],
        "skills": {"list": [{"name": "Excel", "level": "basic", "years": 10}]},
    }  # fmt: skip
    found = convert_data("FRESH", source)
    assert found.data["sections"][0]["entries"] == ["She counts well. – Uta"]
    assert found.data["skills"] == [{"keywords": ["Excel (basic)"]}]
    assert "10 (years of practice" in told(found)
