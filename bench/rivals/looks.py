"""The looks of Jake's résumé and of Awesome-CV, set by LaTeX written here after them, and RenderCV's themes."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.peers import Peers, rendercv_input, without_icons
from tailor.text.markdown.markup import plain, to_latex

HEAD = r"""\documentclass[letterpaper,%(size)spt]{article}
\usepackage[T1]{fontenc}\usepackage[utf8]{inputenc}\usepackage{textcomp,lmodern,xcolor,hyperref}
\hypersetup{hidelinks}\usepackage[margin=%(margin)s]{geometry}\pagestyle{empty}\setlength\parindent{0pt}\raggedright\raggedbottom
\DeclareUnicodeCharacter{2192}{$\rightarrow$}\DeclareUnicodeCharacter{2265}{$\ge$}\DeclareUnicodeCharacter{2264}{$\le$}
\DeclareUnicodeCharacter{2212}{$-$}\DeclareUnicodeCharacter{03BC}{\textmu}\newcommand\narrowspace{\,}
\newcommand\newlinehere{\newline}\newcommand\longword[1]{#1}\newcommand\piece[1]{#1}\newcommand\formula[1]{$#1$}
"""
JAKE = (
    HEAD % {"size": "11", "margin": "0.5in"}
    + r"""\newcommand\heading[1]{\vspace{6pt}{\scshape\large #1}\par\vspace{1pt}\hrule\vspace{4pt}}
\newcommand\entry[4]{\hspace*{.15in}\begin{tabular*}{\dimexpr\textwidth-.15in}[t]{l@{\extracolsep{\fill}}r}
  \textbf{#1}&#2\\\textit{\small #3}&\textit{\small #4}\end{tabular*}\par\vspace{2pt}}
\newcommand\plainentry[2]{\hspace*{.15in}\begin{tabular*}{\dimexpr\textwidth-.15in}[t]{l@{\extracolsep{\fill}}r}
  \small #1&#2\end{tabular*}\par\vspace{2pt}}
\newenvironment{bullets}{\vspace{-8pt}\begin{itemize}\setlength\itemsep{-3pt}\setlength\parsep{0pt}\small}{\end{itemize}\vspace{-5pt}}
\begin{document}\centerline{\Huge\scshape %(name)s}\vspace{3pt}\centerline{\small %(contact)s}
"""
)
AWESOME = (
    HEAD % {"size": "10", "margin": "0.6in"}
    + r"""\renewcommand\familydefault{\sfdefault}\definecolor{awesome}{HTML}{DC3522}
\newcommand\heading[1]{\vspace{8pt}{\Large\bfseries\firstthree #1\relax}\ \hrulefill\par\vspace{3pt}}
\def\firstthree#1#2#3{\textcolor{awesome}{#1#2#3}}
\newcommand\entry[4]{\textbf{#3}\hfill{\footnotesize\itshape\color{awesome}#4}\par
  {\footnotesize\scshape\color{gray}#1\hfill #2}\par}
\newcommand\plainentry[2]{\textbf{#1}\hfill{\footnotesize\itshape\color{gray}#2}\par}
\newenvironment{bullets}{\begin{itemize}\setlength\itemsep{-1pt}\footnotesize}{\end{itemize}}
\begin{document}\centerline{\fontsize{28}{32}\selectfont\color{gray}%(name)s}\vspace{4pt}
\centerline{\footnotesize %(contact)s}
"""
)
"""Looks after https://github.com/jakegut/resume and https://github.com/posquit0/Awesome-CV; no line of theirs."""


def rendercv(peers: Peers, data: dict[str, Any], theme: str, folder: Path) -> bytes:
    """The page in one of RenderCV's themes."""
    (folder / "cv.yaml").write_text(rendercv_input(data).replace("theme: classic", f"theme: {theme}"), "utf-8")
    environment = os.environ | without_icons(folder)
    subprocess.run(
        [peers.bin / "rendercv", "render", "cv.yaml"], cwd=folder, env=environment, check=True, capture_output=True
    )
    return next((folder / "rendercv_output").glob("*.pdf")).read_bytes()


def latex(look: str, data: dict[str, Any], folder: Path) -> bytes:
    """The page in a look of LaTeX."""
    basics = data["basics"]
    contact = r" \textbar\ ".join(map(to_latex, _contact(basics)))
    head = look.replace("%(name)s", to_latex(basics["name"])).replace("%(contact)s", contact)
    (folder / "cv.tex").write_text(head + "\n".join(_body(data)) + "\n\\end{document}\n", encoding="utf-8")
    subprocess.run(["pdflatex", "-interaction=nonstopmode", "cv.tex"], cwd=folder, check=False, capture_output=True)
    return (folder / "cv.pdf").read_bytes()


def _contact(basics: dict[str, Any]) -> Iterator[str]:
    """What stands below the name: ways to write, then addresses without `https://`."""
    yield from (basics[name] for name in ("phone", "email") if name in basics)
    urls = [basics.get("url", ""), *(one["url"] for one in basics.get("profiles", ()) if one.get("username"))]
    yield from (re.sub(r"^https?://(www\.)?", "", url) for url in urls if url)


def _body(data: dict[str, Any]) -> Iterator[str]:
    yield r"\heading{Education}"
    for one in data.get("education", ()):
        name = ", ".join(filter(None, [one.get("studyType"), one.get("area")]))
        yield _entry(one["institution"], _dates(one), name, one.get("score", ""))
    yield r"\heading{Experience}"
    for one in data.get("work", ()):
        yield _entry(one.get("position", ""), _dates(one), one["name"], one.get("location", "")) + _bullets(one)
    yield r"\heading{Projects}"
    for one in data.get("projects", ()):
        yield f"\\plainentry{{{to_latex(one['name'])}}}{{{to_latex(_dates(one))}}}" + _bullets(one)
    yield r"\heading{Skills}"
    for one in data.get("skills", ()):
        yield f"\\textbf{{{to_latex(one['name'])}}}: {to_latex(', '.join(one.get('keywords', ())))}\\par"


def _entry(*parts: str) -> str:
    return r"\entry" + "".join(f"{{{to_latex(plain(part))}}}" for part in parts)


def _bullets(one: dict[str, Any]) -> str:
    items = "".join(f"\\item {to_latex(text)}" for text in one.get("highlights", ()))
    return f"\\begin{{bullets}}{items}\\end{{bullets}}" if items else ""


def _dates(one: dict[str, Any]) -> str:
    return f"{one.get('startDate', '')} – {one.get('endDate') or 'present'}" if one.get("startDate") else ""
