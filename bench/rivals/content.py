"""What the chosen page shows, in the words of each other program."""

from __future__ import annotations

import html
import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from bench.gallery import ROOT
from tailor.models.dates import Day
from tailor.text.markdown.markup import plain

PAGE = ("master", "quant")
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
REACTIVE = {
    "template": "rhyhorn",
    "layout": [[["profiles", "summary", "education", "experience", "projects", "awards"], ["skills"]]],
    "css": {"value": "", "visible": False},
    "page": {"margin": 18, "format": "letter", "options": {"breakLine": True, "pageNumbers": True}},
    "theme": {"background": "#ffffff", "text": "#000000", "primary": "#dc2626"},
    "typography": {
        "font": {"family": "IBM Plex Serif", "subset": "latin", "variants": ["regular", "italic", "600"], "size": 14},
        "lineHeight": 1.5,
        "hideIcons": False,
        "underlineLinks": True,
    },
    "notes": "",
}
"""Its defaults, for this page's paper and order of sections."""

Resume = Mapping[str, Any]


def resume(folder: Path) -> dict[str, Any]:
    """The page as a JSON Resume."""
    file = folder / "page.json"
    profile, target = PAGE
    command = [sys.executable, "-m", "tailor", "export", "--profile", profile, "--target", target, "--out", file]
    subprocess.run([*map(str, command), "--template", "classic"], cwd=ROOT, check=True, capture_output=True)
    found: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return found


def resumx(data: Resume) -> str:
    """The page as Resumx's Markdown, after its own gallery."""
    return "\n\n".join(_markdown(data)) + "\n"


def _markdown(data: Resume) -> Iterator[str]:
    basics = data["basics"]
    links = [f"[{_short(url)}]({url})" for url in _urls(basics)]
    yield "---\npages: 1\n---"
    yield f"# {basics['name']}"
    yield " | ".join([f"[{basics['phone']}](tel:{basics['phone'].replace(' ', '')})", f"<{basics['email']}>", *links])
    yield "## Education"
    for one in data.get("education", ()):
        yield f"### {one['institution']} || {dates(one)}\n\n_{_degree(one)}_ || {one.get('score', '')}"
    yield "## Work Experience"
    for one in data.get("work", ()):
        yield f"### {one['name']} || {dates(one)}\n\n_{one['position']}_ || {one.get('location', '')}"
        yield _list(one)
    yield "## Projects"
    for one in data.get("projects", ()):
        yield f"### {one['name']} || {dates(one)}\n\n{_list(one)}"
    yield from _headed("Awards", [f"### {plain(one['title'])} || {one['date'][:4]}" for one in data.get("awards", ())])
    skills = data.get("skills", ())
    yield from _headed("Skills", [f"{one['name']}\n: {', '.join(one.get('keywords', ()))}" for one in skills])


def _headed(title: str, lines: list[str]) -> Iterator[str]:
    yield from [f"## {title}", *lines] if lines else ()


def _list(one: Resume) -> str:
    return "\n".join(f"- {text}" for text in one.get("highlights", ()))


def reactive(data: Resume) -> dict[str, Any]:
    """The page as a resume of Reactive Resume, version 4."""
    basics, place = data["basics"], data["basics"]["location"]
    picture = {"url": "", "size": 64, "aspectRatio": 1, "borderRadius": 0, "effects": {"hidden": True}}
    head = {
        "name": basics["name"],
        "headline": basics.get("label", ""),
        "email": basics["email"],
        "phone": basics["phone"],
        "location": f"{place['city']}, {place['region']}",
        "url": _link(basics.get("url", "")),
        "customFields": [],
        "picture": picture,
    }
    return {"basics": head, "sections": _sections(data), "metadata": REACTIVE}


def _sections(data: Resume) -> dict[str, Any]:
    profiles = [one for one in data["basics"]["profiles"] if one.get("username")]
    lists = {
        "profiles": [one | {"icon": one["network"].lower(), "url": _link(one["url"])} for one in profiles],
        "education": [_shown(one) | {"area": one.get("area", "")} for one in data.get("education", ())],
        "experience": [_shown(one) | {"company": one["name"]} for one in data.get("work", ())],
        "projects": [_shown(one) | {"description": "", "keywords": []} for one in data.get("projects", ())],
        "skills": [one | {"description": "", "level": 0} for one in data.get("skills", ())],
        "awards": [_award(one) for one in data.get("awards", ())],
    }
    others = ("certifications", "volunteer", "interests", "languages", "publications", "references")
    made = {name: _section(name, items) for name, items in (lists | {name: [] for name in others}).items()}
    return made | {"summary": _section("summary", []) | {"content": ""}, "custom": {}}


def _section(name: str, items: Iterable[Resume]) -> dict[str, Any]:
    numbered = [{**one, "id": f"{name}{number}", "visible": True} for number, one in enumerate(items)]
    flags = {"columns": 1, "separateLinks": True, "visible": True}
    return {"id": name, "name": name.capitalize(), "items": numbered, **flags}


def _shown(one: Resume) -> dict[str, Any]:
    texts = "".join(f"<li><p>{_html(text)}</p></li>" for text in one.get("highlights", ()))
    summary = f"<ul>{texts}</ul>" if texts else ""
    return {
        "location": "",
        "score": "",
        "studyType": "",
        **one,
        "summary": summary,
        "date": dates(one),
        "url": _link(""),
    }


def _award(one: Resume) -> dict[str, Any]:
    return _shown(one) | {"title": plain(one["title"]), "awarder": one.get("awarder", ""), "date": one["date"][:4]}


def _html(text: str) -> str:
    return re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", html.escape(text))


def _link(url: str) -> dict[str, str]:
    return {"label": "", "href": url}


def even(data: Resume) -> dict[str, Any]:
    """The page as a JSON Resume for themes that read no Markdown."""
    return json.loads(json.dumps(data), object_hook=_bare)  # type: ignore[no-any-return]


def _bare(one: dict[str, Any]) -> dict[str, Any]:
    texts = {name: plain(one[name]) for name in ("title", "name", "summary") if isinstance(one.get(name), str)}
    return one | texts | ({"highlights": list(map(plain, one["highlights"]))} if "highlights" in one else {})


def dates(one: Resume) -> str:
    """When something was, in words."""
    start, end = one.get("startDate"), one.get("endDate")
    return f"{_month(start)} – {_month(end) if end else 'Present'}" if start else ""


def _month(text: str) -> str:
    day = Day(*map(int, text.split("-")))
    return f"{MONTHS[day.month - 1]} {day.year}" if day.month else str(day.year)


def _degree(one: Resume) -> str:
    return ", ".join(filter(None, [one.get("studyType"), one.get("area")]))


def _urls(basics: Resume) -> Iterator[str]:
    yield from filter(None, [basics.get("url"), *(one["url"] for one in basics["profiles"] if one.get("username"))])


def _short(url: str) -> str:
    return re.sub(r"^https?://(www\.)?", "", url)
