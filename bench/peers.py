"""The other programs: RenderCV and Typst in a throwaway environment, given the content of the page that was chosen."""

from __future__ import annotations

import glob
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

WANTED = ("rendercv[full]==2.8", "typst")
NEWEST = ("rendercv[full]", "typst")
LIMIT = (3, 12)
"""RenderCV 2.8 needs this Python."""


@dataclass(frozen=True, slots=True)
class Peers:
    """Their environment's `bin`, and what was installed, by name."""

    bin: Path
    versions: dict[str, str]


def install() -> Peers | None:
    """The environment, made once in the folder for temporary files; None where nothing can be installed."""
    home = Path(tempfile.gettempdir(), f"tailor-bench-peers-{os.getuid()}")
    for python, packages in ((newer_python(), WANTED), (sys.executable, NEWEST)):
        if python is None:
            continue
        try:
            if not (home / "ready").exists():
                shutil.rmtree(home, ignore_errors=True)
                _quiet([python, "-m", "venv", home])
                _quiet([home / "bin/pip", "install", "--quiet", *packages])
                (home / "ready").touch()
            return Peers(home / "bin", _versions(home))
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"peers: {error}", file=sys.stderr)
    return None


def without_icons(home: Path) -> dict[str, str]:
    """RenderCV's theme draws icons with a Typst package that it downloads; an empty one stands in for it, so that the
    bench needs no network for it and counts no download."""
    folder = home / "typst/packages/preview/fontawesome/0.6.0"
    folder.mkdir(parents=True, exist_ok=True)
    package = '[package]\nname = "fontawesome"\nversion = "0.6.0"\nentrypoint = "lib.typ"\n'
    (folder / "typst.toml").write_text(package, encoding="utf-8")
    (folder / "lib.typ").write_text("#let fa-icon(name, ..arguments) = []\n", encoding="utf-8")
    return {"XDG_CACHE_HOME": str(home)}


def _quiet(command: list[Any]) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _versions(home: Path) -> dict[str, str]:
    found = {one["name"]: one["version"] for one in json.loads(_quiet([home / "bin/pip", "list", "--format", "json"]))}
    python = _quiet([home / "bin/python", "-c", "import platform; print(platform.python_version())"]).strip()
    return {name: found[name] for name in ("rendercv", "typst")} | {"python": python}


def newer_python() -> str | None:
    """A Python that RenderCV 2.8 runs on: on the path, or among pyenv's."""
    names = [f"python3.{minor}" for minor in (12, 13, 14)] + ["python3"]
    homes = sorted(glob.glob(os.path.expanduser("~/.pyenv/versions/3.*/bin/python")))
    for name in (*names, *homes):
        test = f"import sys, venv; sys.exit(sys.version_info < {LIMIT})"
        path = shutil.which(name)
        if path and subprocess.run([path, "-c", test], capture_output=True, check=False).returncode == 0:
            return path
    return None


def rendercv_input(resume: dict[str, Any]) -> str:
    """A JSON Resume as RenderCV reads it."""
    basics = resume["basics"]
    sections = {
        "education": [_education(one) for one in resume.get("education", ())],
        "experience": [_work(one) for one in resume.get("work", ())],
        "projects": [{"name": one["name"], **_dated(one)} for one in resume.get("projects", ())],
        "publications": [one["name"] for one in resume.get("publications", ())],
        "awards": [one["title"] for one in resume.get("awards", ())],
        "skills": [
            {"label": one["name"], "details": ", ".join(one.get("keywords", ()))} for one in resume.get("skills", ())
        ],
    }
    cv = {"name": basics["name"], "email": basics["email"], "location": "Zürich"} | _reached(basics)
    cv["sections"] = {name: entries for name, entries in sections.items() if entries}
    return yaml.safe_dump({"cv": cv, "design": {"theme": "classic"}}, sort_keys=False, allow_unicode=True)


def _reached(basics: dict[str, Any]) -> dict[str, Any]:
    """Ways to reach someone, as far as RenderCV's form of them goes."""
    found = {"phone": basics.get("phone", "").replace(" ", "-"), "website": basics.get("url")}
    networks = [
        {"network": one["network"], "username": one["username"]}
        for one in basics.get("profiles", ())
        if one.get("network") in ("LinkedIn", "GitHub") and one.get("username")
    ]
    return {name: value for name, value in {**found, "social_networks": networks}.items() if value}


def _dated(one: dict[str, Any]) -> dict[str, Any]:
    dates = {"start_date": one.get("startDate"), "end_date": one.get("endDate") or "present"}
    shown = dates if one.get("startDate") else {}
    return {**shown, **({"highlights": one["highlights"]} if one.get("highlights") else {})}


def _work(one: dict[str, Any]) -> dict[str, Any]:
    place = {"location": one["location"]} if one.get("location") else {}
    return {"company": one["name"], "position": one.get("position", "Engineer"), **place, **_dated(one)}


def _education(one: dict[str, Any]) -> dict[str, Any]:
    both = {"area": one["area"], "degree": one["studyType"]} if one.get("area") and one.get("studyType") else {}
    subject = both or {"area": one.get("area") or one.get("studyType") or "–"}
    return {"institution": one["institution"], **subject, **_dated(one)}


def typst_input(resume: dict[str, Any]) -> str:
    """A JSON Resume as a plain Typst page."""
    basics = resume["basics"]
    parts = ['#set page(paper: "us-letter", margin: 0.6in)\n#set text(size: 10pt)\n#set par(justify: true)']
    parts.append(f"#align(center)[= {_typst(basics['name'])}\n{_typst(basics['email'])}]")
    for title, key in (("Education", "education"), ("Experience", "work"), ("Projects", "projects")):
        parts.append(f"== {title}")
        for one in resume.get(key, ()):
            name = one.get("name") or one.get("institution") or ""
            dates = f"{one.get('startDate', '')} – {one.get('endDate', 'present')}"
            parts.append(f"*{_typst(name)}* {_typst(one.get('position') or one.get('area') or '')} #h(1fr) {dates}")
            parts += [f"- {_typst(text)}" for text in one.get("highlights", ())]
    parts.append("== Skills")
    parts += [f"*{_typst(one['name'])}:* {_typst(', '.join(one['keywords']))}" for one in resume.get("skills", ())]
    parts += [f"- {_typst(one['title'])}" for one in resume.get("awards", ())]
    parts += [f"- {_typst(one['name'])}" for one in resume.get("publications", ())]
    return "\n\n".join(parts)


def _typst(text: str) -> str:
    """Text that Typst takes as it stands: marks of Markdown are dropped, its own are escaped."""
    return re.sub(r"([#$@<>_`*\\\[\]~=/])", r"\\\1", text.replace("**", ""))
