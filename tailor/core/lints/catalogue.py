"""The lints in one table: what each code finds, how much it matters, why, and who says so."""

from __future__ import annotations

from msgspec import Struct

from tailor.base.errors import Place, Severity

_NOTE, _WARNING = Severity.NOTE, Severity.WARNING

ILLINOIS = "https://careercenter.illinois.edu/howtoresume"
NC_STATE = "https://pwresources.wordpress.ncsu.edu/2014/05/01/lesson-five-resume-grammar-guidelines/"
MIT = "https://mitcommlab.mit.edu/cee/commkit/cv-resume/"
PURDUE = "https://owl.purdue.edu/owl/job_search_writing/resumes_and_vitas/introduction.html"
JAMES_MADISON = "https://www.jmu.edu/cap/students/jobintern/resumes/format.shtml"
MIAMI = "https://www.miamioh.edu/regionals/student-life/career-services/resumes/applicant-tracking-system/index.html"
PDF = "https://opensource.adobe.com/dc-acrobat-sdk-docs/pdfstandards/PDF32000_2008.pdf"
LAST_LINES = "https://angledend.com/update/2011/03/design-tip-widows-orphans/"
URLS = "https://www.rfc-editor.org/rfc/rfc3986"
WCAG = "https://www.w3.org/TR/WCAG20-TECHS/PDF9.html"
OURS = "docs/checks.md"
"""Where the reason is this program's own, not a guide's."""


class Finding(Struct, frozen=True):
    """One remark: its code, what is there, how to mend it, and where."""

    code: str
    message: str
    mend: str = ""
    place: Place | None = None


class Lint(Struct, frozen=True):
    """What a code finds, why it matters, a public source of the advice."""

    finds: str
    severity: Severity
    why: str
    source: str


def shortened(text: str, most: int = 40) -> str:
    """As much of a text as a message needs to name it by."""
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"


def spot(place: Place, words: str) -> Place:
    """Where some words stand on the line of a place; the place itself where they are not on it."""
    start = place.text.find(words, max(0, place.column - 1))
    return place if start < 0 else Place(place.file, place.line, start + 1, place.text)


LINTS: dict[str, Lint] = {
    # The writing.
    "bullet-long": Lint("a bullet of more than 50 words", _NOTE, "a page is skimmed, not read", PURDUE),
    "bullet-short": Lint("a bullet of fewer than 4 words", _NOTE, "it says what, but not how or how much", MIT),
    "no-figure": Lint("no number in any bullet of an entry", _NOTE, "numbers are believed", MIT),
    "full-stops": Lint("some bullets end in a full stop, some do not", _NOTE, "consistency looks careful", MIT),
    "doubled-text": Lint("two pieces with the same text", _NOTE, "both may come onto one page", OURS),
    "placeholder": Lint("a text that still waits to be written", _WARNING, "it must not reach a reader", OURS),
    "doubled-word": Lint("a word twice in a row", _WARNING, "a slip that readers see", MIT),
    "first-person": Lint(
        "`I`, `my`, `we` in a bullet", _NOTE, "the page is about you, so it needs no pronoun", ILLINOIS
    ),
    "weak-opener": Lint(
        "a bullet that begins with `Responsible for` and the like", _NOTE, "say what was done", NC_STATE
    ),
    "repeated-opener": Lint("two bullets of an entry begin with one verb", _NOTE, "vary the verb", OURS),
    "tense": Lint(
        "a present verb opens a bullet of what has ended", _NOTE, "what is over takes the past tense", ILLINOIS
    ),
    "date-order": Lint("entries not newest first", _NOTE, "readers expect the latest on top", JAMES_MADISON),
    "date-format": Lint("dates with months and dates without in one section", _NOTE, "one form looks careful", MIT),
    "date-future": Lint("an end in the future without `expected`", _NOTE, "readers think it is a mistake", OURS),
    "date-gap": Lint("a year or more that nothing dated covers", _NOTE, "readers see it and ask", JAMES_MADISON),
    "spelling-variants": Lint("a name written in two ways", _NOTE, "machines match letters", MIAMI),
    "tag-once": Lint("a tag of one piece that no target speaks of", _NOTE, "it may be another tag, misspelled", OURS),
    "link-syntax": Lint("a link that leads nowhere", _WARNING, "an address begins with https://", URLS),
    "link-alone": Lint("a link's words without an address", _NOTE, "readers cannot follow it", OURS),
    "foreign-markup": Lint("HTML or LaTeX in a text", _WARNING, "texts are Markdown, and the rest is printed", OURS),
    "broken-mark": Lint("Markdown that does not work", _WARNING, "readers see it on the page", OURS),
    "list-mark": Lint("a list's mark before a text", _NOTE, "the page sets its own", OURS),
    "mark-lost": Lint("a backslash inside a word", _NOTE, "it is read as a mark", OURS),
    # The pages.
    "section-left-out": Lint(
        "a named section, education or skills not on the page", _NOTE, "readers look for it first", OURS
    ),
    "career-from": Lint("older jobs not on the page", _NOTE, "say where the story begins", OURS),
    "career-gap": Lint("a gap of half a year that the profile fills", _NOTE, "readers see it and ask", JAMES_MADISON),
    "page-count": Lint("more pages than were asked for", _WARNING, "one page was promised", PURDUE),
    "overfull": Lint("a line that sticks out", _WARNING, "the margin is broken", OURS),
    "not-full": Lint("a page that is not full", _NOTE, "no shorter than one full page", PURDUE),
    "last-line": Lint("a paragraph whose last line is one word", _NOTE, "the line is lost for a word", LAST_LINES),
    "extraction": Lint("a text on the page that machines do not find", _WARNING, "machines read first", MIAMI),
    "reading-order": Lint("a text that machines find out of its order", _WARNING, "machines read from the top", MIAMI),
    "heading-order": Lint(
        "a heading that skips a level, or that machines find elsewhere", _NOTE, "who listens goes by headings", WCAG
    ),
    "untagged": Lint("a page without tags", _NOTE, "who listens goes by them", WCAG),
    "fonts": Lint("a font that machines cannot read text from", _WARNING, "its letters have no names", PDF),
    "parser-heading": Lint("a heading of more than two words", _NOTE, "programs go by the usual words", OURS),
    "parser-columns": Lint("a page of two columns", _NOTE, "programs that go by lines read across", OURS),
    "parser-table": Lint("education as a table", _NOTE, "programs take few fields from one", OURS),
    "parser-place": Lint(
        "a place without a comma", _NOTE, "programs find a town by the country or state after it", OURS
    ),
    "parser-employer": Lint(
        "an employer said once for several positions", _NOTE, "programs find one job or none", OURS
    ),
    "file-size": Lint("a file of more than 500 kB", _NOTE, "forms and mail refuse large files", OURS),
}
"""Every code. What may be wrong, or is a matter of taste, is never more than a note."""
