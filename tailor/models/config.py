"""`tailor.yaml`: what holds for a whole folder unless a target or a flag says otherwise."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field

from tailor.models.photos import PhotoShown
from tailor.models.style import Style
from tailor.models.values import Checked, Locale, MaybeWord, Model, Words, fault, near, single

NAMES = ("profile", "target", "name", "title", "company")
"""What a file-name pattern may name: the profile's and the target's file, the person, the target's title."""

_HOLE = re.compile(r"\{([^{}]*)\}")


def _pattern(value: Any) -> str:
    """A file name without its ending, in which {profile}, {target}, {name}, {title}, {company} are filled in."""
    pattern = single(value)
    allowed = ", ".join(f"{{{name}}}" for name in NAMES)
    for hole in _HOLE.findall(pattern):
        if hole not in NAMES:
            meant = near(hole, NAMES)
            hint = f"did you mean {{{meant}}}? " if meant else ""
            raise fault("bad-filename", f"unknown placeholder `{{{hole}}}`", f"{hint}known are {allowed}")
    if re.search(r"[{}]", _HOLE.sub("", pattern)):
        raise fault("bad-filename", f'a brace of "{pattern}" has no other one', f"write one of {allowed}")
    if not _HOLE.search(pattern):
        raise fault("bad-filename", "every page would get this one name", f"use at least one of {allowed}")
    rest = _HOLE.sub("", pattern)
    if pattern.startswith(("/", "~")) or ".." in rest.split("/") or re.search(r'[<>:"|?*\\{}\x00-\x1f\x7f-\x9f]', rest):
        hint = "a path below the output folder: letters, digits, . _ - and / only, no / at its start, no .."
        raise fault("bad-filename", f'"{pattern}" is not a safe file name', hint)
    return pattern.removesuffix(".pdf")


_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def _folder(value: Any) -> str:
    """A folder's name or path. A `~` is the shell's, which sees nothing of this file."""
    folder = single(value)
    if _CONTROL.search(folder):
        raise fault("bad-folder", "the name of a folder has a control character", "delete it")
    if folder.startswith("~"):
        hint = "write the path in full, or one from this folder on"
        raise fault("bad-folder", f"`~` is not expanded in `{folder}`: a folder of that name would be made", hint)
    return folder


class Lints(Model):
    """Which remarks on the writing are made: none of `off`, and none that matters less than `severity`."""

    off: Words = ()
    """Codes of remarks that are not made. Such as `[first-person]`."""
    severity: Literal["note", "warning", "error"] = "note"
    """Remarks that matter less are not made."""


DEFAULT_TEMPLATE = "classic"
DEFAULT_PAPER: Literal["a4", "letter"] = "letter"
"""What a page is set in and on where neither a flag, nor its target, nor the folder says otherwise."""


class Config(Model):
    """Defaults of a folder. `profile` is the one that is built when none is named."""

    profile: MaybeWord = None
    """The profile that is built when none is named. Such as `me`."""
    template: MaybeWord = None
    """The template, where a target names none. Such as `classic`."""
    paper: Literal["a4", "letter"] | None = None
    """The paper, where a target names none."""
    out: Annotated[str, Checked(_folder, {"type": "string"})] = "out"
    """The folder that the pages go to."""
    filename: Annotated[str, Checked(_pattern, {"type": "string"})] = "{profile}/{target}"
    """The pages' names: {profile}, {target}, {name}, {title} and {company} are filled in. Such as `{name}_{target}`."""
    application: Annotated[str, Checked(_pattern, {"type": "string"})] = "{name}_{company}"
    """The names of files in the folder of an application, as `filename`. Such as `CV_{name}_{company}`."""
    locale: Locale | None = None
    """The language of the pages, where no target or profile names one. Such as `de`."""
    style: Style = Style()
    """How the pages look, where a target says nothing else. Such as `{face: sans}`."""
    photo: PhotoShown = None
    """Whether pages show the profile's photo, where a target says nothing, or pages in which languages. Such as
    `[de, fr]`."""
    reference: Annotated[str | None, Checked(single, {"type": "string"})] = None
    """A document whose styles and paper Word's files take; `reference.docx`, if there is one, if not said. Such as
    `house/letterhead.docx`."""
    lints: Lints = Field(default_factory=Lints)
    """Which remarks on the writing are made."""

    def holes(self) -> frozenset[str]:
        """What a page's name depends on."""
        return frozenset(_HOLE.findall(self.filename))

    def stem(self, names: Mapping[str, str]) -> str:
        """The output file below `out`, without its ending: `Arjun_Mehra_Quant`. `names` has a text for each hole."""
        return _HOLE.sub(lambda hole: safe_name(names[hole[1]]), self.filename)

    def application_stem(self, names: Mapping[str, str]) -> str:
        """As `stem`, of a file in the folder of an application, which has no folders in it."""
        return _HOLE.sub(lambda hole: safe_name(names[hole[1]]), self.application).replace("/", "_")


def safe_name(text: str) -> str:
    """A text as one piece of a file name that every system takes: `Zoë Müller` → `Zoe_Muller`.

    Accents are dropped where ASCII letters remain; other scripts stay as they are. Never empty.
    """
    plain = unicodedata.normalize("NFKD", text)
    ascii_only = plain.encode("ascii", "ignore").decode()
    if not re.search(r"[A-Za-z0-9]", ascii_only):
        ascii_only = unicodedata.normalize("NFC", text)
    return re.sub(r"[^\w.\-]+", "_", ascii_only).strip("._-") or "page"
