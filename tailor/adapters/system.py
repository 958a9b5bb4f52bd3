"""What this machine has of what tailor needs: engine, TeX packages, tools, cache; and what to install."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass

from tailor.adapters.engine import find_engine
from tailor.adapters.folders import cache_folder

FILES = {
    "texlive-latex-base": "hyperref.sty",
    "texlive-latex-recommended": "microtype.sty",
    "texlive-fonts-recommended": "charter.sty",
    "lmodern": "lmodern.sty",
    "tex-gyre": "tgpagella.sty",
}
"""A file that stands for each of Debian's TeX packages."""

TOOLS = {"pdftoppm": "for --format png", "pdftotext": "to check what machines read"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked for: where it was found, or "" and what to install."""

    name: str
    found: str
    hint: str = ""


def look_around() -> list[Finding]:
    """Everything that tailor may need."""
    engine = find_engine("pdftex")
    findings = [Finding("pdftex", engine or "", "" if engine else "apt-get install texlive-latex-base")]
    findings += [_package(package, file) for package, file in FILES.items()]
    for tool, purpose in TOOLS.items():
        path = shutil.which(tool) or ""
        findings.append(Finding(tool, path, "" if path else f"{purpose}: apt-get install poppler-utils"))
    return [*findings, _cache()]


def _package(package: str, file: str) -> Finding:
    kpsewhich = shutil.which("kpsewhich")
    found = ""
    if kpsewhich is not None:
        done = subprocess.run([kpsewhich, file], capture_output=True, text=True, timeout=30, check=False)
        found = done.stdout.strip()
    return Finding(package, found, "" if found else f"apt-get install --no-install-recommends {package}")


def _cache() -> Finding:
    folder = cache_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        writable = os.access(folder, os.W_OK)
    except OSError:
        writable = False
    return Finding("cache", str(folder) if writable else "", "" if writable else "set TAILOR_CACHE_DIR to a folder")
