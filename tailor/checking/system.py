"""What this machine has of what tailor needs: engine, fonts, sandbox, tools, cache; and what to install."""

from __future__ import annotations

import os
import shutil
import subprocess

from msgspec import Struct

from tailor.storage.locations import cache_folder
from tailor.tex.cage import level
from tailor.tex.engine import SECONDS, find_engine

FILES = {
    "texlive-latex-base": "hyperref.sty",
    "texlive-latex-recommended": "microtype.sty",
    "texlive-fonts-recommended": "charter.sty",
    "lmodern": "lmodern.sty",
    "tex-gyre": "tgpagella.sty",
}
"""A file that stands for each of Debian's TeX packages."""

TOOLS = {
    "xetex": ("only for letters that pdfTeX has no font for", "texlive-xetex"),
    "pdftoppm": ("only for --format png", "poppler-utils"),
    "pdftotext": ("only to check what machines read", "poppler-utils"),
}
"""What each tool is for, and its package."""


class Finding(Struct, frozen=True):
    """One thing looked for: where it was found, or "" and what to install. No page needs what is not `needed`."""

    name: str
    found: str
    hint: str = ""
    needed: bool = True


def look_around() -> list[Finding]:
    """Everything that tailor may need."""
    engine = find_engine("pdftex")
    findings = [Finding("pdftex", engine or "", "" if engine else "apt-get install texlive-latex-base")]
    findings += [_package(package, file) for package, file in FILES.items()]
    return [*findings, *map(_tool, TOOLS), _sandbox(), _solver(), _cache()]


def _solver() -> Finding:
    """The solver that finds pages, and its version."""
    from tailor.solver.highs import SolverError, library_path, version

    try:
        return Finding("solver", f"HiGHS {version()} ({library_path()})")
    except (SolverError, OSError) as error:
        return Finding("solver", "", f"pip install --force-reinstall highsbox ({error})")


def _tool(name: str) -> Finding:
    path, (purpose, package) = shutil.which(name) or "", TOOLS[name]
    return Finding(name, path, "" if path else f"{purpose}: apt-get install {package}", needed=False)


def _sandbox() -> Finding:
    """What holds TeX; where the system cannot set a limit for another process, only the time is bounded."""
    try:
        import resource

        bounded = hasattr(resource, "prlimit")
    except ImportError:
        bounded = False
    more = "limits on CPU, memory and files" if bounded else "no limits on CPU and memory on this system"
    held = f"no shell, at most {SECONDS} s, {more}"
    if level():
        return Finding(
            "sandbox", f"Landlock {level()}: no file but TeX's own and its folder, no network; {held}", needed=False
        )
    open_ = (
        "without Landlock (Linux 5.13) a template can read your files into a PDF: build only templates that you trust"
    )
    return Finding("sandbox", held, open_, needed=False)


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
    return Finding(
        "cache",
        str(folder) if writable else "",
        "" if writable else "set TAILOR_CACHE_DIR to a folder; builds are slow without",
        needed=False,
    )
