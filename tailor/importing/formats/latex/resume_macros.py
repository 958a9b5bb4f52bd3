"""The macros of the usual LaTeX résumés, and what their arguments are.

Jake's and sb2nov's résumés, moderncv, Awesome-CV and AltaCV. A macro that a file defines itself takes as many
arguments as it says there.
"""

from __future__ import annotations

import re

HEAD = {
    "name": "name", "firstname": "name", "familyname": "name", "lastname": "name", "title": "label",
    "position": "label",
    "tagline": "label", "email": "email", "phone": "phone", "mobile": "phone", "homepage": "website",
    "location": "location",
    "address": "location", "linkedin": "linkedin", "github": "github", "gitlab": "gitlab", "twitter": "twitter",
    "orcid": "orcid", "stackoverflow": "stackoverflow", "quote": "summary", "extrainfo": "note", "social": "social",
    "mailaddress": "location", "mastodon": "mastodon", "printinfo": "note", "medium": "medium", "skype": "skype",
    "googlescholar": "scholar",
}  # fmt: skip
"""Macros about the person, and the field that each is."""

SECTIONS = ("section", "cvsection", "subsection", "cvsubsection", "sectiontitle", "resumesection")

ENTRIES: dict[str, tuple[str, ...]] = {
    "resumeSubheading": ("a", "b", "c", "d"),
    "resumeSubSubheading": ("position", "date"),
    "resumeProjectHeading": ("title", "date"),
    "cventry": ("date", "position", "organization", "location", "grade", "text"),
    "cvevent": ("position", "organization", "date", "location"),
    "cvhonor": ("text", "issuer", "location", "date"),
    "cvachievement": ("", "text", "note"),
    "cvref": ("name", "position", "email", "note"),
    "cvsubentry": ("note", "position", "date", "text"),
    "rSubsection": ("organization", "date", "position", "location"),
    "cvproject": ("title", "organization", "date", "location"),
}
"""Macros that begin an entry, and the fields of their arguments; no name for what is an ornament."""

AWESOME = ("position", "organization", "location", "date", "text")
"""What Awesome-CV's `\\cventry` takes; moderncv's has another order, and one more."""

LINES: dict[str, int] = {
    "resumeItem": 1, "resumeSubItem": 1, "cvitem": 2, "cvline": 2, "cvitemwithcomment": 3, "cvlistitem": 1,
    "cvlistdoubleitem": 2, "cvdoubleitem": 4, "cvskill": 2, "cvtag": 1, "cvcolumn": 2, "resumeItemNH": 1,
    "cvcomputer": 4,
}  # fmt: skip
"""Macros that are one line, and how many arguments they have."""

OTHERS = {
    "href": "{{", "url": "{", "personalinfo": "{", "textls": "[{", "makebox": "[[{", "textcolor": "{{", "hspace": "*{",
    "vspace": "*{", "color": "{", "photo": "[[{", "underline": "{", "uline": "{", "raisebox": "{{",
    "titleformat": "{{{{{[", "titlespacing": "*{{{{", "cvtag": "{", "divider": "", "item": "[",
}  # fmt: skip
"""Other macros, and how pylatexenc writes their arguments: `{` one, `[` one that may be absent, `*` a star."""

ENVIRONMENTS = {
    "tabular": "[{", "tabular*": "{[{", "tabularx": "{[{", "minipage": "[{", "multicols": "{", "paracol": "{",
}  # fmt: skip
"""Environments, likewise."""

SILENT = frozenset(
    [
        "vspace",
        "hspace",
        "vskip",
        "hskip",
        "setlength",
        "addtolength",
        "setcounter",
        "addcontentsline",
        "pagestyle",
        "thispagestyle",
        "color",
        "textcolor",
        "definecolor",
        "usepackage",
        "documentclass",
        "input",
        "include",
        "photo",
        "photoR",
        "makecvtitle",
        "makecvheader",
        "makecvfooter",
        "maketitle",
        "moderncvstyle",
        "moderncvcolor",
        "nopagenumbers",
        "fontdir",
        "colorlet",
        "geometry",
        "titleformat",
        "titlespacing",
        "newpage",
        "clearpage",
        "pagebreak",
        "noindent",
        "centering",
        "raggedright",
        "raggedleft",
        "begin",
        "end",
        "hline",
        "rule",
        "includegraphics",
        "label",
        "bibliography",
        "bibliographystyle",
        "nocite",
        "printbibliography",
        "addbibresource",
        "fancyhf",
        "fancyfoot",
        "fancyhead",
        "renewcommand",
        "newcommand",
        "providecommand",
        "urlstyle",
        "raggedbottom",
        "itemsep",
        "parskip",
        "parindent",
        "setmainfont",
        "faIcon",
        "switchcolumn",
        "columnratio",
        "headerleft",
        "headerright",
        "acvHeaderIconSep",
        "setbool",
        "tabcolsep",
        "vfill",
        "newline",
        "smallskip",
        "medskip",
        "bigskip",
        "hrule",
        "hrulefill",
        "selectlanguage",
    ]
)
"""Macros about the look of a page: their arguments are no words of the person."""

_ENVIRONMENTS = (
    (re.compile(r"\\begin\{rSection\}"), r"\\section"),
    (re.compile(r"\\end\{rSection\}"), ""),
    (re.compile(r"\\begin\{rSubsection\}((?:\s*\{(?:[^{}]|\{[^{}]*\})*\}){4})"), r"\\rSubsection\1\\begin{itemize}"),
    (re.compile(r"\\end\{rSubsection\}"), r"\\end{itemize}"),
    (re.compile(r"\\(?:item|par|top)s(?:ep|kip)\s*=?\s*-?[\d.]+\s*(?:pt|em|ex|[cm]m|in)"), ""),
)
"""The environments of resume.cls, and the macros that say the same; lengths say nothing."""


def with_macros_for_environments(text: str) -> str:
    """A text whose sections and entries are no environments; lines keep their numbers."""
    for pattern, macro in _ENVIRONMENTS:
        text = pattern.sub(macro, text)
    return text


def has_two(name: str, text: str) -> bool:
    """Whether a macro about the person has two arguments here: a first and a last name, a number and a name."""
    return re.search(rf"\\{name}\s*(?:\[[^]]*\])?\s*\{{[^{{}}]*\}}\s*\{{", text) is not None


_DEFINED = re.compile(r"\\(?:re)?newcommand\*?\s*\{?\\(\w+)\}?\s*(?:\[(\d)\])?")


_DEFINES = re.compile(r"\\(?:(?:re)?newcommand|providecommand|(?:re)?newenvironment|titleformat|def(?=\\))\*?")


def without_definitions(text: str) -> str:
    """A text whose definitions are blank: what is in them begins and ends nothing. Lines keep their numbers."""
    parts, at = [], 0
    while found := _DEFINES.search(text, at):
        end = _end_of_groups(text, found.end())
        parts += [text[at : found.start()], re.sub(r"[^\n]", " ", text[found.start() : end])]
        at = end
    return "".join([*parts, text[at:]])


def _end_of_groups(text: str, at: int) -> int:
    """The end of the arguments that follow a place, in braces and square brackets."""
    while found := re.compile(r"\s*(?:\\\w+|#\d|\[[^\]]*\]|(\{))").match(text, at):
        at = found.end()
        depth = 1 if found[1] else 0
        while depth and at < len(text):
            depth += (text[at] == "{" and text[at - 1] != "\\") - (text[at] == "}" and text[at - 1] != "\\")
            at += 1
        if found[1] and not re.match(r"\s*[\[{]", text[at : at + 40]):
            break
    return at


def defined(text: str) -> dict[str, int]:
    """The macros that a file defines, and how many arguments each takes."""
    return {found[1]: int(found[2] or 0) for found in _DEFINED.finditer(text)}
